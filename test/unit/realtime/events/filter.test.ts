import {
	connectionEvent,
	eventFilter,
	eventsDropped,
	numbersOf,
	type RealTimeFilter,
} from '../../../../nodes/platform/realtime/events';
import { event, inQueue, onPhone } from './account';

const numbers = numbersOf('IL');
const passes = (filter: RealTimeFilter, one: ReturnType<typeof event>) =>
	eventFilter(filter, numbers.same).passes(one);

const RINGS = onPhone('newCall', 0, '1', 'SIPSIP1', {
	reason: 'NEWCALL',
	direction: 'incoming',
	did: '0722776772',
	queue: { id: '77', name: 'Sales Queue' },
	campaignId: '4711',
});
const ENDS = { ...RINGS, event: 'hangUp' as const, reason: 'HANGUP', cause: 'Answered elsewhere' };
const LUNCH = onPhone('agentStatus', 0, '', 'SIPSIP1', { agentStatus: { id: '3' } });
const LOST = event('connectionLost', 0);
const SNAPSHOT = event('extensionsSnapshot', 0);

it('without a filter everything passes, and so with empty ones', () => {
	for (const one of [RINGS, ENDS, LUNCH, LOST, SNAPSHOT]) {
		expect(passes({}, one)).toBe(true);
		expect(passes({ events: [], queues: ' ', dids: ',', directions: [], legs: [], causes: [] }, one)).toBe(
			true,
		);
	}
});

it.each<[string, RealTimeFilter, RealTimeFilter]>([
	['events', { events: ['newCall', 'answered'] }, { events: ['answered'] }],
	['reasons', { reasons: 'newcall, park' }, { reasons: 'ANSWER' }],
	['directions', { directions: ['incoming'] }, { directions: ['outgoing', 'click2call'] }],
	['queues by ID', { queues: 77 }, { queues: '78' }],
	['queues by name', { queues: 'support, sales queue' }, { queues: 'Sales' }],
	['extensions by SIP code', { extensions: 'sipsip1' }, { extensions: 'SIPSIP2' }],
	['extensions by name', { extensions: 'Phone SIPSIP1' }, { extensions: 'Phone' }],
	['agents by ID', { agents: 'SIPSIP1' }, { agents: '7' }],
	['agents by name', { agents: 'agent sipsip1' }, { agents: 'agent' }],
	['DIDs however written', { dids: '+972 72-277-6772' }, { dids: '072-277-6773' }],
	['campaigns', { campaigns: '1, 4711' }, { campaigns: 47 }],
])('filter of %s', (_name, right, wrong) => {
	expect(passes(right, RINGS)).toBe(true);
	expect(passes(wrong, RINGS)).toBe(false);
});

it('a number whose star was typed on its other side is the same', () => {
	expect(passes({ dids: '2700*' }, { ...RINGS, did: '*2700' })).toBe(true);
});

it('every part must let it through', () => {
	expect(passes({ queues: '77', directions: ['incoming'] }, RINGS)).toBe(true);
	expect(passes({ queues: '77', directions: ['outgoing'] }, RINGS)).toBe(false);
});

it('what a call does not say does not match', () => {
	expect(passes({ dids: '0722776772' }, inQueue('queueAbandoned', 0, '1'))).toBe(false);
});

it('a leg is asked of calls that have legs', () => {
	const leg = (number: 1 | 2) => ({ ...RINGS, leg: number });
	expect(passes({ legs: [2] }, leg(2))).toBe(true);
	expect(passes({ legs: [2] }, leg(1))).toBe(false);
	expect(passes({ legs: [2] }, RINGS)).toBe(true);
});

it('a cause is asked of hang-ups and finished calls', () => {
	expect(passes({ causes: ['Answered elsewhere'] }, ENDS)).toBe(true);
	expect(passes({ causes: 'Normal hangup, call rejected' }, ENDS)).toBe(false);
	expect(passes({ causes: ['Normal hangup'] }, RINGS)).toBe(true);
	expect(passes({ causes: ['Normal hangup'] }, { ...ENDS, event: 'callFinished' })).toBe(false);
});

describe('a finished call matches with every phone that took part', () => {
	const finished = (...sips: string[]) =>
		event('callFinished', 0, {
			parts: sips.map((sip) => ({ extension: { sip }, agent: { id: sip, name: `Agent ${sip}` } })),
		});

	it('a ring group of which nobody answered', () => {
		const missed = finished('A', 'B', 'C');
		for (const wanted of ['A', 'c']) expect(passes({ extensions: wanted }, missed)).toBe(true);
		expect(passes({ extensions: 'D' }, missed)).toBe(false);
		expect(passes({ agents: 'agent b' }, missed)).toBe(true);
		expect(passes({ agents: 'agent d' }, missed)).toBe(false);
	});

	it('a call that was transferred: who took it over', () => {
		const transferred = { ...finished('A', 'B'), extension: { sip: 'A' }, agent: { id: 'A' } };
		expect(passes({ extensions: 'B' }, transferred)).toBe(true);
		expect(passes({ agents: 'B' }, transferred)).toBe(true);
	});
});

it('a cause that has a comma in it is one cause', () => {
	const unanswered = { ...ENDS, cause: 'User alerting, no answer' };
	expect(passes({ causes: ['User alerting, no answer'] }, unanswered)).toBe(true);
	expect(passes({ causes: 'Normal hangup, User alerting, no answer' }, unanswered)).toBe(true);
	expect(passes({ causes: ['Normal hangup', 'User busy'] }, unanswered)).toBe(false);
});

