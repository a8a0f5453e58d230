/**
 * A storm of faults over a stream of calls. Fifteen seconds of it in `npm test`, a minute in a soak; VOICENTER_CHAOS_MINUTES
 * asks for more, and STORM_SEED for another one.
 */
import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { createMonitors } from '../../../nodes/platform/realtime/monitor';
import { openSession } from '../../../nodes/platform/realtime/connection/session';
import { useSimulator } from '../../useSimulator';
import { IS_SOAK } from '../../scale';
import { createRandom, SEED } from '../storms/random';
import { joining, overhear, takeNotes } from './listener';
import { expectGapsTold, livesOf, matchLives } from './lives';
import { takeEvents } from './subscriber';
import { addServer, startWeather } from './weather';

const MINUTES = Number(process.env['VOICENTER_CHAOS_MINUTES'] ?? (IS_SOAK ? 1 : 0.25));
const FAULT_EVERY_MS = 300;
const CALL_EVERY_MS = 60;

const simulator = useSimulator({}, { keepsState: true });

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
		const notes = takeNotes();
		const events = takeEvents();
		const join = createMonitors((given, listener) => openSession(given, overhear(listener, notes)));
		const monitor = await join(options, { ...events, recoverFromCallLog: true });
		await notes.change('connected');

		const weather = startWeather(simulator, random, FAULT_EVERY_MS);
		const callers = createRandom(SEED + 1);
		const abandoned: string[] = [];
		const missed: string[] = [];
		const calls: Promise<void>[] = [];
		const end = Date.now() + MINUTES * 60_000;
		while (Date.now() < end) {
			calls.push(oneCall());
			await wait(callers.whole(CALL_EVERY_MS / 2, CALL_EVERY_MS * 1.5));
		}
		await Promise.all(calls);
		await weather.clear();

		async function oneCall(): Promise<void> {
			const play = callers.percent(20) ? missedCall() : queueCall();
			while (play.remaining.length > 0) {
				play.step();
				await wait(callers.whole(0, 400));
			}
		}

		function queueCall() {
			const outcome = callers.percent(50) ? 'abandoned' : 'answered';
			const phones = outcome === 'answered' ? callers.whole(1, 3) : callers.whole(0, 1);
			const play = control.playRealTime({ kind: 'queueCall', phones, outcome, stepByStep: true });
			if (outcome === 'abandoned') abandoned.push(play.callId);
			return play;
		}

		function missedCall() {
			const play = control.playRealTime({ kind: 'incomingCall', outcome: 'missed', stepByStep: true });
			missed.push(play.callId);
			return play;
		}

		/** How often each call was told of so. */
		function tellings(isSo: (event: RealTimeEvent) => boolean): Map<string, number> {
			const counts = new Map<string, number>();
			for (const event of events.all.filter(isSo)) {
				const { callId = '' } = event;
				counts.set(callId, (counts.get(callId) ?? 0) + 1);
			}
			return counts;
		}

		// Live again, and every question about the last gap is asked.
		const from = notes.changes.length;
		if (monitor.state !== 'live') await notes.change('recovered', from);
		const gaveUp = () => tellings(({ event }) => event === 'queueAbandoned');
		// That a call is gone is told as well, without a word on how it ended.
		const isMissed = new Set(missed);
		const wentUnanswered = () =>
			tellings(
				({ event, callId = '', isAnswered }) =>
					event === 'hangUp' && isAnswered === false && isMissed.has(callId),
			);
		await until(() => gaveUp().size >= abandoned.length && wentUnanswered().size >= missed.length, 15_000);
		await wait(500);

		// Every event that a server sent to a live connection was heard once and in order, but for the last ones of a
		// connection that was lost.
		const deliveries = control.realTimeDeliveries().filter(({ name }) => name !== 'keepaliveResponse');
		const lives = livesOf(notes);
		const { heard, lost, unmatched } = matchLives(lives, deliveries);
		expect(unmatched).toEqual([]);
		expect(heard).toBe(notes.events.length);
		expectGapsTold(notes.changes);

		// Every caller who gave up, and every call that nobody took, was told of once, live or recovered.
		expect(abandoned.filter((callId) => gaveUp().get(callId) !== 1)).toEqual([]);
		expect(gaveUp().size).toBe(abandoned.length);
		expect(missed.filter((callId) => wentUnanswered().get(callId) !== 1)).toEqual([]);

		// One connection, and then none.
		expect(notes.refusals).toEqual([]);
		await until(() => control.realTimeConnections().open === 1, 5_000);
		expect(control.realTimeConnections().open).toBe(1);
		await monitor.leave();
		await until(() => control.realTimeConnections().open === 0, 5_000);
		expect(control.realTimeConnections().open).toBe(0);

		const gaps = notes.changes.filter(({ state }) => state === 'lost').length;
		const fromCallLog = (wanted: RealTimeEvent['event']) =>
			events.all.filter(({ event, recovered, isMissed }) => event === wanted && recovered && isMissed).length;
		console.log(
			`${[...weather.counts.values()].reduce((sum, count) => sum + count, 0)} faults, ${gaps} gaps, ` +
				`${lives.length} connections, ${notes.events.length} events heard, ${lost} in gaps, ` +
				`${abandoned.length} abandoned calls of which ${fromCallLog('queueAbandoned')} recovered, ` +
				`${missed.length} missed calls of which ${fromCallLog('hangUp')} recovered`,
		);
		expect(gaps).toBeGreaterThan(MINUTES * 6);
		// A short run need not meet what a long one must.
		if (!IS_SOAK) return;
		expect(fromCallLog('queueAbandoned')).toBeGreaterThan(0);
		expect(fromCallLog('hangUp')).toBeGreaterThan(0);
	},
	MINUTES * 60_000 + 60_000,
);
