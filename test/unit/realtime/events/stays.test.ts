/** Stays in queues, as the stories of calls have them. */
import { at, event, inQueue, onPhone } from './account';
import { storyOf } from './tellings';

describe('a list of queues that still shows a caller who has left', () => {
	const shown = (second: number) =>
		event('queuesSnapshot', second, { queues: [{ queue: { id: '77' }, calls: [{ callId: '1' }] }] });
	const talk = [
		inQueue('queueJoin', 0, '1', { joinedAt: at(0) }),
		inQueue('queueExit', 9, '1'),
		onPhone('answered', 9, '1', 'A', { answeredAt: at(9) }),
	];

	it('opens no second stay, which nothing would close', () => {
		expect(storyOf(...talk, shown(10), onPhone('hangUp', 60, '1', 'A'))).toMatchObject({ waitSeconds: 9 });
	});

	it('and one who joins the same queue again has a second stay', () => {
		expect(
			storyOf(
				...[...talk, shown(10), onPhone('hangUp', 60, '1', 'A')],
				inQueue('queueJoin', 61, '1', { joinedAt: at(61) }),
				inQueue('queueAbandoned', 66, '1'),
			),
		).toMatchObject({ waitSeconds: 14, endedAt: at(66) });
	});
});
