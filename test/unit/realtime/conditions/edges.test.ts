/** Conditions where the account says little, says it twice, or says it late. */
import { conditionSample } from '../../../../nodes/platform/realtime/conditions/samples';
import { Spells } from '../../../../nodes/platform/realtime/conditions/spells';
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { at, event, type EventFields, inQueue, onPhone } from '../events/account';
import { deskOf, phoneList, queueList, short } from './desk';

const join = (second: number, callId: string, more: EventFields = {}) =>
	inQueue('queueJoin', second, callId, { joinedAt: at(second), ...more });
const leave = (second: number, callId: string, more: EventFields = {}) =>
	inQueue('queueExit', second, callId, { isAnswered: true, ...more });
const lost = (second: number) => event('connectionLost', second);
const queues = (second: number, ...ids: string[]) =>
	event('queuesSnapshot', second, {
		queues: ids.map((id) => ({
			queue: { id, name: `Queue ${id}` },
			calls: [{ callId: `in ${id}`, joinedAt: at(0) }],
		})),
	});

describe('a queue', () => {
	const settings = { queueIsLong: { callers: 2, overAt: 0, lastsMs: 0 } };

	it('is counted here where the server does not count: each caller once', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(0), leave(1, 'nobody'), join(2, 'a'), join(3, 'a'));
		desk.until(5);
		expect(desk.told()).toEqual([]);
		desk.hear(join(5, 'b'), leave(6, 'nobody'), leave(7, 'a'));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 5 told at 5']);
		desk.hear(leave(8, 'b'));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 5 over at 8 after 3']);
	});

	it('is over at the number that was chosen, and no earlier', () => {
		const desk = deskOf({ queueIsLong: { callers: 3, overAt: 1, lastsMs: 0 } });
		desk.hear(
			queueList(0),
			join(1, 'a', { waitingCalls: 3 }),
			leave(2, 'a', { waitingCalls: 2 }),
			join(3, 'b', { waitingCalls: 3 }),
		);
		desk.until(4);
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 1 told at 1']);
		desk.hear(leave(5, 'b', { waitingCalls: 1 }));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 1 over at 5 after 4']);
	});

	it.each<[string, RealTimeEvent, string[]]>([
		[
			'is gone from a list: over, at a time that nobody knows',
			queues(9, '77'),
			['queueIsLong 78 since 0 over at 9 after ?'],
		],
		['an empty list says nothing of it', queues(9), []],
	])('that %s', (_, list, expected) => {
		const desk = deskOf({ queueIsLong: { callers: 1, overAt: 0, lastsMs: 0 } });
		desk.hear(queues(0, '77', '78'));
		desk.until(1);
		expect(desk.told()).toHaveLength(2);
		desk.hear(list);
		desk.until(20);
		expect(short(desk.told())).toEqual(expected);
	});

	it('is gone with an empty list after a gap', () => {
		const desk = deskOf({ queueIsLong: { callers: 1, overAt: 0, lastsMs: 0 } });
		desk.hear(queues(0, '77'));
		desk.until(1);
		desk.told();
		desk.hear(lost(5), queues(9));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 0 over at 9 after ?']);
	});

	it('has its latest name, and is known by it where it has no ID', () => {
		const desk = deskOf({ callerWaitsTooLong: { ms: 10_000 } });
		const named = (queue: RealTimeEvent['queue']) => ({ queue });
		desk.hear(
			join(1, 'a', named({ id: '77', name: 'Old' })),
			join(2, 'b', named({ id: '77', name: 'New' })),
			join(3, 'c', named({ id: '77' })),
		);
		desk.hear(
			join(4, 'd', named({ name: 'Sales' })),
			leave(5, 'd', named({ name: 'Service' })),
			leave(6, 'c', named({ id: '77' })),
		);
		desk.hear(
			join(7, 'e', named(undefined)),
			join(7, 'f', { callId: undefined, queue: { id: '77' } }),
			leave(7, 'a', named({})),
		);
		desk.until(20);
		expect(desk.told().map(({ callId, queue }) => [callId, queue])).toEqual([
			['a', { id: '77', name: 'New' }],
			['b', { id: '77', name: 'New' }],
			['d', { name: 'Sales' }],
		]);
	});

	it.each([
		[12, 1],
		[13, 0],
	])('a caller who came at 10 is in no list of %i: %i of them wait', (second, waiting) => {
		const desk = deskOf({ callerWaitsTooLong: { ms: 60_000 } });
		desk.hear(join(10, 'a'), queueList(second));
		desk.until(100);
		expect(desk.told()).toHaveLength(waiting);
	});

	it('nobody has waited since a time to come, nor is anybody without an ID counted', () => {
		const desk = deskOf({ callerWaitsTooLong: { ms: 10_000 } });
		const calls = [{ callId: 'a', joinedAt: at(50) }, { joinedAt: at(0) }];
		desk.hear(event('queuesSnapshot', 20, { queues: [{ queue: { id: '77' }, calls }] }));
		desk.until(29);
		expect(desk.told()).toEqual([]);
		desk.until(31);
		expect(desk.told().map(({ callId }) => callId)).toEqual(['a']);
	});
});

