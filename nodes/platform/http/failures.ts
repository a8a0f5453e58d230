import type { FailureKind } from './errors';
import { ProxyFailure } from './proxyFailure';

interface Explanation {
	kind: FailureKind;
	text: string;
	hint: string;
}

/** What Node and undici put into their errors. */
interface Thrown {
	code?: string;
	syscall?: string;
	message?: string;
}

const NEVER_CONNECTED: Record<string, string> = {
	ENOTFOUND: 'its name could not be found',
	EAI_AGAIN: 'its name could not be looked up',
	ECONNREFUSED: 'it refused the connection',
	EHOSTUNREACH: 'there is no route to it',
	ENETUNREACH: 'there is no route to it',
	UND_ERR_CONNECT_TIMEOUT: 'it did not accept a connection in time',
};

/** Node says so when the other side hangs up while encryption is being agreed on. */
const BEFORE_TLS = 'before secure TLS connection was established';

/** The request itself is none that could be sent, such as a token with a line break. */
const NEVER_MADE = new Set(['UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR', 'ERR_INVALID_URL']);

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/**
 * Says in plain words why no answer came.
 *
 * @param error what the HTTP library threw
 * @param host the host that was called, as shown to the user
 */
export function explainConnectionFailure(error: unknown, host: string): Explanation {
	const {
		code = '',
		syscall = '',
		message = '',
	} = (error instanceof ProxyFailure ? error.cause : error) as Thrown;
	if (CERTIFICATE.test(code)) {
		return {
			kind: 'unreachable',
			text: `${host} showed a security certificate that is not trusted (${code})`,
			hint: 'A proxy or firewall may be opening encrypted traffic. Ask your IT team, or correct the Base URL in the credential.',
		};
	}
	if (error instanceof ProxyFailure) return explainProxyFailure({ code, message }, host);
	if (NEVER_MADE.has(code)) {
		return {
			kind: 'invalidAddress',
			text: `the request could not be made: ${message}`,
			hint: 'Nothing was sent. Look in the credential for a token or an address with characters that do not belong there.',
		};
	}
	const neverConnected = syscall === 'connect' || message.includes(BEFORE_TLS) || failedEverywhere(error);
	const reason = NEVER_CONNECTED[code] ?? (neverConnected ? `the connection failed (${code})` : undefined);
	if (reason !== undefined) {
		return {
			kind: 'unreachable',
			text: `${host} could not be reached: ${reason}`,
			hint: 'Nothing was sent. Check the internet connection, the firewall and the proxy of this server, and the Base URL in the credential.',
		};
	}
	return {
		kind: 'interrupted',
		text: `the connection to ${host} broke before a complete answer came${code ? ` (${code})` : ''}`,
		hint: 'Voicenter may have acted on the request. Check there before sending it again.',
	};
}

/** The proxy's number in undici's words for a tunnel that was refused. */
const REFUSED_TUNNEL = /Proxy response \((\d+)\)/;

/** What befell the way to the proxy, or the wish for a tunnel. */
const NO_TUNNEL: Record<string, string> = {
	...NEVER_CONNECTED,
	UND_ERR_SOCKET: 'it closed the connection before there was one',
	ECONNRESET: 'it closed the connection before there was one',
	UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
};

function explainProxyFailure(
	{ code, message }: { code: string; message: string },
	host: string,
): Explanation {
	if (NEVER_MADE.has(code)) {
		return {
			kind: 'invalidAddress',
			text: 'the address of the proxy of this server is none',
			hint: 'Nothing was sent. Correct HTTPS_PROXY or HTTP_PROXY in the environment of n8n, such as http://proxy.example:3128.',
		};
	}
	const status = REFUSED_TUNNEL.exec(message)?.[1];
	if (status === '407') {
		return {
			kind: 'unreachable',
			text: `the proxy would not connect to ${host}: it asks for a username and a password (HTTP 407)`,
			hint: 'Nothing was sent. Ask your IT team for them; they belong in HTTPS_PROXY, such as http://user:password@proxy.example:3128.',
		};
	}
	const reason = NO_TUNNEL[code] ?? (status === undefined ? code : `HTTP ${status}`);
	return {
		kind: 'unreachable',
		text: `the proxy would not connect to ${host}${reason === '' ? '' : `: ${reason}`}`,
		hint: 'Nothing was sent. Ask your IT team to let the proxy of this server (HTTPS_PROXY) reach Voicenter.',
	};
}

/** A host of several addresses: what is thrown holds an error for each, and has itself the code of the first alone. */
function failedEverywhere(error: unknown): boolean {
	return (
		error instanceof AggregateError &&
		error.errors.length > 0 &&
		error.errors.every((one: { syscall?: string }) => one.syscall === 'connect')
	);
}
