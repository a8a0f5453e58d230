import type { CdrRecord } from '../cdr/record';
import { fromLocalEpochSeconds } from '../times';

/** Call types and their numbers (voicenter-api.md §9). */
export const CALL_TYPES = {
	'Incoming Call': 1,
	CC: 2,
	'Extension Outgoing': 4,
	Queue: 8,
	'Click2Call leg1': 9,
	'Click2Call leg2': 10,
	VoiceMail: 11,
	Callference: 12,
	XferCDR: 13,
	'ProductiveCall Leg1': 14,
	'ProductiveCall Leg2': 15,
	Scrubber: 16,
	'Click 2 IVR': 17,
	'Click 2 IVR Incoming': 18,
	'Click 2 Queue Incoming': 19,
	FaxCdr: 20,
	'Attended CDR leg1': 21,
	'Attended CDR leg2': 22,
	'Auto forward': 23,
} as const;

/** A record as the Call Log spells it (voicenter-api.md §3). */
export interface LogRecord {
	readonly CallerNumber: string;
	readonly TargetNumber: string;
	/** GMT, such as 2021-10-10T09:04:58Z. */
	readonly Date: string;
	/** Seconds since 1970. */
	readonly DateEpoch: number;
	readonly Duration: number;
	readonly CallID: string;
	readonly Type: string;
	readonly CdrType: number;
	/** On two-leg calls leg 1's, as the document says. */
	readonly DialStatus: string;
	readonly TargetExtension: string;
	readonly CallerExtension: string;
	readonly DID: string;
	readonly QueueName: string;
	readonly RecordURL: string;
	readonly RecordExpect: boolean;
	readonly RingTime: number;
	/** In agorot. */
	readonly Price: number;
	readonly RepresentativeName: string;
	readonly RepresentativeCode: string;
	readonly UserName: string;
	readonly UserId: number;
	readonly DepartmentName: string;
	readonly DepartmentId: number;
	readonly TargetPrefixName: string;
	readonly DTMFData: readonly { LayerName: string; DTMF: number; LayerNumber: string }[];
	readonly CustomData: Readonly<Record<string, unknown>>;
}

/** The fields that can be asked for, in the reference's order. */
export const LOG_FIELDS = [
	'CallerNumber',
	'TargetNumber',
	'Date',
	'DateEpoch',
	'Duration',
	'CallID',
	'Type',
	'CdrType',
	'DialStatus',
	'TargetExtension',
	'CallerExtension',
	'DID',
	'QueueName',
	'RecordURL',
	'RecordExpect',
	'RingTime',
	'Price',
	'RepresentativeName',
	'RepresentativeCode',
	'UserName',
	'UserId',
	'DepartmentName',
	'DepartmentId',
	'TargetPrefixName',
	'DTMFData',
	'CustomData',
] as const satisfies readonly (keyof LogRecord)[];

/** What a search looks at. */
export interface Filterable {
	readonly caller: string;
	readonly target: string;
	readonly callerExtension: string;
	readonly targetExtension: string;
	readonly cdrType: number;
	/** 0: none. */
	readonly queueId: number;
	readonly campaignId: number;
	readonly departmentId: number;
	readonly userId: number;
}

/** A record in the log, and what the log knows besides. */
export interface LogEntry {
	readonly record: LogRecord;
	readonly queueId: number;
	readonly campaignId: number;
	/** Milliseconds since 1970: not found before. */
	readonly visibleAt: number;
	/** Milliseconds since 1970: until then the record lacks what the call's end tells. Absent: complete from the first. */
	readonly completedAt?: number;
}

/** A record as it is found at a moment. */
export function recordAt({ record, completedAt = 0 }: LogEntry, now: number): LogRecord {
	return completedAt <= now ? record : { ...record, DialStatus: '', Duration: 0, RecordURL: '' };
}

/** Seconds since 1970 as the log's Date. */
export function logDate(epochSeconds: number): string {
	return `${new Date(epochSeconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** A type's number; 0 when the reference does not know it. Compared without case and blanks. */
export function typeNumber(type: string): number {
	const bare = (text: string) => text.toLowerCase().replaceAll(' ', '');
	return Object.entries(CALL_TYPES).find(([name]) => bare(name) === bare(type))?.[1] ?? 0;
}

/** What a search looks at, in a record. */
export function filterable({ record, queueId, campaignId }: LogEntry): Filterable {
	return {
		caller: record.CallerNumber,
		target: record.TargetNumber,
		callerExtension: record.CallerExtension,
		targetExtension: record.TargetExtension,
		cdrType: record.CdrType,
		queueId,
		campaignId,
		departmentId: record.DepartmentId,
		userId: record.UserId,
	};
}

/**
 * A pushed record as the log has it. `logStatus` is what only the log tells apart: TIMEOUT and EXIT are ABANDONE in
 * the push. Fields that a test took away or made nonsense of become empty.
 */
export function entryOfCdr(cdr: CdrRecord, visibleAt: number, logStatus?: string): LogEntry {
	const fields = cdr as Readonly<Record<string, unknown>>;
	const text = (name: string) => {
		const value = fields[name];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	};
	const number = (name: string) => Number(text(name)) || 0;
	const time = number('time');
	const epoch = Math.floor((time > 0 ? fromLocalEpochSeconds(time).getTime() : Date.now()) / 1000);
	const original = text('OriginalIvrUniqueID');
	const record: LogRecord = {
		CallerNumber: text('caller'),
		TargetNumber: text('target'),
		Date: logDate(epoch),
		DateEpoch: epoch,
		Duration: number('duration'),
		CallID: text('ivruniqueid'),
		Type: text('type'),
		CdrType: typeNumber(text('type')),
		DialStatus: logStatus ?? (text('leg1DialStatusName') || text('status')),
		TargetExtension: text('targetextension'),
		CallerExtension: text('callerextension'),
		DID: text('did'),
		QueueName: text('queuename'),
		RecordURL: text('record'),
		RecordExpect: text('record') !== '',
		RingTime: number('dialtime'),
		Price: number('price'),
		RepresentativeName: text('representative_name'),
		RepresentativeCode: text('representative_code'),
		UserName: text('representative_name'),
		UserId: number('representative_code'),
		DepartmentName: text('DepartmentName'),
		DepartmentId: number('DepartmentID'),
		// "In an outgoing call": the document's incoming sample has it empty.
		TargetPrefixName: text('callerextension') === '' ? '' : text('target_country'),
		DTMFData: layersOf(cdr.IVR),
		CustomData: { ...cdr.CustomData, ...(original !== '' && { OriginalIvrUniqueID: original }) },
	};
	return { record, queueId: number('queueid'), campaignId: number('campaignid'), visibleAt };
}

function layersOf(ivr: CdrRecord['IVR']): LogRecord['DTMFData'] {
	// A test can put anything in the place of the list.
	if (!Array.isArray(ivr)) return [];
	return (ivr as NonNullable<CdrRecord['IVR']>).map((layer) => ({
		LayerName: layer.layer_name,
		DTMF: layer.Dtmf,
		LayerNumber: String(layer.layer_number),
	}));
}
