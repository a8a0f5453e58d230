/** A row of the Call Log as a record in the words that every trigger shares (voicenter-api.md §3, §9). */
import { DateTime } from 'luxon';

import { present, presentOrNothing } from '../../vocabulary/absent';
import { callItem } from '../../vocabulary/callItem';
import type { CallRecord, IvrStep } from '../../vocabulary/callRecord';
import { callTypeById, callTypeByName } from '../../vocabulary/callTypes';
import { describeCall } from '../../vocabulary/describeCall';
import type { Locale } from '../../vocabulary/locale';
import { epochOf } from '../../wire/values';
import { readRow, type WireRow } from './row';

/**
 * @param raw a row as Voicenter has it
 * @param locale how the account writes
 */
export function describeRow(raw: Record<string, unknown>, locale: Locale): CallRecord {
	return describeRead(readRow(raw), locale);
}

/** As {@link describeRow}, of a row that has been read. */
export function describeRead(row: WireRow, locale: Locale): CallRecord {
	return callItem(toCallRecord(row, row.CallID ?? ''), locale);
}

/**
 * @param row a row, read
 * @param callId which call it is about
 */
export function toCallRecord(row: WireRow, callId: string): CallRecord {
	const { originalCallId, customData } = splitCustomData(row.CustomData);
	const described = describeCall({
		typeName: row.Type,
		typeId: row.CdrType,
		...outcomeOf(row),
		callerNumber: row.CallerNumber,
		target: row.TargetNumber,
		startedAt: momentOf(row),
		// How long a caller waited in a queue is not in the Call Log, and so neither is when they were answered.
		secondsToAnswer: wentThroughQueue(row) ? undefined : (row.RingTime ?? 0),
		durationSeconds: row.Duration,
	});
	return present({
		callId,
		originalCallId,
		...described,
		leg1Status: showsLeg1Status(row) ? row.DialStatus : undefined,
		did: row.DID,
		ringSeconds: row.RingTime,
		queue: presentOrNothing({ name: row.QueueName }),
		extension: presentOrNothing({ sip: row.TargetExtension ?? row.CallerExtension }),
		agent: presentOrNothing({ id: row.RepresentativeCode, name: row.RepresentativeName }),
		user: presentOrNothing({ id: row.UserId, name: row.UserName }),
		department: row.DepartmentName,
		departmentId: row.DepartmentId,
		targetCountry: row.TargetPrefixName,
		priceAgorot: row.Price,
		recordingUrl: row.RecordURL,
		recordingExpected: row.RecordExpect,
		ivrPath: ivrPathOf(row),
		customData,
	});
}

/** What JavaScript itself reads, and quickly. */
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * When a call began, to the second. A `Date` that says its zone counts, as `2021-10-10T09:04:58Z` in the document's
 * sample of an answer: the ID of that call has the local time, 12:04. Else `DateEpoch`; no answer of the document's
 * has one, and its other epochs are shifted by the account's time zone. Else `Date`, which is UTC also without saying
 * so, as `2017-07-20 09:59:29` in the table of fields.
 *
 * @returns undefined when the row does not say
 */
export function momentOf({ DateEpoch, Date: text = '' }: WireRow): Date | undefined {
	const seconds = WITH_ZONE.test(text) ? Date.parse(text) / 1_000 : (DateEpoch ?? secondsOf(text));
	const moment = new Date(Math.floor(seconds) * 1_000);
	return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Microsoft's JSON: `/Date(1633856698000)/`. */
const MICROSOFT = /^\/Date\((\d+)(?:[+-]\d{4})?\)\/$/;

const UTC = { zone: 'utc' };

/** As Israel writes a date. With a day above 12 only: else nobody knows whether the month comes first. */
const DAY_FIRST = ['dd/MM/yyyy HH:mm:ss', 'dd/MM/yyyy HH:mm', 'dd.MM.yyyy HH:mm:ss', 'dd.MM.yyyy HH:mm'];

const READERS: readonly ((text: string) => DateTime)[] = [
	(text) => DateTime.fromISO(text, UTC),
	(text) => DateTime.fromSQL(text.replaceAll('/', '-'), UTC),
	(text) => DateTime.fromHTTP(text, UTC),
	...DAY_FIRST.map((format) => (text: string) => DateTime.fromFormat(text, format, UTC)),
];

/** Reading a date this way takes many times as long as anything else in a record. */
function secondsOf(text: string): number {
	const milliseconds = MICROSOFT.exec(text)?.[1];
	if (milliseconds !== undefined) return Number(milliseconds) / 1_000;
	if (/^\d{9,}$/.test(text)) return epochOf(text) ?? Number.NaN;
	for (const [index, read] of READERS.entries()) {
		const moment = read(text);
		const isSure = index < READERS.length - DAY_FIRST.length || moment.day > 12;
		if (moment.isValid && isSure) return moment.toSeconds();
	}
	return Number.NaN;
}

/** Click2Call leg2, ProductiveCall Leg2. */
const TWO_LEG_TYPES = new Set<number | undefined>([10, 15]);

/**
 * In the Call Log, `DialStatus` of a two-leg call "shows the first leg only" (the document's table of fields), on the
 * record of its second leg too; in a CDR, `status` is the second leg's. So ANSWER on a second leg says that the agent
 * answered: whether the customer did is seen by `DialStatus2`, where the answer has it, or by whether anything was talked.
 *
 * The document promises "the call's status" in the second-leg records of the IVR dialer (types 18, 19): theirs counts.
 */
function outcomeOf(row: WireRow): { status: string | undefined; saysAnswered?: boolean } {
	const { DialStatus: status, DialStatus2, Duration } = row;
	if (showsLeg1Status(row) && DialStatus2 !== undefined) return { status: DialStatus2 };
	if (!showsLeg1Status(row) || status?.toUpperCase() !== 'ANSWER' || Duration === undefined)
		return { status };
	return Duration > 0 ? { status } : { status: undefined, saysAnswered: false };
}

function showsLeg1Status(row: WireRow): boolean {
	return TWO_LEG_TYPES.has(typeOf(row)?.id);
}

/** Queue, Click 2 Queue Incoming. */
const QUEUE_TYPES = new Set<number | undefined>([8, 19]);

function wentThroughQueue(row: WireRow): boolean {
	return row.QueueName !== undefined || QUEUE_TYPES.has(typeOf(row)?.id);
}

function typeOf({ CdrType, Type }: WireRow) {
	return callTypeById(CdrType) ?? callTypeByName(Type ?? '');
}

/** The call that this one came from has a field of its own in a CDR, and is among the custom data here. */
function splitCustomData(data: Record<string, unknown> | undefined): {
	originalCallId: string | undefined;
	customData: Record<string, unknown> | undefined;
} {
	const { OriginalIvrUniqueID: original, ...customData } = data ?? {};
	return {
		originalCallId: typeof original === 'string' && original !== '' ? original : undefined,
		customData: presentOrNothing(customData),
	};
}

/** The layers come in the order in which the call went through them. */
function ivrPathOf({ DTMFData }: WireRow): IvrStep[] | undefined {
	const steps = DTMFData.map((layer, index) =>
		present({
			order: index + 1,
			layerName: layer.layername,
			layerNumber: layer.layernumber,
			dtmf: layer.dtmf === '0' ? undefined : layer.dtmf,
		}),
	);
	return steps.length > 0 ? steps : undefined;
}
