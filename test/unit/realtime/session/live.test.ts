/** A live connection: how it ends, and when the session moves to the server that it prefers. */
import type { Link, LinkListener } from '../../../../nodes/platform/realtime/connection/link';
import { LinkError, type LinkFailure } from '../../../../nodes/platform/realtime/connection/linkError';
import { stayLive } from '../../../../nodes/platform/realtime/connection/live';
import { DEFAULT_TIMINGS } from '../../../../nodes/platform/realtime/connection/timings';

const { returnAfterMs, quietMs, overlapMs, keepaliveMs, answerMs } = DEFAULT_TIMINGS;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** A connection of which the test says what it brings. */
function linkTo(server: string) {
	const did: string[] = [];
	let listener: LinkListener | undefined;
	const link: Link & { isOpen: boolean } = {
		...{ server, way: { generation: 2, transport: 'websocket' }, lastHeardAt: new Date(), isOpen: true },
		letIn: Promise.resolve(),
		take: (taker) => (listener = taker),
		send: (name, value) => did.push(`${name} ${String(value)}`),
		close: () => Promise.resolve(void did.push('close')),
		destroy: () => did.push('destroy'),
	};
	const say = (name: string, payload: unknown = {}) =>
		listener?.onEvent({ name, payload, receivedAt: new Date() });
	return {
		link,
		did,
		say,
		answer: () => say('keepaliveResponse', { errorCode: 0 }),
		end: (kind: LinkFailure) => listener?.onEnd(new LinkError(kind, 'over')),
	};
}

/** A session at its second server. */
function stage({ preferred = (): string | undefined => 'one', isRenewing = false } = {}) {
	const [one, two] = [linkTo('one'), linkTo('two')];
	const events: string[] = [];
	const dialed: string[] = [];
	const moved: string[] = [];
	const stop = new AbortController();
	const rules = { isThere: true };
	let [renew, renewed] = [(): void => undefined, (): void => undefined];
	let signal: AbortSignal | undefined;
	const running = stayLive({
		link: two.link,
		timings: DEFAULT_TIMINGS,
		signal: stop.signal,
		token: () => 'token',
		onEvent: ({ name }) => events.push(name),
		keepFresh: (over, onRenewed) => {
			[signal, renew] = [over, onRenewed];
			return isRenewing ? new Promise((done) => (renewed = done)) : Promise.resolve();
		},
		preferred,
		dial: (server) => {
			dialed.push(server);
			return rules.isThere ? Promise.resolve(one.link) : Promise.reject(new LinkError('down', 'no'));
		},
		onMoved: ({ server }) => moved.push(server),
	});
	return {
		one,
		two,
		events,
		dialed,
		moved,
		stop,
		rules,
		running,
		renew: () => renew(),
		renewed: () => renewed(),
		isOver: () => signal?.aborted,
	};
}

/** Lets a time without an event pass, in which the server answers whenever it is asked. */
async function quietly({ two }: ReturnType<typeof stage>, ms: number) {
	for (let left = ms; left > 0; left -= keepaliveMs) {
		await after(Math.min(left, keepaliveMs));
		two.answer();
	}
}

