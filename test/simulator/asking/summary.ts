import type { Reply } from './asker';

/** What a row of questions has come to. Milliseconds are until the whole answer was there, or was given up. */
export interface AnswerSummary {
	readonly asked: number;
	readonly valid: number;
	/** No whole answer within the deadline. */
	readonly late: number;
	/** In time, and not what the reference allows. */
	readonly invalid: number;
	/** Refused, reset or closed connections. */
	readonly unanswered: number;
	/** Questions that got more than one answer. */
	readonly second: number;
	readonly milliseconds: {
		readonly least: number;
		readonly median: number;
		readonly p95: number;
		readonly p99: number;
		readonly most: number;
	};
}

/** Adds up answers; of none, the milliseconds are 0. */
export function summarise(
	answers: readonly { readonly reply: Reply; readonly valid: boolean }[],
): AnswerSummary {
	const sorted = answers.map(({ reply }) => reply.milliseconds).sort((one, other) => one - other);
	const share = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
	const count = (is: (answer: (typeof answers)[number]) => boolean) => answers.filter(is).length;
	return {
		asked: answers.length,
		valid: count(({ valid }) => valid),
		late: count(({ reply }) => reply.late),
		invalid: count(({ reply, valid }) => !valid && reply.status !== undefined),
		unanswered: count(({ reply }) => reply.failure !== undefined),
		second: count(({ reply }) => reply.answers > 1),
		milliseconds: { least: share(0), median: share(0.5), p95: share(0.95), p99: share(0.99), most: share(1) },
	};
}
