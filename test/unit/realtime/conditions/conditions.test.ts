import { event, inQueue, onPhone, at } from '../events/account';
import { deskOf, phoneList, queueList, short } from './desk';

const join = (second: number, callId: string, waitingCalls: number) =>
	inQueue('queueJoin', second, callId, { joinedAt: at(second), waitingCalls });
const leave = (second: number, callId: string, waitingCalls: number) =>
	inQueue('queueExit', second, callId, { isAnswered: true, waitingCalls });
const status = (second: number, sip: string, id: string) =>
	event('agentStatus', second, {
		extension: { sip },
		agent: { id: sip },
		agentStatus: { id, name: id === '3' ? 'Lunch' : 'Login', since: at(second) },
	});
const answered = (second: number, callId: string, sip: string) =>
	onPhone('answered', second, callId, sip, { isAnswered: true, answeredAt: at(second) });
const rings = (second: number, callId: string, sip: string) =>
	onPhone('newCall', second, callId, sip, { direction: 'incoming', callStatus: 'Ringing' });
const ends = (second: number, callId: string, sip: string) =>
	onPhone('hangUp', second, callId, sip, { endedAt: at(second) });
const lost = (second: number) => event('connectionLost', second);

describe('Queue Is Long', () => {
	const settings = { queueIsLong: { callers: 3, overAt: 1, lastsMs: 0 } };
	const long = { a: 1, b: 2, c: 4 };

	it('is told once when it begins and once when it is over, however it goes up and down meanwhile', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(0), join(1, 'a', 1), join(2, 'b', 2), join(4, 'c', 3), leave(6, 'a', 2));
		desk.hear(join(7, 'd', 3), join(8, 'e', 4), leave(9, 'b', 3), leave(10, 'c', 2), leave(12, 'd', 1));
		desk.until(60);
		expect(short(desk.told())).toEqual([
			'queueIsLong 77 since 4 told at 4',
			'queueIsLong 77 since 4 over at 12 after 8',
		]);
	});

	it('says how many wait, and in which queue', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(0, long));
		desk.until(1);
		expect(desk.told()).toMatchObject([
			{ queue: { id: '77', name: 'Sales' }, waitingCalls: 3, isOver: false, raw: {} },
		]);
		desk.hear(leave(5, 'a', 2), leave(5, 'b', 1));
		expect(desk.told()).toMatchObject([{ queue: { id: '77' }, waitingCalls: 1, isOver: true }]);
	});

	it('is not told before it has lasted, nor when fewer wait in between', () => {
		const desk = deskOf({ queueIsLong: { callers: 3, overAt: 1, lastsMs: 10_000 } });
		desk.hear(queueList(0), join(1, 'a', 1), join(2, 'b', 2), join(4, 'c', 3), leave(6, 'a', 2));
		desk.hear(join(8, 'd', 3));
		desk.until(17);
		expect(desk.told()).toEqual([]);
		desk.until(19);
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 8 told at 18']);
	});

	it('held already at the start: at least since the third of those who wait came', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(20, long));
		desk.until(21);
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 4 told at 20']);
	});

	it('goes on over a gap, in which nothing is known', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(5, long));
		desk.until(6);
		desk.hear(lost(10), queueList(90, { ...long, d: 50 }));
		desk.until(95);
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 4 told at 5']);
		desk.hear(leave(100, 'a', 1));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 4 over at 100 after 96']);
	});

	it('was over in a gap: when is not known, and not said', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(5, long));
		desk.until(6);
		desk.told();
		desk.hear(lost(10), queueList(90, { d: 50 }));
		expect(short(desk.told())).toEqual(['queueIsLong 77 since 4 over at 90 after ?']);
	});
});

