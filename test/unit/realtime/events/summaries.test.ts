import fc from 'fast-check';

import {
	createAccountState,
	createCallSummaries,
	createEventReader,
	type RealTimeEvent,
	SUMMARY_TIMES,
} from '../../../../nodes/platform/realtime/events';
import { at, event, inQueue, onPhone } from './account';
import { sample, type SampleName } from './document';
import { summariesOf, summaryOf } from './summarize';

it('a call that waits, rings on three phones and is answered on one', () => {
	const ring = (sip: string) =>
		onPhone('newCall', 20, '1', sip, { startedAt: at(20), direction: 'incoming' });
	const elsewhere = (sip: string) => onPhone('hangUp', 30, '1', sip, { cause: 'Answered elsewhere' });
	const summary = summaryOf(
		inQueue('queueJoin', 10, '1', { callerNumber: '0501234567', joinedAt: at(10) }),
		...['A', 'B', 'C'].map(ring),
		onPhone('answered', 30, '1', 'B', { answeredAt: at(30) }),
		inQueue('queueExit', 30, '1'),
		...['A', 'C'].map(elsewhere),
		onPhone('hold', 50, '1', 'B'),
		onPhone('unhold', 58, '1', 'B'),
		onPhone('hangUp', 90, '1', 'B', { cause: 'Normal hangup', isAnswered: true, endedAt: at(90) }),
	);
	expect(summary).toMatchObject({
		event: 'callFinished',
		at: at(90),
		callId: '1',
		direction: 'incoming',
		callerNumber: '0501234567',
		queue: { id: '77', name: 'Sales' },
		extension: { sip: 'B', name: 'Phone B' },
		agent: { id: 'B', name: 'Agent B' },
		isAnswered: true,
		isAbandoned: false,
		isMissed: false,
		isTransferred: false,
		startedAt: at(10),
		answeredAt: at(30),
		endedAt: at(90),
		waitSeconds: 20,
		ringSeconds: 10,
		durationSeconds: 60,
		heldSeconds: 8,
		cause: 'Normal hangup',
	});
	expect(summary?.parts).toMatchObject([
		{ extension: { sip: 'A' }, rangAt: at(20), endedAt: at(30), cause: 'Answered elsewhere' },
		{ extension: { sip: 'B' }, rangAt: at(20), answeredAt: at(30), endedAt: at(90) },
		{ extension: { sip: 'C' }, rangAt: at(20), endedAt: at(30), cause: 'Answered elsewhere' },
	]);
});

it('the document’s incoming call, from its samples', () => {
	const events = readSamples('incomingRings', 'incomingAnswered', 'incomingEnded');
	expect(summaryOf(...events)).toMatchObject({
		direction: 'incoming',
		did: '0722776772',
		isAnswered: true,
		ringSeconds: 11,
		durationSeconds: 5,
		heldSeconds: 0,
		extension: { sip: 'SIPSIP1' },
	});
});

it('the document’s click to call: both legs are one summary, and what was talked is leg 2', () => {
	const legs = [
		'clickToCallLeg1Rings',
		'clickToCallLeg1Answered',
		'clickToCallLeg2Rings',
		'clickToCallLeg2Answered',
		'clickToCallEnded',
	] as const;
	const summary = summaryOf(...readSamples(...legs));
	expect(summary).toMatchObject({
		direction: 'click2call',
		target: '0501234567',
		isAnswered: true,
		isMissed: false,
		isTransferred: false,
		ringSeconds: 7,
		durationSeconds: 4,
		extension: { sip: 'SIPSIP1' },
	});
	expect(summary?.parts?.map(({ leg }) => leg)).toEqual([1, 2]);
	expect(summary).not.toHaveProperty('leg');
});

function readSamples(...names: SampleName[]): RealTimeEvent[] {
	const reader = createEventReader();
	const state = createAccountState();
	return names.flatMap((name) => reader.read(sample(name))).flatMap((one) => state.apply(one));
}

it('click to call that the agent rejects: nobody talked, and nobody was missed', () => {
	expect(
		summaryOf(
			onPhone('newCall', 0, '1', 'A', { leg: 1, direction: 'click2call' }),
			onPhone('hangUp', 4, '1', 'A', { leg: 1, cause: 'Call Rejected' }),
		),
	).toMatchObject({ isAnswered: false, isMissed: false, durationSeconds: 0, cause: 'Call Rejected' });
});

it('click to call whose customer does not answer: the agent’s leg is no answer', () => {
	expect(
		summaryOf(
			onPhone('newCall', 0, '1', 'A', { leg: 1, direction: 'click2call' }),
			onPhone('answered', 3, '1', 'A', { leg: 1, answeredAt: at(3) }),
			onPhone('newCall', 4, '1', 'A', { leg: 2 }),
			onPhone('hangUp', 24, '1', 'A', { leg: 2, cause: 'Normal hangup' }),
			onPhone('hangUp', 25, '1', 'A', { leg: 1, cause: 'Normal hangup' }),
		),
	).toMatchObject({ isAnswered: false, ringSeconds: 20, durationSeconds: 0, extension: { sip: 'A' } });
});

