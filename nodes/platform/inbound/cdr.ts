/** CDR notification (voicenter-api.md §9): the record that Voicenter sends when a call has ended. */
import { callItem } from '../vocabulary/callItem';
import type { CallRecord } from '../vocabulary/callRecord';
import { localeOf } from '../vocabulary/locale';
import { formatOf, readRecords, type WireBody, writeBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { isObject, lowerCaseKeys, textOf } from '../wire/values';
import { WireError } from '../wire/wireError';
import { type AccountSettings, dialerFieldsOf, toCallRecord, wireCdr } from './cdrRecord';

export type { AccountSettings } from './cdrRecord';

/** A record, read: in our words, and as it came. */
export interface CdrNotification {
	record: CallRecord;
	raw: Record<string, unknown>;
}

/** What an acknowledgement says: anything but 0 makes Voicenter send the record again. */
export const ACKNOWLEDGEMENT = {
	ok: { err: 0, errdesc: 'OK' },
	parseError: { err: 1, errdesc: 'Parse error' },
	applicationError: { err: 2, errdesc: 'Application error' },
} as const;

/** Which of the {@link ACKNOWLEDGEMENT}s. */
export type Answer = keyof typeof ACKNOWLEDGEMENT;

/** What a body holds: the records that could be read, and what is wrong with each of the others. */
export interface CdrNotifications {
	read: CdrNotification[];
	broken: string[];
}

/**
 * Reads the notifications of a body in whichever of the three formats it came; two public receivers expect a list of
 * records (voicenter-api.md §9). One that cannot be read takes none of the others with it.
 *
 * @param arrivedAt in milliseconds since 1970
 * @throws WireError when nothing of it can be read
 */
export function readCdrs(
	body: WireBody,
	settings: AccountSettings,
	arrivedAt: number = Date.now(),
): CdrNotifications {
	return withRepairBudget(() => {
		const found: CdrNotifications = { read: [], broken: [] };
		for (const raw of readRecords(body)) {
			try {
				found.read.push(readRecord(raw, settings, arrivedAt));
			} catch (error) {
				if (!(error instanceof WireError)) throw error;
				found.broken.push(error.message);
			}
		}
		if (found.read.length === 0) throw new WireError(found.broken[0] ?? '');
		return found;
	});
}

function readRecord(raw: unknown, settings: AccountSettings, arrivedAt: number): CdrNotification {
	if (!isObject(raw)) throw new WireError('The record is not an object with fields');
	const wire = wireCdr.parse(lowerCaseKeys(raw));
	const callId = wire.ivruniqueid;
	if (callId === undefined) throw new WireError('The record has no ivruniqueid, so it names no call');
	return {
		record: callItem(
			toCallRecord({ ...wire, callId, ...dialerFieldsOf(raw), arrivedAt }, settings),
			localeOf(settings),
		),
		raw,
	};
}

/**
 * Answers a notification in the format that it came in.
 *
 * @param body the notification
 * @param answer which of the {@link ACKNOWLEDGEMENT}s
 */
export function acknowledge(body: WireBody, answer: Answer): { text: string; contentType: string } {
	return writeBody(formatOf(body), ACKNOWLEDGEMENT[answer]);
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
