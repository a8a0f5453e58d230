import { type buildConnector, EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';

import { ProxyFailure } from './proxyFailure';

/** Voicenter's rates are low: more connections than this would only be refused sooner. */
export const CONNECTIONS_PER_HOST = 10;

/** For a proxy's answer to the wish for a tunnel: as long as undici gives a connection. */
const TUNNEL_MS = 10_000;

let shared: Dispatcher | undefined;

/**
 * The connections of this process, kept alive between requests and shared by every credential.
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured as they are when the first request is made.
 *
 * @throws ProxyFailure when one of them is no address
 */
export function sharedDispatcher(): Dispatcher {
	shared ??= makeDispatcher();
	return shared;
}

function makeDispatcher(): Dispatcher {
	try {
		return new EnvHttpProxyAgent({
			connections: CONNECTIONS_PER_HOST,
			// Left to itself, undici waits five minutes for a proxy that says nothing.
			clientFactory: (proxy, options) => new Pool(proxy, { ...options, headersTimeout: TUNNEL_MS }),
			factory: (host, options) => new Pool(host, throughTunnel(options)),
		});
	} catch (error) {
		throw new ProxyFailure(error);
	}
}

/**
 * A tunnel that a proxy breaks while it is asked for one looks to undici like a connection that broke between two
 * requests, and it opens the next one at once, thousands a second. As an error of another kind, it ends the request.
 */
function throughTunnel(options: Pool.Options): Pool.Options {
	const { connect } = options;
	if (typeof connect !== 'function') return options;
	const guarded: buildConnector.connector = (wanted, callback) =>
		connect(wanted, (...[error, socket]: buildConnector.CallbackArgs) => {
			if (error) callback(new ProxyFailure(error), null);
			else callback(null, socket);
		});
	return { ...options, connect: guarded };
}
