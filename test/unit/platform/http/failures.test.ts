import { createServer } from 'node:net';

import { Agent } from 'undici';

import { createHttpClient } from '../../../../nodes/platform/http/client';
import { explainConnectionFailure } from '../../../../nodes/platform/http/failures';
import { ProxyFailure } from '../../../../nodes/platform/http/proxyFailure';

const failed = (code: string, syscall?: string) =>
	Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) });

/** As Node throws it for a host of several addresses. */
const eachFailed = (...errors: Error[]) =>
	Object.assign(new AggregateError(errors), { code: (errors[0] as { code?: string } | undefined)?.code });

describe('a connection that was never made', () => {
	it.each<[string, unknown]>([
		['was refused', failed('ECONNREFUSED', 'connect')],
		['timed out', failed('ETIMEDOUT', 'connect')],
		[
			'timed out at each of the addresses of a host',
			eachFailed(failed('ETIMEDOUT', 'connect'), failed('ENETUNREACH', 'connect')),
		],
	])('because it %s: nothing was sent', (_how, error) => {
		const { kind, hint } = explainConnectionFailure(error, 'api.voicenter.com');
		expect(kind).toBe('unreachable');
		expect(hint).toMatch(/^Nothing was sent\./);
	});

	it('because a firewall hung up before anything was encrypted: nothing was sent', async () => {
		const server = createServer((socket) => socket.once('data', () => socket.destroy()));
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const { port } = server.address() as { port: number };
		const dispatcher = new Agent();
		const client = createHttpClient({ baseUrl: `https://127.0.0.1:${port}`, secrets: [], dispatcher });
		try {
			const request = { operation: 'Click to call', url: 'https://api.voicenter.com/x', json: {} };
			const sending = client.send({ ...request, repeatable: false }, (answer) => answer);
			await expect(sending).rejects.toMatchObject({ kind: 'unreachable' });
		} finally {
			await dispatcher.destroy();
			server.close();
		}
	});
});

describe('a connection that broke', () => {
	it.each<[string, unknown]>([
		['was reset', failed('ECONNRESET', 'read')],
		['was closed', failed('UND_ERR_SOCKET')],
		['broke, and nobody says how', new Error('?')],
		['failed, and nobody says where', eachFailed()],
		[
			'failed in more ways than one',
			eachFailed(failed('ETIMEDOUT', 'connect'), failed('ECONNRESET', 'read')),
		],
	])('because it %s: Voicenter may have acted', (_how, error) => {
		expect(explainConnectionFailure(error, 'api.voicenter.com')).toMatchObject({ kind: 'interrupted' });
	});
});

describe('is told in words', () => {
	const told = (error: unknown) => explainConnectionFailure(error, 'api.voicenter.com');

	it.each([
		...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
		...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('a certificate that is not trusted, with a proxy or without: %s', (code) => {
		for (const error of [failed(code), new ProxyFailure(failed(code))]) {
			expect(told(error)).toMatchObject({
				kind: 'unreachable',
				text: `api.voicenter.com showed a security certificate that is not trusted (${code})`,
				hint: expect.stringMatching(/^A proxy or firewall/) as unknown,
			});
		}
	});

	it.each(['UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR', 'ERR_INVALID_URL'])(
		'a request, or a proxy’s address, that is none: %s',
		(code) => {
			expect(told(failed(code))).toMatchObject({
				kind: 'invalidAddress',
				text: `the request could not be made: ${code}`,
			});
			expect(told(new ProxyFailure(failed(code)))).toMatchObject({
				kind: 'invalidAddress',
				text: 'the address of the proxy of this server is none',
			});
		},
	);

	it.each([
		['ENOTFOUND', 'its name could not be found'],
		['EAI_AGAIN', 'its name could not be looked up'],
		['ECONNREFUSED', 'it refused the connection'],
		['EHOSTUNREACH', 'there is no route to it'],
		['ENETUNREACH', 'there is no route to it'],
		['UND_ERR_CONNECT_TIMEOUT', 'it did not accept a connection in time'],
	])('where nobody was reached: %s', (code, reason) => {
		expect(told(failed(code)).text).toBe(`api.voicenter.com could not be reached: ${reason}`);
		expect(told(new ProxyFailure(failed(code))).text).toBe(
			`the proxy would not connect to api.voicenter.com: ${reason}`,
		);
	});

	it.each([
		['UND_ERR_SOCKET', ': it closed the connection before there was one'],
		['ECONNRESET', ': it closed the connection before there was one'],
		['UND_ERR_HEADERS_TIMEOUT', ': it did not answer in time'],
		['EPROTO', ': EPROTO'],
		['', ''],
	])('what befell the way through a proxy: %s', (code, reason) => {
		expect(told(new ProxyFailure(failed(code)))).toMatchObject({
			kind: 'unreachable',
			text: `the proxy would not connect to api.voicenter.com${reason}`,
		});
	});

	it('which way a connection broke, where that is known', () => {
		expect(told(failed('EPIPE')).text).toMatch(/complete answer came \(EPIPE\)$/);
		expect(told(new Error('?')).text).toMatch(/complete answer came$/);
		expect(told(failed('EPROTO', 'connect')).text).toMatch(/: the connection failed \(EPROTO\)$/);
	});
});
