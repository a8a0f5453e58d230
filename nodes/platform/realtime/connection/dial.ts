/** Finds out how a server can be spoken to: which generation of Socket.IO, by WebSocket or by polling. */
import { BoundedMap } from '../../vocabulary/bounded';
import type { Link, Way } from './link';
import { LinkError } from './linkError';
import { type Attempt, openLink } from './openLink';

/** What to dial. */
export type Call = Omit<Attempt, 'way'>;

/** Makes one attempt; a test's own, perhaps. */
export type OpenLink = (attempt: Attempt) => Promise<Link>;

/** Connects to a server; see {@link createDialer}. */
export type Dial = (call: Call) => Promise<Link>;

/** A WebSocket that was blocked may be let through later; until then the server is asked by polling at once. */
const POLLING_REMEMBERED_MS = 30 * 60_000;

/** More servers than any account has. */
const MOST_SERVERS = 100;

/**
 * Makes a dialer, which remembers of each server how it can be spoken to.
 *
 * @param open makes one attempt
 */
export function createDialer(open: OpenLink = openLink): Dial {
	const known = new BoundedMap<string, { way: Way; since: number }>(MOST_SERVERS);

	function recall(origin: string): Way | undefined {
		const remembered = known.get(origin);
		if (!remembered) return undefined;
		const isOld =
			remembered.way.transport === 'polling' && performance.now() - remembered.since > POLLING_REMEMBERED_MS;
		return isOld ? undefined : remembered.way;
	}

	function remember(origin: string, way: Way): void {
		const since = sameWay(recall(origin), way) ? known.get(origin)?.since : undefined;
		known.delete(origin);
		known.set(origin, { way, since: since ?? performance.now() });
	}

	return async (call) => {
		const { origin } = new URL(call.server);
		const remembered = recall(origin);
		let left = waysToTry(remembered);
		let failure: LinkError | undefined;
		for (let [way] = left; way; [way] = left) {
			try {
				const link = await open({ ...call, way });
				remember(origin, way);
				return link;
			} catch (error) {
				if (!(error instanceof LinkError)) throw error;
				// The first failure tells most: those after it come of trying what was not meant.
				if (failure === undefined || failure.kind === 'otherGeneration') failure = error;
				left = waysAfter(error, way, left.slice(1), sameWay(remembered, way));
			}
		}
		throw failure ?? new LinkError('failed', 'there is no way to connect');
	};
}

/** The dialer of this process: what one session learned of a server, the others know. */
export const dial = createDialer();

/**
 * Every way to connect, the most likely first. Pure.
 *
 * Whatever the login says of the version, the older protocol comes first: a newer server turns an older client away at
 * once, while an older server takes a newer client in, twice, and one of the two stays behind when it leaves.
 *
 * @param remembered how it worked before
 */
export function waysToTry(remembered: Way | undefined): Way[] {
	const generations = remembered?.generation === 4 ? ([4, 2] as const) : ([2, 4] as const);
	const ways = (['websocket', 'polling'] as const).flatMap((transport) =>
		generations.map((generation) => ({ generation, transport })),
	);
	return remembered ? [remembered, ...ways.filter((way) => !sameWay(way, remembered))] : ways;
}

/**
 * What is still worth trying. Pure.
 *
 * @param error how the last attempt failed
 * @param tried how it was made
 * @param left what was to be tried next
 * @param isRemembered it worked that way before, so silence means that the server is in trouble
 */
export function waysAfter(error: LinkError, tried: Way, left: readonly Way[], isRemembered: boolean): Way[] {
	switch (error.kind) {
		case 'otherGeneration':
			return left.filter(({ generation }) => generation !== tried.generation);
		case 'silent':
			// Something may swallow WebSockets. A server that does not answer a plain request either is not well.
			return tried.transport === 'polling' || isRemembered
				? []
				: left.filter(({ transport }) => transport === 'polling');
		case 'failed':
			return [...left];
		default:
			return [];
	}
}

function sameWay(one: Way | undefined, other: Way): boolean {
	return one?.generation === other.generation && one.transport === other.transport;
}