describe('a phone is nobody’s who is free', () => {
	const call = (name: 'newCall' | 'answered' | 'hold' | 'unhold', more: EventFields) =>
		onPhone(name, 5, 'x', 'A', more);

	it.each<[string, RealTimeEvent[], boolean]>([
		['as it is called', [call('newCall', { direction: 'incoming' })], false],
		['as it calls', [call('newCall', { direction: 'outgoing' })], true],
		[
			'as it rings for a call of its own',
			[call('newCall', { direction: 'outgoing', callStatus: 'RINGING' })],
			false,
		],
		['in a talk that was not seen to begin', [call('newCall', { callStatus: 'Talking' })], true],
		['once somebody has answered', [call('answered', { callStatus: 'Ringing' })], true],
		['as a list shows', [call('newCall', { isAnswered: true, callStatus: 'Ringing' })], true],
		['while it holds a call', [call('hold', { callStatus: 'Ringing' })], true],
		['when it takes one up again', [call('unhold', { callStatus: 'Ringing' })], true],
		[
			'also when it rings once more',
			[call('answered', {}), call('newCall', { callStatus: 'Ringing' })],
			true,
		],
		['with no call', [call('answered', { callId: undefined })], false],
		['with a call that is over', [call('answered', {}), onPhone('hangUp', 5, 'x', 'A')], false],
		['whichever call that is', [call('answered', {}), onPhone('hangUp', 5, 'y', 'A')], true],
		[
			'when nobody says which',
			[call('answered', {}), onPhone('hangUp', 5, 'x', 'A', { callId: undefined })],
			true,
		],
	])('%s: %#', (_, events, isTold) => {
		const desk = deskOf({ nobodyIsFree: { whose: '', lastsMs: 0 } });
		desk.hear(phoneList(0, { A: { status: '1', since: 0 } }), ...events);
		desk.until(10);
		expect(desk.told()).toHaveLength(isTold ? 1 : 0);
	});

	it('counts for whoever sits there now', () => {
		const desk = deskOf({ nobodyIsFree: { whose: 'Dana', lastsMs: 0 } });
		desk.hear(phoneList(0, { A: { status: '1', since: 0 }, B: { status: '1', since: 0 } }));
		desk.until(5);
		expect(short(desk.told())).toEqual(['nobodyIsFree since 0 told at 0']);
		desk.hear(onPhone('hangUp', 6, 'x', 'B', { agent: { id: 'D', name: 'Dana' } }));
		expect(short(desk.told())).toEqual(['nobodyIsFree since 0 over at 6 after 6']);
		desk.hear(onPhone('hangUp', 7, 'x', 'B', { agent: { id: 'E' } }));
		desk.until(8);
		expect(short(desk.told())).toEqual(['nobodyIsFree since 7 told at 7']);
		desk.hear(onPhone('hangUp', 9, 'x', 'A', { extension: { sip: 'A', name: 'Dana' } }));
		expect(short(desk.told())).toEqual(['nobodyIsFree since 7 over at 9 after 2']);
	});
});

describe('an agent’s status', () => {
	const settings = { agentTooLongInStatus: { statuses: '7', ms: 60_000 } };
	const status = (second: number, id: string, since?: number) =>
		event('agentStatus', second, {
			...{ extension: { sip: 'A' }, agent: { id: 'A' } },
			agentStatus: { id, ...(since !== undefined && { since: at(since) }) },
		});
	const told = (...events: RealTimeEvent[]) => {
		const desk = deskOf(settings);
		desk.hear(...events);
		desk.until(200);
		return short(desk.told());
	};

	it.each<[string, RealTimeEvent[], string[]]>([
		[
			'counts from when it was said, where nobody says since when',
			[status(5, '7')],
			['agentTooLongInStatus A since 5 told at 65'],
		],
		['said again, goes on', [status(5, '7'), status(20, '7')], ['agentTooLongInStatus A since 5 told at 65']],
		[
			'that is older than what was said last does not count',
			[status(5, '7', 5), status(9, '1', 4)],
			['agentTooLongInStatus A since 5 told at 65'],
		],
		['as old as it does', [status(5, '7', 5), status(9, '1', 5)], []],
		[
			'said again after a gap, without since when, goes on',
			[status(5, '7'), lost(10), status(20, '7')],
			['agentTooLongInStatus A since 5 told at 65'],
		],
		[
			'since a later time after a gap is another one',
			[status(5, '7', 5), lost(10), status(20, '7', 15)],
			['agentTooLongInStatus A since 15 told at 75'],
		],
		[
			'another one after a gap is so, however old it says it is',
			[status(5, '1', 5), lost(10), status(20, '7', 3)],
			['agentTooLongInStatus A since 3 told at 63'],
		],
		['of no phone is nobody’s', [{ ...status(5, '7'), extension: {} }], []],
	])('%s', (_, events, expected) => {
		expect(told(...events)).toEqual(expected);
	});

	it('of a phone that is gone from the list is over, at a time that nobody knows', () => {
		const both = { A: { status: '7', since: 0 }, B: { status: '7', since: 0 } };
		expect(told(phoneList(0, both), phoneList(70, { A: both.A }))).toEqual([
			'agentTooLongInStatus A since 0 told at 60',
			'agentTooLongInStatus B since 0 told at 60',
			'agentTooLongInStatus B since 0 over at 70 after ?',
		]);
		expect(told(phoneList(0, both), phoneList(70, {}))).toHaveLength(2);
		expect(told(phoneList(0, both), lost(65), phoneList(70, {}))).toHaveLength(4);
	});
});

