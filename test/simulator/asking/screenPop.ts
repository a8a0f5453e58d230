import { z } from 'zod/v4';
import { newCallId } from '../times';
import type { Asker, Question, Reply } from './asker';
import { headersToAllow, originProblem, preflightOf, preflightProblems } from './cors';
import { judge } from './judge';
import { type ScreenPopPlan, screenPopRequest } from './screenPopRequest';

/** The answer (voicenter-api.md §11), no fields besides. */
export const screenPopAnswerSchema = z.strictObject({
	STATUS: z.literal('OK', 'must be exactly "OK"'),
	URL: z.url('must be a whole address').optional(),
	CLIENTNAME: z.string().optional(),
	TOTAL: z.int('must be an integer').min(0).optional(),
	COMPANY: z.string().optional(),
});
export type ScreenPopAnswer = z.output<typeof screenPopAnswerSchema>;

/** What one agent's browser asked and got. */
export interface ScreenPop {
	readonly callId: string;
	readonly extenUser: string;
	readonly request: Question;
	/** The browser's question before, when one was needed. */
	readonly preflight?: Reply;
	/** The answer, or the preflight's when nothing was sent after it. Milliseconds are its own. */
	readonly reply: Reply;
	/** From the first question to the last answer. */
	readonly milliseconds: number;
	/** A pop-up is shown: the answer came in time, may be read, and is as the reference has it. */
	readonly valid: boolean;
	readonly problems: readonly string[];
	/** Only a valid one. */
	readonly answer?: ScreenPopAnswer;
}

/** A call that rings at some phones. */
export interface PoppedCall {
	readonly callId: string;
	readonly pops: readonly ScreenPop[];
	/** Every agent saw the caller. */
	readonly valid: boolean;
	readonly problems: readonly string[];
}

/** All phones ask at the same moment, each for itself. */
export async function playScreenPop(
	plan: ScreenPopPlan,
	asker: Asker,
	record: (pop: ScreenPop) => void,
): Promise<PoppedCall> {
	const callId = plan.callId ?? newCallId(new Date());
	const pops = await Promise.all(
		plan.extenUsers.map(async (extenUser) => {
			const pop = await popOne(plan, callId, extenUser, asker);
			record(pop);
			return pop;
		}),
	);
	return {
		callId,
		pops,
		valid: pops.every(({ valid }) => valid),
		problems: pops.flatMap(({ extenUser, problems }) =>
			problems.map((problem) => `${extenUser}: ${problem}`),
		),
	};
}

async function popOne(
	plan: ScreenPopPlan,
	callId: string,
	extenUser: string,
	asker: Asker,
): Promise<ScreenPop> {
	const request = screenPopRequest(plan, callId, extenUser);
	const { origin } = plan;
	const began = performance.now();
	const told = { callId, extenUser, request };
	const since = () => performance.now() - began;
	if (origin === null) {
		const reply = await asker.ask(request);
		return { ...told, reply, milliseconds: since(), ...judge(reply, screenPopAnswerSchema) };
	}
	const toAllow = headersToAllow(plan.headers).concat(headersToAllow(contentTypeOf(request)));
	let preflight: Reply | undefined;
	if (plan.preflight && toAllow.length > 0) {
		preflight = await asker.ask(preflightOf(request, origin, toAllow.sort()));
		const problems = preflightProblems(preflight, origin, toAllow);
		if (problems.length > 0) {
			return { ...told, preflight, reply: preflight, milliseconds: since(), valid: false, problems };
		}
	}
	const left = Math.max(1, plan.deadlineMs - since());
	const reply = await asker.ask({ ...request, deadlineMs: left });
	const hidden = reply.status === undefined ? undefined : originProblem(reply.headers, origin);
	const judged =
		hidden === undefined ? judge(reply, screenPopAnswerSchema) : { valid: false, problems: [hidden] };
	return { ...told, ...(preflight && { preflight }), reply, milliseconds: since(), ...judged };
}

function contentTypeOf({ headers }: Question): Record<string, string> {
	const type = headers['Content-Type'];
	return type === undefined ? {} : { 'Content-Type': type };
}
