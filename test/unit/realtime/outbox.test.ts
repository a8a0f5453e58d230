import fc from 'fast-check';

import { eventsDropped, type RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { createOutbox, type OutboxSettings } from '../../../nodes/VoicenterRealTimeTrigger/outbox';
import { event } from './events/account';

jest.useFakeTimers();
afterEach(() => jest.clearAllTimers());

/** An outbox whose consumer takes its time: each delivery is over when the test says so. */
function outboxWith(settings: Partial<OutboxSettings> = {}) {
	const deliveries: RealTimeEvent[][] = [];
	const overs: (() => void)[] = [];
	const outbox = createOutbox({
		capacity: 100,
		parallel: 1,
		patienceMs: 30_000,
		deliver: (events) => {
			deliveries.push(events);
			return new Promise<void>((resolve) => overs.push(resolve));
		},
		report: (dropped) => eventsDropped(dropped),
		...settings,
	});
	/** Ends deliveries until nothing is under way. */
	const drain = async () => {
		while (overs.length > 0) {
			overs.shift()?.();
			await Promise.resolve();
			await Promise.resolve();
		}
	};
	return { outbox, deliveries, drain, delivered: () => deliveries.flat().map(name) };
}

const name = ({ callId, event: kind }: RealTimeEvent) => callId ?? kind;
const call = (callId: string) => event('newCall', 0, { callId });
const snapshot = (callId: string) => event('extensionsSnapshot', 0, { callId });
const status = (callId: string) => event('agentStatus', 0, { callId });

function putAll(outbox: ReturnType<typeof createOutbox>, ...events: RealTimeEvent[]) {
	for (const one of events) outbox.put(one);
}

it('an event is delivered at once, the next ones when a delivery is over, in order', async () => {
	const { outbox, deliveries, drain, delivered } = outboxWith({ parallel: 2 });
	putAll(outbox, call('1'), snapshot('2'), status('3'), call('4'));
	expect(delivered()).toEqual(['1', '2']);
	expect(outbox.waiting).toBe(2);
	await drain();
	expect(delivered()).toEqual(['1', '2', '3', '4']);
	expect(deliveries.every((events) => events.length === 1)).toBe(true);
});

it('a failed delivery ends like any other', async () => {
	const taken: string[] = [];
	const { outbox } = outboxWith({
		deliver: (events) => {
			taken.push(...events.map(name));
			return Promise.reject(new Error('no'));
		},
	});
	putAll(outbox, call('1'), call('2'), call('3'));
	await jest.advanceTimersByTimeAsync(0);
	expect(taken).toEqual(['1', '2', '3']);
});

it('an execution that takes long does not hold up the others for ever', () => {
	const { outbox, delivered } = outboxWith();
	putAll(outbox, call('1'), call('2'));
	jest.advanceTimersByTime(29_999);
	expect(delivered()).toEqual(['1']);
	jest.advanceTimersByTime(1);
	expect(delivered()).toEqual(['1', '2']);
});

describe('in batches', () => {
	const batch = { events: 3, ms: 500 };

	it('a full batch goes at once, a partial one when its first event has waited long enough', () => {
		const { outbox, deliveries } = outboxWith({ batch, parallel: 9 });
		putAll(outbox, call('1'), call('2'));
		expect(deliveries).toEqual([]);
		outbox.put(call('3'));
		expect(deliveries.map((events) => events.map(name))).toEqual([['1', '2', '3']]);
		outbox.put(call('4'));
		jest.advanceTimersByTime(300);
		outbox.put(call('5'));
		jest.advanceTimersByTime(199);
		expect(deliveries).toHaveLength(1);
		jest.advanceTimersByTime(1);
		expect(deliveries[1]?.map(name)).toEqual(['4', '5']);
		outbox.put(call('6'));
		jest.advanceTimersByTime(499);
		expect(deliveries).toHaveLength(2);
		jest.advanceTimersByTime(1);
		expect(deliveries[2]?.map(name)).toEqual(['6']);
	});

	it('while the consumer is busy a batch waits, and what comes meanwhile joins it', async () => {
		const { outbox, deliveries, drain } = outboxWith({ batch });
		putAll(outbox, ...['1', '2', '3', '4'].map(call));
		jest.advanceTimersByTime(5_000);
		expect(deliveries).toHaveLength(1);
		outbox.put(call('5'));
		await drain();
		expect(deliveries[1]?.map(name)).toEqual(['4', '5']);
	});

	it('closing delivers what waits for its batch to fill, and leaves no timer', () => {
		const { outbox, deliveries } = outboxWith({ batch });
		putAll(outbox, call('1'), call('2'));
		outbox.close();
		expect(deliveries.map((events) => events.map(name))).toEqual([['1', '2']]);
		expect(jest.getTimerCount()).toBe(0);
		outbox.put(call('3'));
		expect(outbox.waiting).toBe(0);
	});
});

it.each([
	[1, ['0', '1', '2', '4', '5'], { extensionsSnapshot: 1 }],
	[2, ['0', '1', '2', '5', '6'], { extensionsSnapshot: 2 }],
	[3, ['0', '1', '5', '6', '7'], { extensionsSnapshot: 2, agentStatus: 1 }],
	[4, ['0', '5', '6', '7', '8'], { extensionsSnapshot: 2, agentStatus: 1, newCall: 1 }],
])(
	'when there are %d too many, the oldest snapshots go first, then updates, calls last',
	async (many, kept, lost) => {
		const reported: unknown[] = [];
		const { outbox, drain, delivered } = outboxWith({
			capacity: 4,
			report: (dropped) => void reported.push(dropped),
		});
		putAll(outbox, call('0'), call('1'), status('2'), snapshot('3'), snapshot('4'));
		putAll(outbox, ...['5', '6', '7', '8'].slice(0, many).map(call));
		expect(outbox.waiting).toBe(4);
		await drain();
		expect(delivered()).toEqual(kept);
		expect(reported).toEqual([lost]);
	},
);

it('of snapshots, which are large, only the newest twenty wait', async () => {
	const { outbox, drain, delivered } = outboxWith({ capacity: 1_000, report: () => undefined });
	putAll(outbox, call('0'), ...Array.from({ length: 30 }, (_, index) => snapshot(`s${index}`)), call('1'));
	expect(outbox.waiting).toBe(21);
	await drain();
	expect(delivered().slice(0, 2)).toEqual(['0', 's10']);
	expect(delivered().slice(-2)).toEqual(['s29', '1']);
});

it('what is left behind at the end is reported too', () => {
	const reported: unknown[] = [];
	const { outbox } = outboxWith({ report: (dropped) => void reported.push(dropped) });
	putAll(outbox, call('0'), call('1'), status('2'));
	outbox.close();
	expect(reported).toEqual([{ newCall: 1, agentStatus: 1 }]);
});

it('what was dropped is told once there is room again', async () => {
	const { outbox, drain, delivered, deliveries } = outboxWith({ capacity: 2 });
	putAll(outbox, ...['1', '2', '3', '4', '5'].map(call));
	await drain();
	expect(delivered()).toEqual(['1', '4', '5', 'eventsDropped']);
	expect(deliveries.at(-1)?.[0]?.dropped).toEqual({ newCall: 2 });
});

it('loses nothing but what it reports, and keeps the order, whatever comes and however slow the consumer is', async () => {
	const kinds = fc.constantFrom('newCall', 'extensionsSnapshot', 'agentStatus', 'connectionLost');
	const steps = fc.array(fc.oneof(kinds, fc.constant('over'), fc.constant('time')), { maxLength: 80 });
	await fc.assert(
		fc.asyncProperty(
			steps,
			fc.integer({ min: 1, max: 8 }),
			fc.integer({ min: 1, max: 3 }),
			fc.option(fc.record({ events: fc.integer({ min: 1, max: 5 }), ms: fc.constant(100) }), {
				nil: undefined,
			}),
			async (plan, capacity, parallel, batch) => {
				const overs: (() => void)[] = [];
				const delivered: number[] = [];
				let dropped = 0;
				const outbox = createOutbox({
					capacity,
					parallel,
					patienceMs: 10_000,
					...(batch && { batch }),
					deliver: (events) => {
						delivered.push(...events.map(({ callId }) => Number(callId)));
						return new Promise<void>((resolve) => overs.push(resolve));
					},
					report: (counts) => {
						dropped += Object.values(counts).reduce((sum, count) => sum + count, 0);
						return undefined;
					},
				});
				let put = 0;
				for (const step of plan) {
					if (step === 'over') {
						overs.shift()?.();
						await Promise.resolve();
						await Promise.resolve();
					} else if (step === 'time') {
						jest.advanceTimersByTime(60);
					} else {
						outbox.put(event(step, 0, { callId: String(put++) }));
						expect(outbox.waiting).toBeLessThanOrEqual(capacity);
					}
				}
				outbox.close();
				expect(delivered.length + dropped).toBe(put);
				expect(delivered).toEqual(delivered.toSorted((a, b) => a - b));
				expect(jest.getTimerCount()).toBe(0);
			},
		),
		{ numRuns: 300 },
	);
});
