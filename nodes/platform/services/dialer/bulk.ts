/** Many targets added at once (voicenter-api.md §7): AddCallsBulk, in as few requests as the wanted detail allows. */
import { setImmediate as breathe } from 'node:timers/promises';

import { z } from 'zod/v4';

import type { Connection } from '../../account';
import { type FailureKind, VoicenterError } from '../../http/errors';
import { refusal } from '../refusals';
import { serviceOperation } from '../serviceOperation';
import { wireText } from '../../wire/values';
import { campaignErrors, dialerUrl, envelope, verdictOf } from './method';
import { pairResults } from './pairResults';
import { describeTarget, readTarget, type Target, type TargetInput, toWire } from './target';
import { targetErrors } from './targets';

/** Targets in one request: as many as are answered for one by one, or as many as it takes. */
const MOST_TARGETS = { eachTarget: 3_000, onlyTotal: 100_000 } as const;

/** Checking is work for the processor; after so many, whatever else this process does gets its turn. */
const CHECKED_IN_ONE_GO = 500;

/** So many targets take Voicenter a while. */
const DEADLINE_MS = 120_000;

const NAME = 'Add many targets';

const errors = { ...campaignErrors, ...targetErrors };

const wireResult = envelope.extend({ Target: wireText });

/** What Voicenter says of one target. */
type TargetResult = z.output<typeof wireResult>;

/** Nearly always they are as documented. Then they are taken as they are, which with 100,000 of them is felt. */
const results = z
	.custom<TargetResult[]>((rows) => Array.isArray(rows) && rows.every(isDocumented))
	.or(z.array(wireResult));

function isDocumented(row: unknown): boolean {
	const { Target, ErrorCode, Description } = (row ?? {}) as Record<string, unknown>;
	return typeof Target === 'string' && Number.isInteger(ErrorCode) && typeof Description === 'string';
}

// Never repeated by itself: a target added twice is a person called twice.
const sendTargets = serviceOperation({
	name: NAME,
	url: dialerUrl('AddCallsBulk'),
	repeatable: false,
	input: z.custom<readonly Target[]>(),
	body: (targets, { code }) => targets.map((target) => ({ Code: code, ...toWire(target) })),
	answer: envelope.extend({ AddResult: results.nullish() }),
	// Where some targets were added, the whole is not refused, whatever it says: they would be added again.
	verdict: (answer) =>
		answer.AddResult?.some(({ ErrorCode }) => ErrorCode === 0) ? { code: 0, text: '' } : verdictOf(answer),
	errors,
	result: ({ AddResult }) => AddResult ?? [],
	deadlineMs: DEADLINE_MS,
});

/** What came of one target: what was done, or why not. */
export type TargetOutcome =
	{ done: ReturnType<typeof describeTarget<'added' | 'sent'>> } | { error: unknown };

/** What is to be added, and how. */
export interface AddTargetsRequest {
	/** How many targets there are. */
	count: number;
	/** Gives one of them, from 0; what it throws is that target's error. */
	targetAt: (index: number) => TargetInput;
	/** `eachTarget`: an answer for every one of them; `onlyTotal`: fewer requests, and no answer for each. */
	report: keyof typeof MOST_TARGETS;
	/** Send nothing when one of them is found bad before, and nothing more after one that failed. */
	stopAtError: boolean;
}

interface Checked {
	index: number;
	target: Target;
}

/**
 * Adds targets: all of them are checked first, then sent. None is ever sent twice; where Voicenter may have got a
 * request and no answer came, its targets fail and say so.
 *
 * @returns an outcome for each target, at its index; those not sent because of `stopAtError` have none
 */
