/**
 * What tells a record from every other. Voicenter gives a record no name of its own, and a call ID is shared by the legs
 * of a call; so a record is known by what it says, whatever the form it says it in.
 */
import { callTypeById, callTypeByName } from '../../vocabulary/callTypes';
import { momentOf } from './record';
import type { WireRow } from './row';

const SEPARATOR = '\n';

/**
 * The same at every reading, unless the record was completed in between; a recording's address, which comes later, is
 * not part of it. The two legs of a click to call differ in their type, two phones that a call rang in how it went there.
 */
export function identityOf(row: WireRow): string {
	const moment = momentOf(row);
	return [
		row.CallID ?? `${row.CallerNumber ?? ''}>${row.TargetNumber ?? ''}`,
		callTypeById(row.CdrType)?.id ?? callTypeByName(row.Type ?? '')?.id ?? row.CdrType ?? row.Type,
		moment && moment.getTime() / 1_000,
		row.CallerNumber,
		row.TargetNumber,
		row.CallerExtension,
		row.TargetExtension,
		row.Duration,
		row.DialStatus,
	].join(SEPARATOR);
}

/** What of a record never changes once it is there. */
export interface Place {
	/** The call's ID. */
	call: string;
	/** The call, its type and when it began, as far as the record says so. */
	name: string;
	/** It says its type and time; else it may be completed, and is at another place then. */
	isComplete: boolean;
}

/** @param identity of a record, see {@link identityOf} */
export function placeOf(identity: string): Place {
	const [call = '', type = '', second = ''] = identity.split(SEPARATOR, 3);
	return {
		call,
		name: [call, type, second].join(SEPARATOR),
		isComplete: type !== '' && second !== '',
	};
}
