import {
	readConnectError,
	readDisconnect,
	readErrorCode,
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
	['whose name is not looked up', transport(broken('EAI_AGAIN')), 'down', 'its name could not be looked up'],
	['that no way leads to', transport(broken('EHOSTUNREACH')), 'down', 'there is no route to it'],
	['in a net that none leads to', transport(broken('ENETUNREACH')), 'down', 'there is no route to it'],
	['that never accepts', transport(broken('ETIMEDOUT')), 'down', 'it did not accept a connection in time'],
	['that says it without more', transport({ code: 'ECONNREFUSED' }), 'down', 'it refused the connection'],
	[
		'of several addresses, the first of which says nothing',
		transport({ error: { errors: [{}], code: 'ENOTFOUND' } }),
		'down',
		'its name could not be found',
	],
	['with none of them', transport({ error: { errors: [] } }), 'failed', 'the connection broke'],
	['with a code that is none', transport({ code: 5 }), 'failed', 'the connection broke'],
	...['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'].map(
		(code) =>
			[
				`with a certificate that is not right: ${code}`,
				transport(broken(code)),
				'down',
				`it showed a security certificate that is not trusted (${code})`,
			] as const,
	),
	['that answers with no status', transport(0), 'failed', 'the connection broke'],
	[
		'that says so as a text',
		transport('Unexpected server response: 503'),
		'failed',
		'it answered with HTTP status 503',
	],
	[
		'of no protocol',
		{ message: 'Unsupported protocol version' },
		'otherGeneration',
		'it speaks another version of Socket.IO',
	],
	[
		'that says it in a word',
		'unsupported protocol version',
		'otherGeneration',
		'it speaks another version of Socket.IO',
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

test.each([
	[undefined, undefined],
	[null, undefined],
	['x', undefined],
	[{}, undefined],
	[{ errorCode: null }, undefined],
	[{ errorCode: 0 }, undefined],
	[{ errorCode: '0' }, undefined],
	[{ errorCode: false }, undefined],
	[{ errorCode: '' }, undefined],
	[{ errorCode: 7 }, 'error 7'],
	[{ errorCode: '401' }, 'error 401'],
	[{ errorCode: 'a-token' }, 'error'],
	[{ errorCode: [] }, 'error'],
])('the error of %j is %s', (payload, expected) => {
	expect(readErrorCode(payload)).toBe(expected);
});
