/** Callers whom nobody has served, found in a range of the Call Log. */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { createUnreturned, type Unreturned, type Withheld } from '../../reports/unreturned';
import { joinCalls, type WholeCall } from '../../reports/wholeCalls';
import type { Connection } from '../../request/account';
import { listField, yesNoField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { present } from '../../vocabulary/absent';
import type { List } from '../../vocabulary/lists';
import { localeOf } from '../../vocabulary/locale';
import { pickTest } from '../../vocabulary/picks';
import { type Period, periodOf, readInto } from '../callLog';
import { nameOf, rememberSearch } from '../callLog/newRecords';
import type { Range } from '../callLog/range';
import { seenNames } from '../callLog/seenNames';
import { namesOfQueues } from '../filterIds';
import type { ReportSearch } from './search';

const unreturnedFields = z.object({
	/** Callers who called less long ago may be calling again, or be called back, just now. */
	minimumAgeMinutes: z.coerce.number().min(0).default(5),
	/** Names or IDs; callers of any queue without it. */
	queues: z.custom<List>().optional(),
	/** Your numbers that were called; any without it. */
	calledNumbers: listField,
	leaveOut: listField,
	withWithheld: yesNoField.default(false),
	onlyNew: yesNoField.default(false),
	country: z.string().default('IL'),
});

/** Who is looked for, and where. */
export interface UnreturnedInput extends z.input<typeof unreturnedFields> {
	search: ReportSearch;
	/** What lasts from one run to the next, for `onlyNew`; it is changed when the callers are there. */
	memory?: Record<string, unknown>;
}

/** An item a caller, and the time that was looked at. */
export interface FoundUnreturned {
	callers: Record<string, unknown>[];
	period: Period;
	/** Says which called numbers of the filter no call had. */
	unmatched: string[];
}

/** What serves a caller counts wherever it happened, so that no filter is sent but the time. */
const FIELDS = [
	'callerNumber',
	'callType',
	'did',
	'duration',
	'outcome',
	'queue',
	'target',
	'times',
] as const;

/**
 * Finds callers whom nobody has served since they called: missed or abandoned, and no answered call with that number
 * since, in either direction.
 *
 * @returns those who wait longest first; withheld numbers as one item at the end, where they are wanted
 * @throws InvalidInputError, VoicenterError
 */
export async function findUnreturned(
	connection: Connection,
	{ search, memory = {}, ...input }: UnreturnedInput,
): Promise<FoundUnreturned> {
	const options = checkInput(unreturnedFields, input);
	const queues = await namesOfQueues(connection, options.queues, { isStrict: true });
	const locale = localeOf({ country: options.country, timeZone: search.timeZone });
	const now = Date.now();
	let range: Range = { from: -Infinity, to: Infinity };
	const seen = seenNames({ dids: options.calledNumbers });
	const isOfQueues = interestOf({ ...options, queues }, locale.key);
	const tracker = createUnreturned({
		leaveOut: new Set(options.leaveOut.map(locale.key)),
		isOfInterest: (call) => call.startedAt < (range.to + 1) * 1_000 && isOfQueues(call),
	});
	const joiner = joinCalls(tracker.add);
	await readInto(connection, { ...search, fields: [...FIELDS], seen }, joiner.add, (asked) => {
		range = asked;
		// Whoever was served after the time that is asked for has been served.
		return { from: asked.from, to: Math.max(asked.to, Math.floor(now / 1_000)) };
	});
	joiner.end();

	const latest = now - options.minimumAgeMinutes * 60_000;
	const waiting = tracker.waiting().filter(({ lastCallAt }) => lastCallAt <= latest);
	const withheld = options.withWithheld ? tracker.withheld() : undefined;
	const isNew = options.onlyNew
		? newOnes([...waiting, ...(withheld ? [withheld] : [])], memory, options)
		: () => true;
	return {
		callers: [
			...waiting.filter(isNew).map((caller) => toItem(caller, search.timeZone)),
			...(withheld && isNew(withheld)
				? [{ isWithheld: true, calls: withheld.calls, ...times(withheld, search.timeZone) }]
				: []),
		],
		period: periodOf(range, search.timeZone),
		unmatched: seen?.unmatched() ?? [],
	};
}

/** Who did not come out of the same search before. Who has called in vain again since has a new last call. */
function newOnes(
	all: readonly (Unreturned | Withheld)[],
	memory: Record<string, unknown>,
	{ queues, calledNumbers }: z.output<typeof unreturnedFields>,
): (one: Unreturned | Withheld) => boolean {
	const key = `unreturned:${nameOf({ queues, calledNumbers })}`;
	const told = new Set(Array.isArray(memory[key]) ? (memory[key] as unknown[]) : []);
	rememberSearch(memory, key, all.map(nameOfLastCall));
	return (one) => !told.has(nameOfLastCall(one));
}

function nameOfLastCall(one: Unreturned | Withheld): string {
	return 'lastCallId' in one ? one.lastCallId : `withheld ${one.lastCallAt}`;
}

function interestOf(
	{ queues, calledNumbers }: { queues: string[]; calledNumbers: string[] },
	keyOf: (number: string) => string,
): (call: WholeCall) => boolean {
	const numbers = new Set(calledNumbers.map(keyOf));
	const isOfQueues = pickTest(queues);
	return ({ queue, did }) =>
		(queues.length === 0 || isOfQueues({ name: queue })) &&
		(numbers.size === 0 || (did !== undefined && numbers.has(keyOf(did))));
}

function toItem(
	{ firstCallAt, lastCallAt, ...caller }: Unreturned,
	timeZone: string,
): Record<string, unknown> {
	const { customerNumber, customerE164, isMobile, calls, abandonedCalls, ...rest } = caller;
	return present({
		customerNumber,
		customerE164,
		isMobile,
		calls,
		abandonedCalls,
		...times({ firstCallAt, lastCallAt }, timeZone),
		...rest,
	});
}

function times({ firstCallAt, lastCallAt }: { firstCallAt: number; lastCallAt: number }, zone: string) {
	const local = (moment: number) => DateTime.fromMillis(moment, { zone }).toFormat('yyyy-MM-dd HH:mm');
	return {
		firstCallAtLocal: local(firstCallAt),
		lastCallAtLocal: local(lastCallAt),
		firstCallAt: new Date(firstCallAt).toISOString(),
		lastCallAt: new Date(lastCallAt).toISOString(),
	};
}