it('a hang-up that does not say its leg, or comes for each of them, makes no part of its own', () => {
	const ring = [1, 2].map((leg) => onPhone('answered', leg, '1', 'A', { leg: leg as 1 | 2 }));
	const ends = [onPhone('hangUp', 9, '1', 'A'), onPhone('hangUp', 9, '1', 'A', { leg: 1 })];
	for (const end of [ends, ends.toReversed()]) expect(summaryOf(...ring, ...end)?.parts).toHaveLength(2);
});

it('a caller who gives up waiting is abandoned and missed', () => {
	expect(
		summaryOf(
			inQueue('queueJoin', 0, '1', { joinedAt: at(0) }),
			onPhone('newCall', 5, '1', 'A', { startedAt: at(5) }),
			onPhone('hangUp', 25, '1', 'A', { cause: 'Normal hangup' }),
			inQueue('queueAbandoned', 42, '1'),
		),
	).toMatchObject({ isAnswered: false, isAbandoned: true, isMissed: true, waitSeconds: 42, ringSeconds: 20 });
});

it('a caller who gives up is missed, also where nothing says which way the call went', () => {
	const [joins, gaveUp] = [inQueue('queueJoin', 0, '1'), inQueue('queueAbandoned', 42, '1')];
	for (const event of [joins, gaveUp]) delete event.direction;
	expect(summaryOf(joins, gaveUp)).toMatchObject({ isAnswered: false, isAbandoned: true, isMissed: true });
});

it('whoever leaves the queue without a phone that we see: an answer is neither claimed nor denied', () => {
	const summary = summaryOf(inQueue('queueJoin', 0, '1', { joinedAt: at(0) }), inQueue('queueExit', 9, '1'));
	expect(summary).toMatchObject({ waitSeconds: 9 });
	for (const claim of ['isAnswered', 'isAbandoned', 'isMissed', 'durationSeconds']) {
		expect(summary).not.toHaveProperty(claim);
	}
});

it('a transfer is one summary: the talk goes on', () => {
	expect(
		summaryOf(
			onPhone('newCall', 0, '1', 'A', { direction: 'incoming' }),
			onPhone('answered', 5, '1', 'A', { answeredAt: at(5), direction: 'incoming' }),
			onPhone('hangUp', 20, '1', 'A'),
			onPhone('newCall', 21, '1', 'B', { direction: 'incoming' }),
			onPhone('answered', 25, '1', 'B', { answeredAt: at(25), direction: 'incoming' }),
			onPhone('hangUp', 60, '1', 'B'),
		),
	).toMatchObject({ isTransferred: true, durationSeconds: 55, extension: { sip: 'A' } });
});

it('a supervisor who listens in is no part of the call', () => {
	expect(
		summariesOf(
			onPhone('newCall', 0, '1', 'S', { direction: 'spy' }),
			onPhone('hangUp', 9, '1', 'S', { direction: 'spy' }),
		),
	).toEqual([]);
});

it('muted as long as events showed it', () => {
	expect(
		summaryOf(
			onPhone('answered', 0, '1', 'A', { isMuted: false }),
			onPhone('hold', 10, '1', 'A', { isMuted: true }),
			onPhone('unhold', 25, '1', 'A', { isMuted: false }),
			onPhone('hangUp', 40, '1', 'A'),
		),
	).toMatchObject({ mutedSeconds: 15, heldSeconds: 15 });
});

it('a call whose end fell into a gap: what is not known is absent', () => {
	const summary = summaryOf(
		onPhone('newCall', 0, '1', 'A', { direction: 'incoming' }),
		onPhone('hangUp', 50, '1', 'A', { recovered: true }),
	);
	expect(summary).toMatchObject({ recovered: true, at: at(50) });
	expect(summary).not.toHaveProperty('isAnswered');
	expect(summary).not.toHaveProperty('endedAt');
});

it('calls that were there before us are followed from the first snapshot', () => {
	const snapshot = event('extensionsSnapshot', 0, {
		extensions: ['A', 'B'].map((sip) => ({
			extension: { sip },
			calls: [{ callId: '1', isAnswered: sip === 'A', answeredAt: at(-30), startedAt: at(-40) }],
		})),
	});
	const summaries = createCallSummaries();
	summaries.apply(snapshot, 0);
	summaries.apply(onPhone('hangUp', 5, '1', 'B', { cause: 'Answered elsewhere' }), 5_000);
	expect(summaries.tick(60_000)).toEqual([]);
	summaries.apply(onPhone('hangUp', 60, '1', 'A', { endedAt: at(60) }), 60_000);
	expect(summaries.tick(65_000)).toMatchObject([{ callId: '1', isAnswered: true, durationSeconds: 90 }]);
});

