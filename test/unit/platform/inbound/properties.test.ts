import fc from 'fast-check';

import type { CallRecord } from '../../../../nodes/platform/vocabulary/callRecord';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { ABANDONED_CALL, asJson, ISRAEL, readCdr } from './samples';

const NEWER = { isAnswer: 1, direction: '', extenUser: '', callerPhone: '', aiData: {}, CustomData: {} };
const names = Object.keys({ ...ABANDONED_CALL, ...NEWER });

/** A record that names its call, with anything at all in its fields. */
const anyRecord = fc
	.dictionary(
		fc.constantFrom(...names),
		fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ toString: 1 }), fc.double(), fc.string()),
	)
	.map((fields) => ({ ivruniqueid: 'x', ...fields }));

/** The paths under which something is there that says nothing. */
function emptyPaths(value: unknown, path = ''): string[] {
	if (value === '' || value === null || value === undefined) return [path];
	if (typeof value !== 'object') return [];
	const inner = Object.entries(value);
	return inner.length === 0 ? [path] : inner.flatMap(([key, entry]) => emptyPaths(entry, `${path}.${key}`));
}

function readOrRefused(fields: object): CallRecord | undefined {
	try {
		return readCdr(asJson(fields), ISRAEL).record;
	} catch (error) {
		expect(error).toBeInstanceOf(WireError);
		return undefined;
	}
}

it('whatever a record holds, it is read, or refused with a WireError; absent is absent', () => {
	fc.assert(
		fc.property(anyRecord, (fields) => {
			// Custom data and the AI's findings are the sender's own and come through as they are.
			const { customData, ai, ...ours } = readOrRefused(fields) ?? { callId: 'refused' };
			expect([typeof customData, typeof ai]).not.toContain('string');
			expect(emptyPaths(ours)).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});

it('a call is never answered and abandoned, and times never run backwards', () => {
	const seconds = fc.integer({ min: 0, max: 7200 });
	const call = fc.record({
		time: fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }),
		duration: seconds,
		dialtime: seconds,
		seconds_waiting_in_queue: seconds,
		status: fc.constantFrom('ANSWER', 'ABANDONE', 'NOANSWER', 'VOEND', 'VOICEMAIL', 'TIMEOUT'),
		type: fc.constantFrom('Incoming Call', 'Queue', 'Extension Outgoing', 'VoiceMail'),
		isAnswer: fc.constantFrom('', 0, 1),
	});
	fc.assert(
		fc.property(call, (fields) => {
			const { record } = readCdr(asJson({ ...fields, ivruniqueid: 'x' }), ISRAEL);
			expect(record.isAnswered && (record.isAbandoned || record.isMissed)).toBe(false);
			const [startedAt = '', answeredAt = startedAt, endedAt = ''] = [
				record.startedAt,
				record.answeredAt,
				record.endedAt,
			];
			expect([startedAt, answeredAt, endedAt].toSorted()).toEqual([startedAt, answeredAt, endedAt]);
		}),
	);
});
