/** Reports of a whole day of a call centre, against what the day itself knows, call by call. */
import { findUnreturned } from '../../../nodes/platform/services/callReports/unreturned';
import { summarizeCalls, type SummaryInput } from '../../../nodes/platform/services/callReports/summarize';
import { type Day, type DayCall, type DayOptions, wasServed } from '../../simulator/day/plan';
import { phoneOf } from '../../simulator/day/records';
import { scaled } from '../../scale';
import { useSimulator } from '../../useSimulator';
import { connectTo } from '../connections';

const simulator = useSimulator();

// 29 November 2026, 8:00 in Jerusalem.
const FROM = Date.UTC(2026, 10, 29, 6) / 1_000;
const CALLS = scaled(20_000);
const DAY: DayOptions = {
	agents: scaled(200),
	queues: 10,
	calls: CALLS,
	customers: scaled(9_000),
	seed: 3,
	from: FROM,
	hours: 12,
};
const SEARCH = {
	dateRange: 'custom',
	from: '2026-11-29',
	to: '2026-11-29',
	timeZone: 'Asia/Jerusalem',
} as const;

let day: Day;
beforeEach(() => {
	day = simulator.control.playDay(DAY);
});

const summarize = (input: Partial<SummaryInput> = {}) =>
	summarizeCalls(connectTo(simulator), { search: SEARCH, ...input });

const queueCalls = () => day.calls.filter((call): call is DayCall => call.kind === 'queue');
const hourOf = (second: number) => (new Date(second * 1_000).getUTCHours() + 2) % 24;
const talkOf = (call: DayCall) => (call.agent === undefined ? 0 : call.endedAt - call.leftQueueAt);

function countBy(calls: readonly DayCall[]) {
	const served = calls.filter(wasServed);
	return {
		offered: calls.length,
		answered: served.length,
		abandoned: calls.length - served.length,
		missed: calls.length - served.length,
		totalTalkSeconds: served.reduce((sum, call) => sum + talkOf(call), 0),
		uniqueCallers: new Set(calls.filter(({ isWithheld }) => !isWithheld).map(({ customer }) => customer))
			.size,
	};
}

it('a day’s calls by queue are what the day knows', async () => {
	const { rows } = await summarize({ by: ['queue'] });
	const names = simulator.account.queues.map(({ name }) => name);
	const known = names
		.map((queue, index) => ({ queue, ...countBy(queueCalls().filter((call) => call.queue === index)) }))
		.sort((one, other) => one.queue.localeCompare(other.queue));
	expect(rows).toHaveLength(10);
	expect(rows).toMatchObject(known);
});

it('by hour, too, by the account’s clock', async () => {
	const { rows, total } = await summarize({ by: ['hour'] });
	const known = Array.from({ length: 12 }, (_, index) => ({
		hour: 8 + index,
		...countBy(queueCalls().filter(({ joinedAt }) => hourOf(joinedAt) === 8 + index)),
	}));
	expect(rows).toMatchObject(known);
	expect(total).toMatchObject(countBy(queueCalls()));
});

it('calls from here count once each, answered when the customer answered', async () => {
	const { total } = await summarize({ direction: 'outgoing' });
	const callbacks = day.calls.filter(({ kind }) => kind === 'callback');
	expect(callbacks.length).toBeGreaterThan(scaled(300));
	expect(total).toMatchObject({ offered: callbacks.length, answered: callbacks.filter(wasServed).length });
});

it('with the day before beside it, which had no calls', async () => {
	const { total, before } = await summarize({ compare: true });
	expect(total.offered).toBe(CALLS);
	expect(before?.total).toMatchObject({ offered: 0, answered: 0 });
	expect(before?.period).toMatchObject({ to: '2026-11-28T23:59:59+02:00' });
});

it('reads each record once, in hardly more requests than there are full answers', async () => {
	const earlier = simulator.control.callLogArrivals().length;
	await summarize();
	const requests = simulator.control.callLogArrivals().length - earlier;
	expect(requests).toBeLessThanOrEqual(Math.ceil(simulator.control.callLogRecords().length / 10_000) + 1);
});

it('callers whom nobody has served are those of whom the day knows it', async () => {
	const { callers } = await findUnreturned(connectTo(simulator), { search: SEARCH, withWithheld: true });
	const found = new Map(
		callers
			.filter((caller) => caller['isWithheld'] === false)
			.map((caller) => [caller['customerNumber'], caller['calls']]),
	);
	expect(found.size).toBeGreaterThan(scaled(300));
	expect(found).toEqual(servedByNumber(day));
	const withheld = queueCalls().filter((call) => call.isWithheld && !wasServed(call));
	expect(callers.at(-1)).toMatchObject({ isWithheld: true, calls: withheld.length });
});

/** By number: how often each caller has called in vain since somebody last talked with that number. */
function servedByNumber({ calls }: Day): Map<string, number> {
	const waiting = new Map<string, number>();
	for (const call of calls) {
		const number = phoneOf(call.customer);
		if (call.kind === 'queue' && call.isWithheld) continue;
		if (wasServed(call)) waiting.delete(number);
		else if (call.kind === 'queue') waiting.set(number, (waiting.get(number) ?? 0) + 1);
	}
	return waiting;
}

it('only new ones: nobody twice, unless they called again in vain', async () => {
	const memory: Record<string, unknown> = {};
	const find = () => findUnreturned(connectTo(simulator), { search: SEARCH, onlyNew: true, memory });
	expect((await find()).callers.length).toBeGreaterThan(scaled(300));
	expect((await find()).callers).toEqual([]);
});

it('only new ones, queue by queue: each search remembers for itself', async () => {
	const memory: Record<string, unknown> = {};
	const find = async (index: number) => {
		const queues = [simulator.account.queues[index]?.name ?? ''];
		const input = { search: SEARCH, onlyNew: true, queues, memory };
		return (await findUnreturned(connectTo(simulator), input)).callers.length;
	};
	const first = [await find(0), await find(1)];
	expect(Math.min(...first)).toBeGreaterThan(0);
	expect([await find(0), await find(1)]).toEqual([0, 0]);
});
