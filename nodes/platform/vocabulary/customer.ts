/** The other side of a call: whoever a workflow writes to or looks up, whichever way the call went. */
import { type CallRecord } from './callRecord';
import { callTypeById } from './callTypes';
import type { Locale } from './locale';
import { isSipCode, isWithheldWord } from './sipCodes';

/** What tells who the other side is. */
export interface CallSides {
	/** Also `spy`, of live calls. */
	direction?: string | undefined;
	typeId?: number | undefined;
	callerNumber?: string | undefined;
	target?: string | undefined;
	isWithheld?: boolean | undefined;
}

/** What is known of the other side; absent is absent. */
export type Customer = {
	[Name in 'customerNumber' | 'customerE164' | 'isMobile' | 'isWithheld']?: CallRecord[Name] | undefined;
};

/** Calls among colleagues: no side of them is a customer. */
const AMONG_COLLEAGUES = new Set(['internal', 'conference', 'spy']);

/**
 * The customer's number and what it says. A SIP code is a colleague's and never a customer's number; a number that
 * cannot be read is given as it stands, without E.164.
 *
 * @param call which way it went, and the numbers of both sides
 * @param locale whose national numbers are understood
 */
export function customerOf(call: CallSides, locale: Locale): Customer {
	const number = sideOf(call);
	if (call.isWithheld === true || isWithheldWord(number)) return { isWithheld: true };
	if (number === undefined || !/\d/.test(number) || isSipCode(number)) return {};
	const phone = locale.phone(number);
	return {
		// With its plus sign abroad: without it, nobody could tell which country's it is.
		customerNumber: phone?.e164?.startsWith('+972') === false ? phone.e164 : (phone?.dialable ?? number),
		customerE164: phone?.e164,
		isMobile: phone?.isMobile,
		isWithheld: false,
	};
}

/** The type tells where it is one that we know; else the direction; else whichever of the two is no extension. */
function sideOf({ direction, typeId, callerNumber, target }: CallSides): string | undefined {
	if (direction !== undefined && AMONG_COLLEAGUES.has(direction)) return undefined;
	const type = callTypeById(typeId);
	const side = type ? type.customer : SIDE_BY_DIRECTION.get(direction ?? '');
	if (side === 'caller') return callerNumber;
	if (side === 'target') return target;
	if (side === 'none') return undefined;
	const isOutside = (number: string | undefined) => number !== undefined && !isSipCode(number);
	if (isOutside(callerNumber) && (!isOutside(target) || target === callerNumber)) return callerNumber;
	return isOutside(target) && !isOutside(callerNumber) ? target : undefined;
}

const SIDE_BY_DIRECTION = new Map<string, 'caller' | 'target'>([
	['incoming', 'caller'],
	['outgoing', 'target'],
]);
