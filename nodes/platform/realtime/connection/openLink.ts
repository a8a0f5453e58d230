import { trackedAgent } from './agent';
import { loadClient } from './clients';
import { deferred } from './deferred';
import { createLink, type Link, type Way } from './link';
import { LinkError } from './linkError';
import type { SessionTimings } from './timings';

/** One attempt to connect. */
export interface Attempt {
	server: string;
	token: string;
	way: Way;
	timings: Pick<SessionTimings, 'attemptMs' | 'goodbyeMs'>;
	/** Ends the attempt. */
	signal: AbortSignal;
}

/**
 * Connects to a server in one way, and waits until it lets us in: `loginSuccess` with errorCode 0 (voicenter-api.md §13).
 *
 * @returns the connection, which keeps what comes until somebody takes it
 * @throws LinkError; nothing of the attempt is left then
 */
export async function openLink({ server, token, way, timings, signal }: Attempt): Promise<Link> {
	const connect = await loadClient(way.generation);
	const tracked = await trackedAgent(new URL(server));
	if (signal.aborted) throw cancelled();
	const socket = connect(server, {
		transports: [way.transport],
		upgrade: false,
		reconnection: false,
		forceNew: true,
		timeout: false,
		forceNode: true,
		perMessageDeflate: false,
		agent: tracked.agent,
		query: { token },
	});
	const link = createLink({ server, way, socket, tracked, goodbyeMs: timings.goodbyeMs });
	const end = deferred<never>();
	const cancel = (): void => end.reject(cancelled());
	const timer = setTimeout(
		() =>
			end.reject(new LinkError('silent', `it gave no answer within ${timings.attemptMs / 1_000} seconds`)),
		timings.attemptMs,
	);
	signal.addEventListener('abort', cancel, { once: true });
	try {
		await Promise.race([link.letIn, end.promise]);
		return link;
	} catch (error) {
		await link.close();
		throw error;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', cancel);
	}
}

function cancelled(): LinkError {
	return new LinkError('cancelled', 'the session was closed');
}
