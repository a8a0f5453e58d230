/** The lists of a large account after a gap: they are told in several goes, and in the order in which all came. */
import type { SessionListener } from '../../../../nodes/platform/realtime/connection/session';
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { createTurns } from '../../../../nodes/platform/realtime/inTurn';
import { createMonitors } from '../../../../nodes/platform/realtime/monitor';
import { call, epoch, talking } from '../events/liveWire';

const PHONES = 1_000;
const server = 'https://monitor1.voicenter.co.il';

afterEach(() => jest.restoreAllMocks());

/** A clock by which time passes with work alone. */
function countWork(): () => void {
	let now = 1_000;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	return () => (now += 1);
}

const list = (calls: string) => ({
	servertime: epoch(60),
	servertimeoffset: 120,
	extensions: Array.from({ length: PHONES }, (_, index) => ({
		extenUser: `SIP${index}`,
		calls: [call(`${calls}${index}`, 0, talking(1))],
	})),
});

it('an event a millisecond: others have their turn every 50, and what comes meanwhile comes after', async () => {
	const work = countWork();
	let connection: SessionListener | undefined;
	const join = createMonitors((_options, listener) => {
		connection = listener;
		void Promise.resolve().then(() => listener.onConnection({ state: 'connected', at: new Date(), server }));
		return { state: 'live', resync: () => undefined, close: () => Promise.resolve() };
	});
	const told: RealTimeEvent[] = [];
	const account = { account: { code: 'code' }, login: { by: 'token', token: 'token' } } as const;
	const monitor = await join(account, {
		onEvent: (event) => {
			work();
			told.push(event);
		},
		onRefused: () => undefined,
	});
	const say = (name: string, payload: unknown) =>
		connection?.onEvent({ name, payload, receivedAt: new Date() });
	say('AllExtensionsStatus', list('before '));
	connection?.onConnection({ state: 'lost', at: new Date(), lastHeardAt: new Date(), server, reason: 'cut' });
	connection?.onConnection({ state: 'recovered', at: new Date(), lostAt: new Date(), server });
	say('AllExtensionsStatus', list('after '));
	say('Word', { last: true });

	/** How many were told by each turn of the event loop. */
	const counts = [told.length];
	while (told.at(-1)?.event !== 'other') {
		await new Promise((turn) => setImmediate(turn));
		counts.push(told.length);
	}
	await monitor.leave();
	expect(told.length).toBeGreaterThan(3 * PHONES);
	expect(Math.max(...counts.map((count, turn) => count - (counts[turn - 1] ?? 0)))).toBeLessThan(200);
	const places = ['connectionConnected', 'connectionLost', 'connectionRecovered', 'other'].map((name) =>
		told.findIndex(({ event }) => event === name),
	);
	expect(places).toEqual(places.toSorted((a, b) => a - b));
	// The calls of before have ended, those of after have begun, and whoever said so last came after them.
	for (const calls of ['before ', 'after ']) {
		expect(told.findIndex(({ callId }) => callId?.startsWith(calls))).toBeGreaterThan(places[2] ?? Infinity);
	}
});

it('what is short is done at once, in its order, and what fails harms nobody', () => {
	const done: string[] = [];
	const failed: unknown[] = [];
	const turns = createTurns((error) => failed.push(error));
	function* work(name: string, inside?: () => void) {
		done.push(`${name} begins`);
		inside?.();
		yield;
		done.push(`${name} ends`);
	}
	turns.take(
		work('one', () => {
			turns.take(work('two'));
		}),
	);
	turns.take(
		work('three', () => {
			throw new Error('a listener failed');
		}),
	);
	turns.take(work('four'));
	expect(done).toEqual([
		...['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'four begins', 'four ends'],
	]);
	expect(failed).toEqual([new Error('a listener failed')]);
});
