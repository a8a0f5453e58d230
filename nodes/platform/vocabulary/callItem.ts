/** A call as a workflow's item: what people need first, and the same names whichever service told of it. */
import { type CallRecord, type IvrStep, ivrPathText } from './callRecord';
import { type CallSides, customerOf } from './customer';
import type { Locale } from './locale';
import { plainObject } from './plainObject';
import { isWithheldWord } from './sipCodes';
import { localTime } from './times';

/** What a call must say to become an item; each may be missing. */
interface Call extends CallSides {
	ivrPath?: readonly IvrStep[] | undefined;
	startedAt?: string | undefined;
}

/** What {@link callItem} adds. */
export type ItemFacts = Pick<
	CallRecord,
	| 'customerNumber'
	| 'customerE164'
	| 'isMobile'
	| 'isWithheld'
	| 'callerE164'
	| 'targetE164'
	| 'startedAtLocal'
	| 'ivrPathText'
>;

/** Who, when, through which queue, how it ended; then all the rest, in the order in which it comes. */
const FIRST = [
	'event',
	'customerNumber',
	'startedAtLocal',
	'direction',
	'queue',
	'status',
	'isAnswered',
	'isAbandoned',
	'isMissed',
	'isVoicemail',
	'waitSeconds',
	'durationSeconds',
	'agent',
	'extension',
	'did',
	'customerE164',
	'isMobile',
	'isWithheld',
] as const;

/**
 * Adds what follows from the call's own words: the customer, numbers in E.164, the account's time. Leaves out what is
 * undefined, and puts what people look for first.
 *
 * @param call of any service; it is not changed
 * @param locale how the account writes
 * @param sides by which the customer is known, where the call's own fields do not say it
 */
export function callItem<Wire extends Call>(
	call: Wire,
	locale: Locale,
	sides: CallSides = call,
): Wire & ItemFacts {
	const { callerNumber, target, startedAt } = call;
	const given = call as Record<string, unknown>;
	const added: Record<string, unknown> = {
		...customerOf(sides, locale),
		// A word in a number's place is no number; `isWithheld` says so.
		callerNumber: isWithheldWord(callerNumber) ? undefined : callerNumber,
		callerE164: callerNumber === undefined ? undefined : locale.phone(callerNumber)?.e164,
		targetE164: target === undefined ? undefined : locale.phone(target)?.e164,
		startedAtLocal: startedAt === undefined ? undefined : localTime(startedAt, locale.timeZone),
		ivrPathText: ivrPathText(call.ivrPath),
	};
	const item = plainObject();
	const put = (name: string) => {
		const value = name in added ? added[name] : given[name];
		if (value !== undefined) item[name] = value;
	};
	for (const name of FIRST) put(name);
	for (const name in given) put(name);
	for (const name in added) put(name);
	return item as Wire & ItemFacts;
}
