/** What conditions cost: 5,000 live events a second with fifty of them set, beside the same without any. */
import { type Simulator, startSimulator } from '../simulator';
import { type Figure, median } from './figures';
import { ask, credentialOf, reportOf, startListener } from './realTime';

const PER_SECOND = 5_000;
const SECONDS = 10;
const WARM_UP_SECONDS = 4;
const ROUNDS = 7;
const LIMIT = 1.2;

/** A workflow that listens anyway. */
const LISTENER = { events: ['newCall'], filters: { extensions: 'SIPSIP1' } };

/** Fifty workflows with a condition each, ten of each kind, none like another. */
const CONDITIONS = Array.from({ length: 10 }, (_, index) => [
	{ events: ['queueIsLong'], queueIsLongFrom: 5 + index, onlyAfterSeconds: index },
	{ events: ['callerWaitsTooLong'], callerMayWaitSeconds: 60 + index },
	{ events: ['agentTooLongInStatus'], watchedStatuses: 'Lunch, Private', statusMayLastMinutes: 30 + index },
	{ events: ['nobodyIsFree'], whoShouldBeFree: `SIPSIP${index + 2}, SIPSIP${index + 3}` },
	{ events: ['callIsTooLong'], callMayLastMinutes: 20 + index },
]).flat();

/** Rounds without and with conditions take turns: what else happens on the machine meets both. */
export async function measureConditions(): Promise<Figure[]> {
	const simulator = await startSimulator({ realTime: ['2.5.1'] });
	try {
		const costs: Record<'without' | 'with', number[]> = { without: [], with: [] };
		for (let round = 0; round < ROUNDS; round += 1) {
			costs.without.push(await microsecondsAnEvent(simulator, [LISTENER]));
			costs.with.push(await microsecondsAnEvent(simulator, [LISTENER, ...CONDITIONS]));
		}
		const [without, within] = [median(costs.without), median(costs.with)];
		const ratio = median(costs.with.map((cost, round) => cost / (costs.without[round] ?? NaN)));
		const each = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(', ');
		return [
			{
				what: `${PER_SECOND} live events a second, ${CONDITIONS.length} conditions in as many workflows: CPU an event`,
				ours: `${within.toFixed(0)} µs (median of ${each(costs.with)})`,
				peer: `without conditions: ${without.toFixed(0)} µs (${each(costs.without)}); ${ratio.toFixed(2)} times as much (median of the rounds)`,
				limit: { promised: `${LIMIT} times as much`, kept: ratio <= LIMIT },
			},
		];
	} finally {
		await simulator.stop();
	}
}

/** Calls that ring, are answered and end, in a process of its own. */
async function microsecondsAnEvent(
	simulator: Simulator,
	workflows: Record<string, unknown>[],
): Promise<number> {
	const listener = startListener({ credential: credentialOf(simulator), workflows });
	try {
		await reportOf(listener, 'listening');
		const stream = { perSecond: PER_SECOND, matchEvery: 100, reason: 'CALLS' as const };
		await simulator.control.streamRealTime({ ...stream, seconds: WARM_UP_SECONDS }).done;
		const before = await ask(listener, 'usage');
		const { sent } = await simulator.control.streamRealTime({ ...stream, seconds: SECONDS }).done;
		const after = await ask(listener, 'usage');
		return ((after.cpuSeconds - before.cpuSeconds) * 1e6) / sent;
	} finally {
		listener.send('end');
		await new Promise((resolve) => listener.once('exit', resolve));
	}
}
