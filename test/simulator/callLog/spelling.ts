import type { LogRecord } from './record';
import type { CallLogRules } from './rules';

/** What the document's sample answers to a request that asks for them: nothing. */
const NOT_IN_THE_SAMPLE: readonly (keyof LogRecord)[] = ['DateEpoch', 'QueueName', 'Price'];

/** Names that the document's table of fields spells otherwise than its samples. */
const TABLE_NAMES: Partial<Record<keyof LogRecord, string>> = {
	TargetExtension: 'Targetextension',
	CallerExtension: 'Callerextension',
};

/**
 * A record as an answer has it.
 * @param asked the fields that were asked for; all of them without it
 */
export function writeRecord(
	record: LogRecord,
	asked: readonly (keyof LogRecord)[] | undefined,
	how: CallLogRules['records'],
): object {
	const fields = asked ?? (Object.keys(record) as (keyof LogRecord)[]);
	switch (how) {
		case 'complete':
			return asked ? Object.fromEntries(fields.map((field) => [field, record[field]])) : record;
		case 'asInTheSample': {
			const given = fields.filter((field) => !NOT_IN_THE_SAMPLE.includes(field));
			return Object.fromEntries(given.map((field) => [field, record[field]]));
		}
		case 'lowerCase':
			return Object.fromEntries(fields.map((field) => [field.toLowerCase(), inLowerCase(record[field])]));
		case 'withoutDate': {
			const given = fields.filter((field) => field !== 'Date' && field !== 'DateEpoch');
			return Object.fromEntries(given.map((field) => [field, record[field]]));
		}
		case 'asInTheTable':
			return Object.fromEntries(
				fields.map((field) => [TABLE_NAMES[field] ?? field, inTheTable(record, field)]),
			);
	}
}

/** The layers of the IVR's path have names, too. Custom data's are the caller's own. */
function inLowerCase(value: LogRecord[keyof LogRecord]): unknown {
	if (!Array.isArray(value)) return value;
	return (value as LogRecord['DTMFData']).map((layer) =>
		Object.fromEntries(Object.entries(layer).map(([name, part]) => [name.toLowerCase(), part])),
	);
}

/** `2017-07-20 09:59:29`, `Click2Callleg1`, and the IVR's path as a text that is nearly JSON. */
function inTheTable(record: LogRecord, field: keyof LogRecord): unknown {
	switch (field) {
		case 'Date':
			return record.Date.replace('T', ' ').replace('Z', '');
		case 'Type':
			return record.Type.replace(' leg', 'leg');
		case 'DTMFData':
			return `[${record.DTMFData.map(
				({ LayerName, DTMF, LayerNumber }) =>
					`{LayerName: ${JSON.stringify(LayerName)}, DTMF: ${DTMF}, LayerNumber: ${JSON.stringify(LayerNumber)}}`,
			).join(', ')}]`;
		default:
			return record[field];
	}
}
