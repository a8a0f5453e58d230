import type { FailureKind } from './errors';

interface Explanation {
	kind: FailureKind;
	text: string;
	hint: string;
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
	} = error as { code?: string; syscall?: string; message?: string };
	if (CERTIFICATE.test(code)) {
		return {
			kind: 'unreachable',
			text: `${host} showed a security certificate that is not trusted (${code})`,
			hint: 'A proxy or firewall may be opening encrypted traffic. Ask your IT team, or correct the Base URL in the credential.',
		};
	}
	if (message.includes('HTTP Tunneling')) {
		return {
			kind: 'unreachable',
			text: `the proxy would not connect to ${host}`,
			hint: 'Nothing was sent. Ask your IT team to let the proxy of this server reach Voicenter.',
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

/** A host of several addresses: what is thrown holds an error for each, and has itself the code of the first alone. */
function failedEverywhere(error: unknown): boolean {
	return (
		error instanceof AggregateError &&
		error.errors.length > 0 &&
		error.errors.every((one: { syscall?: string }) => one.syscall === 'connect')
	);
}