export async function addTargets(
	connection: Connection,
	{ count, targetAt, report, stopAtError }: AddTargetsRequest,
): Promise<(TargetOutcome | undefined)[]> {
	const { http, log } = connection;
	const outcomes = new Array<TargetOutcome | undefined>(count).fill(undefined);
	const good = await check(count, targetAt, (index, error) => (outcomes[index] = { error }));
	if (stopAtError && good.length < count) return outcomes;

	const size = MOST_TARGETS[report];
	for (let first = 0; first < good.length; first += size) {
		const chunk = good.slice(first, first + size);
		const sent: Sent = http.signal?.aborted
			? {
					failure: http.fail({
						operation: NAME,
						kind: 'cancelled',
						text: 'not sent, because the execution was stopped',
					}),
				}
			: await send(connection, chunk, report);
		if (sent.failure) {
			// Nothing reached Voicenter, and the next request would fare no better.
			for (const { index } of good.slice(first)) outcomes[index] = { error: sent.failure };
			break;
		}
		chunk.forEach(({ index }, position) => (outcomes[index] = sent.outcomes[position]));
		if (good.length > size) log(`${NAME}: ${first + chunk.length} of ${good.length} sent`);
		if (stopAtError && sent.outcomes.some((outcome) => 'error' in outcome)) break;
	}
	return outcomes;
}

async function check(
	count: number,
	targetAt: AddTargetsRequest['targetAt'],
	refuse: (index: number, error: unknown) => void,
): Promise<Checked[]> {
	const good: Checked[] = [];
	for (let index = 0; index < count; index += 1) {
		if (index % CHECKED_IN_ONE_GO === 0) await breathe();
		try {
			good.push({ index, target: readTarget(targetAt(index), good.at(-1)?.target) });
		} catch (error) {
			refuse(index, error);
		}
	}
	return good;
}

/** What came of one request; `failure`: nothing was sent, nor can be. */
type Sent = { outcomes: TargetOutcome[]; failure?: undefined } | { failure: VoicenterError };

async function send(
	connection: Connection,
	chunk: readonly Checked[],
	report: AddTargetsRequest['report'],
): Promise<Sent> {
	try {
		const targets = chunk.map(({ target }) => target);
		const results = await sendTargets(connection, targets);
		const own = pairResults(
			targets.map(({ phone }) => phone),
			results,
		);
		return {
			outcomes: targets.map((target, position) => judge(connection, target, own[position], report)),
		};
	} catch (error) {
		if (!(error instanceof VoicenterError)) throw error;
		if (NOT_SENT.has(error.kind)) return { failure: error };
		const told = mayHaveArrived(error) ? doubtful(connection, error) : error;
		return { outcomes: chunk.map(() => ({ error: told })) };
	}
}

const NOT_SENT: ReadonlySet<FailureKind> = new Set(['unreachable', 'invalidAddress', 'notAllowed']);

const MAY_HAVE_ARRIVED: ReadonlySet<FailureKind> = new Set([
	'interrupted',
	'timeout',
	'unreadable',
	'cancelled',
]);

function mayHaveArrived({ kind, httpStatus }: VoicenterError): boolean {
	return MAY_HAVE_ARRIVED.has(kind) || (kind === 'http' && (httpStatus ?? 500) >= 500);
}

const LOOK_FIRST =
	'It was not sent again, so that nobody is called twice. Look at the campaign’s pending calls before you add it again.';

function doubtful({ http }: Connection, { kind, httpStatus, message }: VoicenterError): VoicenterError {
	return http.fail({
		operation: NAME,
		kind,
		text: `this target may have been added, or not: ${message.replace(`${NAME}: `, '')}`,
		hint: LOOK_FIRST,
		...(httpStatus !== undefined && { httpStatus }),
	});
}

function judge(
	{ http }: Connection,
	target: Target,
	result: TargetResult | undefined,
	report: AddTargetsRequest['report'],
): TargetOutcome {
	if (result?.ErrorCode === 0) return { done: describeTarget(target, 'added') };
	if (result) return { error: http.fail({ operation: NAME, ...refusal(verdictOf(result), 200, errors) }) };
	if (report === 'onlyTotal') return { done: describeTarget(target, 'sent') };
	const text = 'this target may have been added, or not: Voicenter’s answer does not mention it';
	return { error: http.fail({ operation: NAME, kind: 'unreadable', text, hint: LOOK_FIRST }) };
}