describe('Caller Waits Too Long', () => {
	const settings = { callerWaitsTooLong: { ms: 30_000 } };

	it('is told without any event, for each caller once, and over when the caller has left', () => {
		const desk = deskOf(settings);
		desk.hear(queueList(0), join(1, 'a', 1), join(5, 'b', 2), leave(20, 'b', 1));
		desk.until(60);
		desk.hear(leave(61, 'a', 0));
		expect(short(desk.told())).toEqual([
			'callerWaitsTooLong a since 1 told at 31',
			'callerWaitsTooLong a since 1 over at 61 after 60',
		]);
	});

	it('says who waits, where, and with how many', () => {
		const desk = deskOf(settings);
		desk.hear({ ...join(1, 'a', 1), callerNumber: '0501234567' });
		desk.until(40);
		expect(desk.told()).toMatchObject([
			{
				callId: 'a',
				callerNumber: '0501234567',
				queue: { name: 'Sales' },
				waitingCalls: 1,
				lastedSeconds: 30,
			},
		]);
	});

	it('became true in a gap: told when it is known again, and of nobody who has left meanwhile', () => {
		const desk = deskOf(settings);
		desk.hear(join(1, 'a', 1), join(2, 'b', 2), lost(10));
		desk.until(50);
		expect(desk.told()).toEqual([]);
		desk.hear(queueList(50, { a: 1 }));
		desk.until(51);
		expect(short(desk.told())).toEqual(['callerWaitsTooLong a since 1 told at 50']);
	});

	it('a list that is older than the end of a wait does not begin it again', () => {
		const desk = deskOf(settings);
		desk.hear(join(1, 'a', 1), leave(40, 'a', 0), queueList(40, { a: 1 }));
		desk.until(90);
		expect(short(desk.told()).slice(2)).toEqual([]);
	});
});

describe('Agent Too Long in a Status', () => {
	const settings = { agentTooLongInStatus: { statuses: 'lunch, 7', ms: 60_000 } };

	it('is told for the chosen statuses only, by name or code', () => {
		const desk = deskOf(settings);
		desk.hear(status(0, 'A', '3'), status(0, 'B', '1'), status(10, 'C', '7'), status(65, 'A', '1'));
		desk.until(100);
		desk.hear(status(100, 'C', '1'));
		expect(short(desk.told())).toEqual([
			'agentTooLongInStatus A since 0 told at 60',
			'agentTooLongInStatus A since 0 over at 65 after 65',
			'agentTooLongInStatus C since 10 told at 70',
			'agentTooLongInStatus C since 10 over at 100 after 90',
		]);
	});

	it('held before the start: since then; a repeated list says nothing new', () => {
		const desk = deskOf(settings);
		const list = { A: { status: '7', since: -500 } };
		desk.hear(phoneList(0, list), phoneList(30, list));
		desk.until(50);
		expect(short(desk.told())).toEqual(['agentTooLongInStatus A since -500 told at 0']);
	});

	it('over a gap the same stay goes on, and another stay in the same status is another one', () => {
		const desk = deskOf(settings);
		const list = { A: { status: '7', since: 0 }, B: { status: '7', since: 0 } };
		desk.hear(phoneList(0, list));
		desk.until(61);
		expect(desk.told()).toHaveLength(2);
		desk.hear(lost(70), phoneList(100, { ...list, B: { status: '7', since: 90 } }));
		desk.until(200);
		expect(short(desk.told())).toEqual([
			'agentTooLongInStatus B since 0 over at 90 after ?',
			'agentTooLongInStatus B since 90 told at 150',
		]);
	});
});

describe('Nobody Is Free', () => {
	const settings = { nobodyIsFree: { whose: '', lastsMs: 0 } };
	const two = { A: { status: '1', since: 0 }, B: { status: '1', since: 0 } };

	it('is told when the last one takes a call, not while a phone only rings, and over when one is free', () => {
		const desk = deskOf(settings);
		desk.hear(phoneList(0, two), answered(5, 'x', 'A'), rings(6, 'y', 'B'));
		desk.until(10);
		expect(desk.told()).toEqual([]);
		desk.hear(answered(10, 'y', 'B'));
		desk.until(20);
		desk.hear(ends(20, 'x', 'A'));
		expect(short(desk.told())).toEqual([
			'nobodyIsFree since 10 told at 10',
			'nobodyIsFree since 10 over at 20 after 10',
		]);
	});

	it('counts a break and a log-out, and says how many there are', () => {
		const desk = deskOf(settings);
		desk.hear(phoneList(0, two), status(5, 'A', '3'), answered(8, 'x', 'B'));
		desk.until(9);
		expect(desk.told()).toMatchObject([{ loggedIn: 1, onCalls: 1 }]);
	});

	it.each([
		['an extension', 'a'],
		['a name', 'Agent A, nobody else'],
	])('of those who are chosen: %s', (_, whose) => {
		const desk = deskOf({ nobodyIsFree: { whose, lastsMs: 0 } });
		desk.hear(phoneList(0, two), answered(5, 'x', 'B'), answered(9, 'y', 'A'));
		desk.until(10);
		expect(short(desk.told())).toEqual(['nobodyIsFree since 9 told at 9']);
	});

	it('is not told before anybody is known, nor in a gap', () => {
		const desk = deskOf(settings);
		desk.hear(answered(1, 'x', 'A'));
		desk.until(5);
		desk.hear(phoneList(6, two), lost(10), answered(12, 'x', 'A'), answered(12, 'y', 'B'));
		desk.until(20);
		expect(desk.told()).toEqual([]);
		desk.hear(phoneList(20, { A: { ...two.A, talks: { x: 12 } }, B: { ...two.B, talks: { y: 12 } } }));
		desk.until(21);
		expect(short(desk.told())).toEqual(['nobodyIsFree since 20 told at 20']);
	});

	it('an empty list of extensions says nothing of anybody', () => {
		const desk = deskOf(settings);
		desk.hear(phoneList(0, {}));
		desk.until(5);
		expect(desk.told()).toEqual([]);
	});
});