describe('a talk', () => {
	const settings = { callIsTooLong: { ms: 60_000 } };
	const answered = (second: number, more = {}) =>
		onPhone('answered', second, 'x', 'A', { isAnswered: true, answeredAt: at(second), ...more });
	const ends = (second: number, more = {}) => onPhone('hangUp', second, 'x', 'A', more);
	const told = (...events: RealTimeEvent[]) => {
		const desk = deskOf(settings);
		desk.hear(...events);
		desk.until(200);
		return short(desk.told()).slice(1);
	};

	it.each<[string, RealTimeEvent, string[]]>([
		['with the phone', ends(90), ['callIsTooLong x since 5 over at 90 after 85']],
		['when the phone says', ends(90, { endedAt: at(80) }), ['callIsTooLong x since 5 over at 80 after 75']],
		['in a gap', ends(90, { recovered: true }), ['callIsTooLong x since 5 over at 90 after ?']],
		[
			'in a gap, and when is known',
			ends(90, { recovered: true, endedAt: at(80) }),
			['callIsTooLong x since 5 over at 80 after 75'],
		],
		['on another phone', onPhone('hangUp', 90, 'x', 'B'), []],
	])('ends %s', (_, end, expected) => {
		expect(told(answered(5), end)).toEqual(expected);
	});

	it.each<[string, RealTimeEvent[], number]>([
		[
			'a list that is as old as its end',
			[answered(5), ends(10), phoneList(10, { A: { status: '1', since: 0, talks: { x: 5 } } })],
			0,
		],
		[
			'one that says nothing of it, a moment after its beginning',
			[answered(5), phoneList(7, { A: { status: '1', since: 0 } })],
			1,
		],
		['one that says nothing of it, later', [answered(5), phoneList(8, { A: { status: '1', since: 0 } })], 0],
		['an empty list', [answered(5), phoneList(30, {})], 1],
		['an empty list after a gap', [answered(5), lost(20), phoneList(30, {})], 0],
	])('goes on or is over: %s', (_, events, count) => {
		const desk = deskOf(settings);
		desk.hear(...events);
		desk.until(200);
		expect(desk.told()).toHaveLength(count);
	});
});

describe('what an earlier process has told', () => {
	const waits = (callId: string) => ({
		[`callerWaitsTooLong 77 ${callId}`]: { ...event('callerWaitsTooLong', 0, { callId, since: at(0) }) },
	});

	it('is over when the event comes that ends it, before any list has', () => {
		const desk = deskOf(
			{ callerWaitsTooLong: { ms: 10_000 } },
			{ toldBefore: { ...waits('a'), ...waits('b') } },
		);
		desk.hear(leave(50, 'a', { waitingCalls: 1 }));
		expect(short(desk.told())).toEqual(['callerWaitsTooLong a since 0 over at 50 after 50']);
		expect(Object.keys(desk.conditions.told())).toEqual(Object.keys(waits('b')));
	});

	it('counts as long as it is watched', () => {
		expect(deskOf({ callIsTooLong: { ms: 1 } }, { toldBefore: waits('a') }).conditions.told()).toEqual({});
	});
});

it('of more than are remembered the earliest are forgotten, many at a time', () => {
	const spells = new Spells();
	const holding = {
		event: 'callIsTooLong',
		since: at(0),
		begins: 0,
		isKnown: () => true,
		facts: () => ({}),
	} as const;
	const all = Array.from({ length: 11_000 }, (_, index) => spells.begin(String(index), holding));
	expect(all.filter(({ isOver }) => isOver)).toHaveLength(0);
	all.push(spells.begin('one more', holding));
	expect(all.map(({ isOver }) => isOver).indexOf(false)).toBe(1_001);
});

it('a sample that its events do not make is an error', () => {
	expect(() => conditionSample({ callerWaitsTooLong: { ms: 1 } }, [])).toThrow(/does not make it true/);
	expect(
		conditionSample({ callerWaitsTooLong: { ms: 1_000 } }, [join(0, 'a', { waitingCalls: 1 })]),
	).toMatchObject({ event: 'callerWaitsTooLong' });
});
