/** Stays in queues, as the summaries of calls have them. */
import { at, event, inQueue, onPhone } from './account';
import { summaryOf } from './summarize';

describe('a phone’s answer ends the wait', () => {
	const waits = inQueue('queueJoin', 0, '1', { joinedAt: at(0) });
	const answered = onPhone('answered', 20, '1', 'A', { answeredAt: at(20) });
	const ends = onPhone('hangUp', 60, '1', 'A', { cause: 'Normal hangup' });

	it('also when the queue says nothing of it', () => {
		expect(summaryOf(waits, answered, ends)).toMatchObject({ isAnswered: true, waitSeconds: 20 });
	});

	it('and the queue’s own word, a moment later, changes nothing', () => {
		const summary = summaryOf(waits, answered, inQueue('queueExit', 21, '1'), ends);
		expect(summary).toMatchObject({ waitSeconds: 20, isAbandoned: false, durationSeconds: 40 });
	});

	it('in the second queue too', () => {
		const summary = summaryOf(
			...[waits, answered, inQueue('queueJoin', 50, '1', { joinedAt: at(50) }), ends],
			onPhone('answered', 65, '1', 'B', { answeredAt: at(65) }),
			onPhone('hangUp', 90, '1', 'B'),
		);
		expect(summary).toMatchObject({ waitSeconds: 35, endedAt: at(90) });
	});
});

describe('a list of queues that still shows a caller who has left', () => {
	const shown = (second: number) =>
		event('queuesSnapshot', second, { queues: [{ queue: { id: '77' }, calls: [{ callId: '1' }] }] });
	const talk = [
		inQueue('queueJoin', 0, '1', { joinedAt: at(0) }),
		inQueue('queueExit', 9, '1'),
		onPhone('answered', 9, '1', 'A', { answeredAt: at(9) }),
	];

	it('opens no second stay, which nothing would close', () => {
		expect(summaryOf(...talk, shown(10), onPhone('hangUp', 60, '1', 'A'))).toMatchObject({ waitSeconds: 9 });
	});

	it('and one who joins the same queue again has a second stay', () => {
		expect(
			summaryOf(
				...[...talk, shown(10), onPhone('hangUp', 60, '1', 'A')],
				inQueue('queueJoin', 61, '1', { joinedAt: at(61) }),
				inQueue('queueAbandoned', 66, '1'),
			),
		).toMatchObject({ waitSeconds: 14, endedAt: at(66) });
	});
});
