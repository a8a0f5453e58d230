/** A row of the Call Log (voicenter-api.md §3): its fields in Voicenter's words, and which of ours they make. */
import { z } from 'zod/v4';

import type { CallRecord } from '../../vocabulary/callRecord';
import { plainObject } from '../../vocabulary/plainObject';
import { wireObjects } from '../../wire/structured';
import { wireCustomData } from '../../vocabulary/customData';
import { epochOf, flagOf, lowerCaseKeys, numberOf, textOf, wireNumber, wireText } from '../../wire/values';

const wireLayer = z.object({ layername: wireText, dtmf: wireText, layernumber: wireNumber });

/**
 * Reads the fields by plain functions into one literal: of a million rows, what a schema makes along the way to each would
 * be most of all that is made, and V8 would keep it for long.
 */
function readFields(raw: Record<string, unknown>) {
	return {
		CallerNumber: textOf(raw['CallerNumber']),
		TargetNumber: textOf(raw['TargetNumber']),
		Date: textOf(raw['Date']),
		DateEpoch: epochOf(raw['DateEpoch']),
		Duration: numberOf(raw['Duration']),
		CallID: textOf(raw['CallID']),
		Type: textOf(raw['Type']),
		CdrType: numberOf(raw['CdrType']),
		DialStatus: textOf(raw['DialStatus']),
		DialStatus2: textOf(raw['DialStatus2']),
		TargetExtension: textOf(raw['TargetExtension']),
		CallerExtension: textOf(raw['CallerExtension']),
		DID: textOf(raw['DID']),
		QueueName: textOf(raw['QueueName']),
		RecordURL: textOf(raw['RecordURL']),
		RecordExpect: flagOf(raw['RecordExpect']),
		RingTime: numberOf(raw['RingTime']),
		Price: numberOf(raw['Price']),
		RepresentativeName: textOf(raw['RepresentativeName']),
		RepresentativeCode: textOf(raw['RepresentativeCode']),
		UserName: textOf(raw['UserName']),
		UserId: textOf(raw['UserId']),
		DepartmentName: textOf(raw['DepartmentName']),
		DepartmentId: textOf(raw['DepartmentId']),
		TargetPrefixName: textOf(raw['TargetPrefixName']),
		DTMFData: layersOf(raw['DTMFData']),
		CustomData: customDataOf(raw['CustomData']),
	};
}

type Layers = z.output<typeof wireLayer>[];

function layersOf(value: unknown): Layers {
	if (value === undefined) return [];
	return wireObjects.parse(value).map((layer) => wireLayer.parse(lowerCaseKeys(layer)));
}

function customDataOf(value: unknown): z.output<typeof wireCustomData> {
	return value === undefined ? undefined : wireCustomData.parse(value);
}

/** A row, read. */
export type WireRow = ReturnType<typeof readFields>;

/** A field's name at Voicenter. */
export type WireField = keyof WireRow;

const ALL_FIELDS = Object.keys(readFields({})) as WireField[];

const asDocumented: ReadonlySet<string> = new Set(ALL_FIELDS);

const spelled = new Map(ALL_FIELDS.map((field) => [field.toLowerCase(), field]));

/** Voicenter's own documents write `TargetExtension` and `Targetextension`. */
const wireFieldOf = (name: string): WireField | undefined => spelled.get(name.toLowerCase());

/**
 * What tells a record from every other, and is the same at every reading: a recording's address, say, comes later.
 * Voicenter gives a record no name of its own; a call ID is shared by the legs of a call.
 */
const IDENTITY = [
	'CallID',
	'Type',
	'CdrType',
	'Date',
	'DateEpoch',
	'CallerNumber',
	'TargetNumber',
	'CallerExtension',
	'TargetExtension',
	'Duration',
	'DialStatus',
] as const satisfies WireField[];

/** Asked for whatever is wanted: a record's identity, and what the times and the outcome follow from. */
const ALWAYS = new Set<WireField>([...IDENTITY, 'RingTime', 'QueueName']);

interface Choice {
	wire: readonly WireField[];
	gives: readonly (keyof CallRecord)[];
}

/** Whichever side of the call it is. */
const CUSTOMER = ['customerNumber', 'customerE164', 'isMobile', 'isWithheld'] as const;

