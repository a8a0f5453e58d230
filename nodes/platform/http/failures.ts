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
	const reason =
		NEVER_CONNECTED[code] ?? (syscall === 'connect' ? `the connection failed (${code})` : undefined);
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
