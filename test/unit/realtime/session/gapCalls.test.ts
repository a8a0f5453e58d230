import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { type LoggedCall, missedInGap } from '../../../../nodes/platform/realtime/gap/gapCalls';
import { createReportedCalls } from '../../../../nodes/platform/realtime/gap/reportedCalls';
import type { CallRecord } from '../../../../nodes/platform/vocabulary/callRecord';

const at = (time: string) => `2026-01-31T${time}.000Z`;
const GAP = { from: new Date(at('10:00:00')), to: new Date(at('10:01:00')) };
const HEARD_SINCE = Date.parse(at('09:00:00'));

const call = (fields: Partial<CallRecord> & { callId: string }): LoggedCall => ({
	record: { isAnswered: false, isAbandoned: false, isMissed: true, isVoicemail: false, ...fields },
	raw: { CallID: fields.callId },
});
/** The Call Log does not say when a caller left a queue. */
const abandoned = (callId: string, startedAt: string, fields: Partial<CallRecord> = {}) =>
	call({ callId, startedAt: at(startedAt), isAbandoned: true, ...fields });
const missed = (callId: string, startedAt: string, endedAt: string) =>
	call({ callId, startedAt: at(startedAt), endedAt: at(endedAt) });

function told(calls: LoggedCall[], heard: Partial<RealTimeEvent>[] = [], heardSince = HEARD_SINCE) {
	const reported = createReportedCalls();
	for (const event of heard) reported.note({ event: 'newCall', at: at('09:59:00'), raw: {}, ...event });
	return missedInGap(GAP, calls, reported, heardSince).map(({ event, callId }) => `${event} ${callId ?? ''}`);
}

test('a caller who gave up is told of as such, with what the Call Log has', () => {
	const reported = createReportedCalls();
	const logged = abandoned('A', '10:00:10', { callerNumber: '0501234567' });
	expect(missedInGap(GAP, [logged], reported, HEARD_SINCE)).toEqual([
		{
			...logged.record,
			event: 'queueAbandoned',
			recovered: true,
			at: expect.any(String) as string,
			raw: { CallID: 'A' },
		},
	]);
});

test('a call that nobody took is told of as a phone that was hung up', () => {
	expect(told([missed('M', '10:00:10', '10:00:30')])).toEqual(['hangUp M']);
});

test('answered calls are not told of', () => {
	expect(told([call({ callId: 'A', startedAt: at('10:00:10'), isAnswered: true, isMissed: false })])).toEqual(
		[],
	);
});

test('a call that rang in vain and was taken in the end was not missed', () => {
	const taken = call({ callId: 'M', startedAt: at('10:00:10'), isAnswered: true, isMissed: false });
	expect(told([missed('M', '10:00:10', '10:00:30'), taken])).toEqual([]);
});

test('a call with two records is told of once, as abandoned', () => {
	expect(told([missed('A', '10:00:10', '10:00:30'), abandoned('A', '10:00:10')])).toEqual([
		'queueAbandoned A',
	]);
});

describe('of callers who gave up', () => {
	test('one who had come before the gap is told of', () => {
		expect(told([abandoned('A', '09:50:00')])).toEqual(['queueAbandoned A']);
	});

	test('one who came after the gap is not', () => {
		expect(told([abandoned('A', '10:01:10')])).toEqual([]);
	});

	test('one who came before anything was heard is, if heard of since', () => {
		expect(told([abandoned('A', '08:59:00')])).toEqual([]);
		expect(told([abandoned('A', '08:59:00')], [{ event: 'queueJoin', callId: 'A' }])).toEqual([
			'queueAbandoned A',
		]);
	});

	test.each([
		['given up', { event: 'queueAbandoned' }],
		['left the queue', { event: 'queueExit' }],
		['given up, as recovered', { event: 'queueAbandoned', recovered: true }],
	] as const)('one who was heard to have %s is not', (_how, event) => {
		expect(told([abandoned('A', '10:00:10')], [{ ...event, callId: 'A' }])).toEqual([]);
	});

	test('one who was only found gone is', () => {
		const gone = { event: 'queueExit', recovered: true, callId: 'A' } as const;
		expect(told([abandoned('A', '09:59:00')], [{ event: 'queueJoin', callId: 'A' }, gone])).toEqual([
			'queueAbandoned A',
		]);
	});

	test('one who left a queue for another is, once gone from that one', () => {
		const heard = [{ event: 'queueExit' }, { event: 'queueJoin' }].map((event) => ({
			...event,
			callId: 'A',
		}));
		expect(told([abandoned('A', '09:59:00')], heard as Partial<RealTimeEvent>[])).toEqual([
			'queueAbandoned A',
		]);
	});
});

describe('of calls that nobody took', () => {
	test.each([
		['before the gap', '09:58:00', '09:59:00', []],
		['as the gap began, by a clock that is a little off', '09:58:00', '09:59:57', ['hangUp M']],
		['in the gap', '09:58:00', '10:00:30', ['hangUp M']],
		['after the gap', '10:00:30', '10:01:30', []],
	])('one that ended %s', (_when, startedAt, endedAt, expected) => {
		expect(told([missed('M', startedAt, endedAt)])).toEqual(expected);
	});

	test('one that was heard to end is not told of, one that went on ringing is', () => {
		const heard = (endedAt: string) => [{ event: 'hangUp', callId: 'M', endedAt: at(endedAt) } as const];
		expect(told([missed('M', '09:59:00', '10:00:30')], heard('10:00:29'))).toEqual([]);
		expect(told([missed('M', '09:59:00', '10:00:30')], heard('09:59:30'))).toEqual(['hangUp M']);
	});

	test('one that was only found gone is told of; one of which it is known whether it was answered is not again', () => {
		const gone = { event: 'hangUp', callId: 'M', recovered: true } as const;
		const calls = [missed('M', '09:59:00', '10:00:30')];
		expect(told(calls, [gone])).toEqual(['hangUp M']);
		expect(told(calls, [{ ...gone, isAnswered: true }])).toEqual([]);
		expect(told(calls, [gone, { ...gone, isAnswered: false }])).toEqual([]);
	});
});
