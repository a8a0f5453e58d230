/** The TCP connections of a link. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { once } from 'node:events';

import { HttpsProxyAgent } from 'https-proxy-agent';

import { trackedAgent } from '../../../../nodes/platform/realtime/connection/agent';
import { startServer, stopServers } from '../../platform/http/servers';

afterEach(stopServers);

async function stage() {
	const { url } = await startServer((_number, _request, response) => response.end());
	const { hostname: host, port } = new URL(url);
	const tracked = await trackedAgent(new URL(url));
	const connect = () => {
		const connection = tracked.agent.createConnection({ host, port: Number(port) });
		if (!connection) throw new Error('no connection');
		return connection;
	};
	return { ...tracked, connect };
}
/** Whether a promise is settled by now. */
const isSettled = (promise: Promise<unknown>) =>
	Promise.race([promise.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

it('is closed when the last of its connections is', async () => {
	const { connect, closed, destroy } = await stage();
	expect(await isSettled(closed())).toBe(true);
	const [one, other] = [connect(), connect()];
	await Promise.all([once(one, 'connect'), once(other, 'connect')]);
	const all = [closed(), closed()];
	one.destroy();
	await once(one, 'close');
	expect(await isSettled(Promise.race(all))).toBe(false);
	other.destroy();
	await Promise.all(all);
	await closed();
	destroy();
});

it('destroyed, it closes every connection, and whatever comes later', async () => {
	const { connect, closed, destroy } = await stage();
	const one = connect();
	await once(one, 'connect');
	destroy();
	expect(one.destroyed).toBe(true);
	await closed();
	const late = connect();
	expect(late.destroyed).toBe(true);
	await closed();
});

describe('through a proxy', () => {
	const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const;
	afterEach(() => names.forEach((name) => Reflect.deleteProperty(process.env, name)));

	it.each<[string, Partial<Record<(typeof names)[number], string>>, unknown]>([
		['http://one.test', {}, HttpAgent],
		['https://one.test', {}, HttpsAgent],
		['http://one.test', { HTTP_PROXY: 'http://127.0.0.1:9' }, HttpsProxyAgent],
		['https://one.test', { HTTPS_PROXY: 'http://127.0.0.1:9' }, HttpsProxyAgent],
		['https://one.test', { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'one.test' }, HttpsAgent],
	])('%s with %j', async (server, environment, kind) => {
		Object.assign(process.env, environment);
		const { agent, destroy } = await trackedAgent(new URL(server));
		expect(agent.constructor).toBe(kind);
		destroy();
	});
});
