/** Many targets added at once (voicenter-api.md §7): AddCallsBulk, in as few requests as the wanted detail allows. */
import { setImmediate as breathe } from 'node:timers/promises';

import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { type FailureKind, VoicenterError } from '../../http/errors';
import { JsonText } from '../../wire/json';
import { wireText } from '../../wire/values';
import { refusal } from '../../request/refusals';
import { serviceOperation } from '../../request/serviceOperation';
import { campaignErrors, dialerUrl, envelope, verdictOf } from './method';
import { pairResults } from './pairResults';
import {
	describeTarget,
	type PackedTarget,
	packedToJson,
	readTarget,
	type Target,
	type TargetInput,
	targetPacker,
} from './target';
import { ADDED_TWICE, targetErrors } from './targets';

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
	repeatable: ADDED_TWICE,
	input: z.custom<{ targets: readonly PackedTarget[]; report: AddTargetsRequest['report'] }>(),
	body: ({ targets, report }, { code }) =>
		// Newer pages want to be asked for the result of each; older servers know no such field.
		new JsonText(
			packedToJson(targets, report === 'eachTarget' ? { Code: code, async: true } : { Code: code }),
		),
	answer: envelope.extend({ AddResult: results.nullish() }),
	// Where some targets were added, the whole is not refused, whatever it says: they would be added again.
	verdict: (answer) =>
		answer.AddResult?.some(({ ErrorCode }) => ErrorCode === 0) ? { code: 0, text: '' } : verdictOf(answer),
	errors,
	result: ({ AddResult }) => AddResult ?? [],
	deadlineMs: DEADLINE_MS,
});

/** What was done with a target: Voicenter says that it was added, or only took the request. */
type Done = 'added' | 'sent';

/** What became of a target that was good: an error where it was not added, or may not have been. */
type End = Done | VoicenterError;

/** A target that was not good. */
interface Failed {
	error: unknown;
}

/** What came of one target: what was done, or why not. */
export type TargetOutcome = { done: ReturnType<typeof describeTarget<Done>> } | Failed;

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

/**
 * Adds targets: all of them are checked first, then sent. None is ever sent twice; where Voicenter may have got a
 * request and no answer came, its targets fail and say so.
 *
 * @returns an outcome for each target, in their order, each made when it is asked for; those not sent because of
 *   `stopAtError` have none
 */
export async function addTargets(
	connection: Connection,
	{ count, targetAt, report, stopAtError }: AddTargetsRequest,
): Promise<Iterable<TargetOutcome | undefined>> {
	const checked = await check(count, targetAt);
	const good = checked.filter((one) => 'phone' in one);
	if (stopAtError && good.length < count) return outcomesOf(checked, []);
	const ends = await sendAll(connection, good, { report, stopAtError });
	return outcomesOf(checked, stopAtError ? tellOthers(connection, ends) : ends);
}

async function check(
	count: number,
	targetAt: AddTargetsRequest['targetAt'],
): Promise<(PackedTarget | Failed)[]> {
	const checked: (PackedTarget | Failed)[] = [];
	const pack = targetPacker();
	let previous: Target | undefined;
	for (let index = 0; index < count; index += 1) {
		if (index % CHECKED_IN_ONE_GO === 0) await breathe();
		try {
			previous = readTarget(targetAt(index), previous);
			checked.push(pack(previous));
		} catch (error) {
			checked.push({ error });
		}
	}
	return checked;
}

function isFailed(one: object): one is Failed {
	return 'error' in one;
}

