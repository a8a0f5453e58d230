/** The TCP connections of one link: through the proxy where there is one, and gone for certain when asked. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * Makes the agent for one server, which knows its connections. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured.
 *
 * The clients close a WebSocket by asking the other side to; a frozen one does not answer for half a minute. Whoever
 * holds the connections can end them at once.
 */
export async function trackedAgent(server: URL) {
	const connections = new Set<Duplex>();
	const waiting = new Set<() => void>();
	const destroyed = new AbortController();
	const agent = await makeAgent(server, destroyed.signal);

	const create = agent.createConnection.bind(agent);
	agent.createConnection = (options, callback) => {
		const connection = create(options, callback);
		if (!connection) return connection;
		connections.add(connection);
		connection.once('close', () => {
			connections.delete(connection);
			if (connections.size > 0) return;
			for (const done of waiting) done();
			waiting.clear();
		});
		if (destroyed.signal.aborted) connection.destroy();
		return connection;
	};

	return {
		agent,
		/** Resolves when no connection is open. */
		closed: async () => {
			if (connections.size > 0) await new Promise<void>((done) => waiting.add(done));
		},
		/** Closes every connection, whatever it is doing, and whatever a later one would do. */
		destroy: () => {
			destroyed.abort();
			for (const connection of connections) connection.destroy();
			agent.destroy();
		},
	};
}

/** See {@link trackedAgent}. */
export type TrackedAgent = Awaited<ReturnType<typeof trackedAgent>>;

async function makeAgent(server: URL, signal: AbortSignal): Promise<HttpAgent> {
	const { getProxyForUrl } = await import('proxy-from-env');
	const proxy = getProxyForUrl(server.href);
	if (proxy) {
		const { HttpsProxyAgent } = await import('https-proxy-agent');
		// The connection to the proxy is made out of sight; the signal ends it before there is a tunnel.
		return new HttpsProxyAgent(proxy, { signal });
	}
	return server.protocol === 'https:' ? new HttpsAgent() : new HttpAgent();
}