/** What a user can choose to get, by the name in saved workflows. The call ID always comes along. */
const CHOICES = {
	agent: { wire: ['RepresentativeName', 'RepresentativeCode'], gives: ['agent'] },
	callerNumber: { wire: ['CallerNumber'], gives: ['callerNumber', 'callerE164', ...CUSTOMER] },
	callType: { wire: ['Type', 'CdrType'], gives: ['direction', 'type', 'typeId', 'leg'] },
	customData: { wire: ['CustomData'], gives: ['customData', 'originalCallId'] },
	department: { wire: ['DepartmentName', 'DepartmentId'], gives: ['department', 'departmentId'] },
	did: { wire: ['DID'], gives: ['did'] },
	duration: { wire: ['Duration'], gives: ['durationSeconds'] },
	extension: { wire: ['TargetExtension', 'CallerExtension'], gives: ['extension'] },
	ivrPath: { wire: ['DTMFData'], gives: ['ivrPath', 'ivrPathText'] },
	outcome: {
		wire: ['DialStatus', 'DialStatus2'],
		gives: ['status', 'leg1Status', 'isAnswered', 'isAbandoned', 'isMissed', 'isVoicemail'],
	},
	price: { wire: ['Price'], gives: ['priceAgorot'] },
	queue: { wire: ['QueueName'], gives: ['queue'] },
	recording: { wire: ['RecordURL', 'RecordExpect'], gives: ['recordingUrl', 'recordingExpected'] },
	ringTime: { wire: ['RingTime'], gives: ['ringSeconds'] },
	target: { wire: ['TargetNumber'], gives: ['target', 'targetE164', ...CUSTOMER] },
	targetCountry: { wire: ['TargetPrefixName'], gives: ['targetCountry'] },
	times: { wire: ['Date', 'DateEpoch'], gives: ['startedAt', 'startedAtLocal', 'answeredAt', 'endedAt'] },
	user: { wire: ['UserName', 'UserId'], gives: ['user'] },
} as const satisfies Record<string, Choice>;

/** What a user can choose to get, by the name in saved workflows. */
export type FieldChoice = keyof typeof CHOICES;

/** Every choice. */
export const FIELD_CHOICES = Object.keys(CHOICES) as [FieldChoice, ...FieldChoice[]];

/** What to sort by, by the name in saved workflows; the service's own sample writes the time's name small. */
const SORT_FIELDS = {
	agent: 'RepresentativeName',
	callerNumber: 'CallerNumber',
	callType: 'Type',
	department: 'DepartmentName',
	duration: 'Duration',
	price: 'Price',
	queue: 'QueueName',
	ringTime: 'RingTime',
	startedAt: 'date',
	status: 'DialStatus',
	target: 'TargetNumber',
} as const satisfies Record<string, WireField | 'date'>;

/** What to sort by, by the name in saved workflows. */
export type SortField = keyof typeof SORT_FIELDS;

/** Everything that can be sorted by. */
export const SORT_CHOICES = Object.keys(SORT_FIELDS) as [SortField, ...SortField[]];

/** Voicenter's name of what is sorted by. */
export function wireSortField(field: SortField): string {
	return SORT_FIELDS[field];
}

/**
 * The fields to ask for.
 *
 * @param chosen what the user wants; nothing means everything
 * @param sortedBy what is sorted by besides
 */
export function wireFields(chosen: readonly FieldChoice[], sortedBy: readonly SortField[]): WireField[] {
	if (chosen.length === 0) return ALL_FIELDS;
	const wanted = new Set<string>([
		...ALWAYS,
		...chosen.flatMap((choice) => CHOICES[choice].wire),
		...sortedBy.map(wireSortField),
	]);
	return ALL_FIELDS.filter((field) => wanted.has(field));
}

/** Reads a row, whatever the case of its fields' names. */
export function readRow(raw: Record<string, unknown>): WireRow {
	const names = Object.keys(raw);
	if (names.every((name) => asDocumented.has(name))) return readFields(raw);
	return readFields(Object.fromEntries(names.map((name) => [wireFieldOf(name) ?? name, raw[name]])));
}

/** Leaves of a raw row what was chosen, and the call ID; everything when nothing was chosen. */
export function chosenRaw(
	raw: Record<string, unknown>,
	chosen: readonly FieldChoice[],
): Record<string, unknown> {
	if (chosen.length === 0) return raw;
	const wanted = new Set<WireField>(['CallID', ...chosen.flatMap((choice) => CHOICES[choice].wire)]);
	return withNames(raw, (name) => {
		const field = wireFieldOf(name);
		return field !== undefined && wanted.has(field);
	});
}

/** As {@link chosenRaw}, of a record in our words. */
export function chosenRecord(record: CallRecord, chosen: readonly FieldChoice[]): Partial<CallRecord> {
	if (chosen.length === 0) return record;
	const wanted = new Set<string>(['callId', ...chosen.flatMap((choice) => CHOICES[choice].gives)]);
	return withNames(record, (name) => wanted.has(name));
}

function withNames(fields: object, isWanted: (name: string) => boolean): Record<string, unknown> {
	const left = plainObject();
	for (const [name, value] of Object.entries(fields)) if (isWanted(name)) left[name] = value;
	return left;
}

/** The value that a row is sorted by, but for the time. */
export function sortValue(row: WireRow, field: Exclude<SortField, 'startedAt'>): string | number | undefined {
	return row[SORT_FIELDS[field]];
}
