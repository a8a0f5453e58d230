import fc from 'fast-check';

import {
	type CallFacts,
	createAccountState,
	type ExtensionState,
	type RealTimeEvent,
} from '../../../../nodes/platform/realtime/events';
import { at, brief, event, inQueue, onPhone } from './account';

/** A snapshot of extensions: who has which calls. */
function extensions(second: number, phones: Record<string, CallFacts[]>, status = '1'): RealTimeEvent {
	const states = Object.entries(phones).map(([sip, calls]): ExtensionState => ({
		extension: { sip, name: `Phone ${sip}` },
		agent: { id: sip, name: `Agent ${sip}` },
		agentStatus: { id: status },
		calls,
	}));
	return event('extensionsSnapshot', second, { extensions: states });
}

function queues(second: number, ...calls: CallFacts[]): RealTimeEvent {
	return event('queuesSnapshot', second, { queues: [{ queue: { id: '77', name: 'Sales' }, calls }] });
}

const lost = (second: number) => event('connectionLost', second);

/** Applies events, and gives what came of the last one besides itself. */
function newsAfter(...events: RealTimeEvent[]): RealTimeEvent[] {
	const state = createAccountState();
	return (
		events
			.map((one) => state.apply(one))
			.at(-1)
			?.slice(1) ?? []
	);
}

const RINGING: CallFacts = { callId: '1', direction: 'incoming', isAnswered: false, callStatus: 'Ringing' };
const TALKING: CallFacts = { callId: '1', direction: 'incoming', isAnswered: true, callStatus: 'Talking' };

