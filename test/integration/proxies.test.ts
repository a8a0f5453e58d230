/** The real-time login and recordings behind a proxy that is in trouble: they end, and it is asked a handful of times. */
import type { HttpClient } from '../../nodes/platform/http/client';
import type { VoicenterError } from '../../nodes/platform/http/errors';
import { removeForeignVariables } from '../foreignVariables';
import { type ProxyTrouble, startProxy, stopServers, type TestProxy } from '../unit/platform/http/servers';

beforeEach(() => removeForeignVariables(process.env));
afterEach(stopServers);

type Deed = (http: HttpClient) => Promise<unknown>;

const DEEDS: [string, Deed][] = [
	[
		'the real-time login',
		async (http) => {
			const { logIn } = await import('../../nodes/platform/realtime/login');
			return await logIn(http, { by: 'token', token: 'a-token' });
		},
	],
	[
		'a recording',
		async (http) => {
			const { downloadRecording } = await import('../../nodes/platform/services/recordings');
			return await downloadRecording(
				{ account: { code: 'a-code' }, http, log: () => undefined },
				{
					recordingUrl:
						'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/202205181005020246363e832.mp3',
				},
				() => Promise.reject(new Error('There was a recording')),
			);
		},
	],
];

const TROUBLES: [string, ProxyTrouble][] = [
	['accepts and hangs up', 'hangsUp'],
	['says nothing', 'saysNothing'],
	['wants a password', 407],
	['cannot go on', 502],
	['breaks in the tunnel', 'breaks'],
];

/** A request is tried four times when nothing of it was sent. */
const ATTEMPTS = 4;

interface Attempt {
	failure: Promise<VoicenterError>;
	proxy: TestProxy;
}

/** Does it in a process that has just started behind such a proxy. Where only the deadline ends it, that is soon over. */
async function doBehind(trouble: ProxyTrouble, deed: Deed, signal?: AbortSignal): Promise<Attempt> {
	const proxy = await startProxy(trouble);
	process.env['HTTPS_PROXY'] = proxy.url;
	jest.resetModules();
	const { createHttpClient } = await import('../../nodes/platform/http/client');
	const http = createHttpClient({ secrets: [], signal });
	const soon = <Request extends { deadlineMs?: number | undefined }>(request: Request): Request => {
		// Only one that has a deadline has it sooner.
		expect(request.deadlineMs).toBeGreaterThan(0);
		return { ...request, deadlineMs: trouble === 'saysNothing' && !signal ? 200 : request.deadlineMs };
	};
	const impatient: HttpClient = {
		...http,
		send: (request, read) => http.send(soon(request), read),
		stream: (request, read) => http.stream(soon(request), read),
	};
	const failure = deed(impatient).then(
		() => {
			throw new Error('It was done');
		},
		(error: unknown) => error as VoicenterError,
	);
	return { failure, proxy };
}

describe.each(DEEDS)('%s, behind a proxy', (_what, deed) => {
	it.each(TROUBLES)(
		'that %s, ends as an outage, or at its deadline',
		async (_trouble, trouble) => {
			const { failure, proxy } = await doBehind(trouble, deed);
			expect(await failure).toMatchObject({
				name: 'VoicenterError',
				kind: trouble === 'saysNothing' ? 'timeout' : 'unreachable',
			});
			expect(proxy.connections()).toBeGreaterThan(0);
			expect(proxy.connections()).toBeLessThanOrEqual(ATTEMPTS);
			expect(new Set(proxy.tunnels).size).toBe(1);
		},
		20_000,
	);

	it.each(TROUBLES)('that %s, is stopped', async (_trouble, trouble) => {
		const stop = new AbortController();
		const { failure, proxy } = await doBehind(trouble, deed, stop.signal);
		while (proxy.connections() === 0) await new Promise((later) => setTimeout(later, 5));
		stop.abort();
		expect(await failure).toMatchObject({ kind: 'cancelled' });
		expect(proxy.connections()).toBeLessThanOrEqual(1);
	});
});
