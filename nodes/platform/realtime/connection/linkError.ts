/** Why a connection could not be made, or ended. */

/**
 * - `down`: nobody is there, or cannot be reached; another way of connecting would not help
 * - `otherGeneration`: somebody is there who speaks the other protocol
 * - `failed`: it did not work this way; another way may
 * - `silent`: no answer in time
 * - `tokenRejected`: the server is well, and does not take the token
 * - `lost`: it worked until now
 * - `cancelled`: the session was closed meanwhile
 */
export type LinkFailure =
	'down' | 'otherGeneration' | 'failed' | 'silent' | 'tokenRejected' | 'lost' | 'cancelled';

/** The message is in plain words and quotes nothing that could hold a token. */
export class LinkError extends Error {
	override readonly name = 'LinkError';

	constructor(
		readonly kind: LinkFailure,
		message: string,
	) {
		super(message);
	}
}

const DOWN: Record<string, string> = {
	ECONNREFUSED: 'it refused the connection',
	ENOTFOUND: 'its name could not be found',
	EAI_AGAIN: 'its name could not be looked up',
	EHOSTUNREACH: 'there is no route to it',
	ENETUNREACH: 'there is no route to it',
	ETIMEDOUT: 'it did not accept a connection in time',
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/**
 * Reads what a client says when it could not connect.
 *
 * @param error a TransportError of the engine below, an Error of the client itself, or what the server gave as its reason
 */
export function readConnectError(error: unknown): LinkError {
	const message = textOf(error);
	if (/server in v2\.x with a v3\.x client|Unsupported protocol version/i.test(message)) {
		return new LinkError('otherGeneration', 'it speaks another version of Socket.IO');
	}
	// The newer client gives so what a server says that does not let us in; `data` is what the server adds.
	if (isObject(error) && 'data' in error) return notLetIn();
	const description = isObject(error) ? error['description'] : undefined;
	const code = codeOf(description);
	if (DOWN[code]) return new LinkError('down', DOWN[code]);
	if (CERTIFICATE.test(code)) {
		return new LinkError('down', `it showed a security certificate that is not trusted (${code})`);
	}
	const status = /Unexpected server response: (\d+)/.exec(textOf(description))?.[1] ?? statusOf(description);
	if (status !== undefined) return new LinkError('failed', `it answered with HTTP status ${status}`);
	return new LinkError('failed', `the connection broke${code ? ` (${code})` : ''}`);
}

/** Reads what the older client gives when the server does not let us in, and when the engine below has trouble. */
export function readServerError(error: unknown): LinkError {
	return isObject(error) && error['type'] === 'TransportError' ? readConnectError(error) : notLetIn();
}

function notLetIn(): LinkError {
	return new LinkError('tokenRejected', 'it did not let us in');
}

/**
 * Reads the `errorCode` of what a server says. It may be anything, and nothing but a number is quoted: a text may hold
 * the token.
 *
 * @returns the error in words; nothing when there is none
 */
export function readErrorCode(payload: unknown): string | undefined {
	const { errorCode } = (payload ?? {}) as { errorCode?: unknown };
	if (errorCode === undefined || errorCode === null) return undefined;
	const number = typeof errorCode === 'object' ? Number.NaN : Number(errorCode);
	if (number === 0) return undefined;
	return Number.isNaN(number) ? 'error' : `error ${number}`;
}

const ENDS: Record<string, string> = {
	'io server disconnect': 'the server ended the connection',
	'ping timeout': 'the server fell silent',
};

/** Reads why a client says that a connection which had worked is gone. */
export const readDisconnect = (reason: unknown) =>
	new LinkError('lost', ENDS[String(reason)] ?? 'the connection broke');

function codeOf(description: unknown): string {
	if (!isObject(description)) return '';
	const inner = isObject(description['error']) ? description['error'] : description;
	// Where a name has several addresses, each has an error of its own.
	const first = Array.isArray(inner['errors']) ? (inner['errors'][0] as unknown) : inner;
	const code = isObject(first) ? (first['code'] ?? inner['code']) : undefined;
	return typeof code === 'string' ? code : '';
}

function statusOf(description: unknown): string | undefined {
	return typeof description === 'number' && description > 0 ? String(description) : undefined;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (!isObject(value)) return '';
	return typeof value['message'] === 'string' ? value['message'] : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
