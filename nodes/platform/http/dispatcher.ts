import { EnvHttpProxyAgent, type Dispatcher } from 'undici';

/** Voicenter's rates are low: more connections than this would only be refused sooner. */
const CONNECTIONS_PER_HOST = 10;

let shared: Dispatcher | undefined;

/**
 * The connections of this process, kept alive between requests and shared by every credential.
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured as they are when the first request is made.
 */
export function sharedDispatcher(): Dispatcher {
	shared ??= new EnvHttpProxyAgent({ connections: CONNECTIONS_PER_HOST, connect: { timeout: 10_000 } });
	return shared;
}
