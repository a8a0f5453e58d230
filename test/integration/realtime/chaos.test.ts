/**
 * A storm of faults over a stream of calls. CI runs some 45 seconds of it; VOICENTER_CHAOS_MINUTES asks for more, and
 * STORM_SEED for another one.
 */
import { createMonitors } from '../../../nodes/platform/realtime/monitor';
import { createSessions } from '../../../nodes/platform/realtime/sessions';
import { type Simulator, startSimulator } from '../../simulator';
import { createRandom, SEED } from '../storms/random';
import { joining, takeNotes } from './listener';
import { expectGapsTold, livesOf, matchLives } from './lives';
import { takeEvents } from './subscriber';
import { addServer, startWeather } from './weather';

const MINUTES = Number(process.env['VOICENTER_CHAOS_MINUTES'] ?? 0.75);
const FAULT_EVERY_MS = 300;
const CALL_EVERY_MS = 60;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const wait = (ms: number) => new Promise((later) => setTimeout(later, ms));

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
	const end = Date.now() + withinMs;
	while (!isSo() && Date.now() < end) await wait(20);
}

test(
	`nothing is lost unsaid, nothing is heard twice (${MINUTES} minutes, seed ${SEED})`,
	async () => {
		const { control } = simulator;
		const random = createRandom(SEED);
		for (let server = 0; server < 3; server++) await addServer(simulator, random);
		control.setCallLogRules({ arrivalDelayMs: 300 });

		const log: string[] = [];
		const timings = {
			attemptMs: 700,
			keepaliveMs: 500,
			answerMs: 400,
			returnAfterMs: 700,
			quietMs: 0,
			overlapMs: 40,
			goodbyeMs: 200,
		};
		const options = {
			...joining(simulator, timings),
			log: (message: string) => log.push(message),
			gapTimings: { askAfterMs: [1_500, 6_000], mergeMs: 4_000, settleMs: 300 },
		};
		const joinSession = createSessions();
		const notes = takeNotes();
		const session = await joinSession(options, notes);
		await notes.change('connected');
		const events = takeEvents();
		const monitor = await createMonitors(joinSession)(options, { ...events, recoverFromCallLog: true });

		const weather = startWeather(simulator, random, FAULT_EVERY_MS);
		const callers = createRandom(SEED + 1);
		const abandoned: string[] = [];
		const calls: Promise<void>[] = [];
		const end = Date.now() + MINUTES * 60_000;
		while (Date.now() < end) {
			calls.push(oneCall());
			await wait(callers.whole(CALL_EVERY_MS / 2, CALL_EVERY_MS * 1.5));
		}
		await Promise.all(calls);
		await weather.clear();

		async function oneCall(): Promise<void> {
			const outcome = callers.percent(40) ? 'abandoned' : 'answered';
			const phones = outcome === 'answered' ? callers.whole(1, 3) : callers.whole(0, 1);
			const play = control.playRealTime({ kind: 'queueCall', phones, outcome, stepByStep: true });
			if (outcome === 'abandoned') abandoned.push(play.callId);
			while (play.remaining.length > 0) {
				play.step();
				await wait(callers.whole(0, 400));
			}
		}

		// Live again, and every question about the last gap is asked.
		const from = notes.changes.length;
		if (session.state !== 'live') await notes.change('recovered', from);
		const told = () => events.all.filter(({ event }) => event === 'queueAbandoned').length;
		await until(() => told() >= abandoned.length, 15_000);
		await wait(500);

		// Every event that a server sent to a live connection was heard once and in order, but for the last ones of a
		// connection that was lost.
		const deliveries = control.realTimeDeliveries().filter(({ name }) => name !== 'keepaliveResponse');
		const lives = livesOf(notes);
		const { heard, lost, unmatched } = matchLives(lives, deliveries);
		expect(unmatched).toEqual([]);
		expect(heard).toBe(notes.events.length);
		expectGapsTold(notes.changes);

		// Every caller who gave up was told of once, live or recovered.
		const tellings = new Map<string, number>();
		for (const { event, callId = '' } of events.all) {
			if (event === 'queueAbandoned') tellings.set(callId, (tellings.get(callId) ?? 0) + 1);
		}
		expect(abandoned.filter((callId) => tellings.get(callId) !== 1)).toEqual([]);
		expect(tellings.size).toBe(abandoned.length);

		// One connection, and then none.
		expect(notes.refusals).toEqual([]);
		await until(() => control.realTimeConnections().open === 1, 5_000);
		expect(control.realTimeConnections().open).toBe(1);
		await monitor.leave();
		await session.leave();
		await until(() => control.realTimeConnections().open === 0, 5_000);
		expect(control.realTimeConnections().open).toBe(0);

		const gaps = notes.changes.filter(({ state }) => state === 'lost').length;
		const recovered = events.all.filter(
			({ event, recovered }) => event === 'queueAbandoned' && recovered,
		).length;
		console.log(
			`${[...weather.counts.values()].reduce((sum, count) => sum + count, 0)} faults, ${gaps} gaps, ` +
				`${lives.length} connections, ${notes.events.length} events heard, ${lost} in gaps, ` +
				`${abandoned.length} abandoned calls of which ${recovered} recovered`,
		);
		expect(gaps).toBeGreaterThan(5);
		expect(recovered).toBeGreaterThan(0);
	},
	MINUTES * 60_000 + 60_000,
);