it('a call is finished five seconds after a talk, and thirty when nobody answered: it may ring elsewhere, or again', () => {
	const summaries = createCallSummaries();
	summaries.apply(onPhone('answered', 0, 'talked', 'A'), 0);
	summaries.apply(onPhone('newCall', 0, 'rang', 'B'), 0);
	summaries.apply(onPhone('hangUp', 1, 'talked', 'A'), 1_000);
	summaries.apply(onPhone('hangUp', 1, 'rang', 'B'), 1_000);
	expect(summaries.tick(5_999)).toEqual([]);
	expect(summaries.tick(6_000)).toMatchObject([{ callId: 'talked' }]);
	expect(summaries.tick(30_999)).toEqual([]);
	expect(summaries.tick(31_000)).toMatchObject([{ callId: 'rang' }]);
});

it('late words of a call that was told start nothing; a call that comes back is told whole again', () => {
	const summaries = createCallSummaries();
	summaries.apply(onPhone('newCall', 0, '1', 'A'), 0);
	summaries.apply(onPhone('hangUp', 1, '1', 'A'), 1_000);
	expect(summaries.tick(40_000)).toHaveLength(1);
	summaries.apply(onPhone('hangUp', 41, '1', 'A'), 41_000);
	expect(summaries.tick(90_000)).toEqual([]);
	summaries.apply(onPhone('newCall', 91, '1', 'B'), 91_000);
	summaries.apply(onPhone('answered', 93, '1', 'B'), 93_000);
	summaries.apply(onPhone('hangUp', 95, '1', 'B'), 95_000);
	const [again] = summaries.tick(100_000);
	expect(again).toMatchObject({ continued: true, isAnswered: true, startedAt: at(0) });
	expect(again?.parts).toHaveLength(2);
});

it('a call that never ends is forgotten after hours, and counted', () => {
	const summaries = createCallSummaries();
	summaries.apply(onPhone('newCall', 0, '1', 'A'), 0);
	summaries.tick(SUMMARY_TIMES.forgottenAfterMs / 2);
	expect(summaries.open).toBe(1);
	summaries.tick(SUMMARY_TIMES.forgottenAfterMs + 60_000);
	expect(summaries.open).toBe(0);
	expect(summaries.forgotten).toBe(1);
});

it('a call that is silent for half an hour is asked about, once in half an hour', () => {
	const minutes = (count: number) => count * 60_000;
	const summaries = createCallSummaries();
	summaries.apply(onPhone('answered', 0, '1', 'A'), 0);
	const asks = [29, 30, 31, 59, 60].map((minute) => summaries.needsLists(minutes(minute)));
	expect(asks).toEqual([false, true, false, false, true]);
	summaries.apply(onPhone('hangUp', 3_700, '1', 'A'), minutes(61));
	summaries.tick(minutes(62));
	expect(summaries.needsLists(minutes(120))).toBe(false);
});

it('more calls at once than any account has: the oldest are forgotten, memory stays bounded', () => {
	const summaries = createCallSummaries();
	for (let call = 0; call < 11_000; call += 1) summaries.apply(onPhone('newCall', 0, `${call}`, 'A'), 0);
	expect(summaries.open).toBe(10_000);
	expect(summaries.forgotten).toBe(1_000);
});

it('each call is told exactly once, however the events of its phones and its queue come in between each other', () => {
	/** What one phone tells of a call, in its order. */
	const phone = (callId: string, sip: string) =>
		fc
			.tuple(fc.boolean(), fc.boolean(), fc.boolean())
			.map(([answers, holds, isTold]) => [
				...(isTold ? [onPhone('newCall', 0, callId, sip)] : []),
				...(answers ? [onPhone('answered', 0, callId, sip)] : []),
				...(answers && holds ? [onPhone('hold', 0, callId, sip)] : []),
				onPhone('hangUp', 0, callId, sip),
			]);
	const queue = (callId: string) =>
		fc
			.constantFrom('queueExit' as const, 'queueAbandoned' as const)
			.map((end) => [inQueue('queueJoin', 0, callId), inQueue(end, 0, callId)]);
	const callIds = ['1', '2', '3'];
	const strands = fc.tuple(
		...callIds.flatMap((callId) => [
			fc
				.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 3 })
				.chain((sips) => fc.tuple(...[...new Set(sips)].map((sip) => phone(callId, sip)))),
			queue(callId).map((strand) => [strand]),
		]),
	);
	fc.assert(
		fc.property(strands, fc.infiniteStream(fc.nat()), (nested, picks) => {
			const open = nested.flat().map((strand) => [...strand]);
			const summaries = createCallSummaries();
			const told: (string | undefined)[] = [];
			let second = 0;
			for (const pick of picks) {
				const strand = open[pick % open.length];
				const next = strand?.shift();
				if (strand?.length === 0) open.splice(open.indexOf(strand), 1);
				if (next) {
					// All of them within the time that a call may be nowhere.
					second += 0.04;
					const events = summaries.apply({ ...next, at: at(second) }, second * 1_000);
					told.push(...events.map(({ callId }) => callId));
				}
				if (open.length === 0) break;
			}
			told.push(...summaries.tick(second * 1_000 + 40_000).map(({ callId }) => callId));
			expect(told.toSorted()).toEqual(callIds);
			expect(summaries.open).toBe(0);
		}),
	);
});