describe('an event gets what is known of its call', () => {
	it('who called and how long, when a caller gives up waiting', () => {
		const state = createAccountState();
		state.apply(inQueue('queueJoin', 10, '1', { callerNumber: '0501234567', joinedAt: at(10) }));
		const [gaveUp] = state.apply(event('queueAbandoned', 52, { callId: '1', queue: { id: '77' } }));
		expect(gaveUp).toMatchObject({
			callerNumber: '0501234567',
			queue: { id: '77', name: 'Sales' },
			waitSeconds: 42,
		});
	});

	it('which queue, when it rings on an extension, and how long it waited when that answers', () => {
		const state = createAccountState();
		state.apply(inQueue('queueJoin', 0, '1', { joinedAt: at(0) }));
		expect(state.apply(onPhone('newCall', 5, '1', 'A'))[0]?.queue).toEqual({ id: '77', name: 'Sales' });
		expect(state.apply(onPhone('answered', 9, '1', 'A'))[0]?.waitSeconds).toBe(9);
	});

	it('how long it waited, which a later answer, after a transfer, does not change', () => {
		const state = createAccountState();
		const waits = (one: RealTimeEvent) => state.apply(one)[0]?.waitSeconds;
		state.apply(inQueue('queueJoin', 0, '1', { joinedAt: at(0) }));
		expect(waits(onPhone('answered', 20, '1', 'A'))).toBe(20);
		expect(waits(inQueue('queueExit', 21, '1'))).toBe(20);
		expect(waits(onPhone('answered', 320, '1', 'B'))).toBe(20);
	});

	it('when it left the queue: once for each stay, by whatever word', () => {
		const state = createAccountState();
		const told = (name: 'queueJoin' | 'queueExit', second: number) =>
			state.apply(inQueue(name, second, '1')).map(({ event: said }) => said);
		expect(told('queueJoin', 0)).toEqual(['queueJoin']);
		expect(told('queueExit', 9)).toEqual(['queueExit']);
		expect(told('queueExit', 10)).toEqual([]);
		expect(told('queueJoin', 20)).toEqual(['queueJoin']);
		expect(told('queueExit', 30)).toEqual(['queueExit']);
	});

	it('when it left the queue, also where a snapshot had shown before that it was gone', () => {
		const state = createAccountState();
		for (const one of [inQueue('queueJoin', 0, '1'), lost(5)]) state.apply(one);
		expect(brief(state.apply(queues(9)).slice(1))).toEqual(['queueExit 1 77']);
		expect(brief(state.apply(inQueue('queueExit', 10, '1')))).toEqual(['queueExit 1 77']);
	});

	it('how long it waited in the queue that it joined last', () => {
		const state = createAccountState();
		const waits = (one: RealTimeEvent) => state.apply(one)[0]?.waitSeconds;
		state.apply(inQueue('queueJoin', 0, '1', { joinedAt: at(0) }));
		expect(waits(inQueue('queueExit', 30, '1'))).toBe(30);
		expect(waits(inQueue('queueJoin', 40, '1', { queue: { id: '78' }, joinedAt: at(40) }))).toBeUndefined();
		expect(waits(onPhone('answered', 45, '1', 'A'))).toBe(5);
		const [rejoined] = state.apply(inQueue('queueJoin', 60, '1', { recovered: true }));
		expect(rejoined).not.toHaveProperty('joinedAt');
	});

	it('the queue’s name from the snapshot, where the event has its ID only', () => {
		const state = createAccountState();
		state.apply(queues(0));
		const [known] = state.apply(onPhone('newCall', 1, '1', 'A', { queue: { id: '77' } }));
		expect(known?.queue).toEqual({ id: '77', name: 'Sales' });
	});

	it('a call that a dialer has put into a queue stays the dialer’s', () => {
		const state = createAccountState();
		state.apply(onPhone('newCall', 0, '1', 'A', { direction: 'dialer', campaignId: '4' }));
		expect(state.apply(inQueue('queueJoin', 1, '1'))[0]).toMatchObject({
			direction: 'dialer',
			campaignId: '4',
		});
	});

	it('a dialer’s call stays the dialer’s where a later event, or a snapshot, does not name the campaign', () => {
		const state = createAccountState();
		state.apply(onPhone('newCall', 0, '1', 'A', { direction: 'dialer', campaignId: '4' }));
		const [answered] = state.apply(onPhone('answered', 5, '1', 'A', { direction: 'outgoing' }));
		expect(answered).toMatchObject({ direction: 'dialer', campaignId: '4' });
		state.apply(lost(6));
		const [, held] = state.apply(
			extensions(9, { A: [{ ...TALKING, direction: 'outgoing', callStatus: 'Hold' }] }),
		);
		expect(held).toMatchObject({ event: 'hold', direction: 'dialer', campaignId: '4' });
		// Who listens in is no part of the campaign.
		expect(state.apply(onPhone('newCall', 10, '1', 'S', { direction: 'spy' }))[0]?.direction).toBe('spy');
	});
});

describe('what the Call Log tells is completed', () => {
	const missed = (fields: CallFacts) =>
		event('queueAbandoned', 60, { recovered: true, callId: '1', ...fields });

	it('with the ID of its queue, by the name', () => {
		const state = createAccountState();
		state.apply(queues(0));
		expect(state.complete(missed({ queue: { name: 'Sales' } })).queue).toEqual({ id: '77', name: 'Sales' });
		expect(state.complete(missed({ queue: { name: 'Other' } })).queue).toEqual({ name: 'Other' });
	});

	it('with what was heard of the call, which the Call Log knows better where it speaks of it', () => {
		const state = createAccountState();
		const heard = { callerNumber: '0501234567', callerName: 'Dana', campaignId: '4', joinedAt: at(0) };
		state.apply(inQueue('queueJoin', 0, '1', heard));
		const said = missed({ callerNumber: '972501234567', queue: { name: 'Sales' } });
		expect(state.complete(said)).toEqual({
			...{ ...said, direction: 'incoming', callerName: 'Dana', campaignId: '4', joinedAt: at(0) },
			queue: { id: '77', name: 'Sales' },
		});
		expect(state.complete(missed({})).queue).toEqual({ id: '77', name: 'Sales' });
		expect(state.complete(missed({ queue: { name: 'Other' } })).queue).toEqual({ name: 'Other' });
	});

	it('with nothing where nothing is known', () => {
		expect(createAccountState().complete(missed({}))).toEqual(missed({}));
	});
});

