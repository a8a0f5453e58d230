import { VoicenterError } from '../../../../nodes/platform/http/errors';
import type { Ticket } from '../../../../nodes/platform/realtime/login';
import { createTickets } from '../../../../nodes/platform/realtime/connection/tickets';
import { DEFAULT_TIMINGS } from '../../../../nodes/platform/realtime/connection/timings';

const MINUTE = 60_000;

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** A login service that gives tokens of a life, and can be out of order. */
function stage(lifeMs?: number, refreshMs?: number, refreshToken: string | undefined = 'R') {
	const asked: string[] = [];
	const trouble: Partial<Record<'logIn' | 'refresh', VoicenterError['kind']>> = {};
	let count = 0;
	const answer = (what: 'logIn' | 'refresh') => async (): Promise<Ticket> => {
		asked.push(`${what} at ${Date.now() / MINUTE}`);
		await Promise.resolve();
		const kind = trouble[what];
		if (kind) throw new VoicenterError({ kind, operation: what, text: kind });
		const expiresAt = lifeMs === undefined ? {} : { expiresAt: new Date(Date.now() + lifeMs) };
		const refresh = {
			...(refreshToken !== '' && { refreshToken }),
			...(refreshMs !== undefined && { refreshExpiresAt: new Date(Date.now() + refreshMs) }),
		};
		return { token: `token ${++count}`, servers: [], ...refresh, ...expiresAt };
	};
	return {
		asked,
		trouble,
		tickets: createTickets({ logIn: answer('logIn'), refresh: answer('refresh') }, DEFAULT_TIMINGS),
	};
}

test('a login is asked for once, and used until it runs out', async () => {
	const { asked, tickets } = stage(60 * MINUTE);
	expect(tickets.isUsable).toBe(false);
	expect(await Promise.all([tickets.get(), tickets.get()])).toMatchObject([
		{ token: 'token 1' },
		{ token: 'token 1' },
	]);
	jest.advanceTimersByTime(60 * MINUTE - 1);
	expect(await tickets.get()).toMatchObject({ token: 'token 1' });
	jest.advanceTimersByTime(1);
	expect(tickets.isUsable).toBe(false);
	expect(await tickets.get()).toMatchObject({ token: 'token 2' });
	expect(asked).toEqual(['logIn at 0', 'refresh at 60']);
});

test.each([
	['an hour', 60 * MINUTE, 55],
	['a minute', MINUTE, 0.8],
])('a token that lives %s is renewed in time', async (_life, lifeMs, renewedAt) => {
	const { asked, tickets } = stage(lifeMs);
	await tickets.get();
	const over = new AbortController();
	const onRenewed = jest.fn();
	const keeping = tickets.keepFresh(over.signal, onRenewed, () => undefined);
	await jest.advanceTimersByTimeAsync(lifeMs);
	expect(asked).toEqual(['logIn at 0', `refresh at ${renewedAt}`]);
	expect(onRenewed).toHaveBeenCalledTimes(1);
	over.abort();
	await keeping;
	expect(jest.getTimerCount()).toBe(0);
});

test.each([
	['back', -10],
	['forth', 10],
])('a clock that is set %s changes nothing: what counts is the time that passes', async (_how, hours) => {
	const { asked, tickets } = stage(60 * MINUTE);
	await tickets.get();
	const stop = keepFresh(tickets);
	jest.setSystemTime(Date.now() + hours * 60 * MINUTE);
	expect(tickets.isUsable).toBe(true);
	await jest.advanceTimersByTimeAsync(55 * MINUTE - 1);
	expect(asked).toHaveLength(1);
	await jest.advanceTimersByTimeAsync(1);
	expect(asked).toHaveLength(2);
	await stop();
});

/** Keeps tickets fresh, whatever it has to tell, until what it gives is called. */
function keepFresh(tickets: ReturnType<typeof stage>['tickets']): () => Promise<void> {
	const over = new AbortController();
	const keeping = tickets.keepFresh(
		over.signal,
		() => undefined,
		() => undefined,
	);
	return () => {
		over.abort();
		return keeping;
	};
}

test('tokens that end a moment after they were given, by our clock, are not renewed without a pause', async () => {
	const { asked, tickets } = stage(50);
	await tickets.get();
	const stop = keepFresh(tickets);
	await jest.advanceTimersByTimeAsync(5 * MINUTE);
	expect(asked.slice(0, 3)).toEqual(['logIn at 0', 'refresh at 0.5', 'refresh at 1']);
	expect(asked.length).toBeLessThanOrEqual(11);
	await stop();
});

