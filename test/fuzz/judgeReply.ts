/** Whether an answer to a fuzzed body is one that Voicenter understands, by the simulator's own rules. */
import { isDeepStrictEqual } from 'node:util';

import type { z } from 'zod/v4';

import type { Reply } from '../simulator/asking/asker';
import { ivrAnswerSchema } from '../simulator/asking/ivrAnswer';
import { judge } from '../simulator/asking/judge';
import { screenPopAnswerSchema } from '../simulator/asking/screenPop';
import { voiceBotAnswerSchema } from '../simulator/asking/voiceBot';
import { judgeAcknowledgement } from '../simulator/cdr/acknowledgement';
import type { CdrFormat } from '../simulator/cdr/encode';
import type { Service } from './mutate';

/** A service that asks for an answer. */
export type AskingKind = Exclude<Service, 'cdr'>;

const SCHEMAS: Record<AskingKind, z.ZodType> = {
	externalLayer: ivrAnswerSchema,
	screenPop: screenPopAnswerSchema,
	voiceBot: voiceBotAnswerSchema,
};

/** What each service gets when there is nothing to say (voicenter-api.md §10–§12). */
const FALLBACKS: Record<AskingKind, object> = {
	externalLayer: { STATUS: 1 },
	screenPop: { STATUS: 'OK', TOTAL: 0 },
	voiceBot: {},
};

const FORMATS: readonly CdrFormat[] = ['json', 'xmlrpc', 'form'];

/**
 * The deadlines of the triggers begin at 2.5 s, and a busy n8n answers somewhat earlier: what took less than this is no
 * fallback of a workflow that was late.
 */
const BEFORE_EVERY_DEADLINE_MS = 1_000;

/** Which answer it was: the workflow's (or that a record has been taken), or the fallback (or a refusal). */
export type Verdict = 'taken' | 'fallback' | { wrong: string };

/**
 * @param service whose trigger answered
 * @param canBeRead whether the body is one that the trigger can read
 * @param answer what the workflow answers to every body that can be read; a CDR has none
 */
export function judgeReply(
	service: Service,
	reply: Reply,
	{ canBeRead, answer }: { canBeRead: boolean; answer?: object | undefined },
): Verdict {
	if (service === 'cdr') return judgeCdr(reply, canBeRead);
	const judged = judge(reply, SCHEMAS[service]);
	if (!judged.valid) return wrong(reply, judged.problems.join('; '));
	const isFallback = isDeepStrictEqual(judged.answer, FALLBACKS[service]);
	if (!canBeRead) {
		return isFallback ? 'fallback' : wrong(reply, 'an answer to what cannot be read');
	}
	if (isFallback) {
		return reply.milliseconds < BEFORE_EVERY_DEADLINE_MS
			? wrong(reply, 'the fallback for what can be read')
			: 'fallback';
	}
	return isDeepStrictEqual(judged.answer, answer) ? 'taken' : wrong(reply, 'not what the workflow answers');
}

function judgeCdr(reply: Reply, canBeRead: boolean): Verdict {
	const found = FORMATS.map((format) => judgeAcknowledgement(format, reply.status ?? 0, reply.body)).find(
		({ err }) => err !== undefined,
	);
	const expected = canBeRead ? 0 : 1;
	if (found?.err !== expected) return wrong(reply, `err should be ${expected}`);
	return canBeRead ? 'taken' : 'fallback';
}

function wrong({ status, milliseconds, body, failure }: Reply, problem: string): { wrong: string } {
	const got = failure ?? `HTTP ${status ?? 0} ${JSON.stringify(body.slice(0, 200))}`;
	return { wrong: `${problem}: ${got} after ${milliseconds.toFixed(0)} ms` };
}