describe('the first snapshots after a gap tell what happened in it', () => {
	const talking = [onPhone('newCall', 0, '1', 'A'), onPhone('answered', 5, '1', 'A', { answeredAt: at(5) })];

	it('a call is gone: it has ended, and when is not known', () => {
		const news = newsAfter(...talking, lost(10), extensions(20, { A: [] }));
		expect(brief(news)).toEqual(['hangUp 1 A']);
		expect(news[0]).toMatchObject({ recovered: true, at: at(20), isAnswered: true, answeredAt: at(5) });
		expect(news[0]).not.toHaveProperty('endedAt');
		expect(news[0]).not.toHaveProperty('durationSeconds');
	});

	it('the extension says when it last hung up: then that is known too', () => {
		const snapshot = extensions(20, { A: [] });
		if (snapshot.extensions?.[0]) snapshot.extensions[0].lastHangUpAt = at(12);
		expect(newsAfter(...talking, lost(10), snapshot)[0]).toMatchObject({
			endedAt: at(12),
			durationSeconds: 7,
		});
	});

	it('a call that rang is gone: whether it was answered is not known', () => {
		const [news] = newsAfter(onPhone('newCall', 0, '1', 'A', RINGING), lost(1), extensions(9, { A: [] }));
		expect(news).toMatchObject({ event: 'hangUp', callId: '1' });
		expect(news).not.toHaveProperty('isAnswered');
	});

	it('a call that rang is answered', () => {
		const news = newsAfter(
			onPhone('newCall', 0, '1', 'A', RINGING),
			lost(1),
			extensions(9, { A: [{ ...TALKING, answeredAt: at(3) }] }),
		);
		expect(brief(news)).toEqual(['answered 1 A']);
		expect(news[0]).toMatchObject({ recovered: true, answeredAt: at(3) });
	});

	it('a call is new, and answered already', () => {
		expect(brief(newsAfter(lost(1), extensions(9, { A: [TALKING], B: [] })))).toEqual([
			'newCall 1 A',
			'answered 1 A',
		]);
	});

	it('a call was put on hold, or taken back', () => {
		const held = extensions(9, { A: [{ ...TALKING, callStatus: 'Hold' }] });
		expect(brief(newsAfter(...talking, lost(6), held))).toEqual(['hold 1 A']);
		const back = extensions(9, { A: [TALKING] });
		expect(brief(newsAfter(...talking, onPhone('hold', 6, '1', 'A'), lost(7), back))).toEqual(['unhold 1 A']);
	});

	it('a caller left the queue, another came', () => {
		const news = newsAfter(
			inQueue('queueJoin', 0, '1', { callerNumber: '0501234567' }),
			lost(1),
			queues(9, { callId: '2', joinedAt: at(4) }),
		);
		expect(brief(news)).toEqual(['queueExit 1 77', 'queueJoin 2 77']);
		expect(news[0]).toMatchObject({ recovered: true, callerNumber: '0501234567' });
		expect(news[0]).not.toHaveProperty('waitSeconds');
	});

	it('an agent’s status is another', () => {
		const before = onPhone('agentStatus', 0, '', 'A', { agentStatus: { id: '1' } });
		const news = newsAfter(before, lost(1), extensions(9, { A: [] }, '3'));
		expect(news).toMatchObject([{ event: 'agentStatus', recovered: true, agentStatus: { id: '3' } }]);
	});

	it('each gap is told once', () => {
		const state = createAccountState();
		for (const one of [...talking, lost(10)]) state.apply(one);
		expect(state.apply(extensions(20, { A: [] }))).toHaveLength(2);
		expect(state.apply(extensions(21, { A: [] }))).toHaveLength(1);
	});

	it('the part of the snapshot that tells it is its raw data', () => {
		const snapshot = extensions(9, { A: [RINGING] });
		snapshot.raw = { extensions: [{ extenUser: 'B' }, { extenUser: 'A', calls: ['…'] }] };
		expect(newsAfter(lost(1), snapshot)[0]?.raw).toEqual({ extenUser: 'A', calls: ['…'] });
	});
});

