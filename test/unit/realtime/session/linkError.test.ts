import {
	readConnectError,
	readDisconnect,
	readServerError,
} from '../../../../nodes/platform/realtime/connection/linkError';

const transport = (description: unknown) =>
	Object.assign(new Error('websocket error'), { type: 'TransportError', description });
const broken = (code: string) => ({ error: Object.assign(new Error(code), { code }), message: code });

test.each([
	['refused', transport(broken('ECONNREFUSED')), 'down', 'it refused the connection'],
	['unknown', transport(broken('ENOTFOUND')), 'down', 'its name could not be found'],
	[
		'of several addresses',
		transport({ error: { errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] } }),
		'down',
		'it refused the connection',
	],
	[
		'with a certificate of its own',
		transport(broken('DEPTH_ZERO_SELF_SIGNED_CERT')),
		'down',
		'it showed a security certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
	],
	['that resets', transport(broken('ECONNRESET')), 'failed', 'the connection broke (ECONNRESET)'],
	[
		'that answers a WebSocket with a status',
		transport({ message: 'Unexpected server response: 502' }),
		'failed',
		'it answered with HTTP status 502',
	],
	['that answers a poll with a status', transport(400), 'failed', 'it answered with HTTP status 400'],
	[
		'of the older protocol',
		new Error('It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client'),
		'otherGeneration',
		'it speaks another version of Socket.IO',
	],
	[
		'that says no to the newer client',
		Object.assign(new Error('secret-token is not valid'), { data: undefined }),
		'tokenRejected',
		'it did not let us in',
	],
	['that makes no sense', new Error('server error'), 'failed', 'the connection broke'],
	['that says nothing', undefined, 'failed', 'the connection broke'],
] as const)('a server %s', (_what, error, kind, message) => {
	expect(readConnectError(error)).toMatchObject({ kind, message });
});

test.each([
	[
		'what a server says to the older client',
		'secret-token is not valid',
		'tokenRejected',
		'it did not let us in',
	],
	[
		'trouble of the connection',
		transport(broken('ECONNRESET')),
		'failed',
		'the connection broke (ECONNRESET)',
	],
])('%s', (_what, error, kind, message) => {
	expect(readServerError(error)).toMatchObject({ kind, message });
});

test.each([
	['io server disconnect', 'the server ended the connection'],
	['ping timeout', 'the server fell silent'],
	['transport close', 'the connection broke'],
	['transport error', 'the connection broke'],
])('a connection that ends with "%s"', (reason, message) => {
	expect(readDisconnect(reason)).toMatchObject({ kind: 'lost', message });
});