describe('the end', () => {
	it.each<[LinkFailure, string]>([
		['lost', 'destroy'],
		['tokenRejected', 'close'],
	])('%s: %s, and nothing is under way', async (kind, how) => {
		const { two, running, isOver } = stage();
		await after(1);
		expect(isOver()).toBe(false);
		two.end(kind);
		const { link, error, rest } = await running;
		expect([link, error.kind]).toEqual([two.link, kind]);
		await rest;
		expect(two.did).toEqual([how]);
		expect(isOver()).toBe(true);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('by us is told to the server before anything else', async () => {
		const { two, running, stop } = stage();
		stop.abort();
		expect((await running).error.kind).toBe('cancelled');
		expect(two.did).toEqual(['close']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('before it began is an end as well', async () => {
		const two = linkTo('two');
		const { error } = await stayLive({
			...{ link: two.link, timings: DEFAULT_TIMINGS, signal: AbortSignal.abort(), token: () => 'token' },
			...{ onEvent: () => undefined, keepFresh: () => Promise.resolve(), preferred: () => undefined },
			...{ dial: () => Promise.reject(new LinkError('down', 'no')), onMoved: () => undefined },
		});
		expect(error.kind).toBe('cancelled');
		expect(two.did).toEqual(['close']);
	});

	it.each<[LinkFailure, boolean]>([
		['cancelled', true],
		['tokenRejected', false],
	])('%s: the goodbye is waited for: %s', async (kind, isAwaited) => {
		const { two, running } = stage();
		let leave = (): void => undefined;
		two.link.close = () => new Promise((done) => (leave = done));
		let [isOver, isAll] = [false, false];
		const rest = running.then((end) => {
			isOver = true;
			return end.rest;
		});
		void rest.then(() => (isAll = true));
		two.end(kind);
		await after(0);
		expect(isOver).toBe(!isAwaited);
		leave();
		await after(0);
		expect([isOver, isAll]).toEqual([true, true]);
	});

	it('is not over as long as the login is being renewed', async () => {
		const { two, running, renewed } = stage({ isRenewing: true });
		two.end('lost');
		const { rest } = await running;
		let isAll = false;
		void rest.then(() => (isAll = true));
		await after(0);
		expect(isAll).toBe(false);
		renewed();
		await after(0);
		expect(isAll).toBe(true);
	});

	it('comes when the server does not answer', async () => {
		const { two, running } = stage();
		await after(keepaliveMs);
		expect(two.did).toEqual(['keepalive token']);
		await after(answerMs);
		expect((await running).error).toMatchObject({ kind: 'lost', message: 'the server fell silent' });
	});
});

it('events are handed on, answers to us are not', async () => {
	const { two, events, stop, running } = stage();
	two.say('ExtensionEvent');
	two.answer();
	two.say('QueueEvent');
	expect(events).toEqual(['ExtensionEvent', 'QueueEvent']);
	stop.abort();
	await running;
});

it('a new token is shown to the server at once', async () => {
	const { two, renew, stop, running } = stage();
	renew();
	expect(two.did).toEqual(['keepalive token']);
	stop.abort();
	await running;
});

describe('the preferred server', () => {
	it('is used again after a while, when nothing has come and the other one has nothing more', async () => {
		const scene = stage();
		const { one, two, dialed, moved, events, stop, running } = scene;
		await quietly(scene, returnAfterMs - keepaliveMs);
		await after(keepaliveMs - 1);
		expect(dialed).toEqual([]);
		await after(1);
		two.answer();
		expect(dialed).toEqual(['one']);
		const asked = two.did.length;
		await after(overlapMs - 1);
		expect(two.did).toHaveLength(asked);
		await after(1);
		expect(two.did).toHaveLength(asked + 1);
		expect(moved).toEqual([]);
		two.answer();
		await after(0);
		expect(moved).toEqual(['one']);
		expect(two.did.at(-1)).toBe('close');
		one.say('ExtensionEvent');
		expect(events).toEqual(['ExtensionEvent']);
		// From now on it is this one that is watched.
		await after(keepaliveMs);
		expect(one.did).toEqual(['keepalive token']);
		one.end('lost');
		expect((await running).link).toBe(one.link);
		stop.abort();
	});

	it('waits for a pause in the events', async () => {
		const scene = stage();
		const { two, dialed, stop, running } = scene;
		for (let passed = 0; passed < returnAfterMs; passed += quietMs / 2) {
			await after(quietMs / 2);
			two.say('ExtensionEvent');
		}
		await after(quietMs - 1);
		expect(dialed).toEqual([]);
		await after(1);
		expect(dialed).toEqual(['one']);
		stop.abort();
		await running;
	});

	/** Everything up to the moment in which both connections are open. */
	async function both() {
		const scene = stage();
		await quietly(scene, returnAfterMs);
		expect(scene.dialed).toEqual(['one']);
		return scene;
	}

	it.each<[string, (scene: ReturnType<typeof stage>) => void]>([
		['an event comes meanwhile', ({ two }) => two.say('ExtensionEvent')],
		['it is gone again', ({ one }) => (one.link.isOpen = false)],
	])('is left alone where %s, and tried anew later', async (_, happens) => {
		const scene = await both();
		const { one, two, moved, dialed, stop, running } = scene;
		await after(1);
		happens(scene);
		await after(overlapMs);
		two.answer();
		await after(0);
		expect(moved).toEqual([]);
		expect(one.did).toEqual(['close']);
		expect(two.did).not.toContain('close');
		one.link.isOpen = true;
		await quietly(scene, returnAfterMs);
		expect(dialed).toEqual(['one', 'one']);
		stop.abort();
		await running;
	});

	it('is not moved to where the other one does not say that it has nothing more', async () => {
		const { one, two, moved, running } = await both();
		await after(overlapMs);
		await after(answerMs);
		expect((await running).link).toBe(two.link);
		await after(0);
		expect(moved).toEqual([]);
		expect(one.did).toEqual(['close']);
	});

	it('is left when the session ends meanwhile', async () => {
		const { one, moved, stop, running } = await both();
		await after(1);
		stop.abort();
		await (
			await running
		).rest;
		expect(moved).toEqual([]);
		expect(one.did).toEqual(['close']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('that is not there is asked again later', async () => {
		const scene = stage();
		const { rules, dialed, moved, stop, running } = scene;
		rules.isThere = false;
		await quietly(scene, returnAfterMs);
		await quietly(scene, returnAfterMs);
		expect(dialed).toEqual(['one', 'one']);
		expect(moved).toEqual([]);
		stop.abort();
		await running;
	});

	it('is the one in use: nothing is dialed', async () => {
		const scene = stage({ preferred: () => undefined });
		await quietly(scene, 3 * returnAfterMs);
		expect(scene.dialed).toHaveLength(0);
		scene.stop.abort();
		await scene.running;
	});
});