describe('Call Is Too Long', () => {
	const settings = { callIsTooLong: { ms: 60_000 } };

	it('counts from the answer, once for a call that two phones have', () => {
		const desk = deskOf(settings);
		desk.hear(rings(0, 'x', 'A'), answered(10, 'x', 'A'), answered(15, 'x', 'B'), ends(80, 'x', 'B'));
		desk.hear(ends(95, 'x', 'A'));
		expect(short(desk.told())).toEqual([
			'callIsTooLong x since 10 told at 70',
			'callIsTooLong x since 10 over at 95 after 85',
		]);
	});

	it('ended in a gap: over, as long as the list says nothing of when', () => {
		const desk = deskOf(settings);
		desk.hear(phoneList(0, { A: { status: '1', since: 0, talks: { x: -300 } } }));
		desk.until(5);
		desk.hear(lost(10), phoneList(50, { A: { status: '1', since: 0 } }));
		expect(short(desk.told())).toEqual([
			'callIsTooLong x since -300 told at 0',
			'callIsTooLong x since -300 over at 50 after ?',
		]);
	});

	it('does not count the agent’s leg, nor a supervisor who listens in', () => {
		const desk = deskOf(settings);
		desk.hear({ ...answered(0, 'x', 'A'), leg: 1 }, { ...answered(0, 'y', 'B'), direction: 'spy' });
		desk.until(100);
		expect(desk.told()).toEqual([]);
	});
});

describe('all of them', () => {
	const settings = { callerWaitsTooLong: { ms: 30_000 }, callIsTooLong: { ms: 30_000 } };

	it('keep their ends to themselves where these are not wanted', () => {
		const desk = deskOf({ ...settings, tellsOver: false });
		desk.hear(join(0, 'a', 1), leave(50, 'a', 0));
		expect(short(desk.told())).toEqual(['callerWaitsTooLong a since 0 told at 30']);
	});

	it('what the filter does not want is not told as over either', () => {
		const desk = deskOf(settings, { isWanted: ({ callId }) => callId === 'b' });
		desk.hear(join(0, 'a', 1), join(0, 'b', 2), leave(50, 'a', 1), leave(50, 'b', 0));
		expect(desk.told().map(({ callId }) => callId)).toEqual(['b', 'b']);
	});

	it('outlast the process: what was told is not told again, what has ended meanwhile is over', () => {
		const before = deskOf(settings);
		before.hear(join(0, 'a', 1), join(0, 'b', 2), answered(0, 'x', 'A'));
		before.until(40);
		expect(before.told()).toHaveLength(3);
		const toldBefore = JSON.parse(JSON.stringify(before.conditions.told())) as Record<string, never>;
		const desk = deskOf(settings, { toldBefore });
		desk.hear(queueList(100, { a: 0 }), phoneList(100, { A: { status: '1', since: 0, talks: { x: 0 } } }));
		desk.until(120);
		expect(short(desk.told())).toEqual(['callerWaitsTooLong b since 0 over at 100 after ?']);
		desk.hear(leave(130, 'a', 0), ends(140, 'x', 'A'));
		expect(short(desk.told())).toEqual([
			'callerWaitsTooLong a since 0 over at 130 after 130',
			'callIsTooLong x since 0 over at 140 after 140',
		]);
		expect(desk.conditions.told()).toEqual({});
	});

	it('after a long freeze what is due is told at once, and once', () => {
		const desk = deskOf(settings);
		desk.hear(join(0, 'a', 1));
		expect(short(desk.conditions.tick(1_234_567_750 + 9_000_000))).toHaveLength(1);
		expect(desk.conditions.tick(1_234_567_750 + 9_100_000)).toEqual([]);
	});
});
