/** Everything that can happen to a real-time connection, at random. */
import type { Simulator } from '../../simulator';
import type { Random } from '../storms/random';

const GENERATIONS = ['2.5.1', '4', '1.4.8'] as const;

/** So short a heartbeat that a server forgets a client that is gone before the test is over. */
const HEARTBEAT = { pingInterval: 1_000, pingTimeout: 2_000 };

/** Faults of one run; see {@link startWeather}. */
export interface Weather {
	/** How often each fault has struck. */
	readonly counts: Map<string, number>;
	/** Nothing strikes any more, and everything is mended. */
	clear: () => Promise<void>;
}

/** Adds a server as the storm wants it. */
export async function addServer({ control }: Simulator, random: Random): Promise<void> {
	await control.addRealTimeServer({ generation: random.pick(GENERATIONS), ...HEARTBEAT });
}

/**
 * Lets fault after fault strike, each for a while, several at a time.
 *
 * @param simulator has servers, all of them added by {@link addServer}
 * @param random decides all
 * @param everyMs about how often a fault strikes
 */
export function startWeather(simulator: Simulator, random: Random, everyMs: number): Weather {
	const { control } = simulator;
	const counts = new Map<string, number>();
	const mending = new Set<Promise<void>>();
	const over = new AbortController();
	const isOver = () => over.signal.aborted;
	const aServer = () => random.pick(control.realTimeServers()).id;

	/** Each strikes at once, and gives what mends it. */
	const faults: Record<string, () => Promise<() => unknown> | (() => unknown)> = {
		kill: async () => {
			const id = aServer();
			await control.killRealTimeServer(id);
			return () => ifThere(id, () => control.reviveRealTimeServer(id));
		},
		killUsed: async () => {
			const id = control.realTimeConnections().connections[0]?.serverId ?? aServer();
			await control.killRealTimeServer(id);
			return () => ifThere(id, () => control.reviveRealTimeServer(id));
		},
		freeze: () => {
			const id = control.realTimeConnections().connections[0]?.serverId ?? aServer();
			control.freezeRealTimeServer(id);
			return () => ifThere(id, () => control.thawRealTimeServer(id));
		},
		refuse: () => {
			const id = aServer();
			control.setRealTimeDoor(id, { refuseStatus: random.pick([400, 403, 500, 503]) });
			return () => ifThere(id, () => control.setRealTimeDoor(id, { refuseStatus: null }));
		},
		slowHandshake: () => {
			const id = aServer();
			control.setRealTimeDoor(id, { handshakeDelayMs: random.whole(50, 1_500) });
			return () => ifThere(id, () => control.setRealTimeDoor(id, { handshakeDelayMs: 0 }));
		},
		noWebSocket: () => {
			const id = aServer();
			control.setRealTimeDoor(id, { blockWebSocket: true });
			return () => ifThere(id, () => control.setRealTimeDoor(id, { blockWebSocket: false }));
		},
		swap: async () => {
			await addServer(simulator, random);
			await control.removeRealTimeServer(aServer());
			return () => undefined;
		},
		expire: () => {
			control.setRealTimeRules({ expiredTokens: random.pick(['stay', 'disconnect']) });
			control.expireRealTimeTokens({ refreshTokens: random.percent(50) });
			return () => undefined;
		},
		noLogin: () => {
			control.setRealTimeRules({ login: random.pick(['unavailable', 'closed', 'unauthorized']) });
			return () => control.setRealTimeRules({ login: 'answer' });
		},
		noRefresh: () => {
			control.setRealTimeRules({ refresh: random.pick(['unavailable', 'closed', 'unauthorized']) });
			return () => control.setRealTimeRules({ refresh: 'answer' });
		},
		noKeepalive: () => {
			control.setRealTimeRules({ keepalive: random.pick(['silent', 'refuse']) });
			return () => control.setRealTimeRules({ keepalive: 'answer' });
		},
		lie: () => {
			control.setRealTimeRules({ version: random.pick(['1.3.7', '4.7.2', null]) });
			return () => control.setRealTimeRules({ version: 'asServers' });
		},
	};

	async function strike(): Promise<void> {
		const [name, fault] = random.pick(Object.entries(faults));
		counts.set(name, (counts.get(name) ?? 0) + 1);
		const forMs = random.whole(50, 1_500);
		const mend = await fault();
		const mended = wait(forMs).then(async () => {
			await mend();
			mending.delete(mended);
		});
		mending.add(mended);
	}

	function ifThere(id: string, mend: () => unknown): unknown {
		return control.realTimeServers().some((server) => server.id === id) ? mend() : undefined;
	}

	const wait = (ms: number) =>
		new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				resolve();
			};
			const timer = setTimeout(end, ms);
			over.signal.addEventListener('abort', end, { once: true });
			if (isOver()) end();
		});

	const blowing = (async () => {
		while (!isOver()) {
			await wait(random.whole(everyMs / 2, everyMs * 1.5));
			if (!isOver()) await strike();
		}
	})();

	return {
		counts,
		async clear() {
			over.abort();
			await blowing;
			await Promise.all(mending);
			for (const { id, state } of control.realTimeServers()) {
				if (state === 'down') await control.reviveRealTimeServer(id);
				if (state === 'frozen') await control.thawRealTimeServer(id);
			}
		},
	};
}