/** @returns what came of each, in their order, up to the last that was dealt with */
async function sendAll(
	connection: Connection,
	targets: readonly PackedTarget[],
	{ report, stopAtError }: Pick<AddTargetsRequest, 'report' | 'stopAtError'>,
): Promise<End[]> {
	const { http, log } = connection;
	const ends: End[] = [];
	const size = MOST_TARGETS[report];
	while (ends.length < targets.length) {
		const chunk = targets.slice(ends.length, ends.length + size);
		const sent: Sent = http.signal?.aborted
			? {
					failure: http.fail({
						operation: NAME,
						kind: 'cancelled',
						text: 'not sent, because the execution was stopped',
					}),
				}
			: await send(connection, chunk, report);
		const { failure } = sent;
		// Nothing reached Voicenter, and the next request would fare no better.
		if (failure) return [...ends, ...targets.slice(ends.length).map(() => failure)];
		for (const end of sent.ends) ends.push(end);
		log(`${NAME}: ${ends.length} of ${targets.length} sent`);
		if (stopAtError && sent.ends.some((end) => typeof end !== 'string')) break;
	}
	return ends;
}

/** The first error is all that anybody sees of a run that stops: it has to say what became of the others. */
function tellOthers({ http }: Connection, ends: End[]): End[] {
	const others = ends.filter((end) => typeof end === 'string');
	const failed = ends.find((end) => typeof end !== 'string');
	if (others.length === 0 || !failed) return ends;
	const { kind, code, httpStatus, hint = '' } = failed;
	const became = others.includes('sent')
		? `Voicenter took ${others.length} of the other numbers of this list, and does not say which of them it added.`
		: `${others.length} of the other numbers of this list were added.`;
	const error = http.fail({
		operation: NAME,
		kind,
		text: textOf(failed),
		hint: `${hint} ${became} Do not run the list again, or they are called twice: take them out first, or set On Error to Continue to see what became of each.`.trim(),
		code,
		httpStatus,
	});
	return ends.with(ends.indexOf(failed), error);
}

/** An error's message without the operation's name, which every one begins with. */
function textOf({ message }: VoicenterError): string {
	return message.replace(`${NAME}: `, '');
}

function* outcomesOf(
	checked: readonly (PackedTarget | Failed)[],
	ends: readonly End[],
): Generator<TargetOutcome | undefined> {
	let place = 0;
	for (const one of checked) {
		if (isFailed(one)) {
			yield one;
			continue;
		}
		const end = ends[place];
		place += 1;
		yield typeof end === 'string' ? { done: describeTarget(one, end) } : end && { error: end };
	}
}

/** What came of one request; `failure`: nothing was sent, nor can be. */
type Sent = { ends: End[]; failure?: undefined } | { failure: VoicenterError };

async function send(
	connection: Connection,
	targets: readonly PackedTarget[],
	report: AddTargetsRequest['report'],
): Promise<Sent> {
	try {
		const results = await sendTargets(connection, { targets, report });
		const own = pairResults(
			targets.map(({ phone }) => phone),
			results,
		);
		return { ends: own.map((result) => endOf(connection, result, report)) };
	} catch (error) {
		if (!(error instanceof VoicenterError)) throw error;
		if (NOT_SENT.has(error.kind)) return { failure: error };
		const failed = mayHaveArrived(error) ? doubtful(connection, error) : error;
		return { ends: targets.map(() => failed) };
	}
}

const NOT_SENT: ReadonlySet<FailureKind> = new Set(['unreachable', 'invalidAddress', 'noCode', 'notAllowed']);

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

function doubtful({ http }: Connection, failure: VoicenterError): VoicenterError {
	const { kind, httpStatus } = failure;
	return http.fail({
		operation: NAME,
		kind,
		text: `this target may have been added, or not: ${textOf(failure)}`,
		hint: LOOK_FIRST,
		httpStatus,
	});
}

function endOf(
	{ http }: Connection,
	result: TargetResult | undefined,
	report: AddTargetsRequest['report'],
): End {
	if (result?.ErrorCode === 0) return 'added';
	if (result) return http.fail({ operation: NAME, ...refusal(verdictOf(result), 200, errors) });
	if (report === 'onlyTotal') return 'sent';
	const text = 'this target may have been added, or not: Voicenter’s answer does not mention it';
	return http.fail({ operation: NAME, kind: 'unreadable', text, hint: LOOK_FIRST });
}
