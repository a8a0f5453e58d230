/** What conditions cost: 5,000 live events a second with fifty of them set, beside the same without any. */
import { type Simulator, startSimulator } from '../simulator';
import { type Figure, median } from './figures';
import { ask, credentialOf, reportOf, startListener } from './realTime';

const PER_SECOND = 5_000;
const SECONDS = 10;
const WARM_UP_SECONDS = 4;
const ROUNDS = 3;
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

/** Both listen to the same stream at the same time: what else happens on the machine meets both. */
export async function measureConditions(): Promise<Figure[]> {
	const simulator = await startSimulator({ realTime: ['2.5.1'] });
	try {
		const costs: Record<'without' | 'with', number[]> = { without: [], with: [] };
		for (let round = 0; round < ROUNDS; round += 1) {
			const [without = NaN, within = NaN] = await microsecondsAnEvent(simulator, [
				[LISTENER],
				[LISTENER, ...CONDITIONS],
			]);
			costs.without.push(without);
			costs.with.push(within);
		}
		const ratio = median(costs.with.map((cost, round) => cost / (costs.without[round] ?? NaN)));
		const shown = (values: readonly number[]) =>
			`${median(values).toFixed(0)} µs (median of ${values.map((value) => value.toFixed(0)).join(', ')})`;
		return [
			{
				what: `${PER_SECOND} live events a second, ${CONDITIONS.length} conditions in as many workflows: CPU an event`,
				ours: shown(costs.with),
				peer: `without conditions, at the same time: ${shown(costs.without)}; ${ratio.toFixed(2)} times as much (median of the rounds)`,
				limit: { promised: `${LIMIT} times as much`, kept: ratio <= LIMIT },
			},
		];
	} finally {
		await simulator.stop();
	}
}

/** Calls that ring, are answered and end, heard by processes of their own: each with so many workflows. */
async function microsecondsAnEvent(
	simulator: Simulator,
	processes: readonly Record<string, unknown>[][],
): Promise<number[]> {
	const listeners = processes.map((workflows) =>
		startListener({ credential: credentialOf(simulator), workflows }),
	);
	const cpuSeconds = async () =>
		Promise.all(listeners.map(async (listener) => (await ask(listener, 'usage')).cpuSeconds));
	try {
		await Promise.all(listeners.map(async (listener) => reportOf(listener, 'listening')));
		const stream = { perSecond: PER_SECOND, matchEvery: 100, reason: 'CALLS' as const };
		await simulator.control.streamRealTime({ ...stream, seconds: WARM_UP_SECONDS }).done;
		const before = await cpuSeconds();
		const { sent } = await simulator.control.streamRealTime({ ...stream, seconds: SECONDS }).done;
		const after = await cpuSeconds();
		return after.map((seconds, index) => ((seconds - (before[index] ?? NaN)) * 1e6) / sent);
	} finally {
		await Promise.all(
			listeners.map(async (listener) => {
				listener.send('end');
				await new Promise((resolve) => listener.once('exit', resolve));
			}),
		);
	}
}
