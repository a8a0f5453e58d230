/** As Voicenter's servers are reached: encrypted, and through a company's proxy or not. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';

import { type Simulator, startSimulator } from '../../simulator';
import { type Certificates, makeCertificates } from '../../simulator/http/certificates';
import { startProxy, stopServers } from '../../unit/platform/http/servers';
import { joining } from './listener';
import type { Message } from './ownProcess';

let simulator: Simulator;
let certificates: Certificates;
let front: Server;
const sockets = new Set<TLSSocket>();
beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['2.5.1', '4'] });
	certificates = await makeCertificates('localhost');
	// Decrypts for the server that is listed at the moment.
	front = createServer({ key: certificates.key, cert: certificates.cert }, (socket) => {
		const { url = '' } = simulator.control.realTimeServers().find(({ listed }) => listed) ?? {};
		const server = connect(Number(new URL(url).port), '127.0.0.1');
		sockets.add(socket);
		socket.on('error', () => server.destroy()).on('close', () => server.destroy());
		server.on('error', () => socket.destroy()).on('close', () => socket.destroy());
		socket.pipe(server).pipe(socket);
	});
	front.listen(0, '127.0.0.1');
	await once(front, 'listening');
});
afterAll(async () => {
	for (const socket of sockets) socket.destroy();
	front.close();
	await simulator.stop();
	await certificates.remove();
	await stopServers();
});
afterEach(async () => {
	simulator.control.reset();
	await simulator.control.realTimeReady();
});

const host = () => `localhost:${(front.address() as AddressInfo).port}`;

/** What a process of its own hears first when it joins: how the connection is. */
async function firstChange(environment: NodeJS.ProcessEnv): Promise<Message> {
	const { account, login, timings } = joining(simulator, { attemptMs: 10_000 });
	simulator.control.setRealTimeRules({ urlList: [`https://${host()}`] });
	const child = fork(path.join(__dirname, 'ownProcess.ts'), {
		execArgv: ['--import', 'tsx'],
		env: { ...process.env, NO_PROXY: new URL(simulator.url).host, ...environment },
	});
	try {
		child.send({ do: 'join', options: { account, login, timings } });
		for (;;) {
			const [message] = (await once(child, 'message')) as [Message];
			if ('change' in message) return message;
		}
	} finally {
		child.kill('SIGKILL');
	}
}

function listOnly(index: number, door: { blockWebSocket?: boolean } = {}): void {
	for (const [place, { id }] of simulator.control.realTimeServers().entries()) {
		simulator.control.setRealTimeDoor(id, { listed: place === index, ...door });
	}
}

test.each([
	['2.5.1', 'websocket', 'directly'],
	['2.5.1', 'polling', 'through a proxy'],
	['4', 'websocket', 'through a proxy'],
	['4', 'polling', 'directly'],
])('an encrypted server of Socket.IO %s is heard by %s, %s', async (generation, transport, how) => {
	listOnly(generation === '4' ? 1 : 0, { blockWebSocket: transport === 'polling' });
	const proxy = await startProxy();
	const proxies = how === 'directly' ? {} : { HTTPS_PROXY: proxy.url };
	const change = await firstChange({ NODE_EXTRA_CA_CERTS: certificates.caCertificateFile, ...proxies });
	expect(change).toEqual({ change: 'connected' });
	expect(proxy.tunnels.includes(host())).toBe(how !== 'directly');
});

test('a server whose certificate is not trusted is not connected to', async () => {
	listOnly(0);
	expect(await firstChange({})).toEqual({
		change: 'waiting',
		reason: `${host()}: it showed a security certificate that is not trusted (SELF_SIGNED_CERT_IN_CHAIN)`,
	});
});