it('how a call ended in a gap is not known: it passes; one that was heard to end without a cause does not', () => {
	const unexplained = { ...RINGS, event: 'hangUp' as const };
	expect(passes({ causes: ['Normal hangup'] }, { ...unexplained, recovered: true })).toBe(true);
	expect(passes({ causes: ['Normal hangup'] }, unexplained)).toBe(false);
});

it('an agent’s status is asked for its extension and agent only', () => {
	expect(passes({ extensions: 'SIPSIP1', queues: '78', dids: '1' }, LUNCH)).toBe(true);
	expect(passes({ extensions: 'SIPSIP2' }, LUNCH)).toBe(false);
	expect(passes({ agents: 'nobody' }, LUNCH)).toBe(false);
});

it('the connection and snapshots are chosen by their event alone', () => {
	const narrow = { queues: '1', extensions: '1', dids: '1', agents: '1', campaigns: '1', directions: ['x'] };
	for (const one of [LOST, SNAPSHOT]) {
		expect(passes(narrow, one)).toBe(true);
		expect(passes({ ...narrow, events: ['newCall'] }, one)).toBe(false);
	}
});

it('numbers are written internationally where they are phone numbers', () => {
	const call = onPhone('newCall', 0, '1', 'A', { callerNumber: '03-123-4567', target: 'SIPSIP2' });
	expect(numbers.international(call)).toEqual({
		...call,
		callerE164: '+97231234567',
		customerNumber: '031234567',
		customerE164: '+97231234567',
		isMobile: false,
		isWithheld: false,
	});
	expect(numbersOf('US').international({ ...call, callerNumber: '2125550123' }).callerE164).toBe(
		'+12125550123',
	);
});

it('the connection’s life as events', () => {
	const when = new Date('2026-03-01T08:00:10.000Z');
	const before = new Date('2026-03-01T08:00:00.000Z');
	const server = 'https://monitor1';
	const heads = { at: when, server };
	expect(connectionEvent({ state: 'connected', ...heads })).toMatchObject({
		event: 'connectionConnected',
		server,
	});
	expect(
		connectionEvent({ state: 'lost', ...heads, lastHeardAt: before, reason: 'no answer' }),
	).toMatchObject({ event: 'connectionLost', lostAt: before.toISOString(), message: 'no answer' });
	expect(connectionEvent({ state: 'recovered', ...heads, lostAt: before })).toMatchObject({
		event: 'connectionRecovered',
		at: when.toISOString(),
		lostAt: before.toISOString(),
		gapSeconds: 10,
	});
	expect(connectionEvent({ state: 'waiting', at: when, reason: 'refused' })).toMatchObject({
		event: 'connectionWaiting',
		message: 'refused',
	});
	expect(eventsDropped({ usersSnapshot: 2, newCall: 1 }, when)).toMatchObject({
		dropped: { usersSnapshot: 2, newCall: 1 },
		message: expect.stringContaining('3 events') as unknown,
	});
});

it('what was picked is found by its ID', () => {
	expect(passes({ queues: ['Old Name (ID 77)'], extensions: ['Reception (ID SIPSIP1)'] }, RINGS)).toBe(true);
	expect(passes({ queues: ['Sales Queue (ID 78)'] }, RINGS)).toBe(false);
	expect(passes({ agents: ['Agent SIPSIP1 (ID 9)'] }, RINGS)).toBe(true);
});

it('campaigns are found by name or code once a list has told their IDs', () => {
	const list = event('dialersSnapshot', 0, {
		raw: {
			dialers: [
				{ campaignID: 4711, name: 'Spring Offer', code: 'aBc' },
				{ campaignID: 4712, name: 'Autumn' },
			],
		},
	});
	for (const campaigns of [['Spring Offer (ID aBc)'], 'spring offer', 'ABC']) {
		const filter = eventFilter({ campaigns }, numbers.same);
		expect(filter.passes(RINGS)).toBe(false);
		filter.learn(list);
		expect(filter.passes(RINGS)).toBe(true);
		expect(filter.passes({ ...RINGS, campaignId: '4712' })).toBe(false);
	}
	const filter = eventFilter({ campaigns: 'Spring Offer' }, numbers.same);
	filter.learn(event('dialersSnapshot', 0, { raw: { dialers: 'none' } }));
	expect(filter.passes(RINGS)).toBe(false);
});

it('says why an event of a kind that is wanted does not pass', () => {
	const whyNot = (filter: RealTimeFilter, one = RINGS) => eventFilter(filter, numbers.same).whyNot(one);
	expect(whyNot({ queues: ['Service (ID 78)'], directions: ['outgoing'] })).toEqual([
		'the direction is “incoming”, and the filter has “outgoing”',
		'the queue is “Sales Queue (ID 77)”, and the filter has “Service (ID 78)”',
	]);
	expect(
		whyNot({ dids: '03-1234567', campaigns: '1', extensions: 'B', agents: 'C', reasons: 'ANSWER' }),
	).toEqual([
		'the reason is “NEWCALL”, and the filter has “ANSWER”',
		'the called number is “0722776772”, and the filter has “03-1234567”',
		'the extension is “Phone SIPSIP1 (ID SIPSIP1)”, and the filter has “B”',
		'the agent is “Agent SIPSIP1 (ID SIPSIP1)”, and the filter has “C”',
		'the campaign is “4711”, and the filter has “1”',
	]);
	expect(whyNot({ causes: ['Busy'] }, ENDS)).toEqual([
		'the cause is “Answered elsewhere”, and the filter has “Busy”',
	]);
	expect(whyNot({ events: ['answered'], queues: '78' })).toEqual([]);
	expect(whyNot({ queues: '77' })).toEqual([]);
});
