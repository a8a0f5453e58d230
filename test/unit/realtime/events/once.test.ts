import { type OnceSettings, type RealTimeEvent, toldOnce } from '../../../../nodes/platform/realtime/events';
import { event, inQueue, onPhone } from './account';

/** Which of the events are told, by their place in the list. */
function told(settings: Partial<OnceSettings>, ...events: RealTimeEvent[]): number[] {
	const test = toldOnce(() => true, { perCall: true, ...settings });
	return events.flatMap((one, index) => (test(one) ? [index] : []));
}

const rings = (callId: string, sip: string) => onPhone('newCall', 0, callId, sip);
const answered = (callId: string, sip: string, leg?: 1 | 2) =>
	onPhone('answered', 0, callId, sip, leg ? { leg } : {});

describe('a call that rings on many phones', () => {
	const events = [
		rings('1', 'A'),
		rings('1', 'B'),
		answered('1', 'B'),
		rings('2', 'A'),
		rings('1', 'A'),
		answered('1', 'C'),
	];

	it('rings once and is answered once', () => {
		expect(told({}, ...events)).toEqual([0, 2, 3]);
	});

	it('on each phone, where that is asked for', () => {
		expect(told({ perCall: false }, ...events)).toEqual([0, 1, 2, 3, 4, 5]);
	});

	it('its hang-ups, and all other events, are told each', () => {
		const hangUps = ['A', 'B'].map((sip) => onPhone('hangUp', 0, '1', sip));
		expect(told({}, ...hangUps, event('connectionLost', 0), event('connectionLost', 0))).toEqual([
			0, 1, 2, 3,
		]);
	});

	it('is told of the phone that the filter lets through', () => {
		const test = toldOnce(({ extension }) => extension?.sip === 'B', { perCall: true });
		expect([rings('1', 'A'), rings('1', 'B')].map(test)).toEqual([false, true]);
	});
});

describe('a click to call', () => {
	const agent = answered('1', 'A', 1);
	const customer = answered('1', 'A', 2);

	it('is answered when the customer answers', () => {
		expect(told({}, agent, customer)).toEqual([1]);
	});

	it.each<[number[], boolean]>([
		[[2], false],
		[[1, 2], false],
		[[1], true],
	])('with the legs %j wanted the agent’s answer counts: %s', (legs, counts) => {
		expect(told({ legs }, agent)).toHaveLength(counts ? 1 : 0);
	});
});

describe('a queue that fills', () => {
	const joins = (waitingCalls: number, id = '77') =>
		inQueue('queueJoin', 0, '1', { waitingCalls, queue: { id } });
	const leaves = (waitingCalls: number) => inQueue('queueExit', 0, '1', { waitingCalls });

	it('tells of each caller where nothing else is asked for', () => {
		expect(told({}, joins(4), joins(5), joins(6))).toEqual([0, 1, 2]);
	});

	it('is told once, and not again around the mark', () => {
		expect(told({ queueFillsTo: 5 }, joins(4), joins(5), joins(6), leaves(4), joins(5))).toEqual([1, 3]);
	});

	it('and again after it has emptied to half', () => {
		expect(told({ queueFillsTo: 4 }, joins(4), leaves(2), joins(3), joins(4))).toEqual([0, 1, 3]);
	});

	it('each queue for itself', () => {
		expect(told({ queueFillsTo: 2 }, joins(2), joins(2, '78'), joins(3))).toEqual([0, 1]);
	});

	it('a list of queues says that it has emptied, which nobody heard', () => {
		const list = event('queuesSnapshot', 0, { queues: [{ queue: { id: '77' }, calls: [] }] });
		expect(told({ queueFillsTo: 2 }, joins(2), list, joins(2))).toEqual([0, 1, 2]);
	});

	it('is noticed also by who wants to hear of joining alone', () => {
		const test = toldOnce(({ event: name }) => name === 'queueJoin', { perCall: true, queueFillsTo: 2 });
		expect([joins(2), leaves(1), joins(2)].map(test)).toEqual([true, false, true]);
	});
});
