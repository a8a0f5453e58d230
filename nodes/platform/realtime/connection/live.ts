/** The time in which a session is live: one connection at a time, watched, and moved when nobody notices. */
import { deferred } from './deferred';
import { type KeepaliveWatch, watchKeepalive } from './keepalive';
import type { WireMessage } from '../messages';
import type { Link } from './link';
import { LinkError } from './linkError';
import { pause } from './pause';
import type { SessionTimings } from './timings';

/** What a live session needs. */
export interface LiveOptions {
	link: Link;
	timings: SessionTimings;
	/** Ends the session; the connection says goodbye then. */
	signal: AbortSignal;
	/** The token of a keepalive. */
	token: () => string;
	onEvent: (event: WireMessage) => void;
	/** Renews the login until the signal; tells when there is a new token. */
	keepFresh: (signal: AbortSignal, onRenewed: () => void) => Promise<void>;
	/** The server that should be used, when it is another one than now. */
	preferred: () => string | undefined;
	dial: (server: string, signal: AbortSignal) => Promise<Link>;
	/** The preferred server is used from now on. */
	onMoved: (link: Link) => void;
}

/** How it ended. */
export interface LiveEnd {
	/** The connection that ended. */
	link: Link;
	error: LinkError;
	/** Resolves when nothing that belonged to it is under way, such as a request to renew the login. */
	rest: Promise<unknown>;
}

/** Hands on what a connection brings until it ends, and says goodbye if it is we who end it. */
export async function stayLive(options: LiveOptions): Promise<LiveEnd> {
	const { timings, signal, token, onEvent } = options;
	const end = deferred<LinkError>();
	const over = new AbortController();
	let { link } = options;
	let watch: KeepaliveWatch | undefined;
	const isOver = (): boolean => over.signal.aborted;
	const heard = { count: 0, at: performance.now() };
	let answered = deferred<undefined>();

	function use(next: Link): void {
		link = next;
		watch?.stop();
		const ownWatch = watchKeepalive(timings, () => next.send('keepalive', token()), end.resolve);
		watch = ownWatch;
		next.take({
			onEvent(event) {
				const isAnswer = ownWatch.heard(event);
				if (isAnswer) {
					answered.resolve(undefined);
					return;
				}
				heard.count += 1;
				heard.at = performance.now();
				onEvent(event);
			},
			onEnd: end.resolve,
		});
	}

	/** All that the server sent before its answer has arrived then. Without an answer the connection is lost. */
	async function isThere(): Promise<boolean> {
		answered = deferred<undefined>();
		watch?.askNow();
		await Promise.race([answered.promise, end.promise]);
		return !isOver();
	}

	/**
	 * Both connections are open for a while; only when nothing came in it, and the old one shows that it has nothing
	 * more, is it left: a server that has frozen may hold back what nobody else will send again.
	 */
	async function tryToMove(server: string): Promise<void> {
		const before = heard.count;
		const next = await options.dial(server, over.signal);
		await pause(timings.overlapMs, over.signal);
		if (isOver() || !(await isThere()) || heard.count !== before || !next.isOpen) {
			await next.close();
			return;
		}
		const farewell = link.close();
		options.onMoved(next);
		use(next);
		await farewell;
	}

	async function returnWhenQuiet(): Promise<void> {
		while (!isOver()) {
			await pause(timings.returnAfterMs, over.signal);
			for (let busy = quietLeft(); busy > 0 && !isOver(); busy = quietLeft()) {
				await pause(busy, over.signal);
			}
			const server = options.preferred();
			// If it is not there, or its answer is no, it is asked again after a while.
			if (server !== undefined && !isOver()) await tryToMove(server).catch(() => undefined);
		}
	}

	const quietLeft = (): number => heard.at + timings.quietMs - performance.now();
	const leave = (): void => end.resolve(new LinkError('cancelled', 'the session was closed'));
	signal.addEventListener('abort', leave, { once: true });
	if (signal.aborted) leave();
	use(link);
	const returning = returnWhenQuiet();
	// A server that is told of the new token has no reason to end the connection when the old one runs out.
	const keeping = options.keepFresh(over.signal, () => watch?.askNow());

	const error = await end.promise;
	signal.removeEventListener('abort', leave);
	over.abort();
	watch?.stop();
	// A server that is well is told; by polling it would keep the connection for minutes otherwise.
	let farewell: Promise<void> | undefined;
	if (error.kind === 'lost') link.destroy();
	else farewell = link.close();
	if (error.kind === 'cancelled') await farewell;
	// Whoever lost a connection does not wait: another server is to be found at once.
	return { link, error, rest: Promise.all([returning, keeping, farewell]) };
}
