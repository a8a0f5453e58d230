/** What one event after the other adds to the phones and queues of its call. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { at } from './account';
import { after, on, queue } from './oneCall';

const phoneOf = (...events: RealTimeEvent[]) => after(...events).phones[0];
const ringing = { startedAt: at(1) };

describe('a phone', () => {
	it.each<[string, RealTimeEvent[], object]>([
		[
			'rings since it says',
			[on('newCall', 3, ringing), on('newCall', 4, { startedAt: at(0) })],
			{ rangAt: at(1), isOpen: true, isAnswered: false },
		],
		['rings since it was said', [on('newCall', 3)], { rangAt: at(3) }],
		[
			'rings as a second leg since it was said',
			[on('newCall', 3, { ...ringing, leg: 2 })],
			{ rangAt: at(3), leg: 2 },
		],
		[
			'answers when it was said',
			[on('answered', 5, ringing)],
			{ answeredAt: at(5), rangAt: at(1), isAnswered: true },
		],
		[
			'answers when it says, the first time',
			[on('answered', 5, { answeredAt: at(4) }), on('answered', 6, { answeredAt: at(5) })],
			{ answeredAt: at(4) },
		],
		[
			'answers in a gap',
			[on('answered', 5, { recovered: true })],
			{ answeredAt: undefined, isAnswered: true },
		],
		['answers as a second leg', [on('answered', 5, { ...ringing, leg: 2 })], { rangAt: undefined }],
		[
			'holds a call',
			[on('hold', 5), on('hold', 7), on('unhold', 9), on('hold', 20), on('hangUp', 30)],
			{ heldSeconds: 14, heldSince: undefined },
		],
		['holds none', [on('unhold', 9)], { heldSeconds: 0 }],
		[
			'holds one until a gap ends it',
			[on('hold', 5), on('hangUp', 30, { recovered: true })],
			{ heldSeconds: 0, heldSince: undefined },
		],
		[
			'hangs up that nobody had heard of',
			[on('hangUp', 9, { cause: 'x' })],
			{ isOpen: false, endedAt: at(9), cause: 'x', isAnswered: false, endedUnseen: false },
		],
		['hangs up when it says', [on('hangUp', 9, { endedAt: at(8) })], { endedAt: at(8) }],
		[
			'hangs up once',
			[on('newCall', 1), on('hangUp', 2), on('hangUp', 5, { cause: 'x' })],
			{ endedAt: at(2), cause: undefined },
		],
		[
			'hangs up in a gap',
			[on('hangUp', 9, { recovered: true })],
			{ endedAt: undefined, endedUnseen: true, isOpen: false },
		],
		[
			'hangs up in a gap, and when is known',
			[on('hangUp', 9, { recovered: true, endedAt: at(8) })],
			{ endedAt: at(8), endedUnseen: true },
		],
		[
			'says at the end that it answered',
			[on('newCall', 3), on('hangUp', 9, { isAnswered: true, answeredAt: at(4), ...ringing })],
			{ isAnswered: true, answeredAt: at(4), rangAt: at(3) },
		],
		[
			'says since when it rang, too',
			[on('hangUp', 9, { isAnswered: true, ...ringing })],
			{ isAnswered: true, rangAt: at(1), answeredAt: undefined },
		],
		[
			'but not as a second leg',
			[on('hangUp', 9, { isAnswered: true, leg: 2, ...ringing })],
			{ isAnswered: true, rangAt: undefined },
		],
		[
			'says so of another leg',
			[on('newCall', 3, { leg: 1 }), on('hangUp', 9, { isAnswered: true, leg: 2 })],
			{ leg: 1, isAnswered: false, isOpen: false },
		],
		[
			'says that another one did',
			[on('newCall', 3), on('hangUp', 9, { isAnswered: true, cause: 'Answered elsewhere' })],
			{ isAnswered: false },
		],
		[
			'has whoever sits there last',
			[on('newCall', 3), on('hold', 4, { agent: { id: 'other' }, direction: 'incoming' })],
			{ agent: { id: 'other' }, direction: 'incoming' },
		],
	])('%s', (_, events, expected) => {
		const phone = phoneOf(...events);
		expect({
			...phone,
			...Object.fromEntries(Object.keys(expected).map((name) => [name, phone?.[name as never]])),
		}).toMatchObject(expected);
	});

	it('that rings again is there once more, and its end is its own', () => {
		const { phones } = after(
			on('newCall', 1),
			on('newCall', 1, {}, 'B'),
			on('hangUp', 2),
			on('newCall', 3),
			on('hangUp', 4, { cause: 'x' }),
		);
		expect(phones.map(({ sip, rangAt, endedAt, cause }) => [sip, rangAt, endedAt, cause])).toEqual([
			['A', at(1), at(2), undefined],
			['B', at(1), undefined, undefined],
			['A', at(3), at(4), 'x'],
		]);
	});

	it('of more than two hundred, the earliest that rang in vain is forgotten', () => {
		const rang = Array.from({ length: 198 }, (_, index) => [
			on('newCall', index, {}, `P${index}`),
			on('hangUp', index, {}, `P${index}`),
		]).flat();
		const first = [
			on('newCall', 0, {}, 'open'),
			on('answered', 0, {}, 'answered'),
			on('hangUp', 0, {}, 'answered'),
		];
		expect(after(...first, ...rang).phones).toHaveLength(200);
		const sips = after(...first, ...rang, on('newCall', 999, {}, 'last')).phones.map(({ sip }) => sip);
		expect(sips).toHaveLength(200);
		expect(sips.slice(0, 3)).toEqual(['open', 'answered', 'P1']);
		const open = Array.from({ length: 201 }, (_, index) => on('newCall', index, {}, `P${index}`));
		expect(after(...open).phones).toHaveLength(201);
	});
});

describe('a queue', () => {
	it.each<[string, RealTimeEvent[], object[]]>([
		[
			'is joined once',
			[queue('queueJoin', 1, { joinedAt: at(0) }), queue('queueJoin', 2)],
			[{ joinedAt: at(0), isOpen: true }],
		],
		[
			'is joined again',
			[queue('queueJoin', 1), queue('queueExit', 2), queue('queueJoin', 3)],
			[
				{ joinedAt: at(1), leftAt: at(2), isOpen: false },
				{ joinedAt: at(3), isOpen: true },
			],
		],
		[
			'is left that was not joined',
			[queue('queueExit', 2, { joinedAt: at(1) })],
			[{ joinedAt: at(1), leftAt: at(2), wasAbandoned: false }],
		],
		[
			'is given up',
			[queue('queueJoin', 1), queue('queueAbandoned', 2)],
			[{ leftAt: at(2), wasAbandoned: true }],
		],
		[
			'is left in a gap',
			[queue('queueJoin', 1), queue('queueExit', 2, { recovered: true })],
			[{ isOpen: false, leftAt: undefined }],
		],
		[
			'is left as a phone answers, whatever it says afterwards',
			[queue('queueJoin', 1), on('answered', 3), queue('queueExit', 5)],
			[{ isOpen: false, leftAt: at(3) }],
		],
		[
			'is left as a phone answers in a gap',
			[queue('queueJoin', 1), on('answered', 3, { recovered: true })],
			[{ isOpen: false, leftAt: undefined }],
		],
	])('%s', (_, events, expected) => {
		const { stays } = after(...events);
		expect(stays).toHaveLength(expected.length);
		expect(stays.map((stay) => ({ leftAt: undefined, ...stay }))).toMatchObject(expected);
	});

	it('says who took the call, until it is joined again', () => {
		const taken = queue('queueExit', 2, { isAnswered: true, agent: { id: '7' } });
		expect(after(queue('queueJoin', 1), taken).taken).toEqual({ at: at(2), agent: { id: '7' } });
		expect(after(taken, queue('queueJoin', 3)).taken).toBeUndefined();
		expect(after({ ...taken, isAnswered: false }).taken).toBeUndefined();
		expect(after({ ...taken, event: 'queueAbandoned' }).taken).toBeUndefined();
	});
});