test('a renewal that fails is replaced by a login; an outage of both is waited out, and told', async () => {
	const { asked, tickets, trouble } = stage(60 * MINUTE);
	await tickets.get();
	trouble.refresh = 'refused';
	trouble.logIn = 'unreachable';
	const over = new AbortController();
	const told: string[] = [];
	const keeping = tickets.keepFresh(
		over.signal,
		() => undefined,
		(message) => told.push(message),
	);
	await jest.advanceTimersByTimeAsync(56 * MINUTE);
	expect(asked.slice(1, 3)).toEqual(['refresh at 55', 'logIn at 55']);
	expect(told.length).toBeGreaterThan(2);
	expect(tickets.isUsable).toBe(true);
	delete trouble.logIn;
	await jest.advanceTimersByTimeAsync(MINUTE);
	expect(tickets.current?.token).toBe('token 2');
	over.abort();
	await keeping;
});

test('a token of which nobody says when it ends is not renewed', async () => {
	const { asked, tickets } = stage();
	await tickets.get();
	const stop = keepFresh(tickets);
	await jest.advanceTimersByTimeAsync(60 * 24 * 60 * MINUTE);
	expect(asked).toEqual(['logIn at 0']);
	await stop();
});

test('a token that outlives every timer is renewed in time all the same', async () => {
	const { asked, tickets } = stage(60 * 24 * 60 * MINUTE);
	await tickets.get();
	const stop = keepFresh(tickets);
	await jest.advanceTimersByTimeAsync(60 * 24 * 60 * MINUTE - 5 * MINUTE - 1);
	expect(asked).toHaveLength(1);
	await jest.advanceTimersByTimeAsync(1);
	expect(asked).toHaveLength(2);
	await stop();
});

test.each([
	['cannot be renewed', undefined, '', 'logIn'],
	['can no longer be renewed', 55 * MINUTE, 'R', 'logIn'],
	['can just be renewed', 55 * MINUTE + 1, 'R', 'refresh'],
])('a login that %s is replaced by a new one in time', async (_, refreshMs, refreshToken, how) => {
	const { asked, tickets } = stage(60 * MINUTE, refreshMs, refreshToken);
	await tickets.get();
	const stop = keepFresh(tickets);
	await jest.advanceTimersByTimeAsync(55 * MINUTE);
	expect(asked).toEqual(['logIn at 0', `${how} at 55`]);
	await stop();
});

test('credentials that are no longer right are told once, and not asked with again', async () => {
	const { asked, tickets, trouble } = stage(60 * MINUTE);
	await tickets.get();
	trouble.refresh = trouble.logIn = 'refused';
	const told: string[] = [];
	await Promise.all([
		tickets.keepFresh(
			new AbortController().signal,
			() => undefined,
			(message) => told.push(message),
		),
		jest.advanceTimersByTimeAsync(120 * MINUTE),
	]);
	expect(asked.slice(1)).toEqual(['refresh at 55', 'logIn at 55']);
	expect(told).toEqual(['logIn: refused']);
});

test.each(['comes', 'fails'])('a renewal that %s when all is over is told to nobody', async (how) => {
	const { asked, tickets, trouble } = stage(60 * MINUTE);
	await tickets.get();
	const over = new AbortController();
	const told: string[] = [];
	const keeping = tickets.keepFresh(
		over.signal,
		() => told.push('renewed'),
		(message) => told.push(message),
	);
	if (how === 'fails') trouble.refresh = trouble.logIn = 'unreachable';
	jest.advanceTimersByTime(55 * MINUTE);
	await Promise.resolve();
	over.abort();
	await keeping;
	expect(asked.slice(1)).toContain('refresh at 55');
	expect(told).toEqual([]);
	expect(jest.getTimerCount()).toBe(0);
});

test('an end that lies in the past, by our clock, says nothing', async () => {
	const { asked, tickets } = stage(-MINUTE);
	await tickets.get();
	expect(tickets.isUsable).toBe(true);
	await tickets.get();
	expect(asked).toHaveLength(1);
});

test('what is doubted is renewed; doubted again, it is a new login; trusted, it begins anew', async () => {
	const { asked, tickets } = stage(60 * MINUTE);
	await tickets.get();
	for (let doubts = 0; doubts < 3; doubts++) {
		tickets.doubt();
		await tickets.get();
	}
	tickets.trust();
	tickets.doubt();
	await tickets.get();
	expect(asked.map((what) => what.split(' ')[0])).toEqual(['logIn', 'refresh', 'logIn', 'logIn', 'refresh']);
});
