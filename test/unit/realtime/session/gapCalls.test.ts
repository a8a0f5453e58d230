import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { endedIn, type LoggedCall, untoldOf } from '../../../../nodes/platform/realtime/gap/gapCalls';
import { createReportedCalls } from '../../../../nodes/platform/realtime/gap/reportedCalls';
import type { CallRecord } from '../../../../nodes/platform/vocabulary/callRecord';

const at = (time: string) => `2026-01-31T${time}.000Z`;
const GAP = { from: new Date(at('10:00:00')), to: new Date(at('10:01:00')) };
const HEARD_SINCE = Date.parse(at('09:00:00'));

const call = (fields: Partial<CallRecord> & { callId: string }): LoggedCall => ({
	record: { isAnswered: false, isAbandoned: false, isMissed: true, isVoicemail: false, ...fields },
	identity: JSON.stringify(fields),
	raw: { CallID: fields.callId },
});
/** The Call Log does not say when a caller left a queue. */
const abandoned = (callId: string, startedAt: string, fields: Partial<CallRecord> = {}) =>
	call({ callId, startedAt: at(startedAt), isAbandoned: true, ...fields });
const missed = (callId: string, startedAt: string, endedAt: string) =>
	call({ callId, startedAt: at(startedAt), endedAt: at(endedAt) });

interface Heard {
	events?: Partial<RealTimeEvent>[];
	since?: number;
	isLast?: boolean;
	isUnclear?: boolean;
}

/** What is told of the calls of the gap, call by call. */
function eventsOf(calls: LoggedCall[], { events = [], since = HEARD_SINCE, ...more }: Heard = {}) {
	const reported = createReportedCalls();
	const reportedTo = reported.to();
	for (const event of events) reported.note({ event: 'newCall', at: at('09:59:00'), raw: {}, ...event });
	const callIds = new Set(calls.map(({ record }) => record.callId));
	return [...callIds].flatMap((callId) => {
		const all = calls.filter(({ record }) => record.callId === callId);
		const records = all.filter(({ record }) => endedIn(GAP, record, reportedTo, since));
		const isAnsweredElsewhere = all.some((one) => one.record.isAnswered && !records.includes(one));
		const call = { gap: GAP, records, isAnsweredElsewhere, isUnclear: false, isLast: true, ...more };
		return untoldOf(call, reportedTo);
	});
}

/** The same without the calls as wholes. */
function told(calls: LoggedCall[], events: Partial<RealTimeEvent>[] = [], since = HEARD_SINCE) {
	return eventsOf(calls, { events, since })
		.filter(({ event }) => event !== 'callFinished')
		.map(({ event, callId }) => `${event} ${callId ?? ''}`);
}

/** The calls as wholes. */
const finished = (calls: LoggedCall[], heard?: Heard) =>
	eventsOf(calls, heard).filter(({ event }) => event === 'callFinished');

test('a caller who gave up is told of as such, with what the Call Log has, and as a whole call', () => {
	const logged = abandoned('A', '10:00:10', { callerNumber: '0501234567' });
	const said = {
		...logged.record,
		recovered: true,
		at: expect.any(String) as string,
		raw: { CallID: 'A' },
	};
	expect(eventsOf([logged])).toEqual([
		{ ...said, event: 'queueAbandoned' },
		{ ...said, event: 'callFinished' },
	]);
});

test('a call that nobody took is told of as a phone that was hung up', () => {
	expect(told([missed('M', '10:00:10', '10:00:30')])).toEqual(['hangUp M']);
});

test('answered calls are not told of as missed', () => {
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

describe('a whole call', () => {
	const answered = (callId: string, fields: Partial<CallRecord> = {}) =>
		call({
			callId,
			startedAt: at('10:00:05'),
			endedAt: at('10:00:40'),
			isAnswered: true,
			isMissed: false,
			durationSeconds: 30,
			...fields,
		});

	test.each(['incoming', 'outgoing', 'internal'] as const)(
		'that began and ended in the gap is told of: %s',
		(direction) => {
			expect(finished([answered('C', { direction })])).toMatchObject([
				{ callId: 'C', direction, isAnswered: true, durationSeconds: 30, recovered: true },
			]);
		},
	);

	test.each([
		['began before', { startedAt: at('09:59:30') }],
		['ended after', { endedAt: at('10:01:30') }],
	])('that %s is told of by the connection', (_when, fields) => {
		expect(finished([answered('C', fields)])).toEqual([]);
	});

	test('that the connection has told of, as it went on after the gap, ends with what it tells', () => {
		expect(
			finished([answered('C')], { events: [{ event: 'newCall', callId: 'C', recovered: true }] }),
		).toEqual([]);
	});

	test('of which the connection could not say how it ended is told of with what the Call Log knows', () => {
		const events = [{ event: 'hangUp', callId: 'C', recovered: true } as const];
		const long = answered('C', { startedAt: at('09:30:00') });
		expect(finished([long], { events, isUnclear: true })).toMatchObject([{ callId: 'C', isAnswered: true }]);
	});

	test('with two legs is told of as the customer’s went', () => {
		const legs = [
			answered('C', { leg: 1 }),
			answered('C', { leg: 2, isAnswered: false, durationSeconds: 0 }),
		];
		expect(finished(legs)).toMatchObject([{ leg: 2, isAnswered: false }]);
		expect(finished(legs.toReversed())).toMatchObject([{ leg: 2, isAnswered: false }]);
	});

	test('of which only the agent’s leg is there waits for the customer’s, but not for ever', () => {
		const agents = [answered('C', { leg: 1 })];
		expect(finished(agents, { isLast: false })).toEqual([]);
		expect(finished(agents, { isLast: true })).toHaveLength(1);
	});
});
