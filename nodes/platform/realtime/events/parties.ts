/** Who talks with whom: numbers, names and the direction of a call as an extension has it (voicenter-api.md §15). */
import { present } from '../../vocabulary/absent';
import { isSurelySipCode, isWithheldWord } from '../../vocabulary/sipCodes';
import { flagOf, textOf } from '../../wire/values';
import type { CallFacts } from './event';

const DIRECTIONS = ['incoming', 'outgoing', 'internal', 'click2call', 'spy'] as const;

/** Digits with what numbers are written with: `0501234567`, `+972 50-123-4567`, `*2700`, `137`. */
const NUMBER = /^[+*#(]?\d[\d\s().*#-]*$/;

/** Shorter ones are numbers inside the house (and the like of 144), which no customer is called back on. */
const SHORTEST_PUBLIC_NUMBER = 6;

/**
 * A number, or a SIP code where an extension is meant.
 *
 * @returns absent for a name, for “Anonymous” and for nothing
 */
export function numberOrSip(value: unknown): string | undefined {
	const text = textOf(value);
	if (text === undefined || isWithheldWord(text)) return undefined;
	return NUMBER.test(text) || isSurelySipCode(text) ? text : undefined;
}

/** Whether a number belongs to the public network, and not to the house. */
export function isPublicNumber(number: string): boolean {
	return NUMBER.test(number) && number.replace(/\D/g, '').length >= SHORTEST_PUBLIC_NUMBER;
}

/**
 * @param call the wire's call
 * @param isOfCampaign the dialer has made it: then it is the dialer's, whatever it says
 */
export function partiesOf(
	call: Record<string, unknown>,
	isOfCampaign: boolean,
): Pick<CallFacts, 'direction' | 'callerNumber' | 'callerName' | 'target'> {
	const phone = numberOrSip(call['callerphone']);
	const direction = isOfCampaign ? 'dialer' : directionOf(call, phone);
	return present({
		direction,
		callerName: nameOf(call, phone),
		...(direction === 'internal' ? colleagues(call, phone) : customer(call, phone, direction)),
	});
}

function directionOf(call: Record<string, unknown>, phone: string | undefined): CallFacts['direction'] {
	const isInternal = flagOf(call['isInternal']);
	const word = (textOf(call['direction']) ?? textOf(call['callType']))?.toLowerCase();
	const direction = DIRECTIONS.find((known) => known === word);
	if (direction !== 'incoming' && direction !== 'outgoing' && direction !== undefined) return direction;
	if (isInternal === true) return 'internal';
	if (direction !== 'outgoing') return direction;
	if (phone !== undefined && isSurelySipCode(phone)) return 'internal';
	// Where a call does not say whether it is internal, a name that is dialled is a colleague's, or a queue's.
	return isInternal === undefined && phone === undefined && nameIn(call['callerphone']) !== undefined
		? 'internal'
		: direction;
}

/** `callerphone` is a name where Voicenter knows one. */
function nameOf(call: Record<string, unknown>, phone: string | undefined): string | undefined {
	return (
		textOf(call['callername']) ??
		(phone === undefined ? nameIn(call['callerphone']) : undefined) ??
		textOf(call['originalCallerName'])
	);
}

function nameIn(value: unknown): string | undefined {
	const text = textOf(value);
	return isWithheldWord(text) ? undefined : text;
}

function colleagues(call: Record<string, unknown>, phone: string | undefined) {
	const dialled = numberOrSip(call['actualDialedNumber']);
	const isDialled = textOf(call['direction'])?.toLowerCase() !== 'incoming';
	return {
		callerNumber: numberOrSip(call['originalCallerID']) ?? numberOrSip(call['outgoingcallerphone']) ?? phone,
		target: dialled ?? (isDialled ? phone : undefined),
	};
}

/** Of a call that was passed on, `originalCallerID` is the colleague who did it. */
function customer(
	call: Record<string, unknown>,
	phone: string | undefined,
	direction: CallFacts['direction'],
) {
	const original = numberOrSip(call['originalCallerID']);
	const number = phone ?? (original !== undefined && isPublicNumber(original) ? original : undefined);
	const goesOut = direction !== undefined && direction !== 'incoming' && direction !== 'spy';
	return { callerNumber: number, target: goesOut ? number : undefined };
}
