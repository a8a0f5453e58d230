import { createServer } from 'node:net';

import { Agent } from 'undici';

import { createHttpClient } from '../../../../nodes/platform/http/client';
import { explainConnectionFailure } from '../../../../nodes/platform/http/failures';

const failed = (code: string, syscall?: string) =>
	Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) });

/** As Node throws it for a host of several addresses. */
const eachFailed = (...errors: Error[]) =>
	Object.assign(new AggregateError(errors), { code: (errors[0] as { code?: string }).code });

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
		[
			'failed in more ways than one',
			eachFailed(failed('ETIMEDOUT', 'connect'), failed('ECONNRESET', 'read')),
		],
	])('because it %s: Voicenter may have acted', (_how, error) => {
		expect(explainConnectionFailure(error, 'api.voicenter.com')).toMatchObject({ kind: 'interrupted' });
	});
});
