/** What one event after the other says of its call. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { endMute, link } from '../../../../nodes/platform/realtime/events/extend';
import {
	beginSummary,
	hasTalked,
	isOpen,
	openFromSnapshot,
} from '../../../../nodes/platform/realtime/events/summary';
import { at, event } from './account';
import { after, on, queue } from './oneCall';

describe('the call', () => {
	it.each<[string, RealTimeEvent[], object]>([
		['was heard of last', [on('newCall', 9), on('hold', 5)], { lastAt: at(9) }],
		['has what was sent at its end', [on('hangUp', 1, { raw: { x: 1 } })], { raw: { x: 1 } }],
		[
			'has nothing of what was sent before',
			[on('hangUp', 1, { raw: { x: 1 } }), on('newCall', 2, { raw: { y: 1 } })],
			{ raw: {} },
		],
		['had a gap', [on('newCall', 1, { recovered: true }), on('hold', 2)], { hasGap: true }],
		['had none', [on('newCall', 1)], { hasGap: false, hasTold: false }],
		['has told of an answer', [on('answered', 1)], { hasTold: true }],
		[
			'began with the earliest that is said of it',
			[
				on('newCall', 9, { startedAt: at(3) }),
				queue('queueJoin', 8, { joinedAt: at(2) }),
				on('answered', 7, { answeredAt: at(5) }),
			],
			{ startedAt: at(2) },
		],
		['began when it was first heard', [on('newCall', 9), on('answered', 7)], { startedAt: at(7) }],
		['did not begin with its end', [on('hangUp', 9)], { startedAt: undefined }],
		[
			'ended as the dialer says',
			[on('hangUp', 9, { dialStatus: 'BUSY' }), on('hangUp', 10)],
			{ dialStatus: 'BUSY' },
		],
	])('%s', (_, events, expected) => {
		expect({ startedAt: undefined, ...after(...events) }).toMatchObject(expected);
	});

	it.each<[string, RealTimeEvent[], object]>([
		[
			'the first word counts',
			[
				on('newCall', 1, { callerNumber: '1', did: '7', direction: 'incoming' }),
				on('hold', 2, { callerNumber: '2', did: '8', direction: 'outgoing' }),
			],
			{ callerNumber: '1', did: '7', direction: 'incoming' },
		],
		[
			'but for what a dialer does',
			[on('newCall', 1, { direction: 'incoming' }), on('hold', 2, { direction: 'dialer' })],
			{ direction: 'dialer' },
		],
		[
			'and colleagues',
			[on('newCall', 1, { direction: 'incoming' }), on('hold', 2, { direction: 'internal' })],
			{ direction: 'internal' },
		],
		[
			'of queues the last',
			[queue('queueJoin', 1), queue('queueJoin', 2, { queue: { id: '78' } })],
			{ queue: { id: '78' } },
		],
		[
			'a number that turns up is not withheld',
			[on('newCall', 1, { isWithheld: true }), on('hold', 2, { callerNumber: '1' })],
			{ callerNumber: '1' },
		],
		[
			'a name belongs to the number that it came with',
			[
				on('newCall', 1, { callerName: 'x' }),
				on('hold', 2, { callerNumber: '1', callerName: 'y' }),
				on('hold', 3, { callerNumber: '2', callerName: 'z' }),
			],
			{ callerName: 'y' },
		],
		[
			'of two colleagues the phone that rings knows it',
			[
				on('newCall', 1, { callerNumber: '1', callerName: 'x', direction: 'internal' }),
				on('newCall', 2, { callerName: 'y', direction: 'internal', callStatus: 'Ringing' }, 'B'),
			],
			{ callerName: 'y' },
		],
		[
			'and not the one that dials',
			[
				on('newCall', 1, { callerNumber: '1', callerName: 'x', direction: 'internal' }),
				on('newCall', 2, { callerName: 'y', direction: 'internal', callStatus: 'Dialing' }, 'B'),
			],
			{ callerName: 'x' },
		],
		[
			'nor of others',
			[
				on('newCall', 1, { callerNumber: '1', callerName: 'x' }),
				on('newCall', 2, { callerName: 'y', callStatus: 'Ringing' }, 'B'),
			],
			{ callerName: 'x' },
		],
	])('of what is said, %s', (_, events, expected) => {
		const { facts } = after(...events);
		expect(facts).toMatchObject(expected);
		expect(facts).not.toHaveProperty(facts.callerNumber === undefined ? 'callerNumber' : 'isWithheld');
	});

	it('was muted as long as that was seen', () => {
		const summary = after(
			on('answered', 1, { isMuted: true }),
			on('hold', 5, { isMuted: true }),
			on('unhold', 9),
			on('hold', 11, { isMuted: false }),
			on('hold', 12, { isMuted: false }),
			on('hold', 20, { isMuted: true }),
		);
		expect(summary.mutedSeconds).toBe(10);
		endMute(summary, at(25));
		endMute(summary, at(50));
		expect(summary.mutedSeconds).toBe(15);
		expect(summary).not.toHaveProperty('mutedSince');
	});

	it('knows the one that came from it', () => {
		const summary = beginSummary('1');
		link(summary, on('newCall', 1, { callId: '2', originalCallId: '1' }));
		expect(summary.facts).toMatchObject({ relatedCallIds: ['2'] });
	});

	it.each<[RealTimeEvent[], boolean, boolean]>([
		[[], false, false],
		[[on('newCall', 1)], true, false],
		[[on('answered', 1)], true, true],
		[[on('answered', 1), on('hangUp', 2)], false, true],
		[[on('answered', 1), on('hangUp', 2, { dialStatus: 'ANSWER' })], false, false],
		[[queue('queueJoin', 1)], true, false],
		[[queue('queueJoin', 1), queue('queueExit', 2)], false, false],
	])('is open, and somebody has talked: %#', (events, expectedOpen, expectedTalk) => {
		const summary = after(...events);
		expect([isOpen(summary), hasTalked(summary)]).toEqual([expectedOpen, expectedTalk]);
	});
});

it('a list tells of its calls as events would have', () => {
	const calls = (...ids: (string | undefined)[]) =>
		ids.map((callId) => ({ ...(callId !== undefined && { callId }) }));
	const list = event('extensionsSnapshot', 5, {
		extensions: [
			{
				extension: { sip: 'A' },
				agent: { id: '1' },
				calls: [{ callId: '1', isAnswered: true }, { callId: '2', leg: 2 }, ...calls(undefined)],
			},
		],
	});
	expect(openFromSnapshot(list)).toMatchObject([
		{ callId: '1', key: 'A ', event: { event: 'answered', at: at(5), agent: { id: '1' } } },
		{ callId: '2', key: 'A 2', event: { event: 'newCall' } },
	]);
	expect(openFromSnapshot(list)).toHaveLength(2);
	const queues = event('queuesSnapshot', 5, {
		queues: [{ queue: { id: '77' }, calls: calls('3', undefined) }],
	});
	expect(openFromSnapshot(queues)).toMatchObject([
		{ callId: '3', key: '77', event: { event: 'queueJoin', queue: { id: '77' } } },
	]);
});