describe('what the new connection has told itself is newer than its snapshot', () => {
	it('a call that began before the snapshot came is not told again, nor ended by it', () => {
		const news = newsAfter(lost(0), onPhone('newCall', 1, '1', 'A'), extensions(2, { A: [] }));
		expect(news).toEqual([]);
		expect(newsAfter(lost(0), onPhone('newCall', 1, '1', 'A'), extensions(2, { A: [TALKING] }))).toEqual([]);
	});

	it('a call that ended before the snapshot came is not begun by it', () => {
		const news = newsAfter(
			onPhone('newCall', 0, '1', 'A'),
			lost(1),
			onPhone('hangUp', 2, '1', 'A'),
			extensions(3, { A: [RINGING] }),
		);
		expect(news).toEqual([]);
	});
});

it('a call that a snapshot has confirmed after a gap is this connection’s: a later snapshot does not end it', () => {
	const state = createAccountState();
	state.apply(onPhone('answered', 0, '1', 'A'));
	state.apply(lost(1));
	expect(state.apply(extensions(2, { A: [{ callId: '1', isAnswered: true }] }))).toHaveLength(1);
	state.apply(extensions(3, { A: [] }));
	expect(state.openParts).toBe(1);
});

it('a snapshot without a gap is no news: it may be older than the events around it', () => {
	const state = createAccountState();
	expect(state.apply(extensions(0, { A: [TALKING] }))).toHaveLength(1);
	state.apply(onPhone('newCall', 1, '2', 'B'));
	expect(state.apply(extensions(2, { A: [], B: [] }, '3'))).toHaveLength(1);
	expect(state.openParts).toBe(2);
});

it('no gap makes news of a call, a caller or an agent that is as before', () => {
	const call = fc.record({
		callId: fc.integer({ min: 1, max: 6 }).map(String),
		isAnswered: fc.boolean(),
		callStatus: fc.constantFrom('Ringing', 'Talking', 'Hold'),
	});
	const phones = fc.dictionary(
		fc.constantFrom('A', 'B', 'C', 'D'),
		fc.uniqueArray(call, { selector: ({ callId }) => callId, maxLength: 4 }),
	);
	const waiting = fc.uniqueArray(fc.record({ callId: fc.integer({ min: 1, max: 6 }).map(String) }), {
		selector: ({ callId }) => callId,
	});
	fc.assert(
		fc.property(phones, phones, waiting, waiting, (before, after, waitedBefore, waitAfter) => {
			const state = createAccountState();
			for (const one of [extensions(0, before), queues(0, ...waitedBefore), lost(1)]) state.apply(one);
			const news = [...state.apply(extensions(2, after)), ...state.apply(queues(2, ...waitAfter))];
			for (const { event: name, callId, extension } of news.filter(({ recovered }) => recovered)) {
				if (name.startsWith('queue')) {
					const stays = (calls: CallFacts[]) => calls.some((one) => one.callId === callId);
					expect(stays(waitedBefore)).not.toBe(stays(waitAfter));
					continue;
				}
				const find = (all: Record<string, CallFacts[]>) =>
					all[extension?.sip ?? '']?.find((one) => one.callId === callId);
				expect(find(before)).not.toEqual(find(after));
			}
			// And nothing is left to say the next time.
			state.apply(lost(3));
			expect(state.apply(extensions(4, after))).toHaveLength(1);
			expect(state.apply(queues(4, ...waitAfter))).toHaveLength(1);
		}),
	);
});
