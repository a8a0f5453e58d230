/** CDR notification (voicenter-api.md §9): the record that Voicenter sends when a call has ended. */
import { callItem } from '../vocabulary/callItem';
import type { CallRecord } from '../vocabulary/callRecord';
import { localeOf } from '../vocabulary/locale';
import type { WireBody } from '../wire/body';
import { lowerCaseKeys, textOf } from '../wire/values';
import { WireError } from '../wire/wireError';
import { type AccountSettings, dialerFieldsOf, toCallRecord, wireCdr } from './cdrRecord';
import { readMessages, type Told } from './telling';

export type { AccountSettings } from './cdrRecord';

/** The record of a call, read: in our words, and as it came. */
export type CdrNotification = Told<CallRecord>;

/**
 * Reads the records of a body; see {@link readMessages}.
 *
 * @param arrivedAt in milliseconds since 1970
 * @throws WireError when nothing of it can be read
 */
export const readCdrs = (body: WireBody, settings: AccountSettings, arrivedAt: number = Date.now()) =>
	readMessages(body, 'record', (raw) => readRecord(raw, settings, arrivedAt));

function readRecord(raw: Record<string, unknown>, settings: AccountSettings, arrivedAt: number): CallRecord {
	const wire = wireCdr.parse(lowerCaseKeys(raw));
	const callId = wire.ivruniqueid;
	if (callId === undefined) throw new WireError('The record has no ivruniqueid, so it names no call');
	const record = toCallRecord({ ...wire, callId, ...dialerFieldsOf(raw), arrivedAt }, settings);
	return callItem(record, localeOf(settings));
}

/**
 * What tells a record from every other: when it is sent again, all of this is the same. A call ID alone is not
 * enough: the legs of a call share one, and so do the queues that a call went through.
 */
export function nameOfCdr({ record, raw }: CdrNotification): string {
	const { callId, originalCallId, type, durationSeconds, status } = record;
	const { callerNumber, target, did, queue, extension, ringSeconds, waitSeconds } = record;
	return JSON.stringify([
		callId,
		originalCallId,
		type?.toLowerCase(),
		// Not the moment: which of the two it is in autumn's repeated hour depends on when the record arrived.
		textOf(lowerCaseKeys(raw)['time']),
		durationSeconds,
		status,
		callerNumber,
		target,
		did,
		queue?.id,
		extension?.sip,
		ringSeconds,
		waitSeconds,
	]);
}

/**
 * What a record has with it that comes later than the call's end: the recording, and what artificial intelligence
 * heard. A record that comes again may have more of it (voicenter-api.md §9).
 *
 * @returns a bit for each; {@link nameOfCdr} is the same with and without
 */
export function extrasOfCdr({ record: { recordingUrl, ai } }: CdrNotification): number {
	const extras = [recordingUrl, ai, ai?.['summary'], ai?.['insights'], ai?.['transcript']];
	return extras.reduce<number>((bits, extra, place) => bits | (extra === undefined ? 0 : 1 << place), 0);
}
