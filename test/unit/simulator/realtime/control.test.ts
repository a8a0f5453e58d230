import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Agent, request } from 'undici';
import { startSimulator } from '../../../simulator';
import { get, matching, postJson } from '../support';
import { eventually, type Fields, logIn, story, TestClient, type Ticket, TRANSPORTS } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen } = scene;

describe('over HTTP', () => {
	it('plays, steps, streams and tells what was delivered', async () => {
		const client = await listen();
		const path = `${scene.simulator.url}/control/real-time`;
		const started = (await postJson(`${path}/plays`, { kind: 'incomingCall', stepByStep: true })).json();
		expect(started).toMatchObject({ remaining: ['ring', 'answer', 'hangUp'] });
		const id = String(started['id']);
		expect((await postJson(`${path}/plays/${id}/step`, {})).json()).toMatchObject({
			remaining: ['answer', 'hangUp'],
		});
		expect((await postJson(`${path}/plays/${id}/finish`, {})).json()).toMatchObject({ remaining: [] });
		await client.until(() => story(client).length === 3);
		const deliveries = (await get(`${path}/deliveries`)).json() as unknown as Fields[];
		expect(deliveries.slice(-3)).toMatchObject(
			['NEWCALL', 'ANSWER', 'HANGUP'].map((reason) => ({
				reason,
				callId: started['callId'],
				serverId: 'rt1',
			})),
		);
		expect((await get(`${scene.simulator.url}/control`)).text).toContain('/control/real-time/plays');
	});

	it('says what is wrong with a command', async () => {
		const path = `${scene.simulator.url}/control/real-time`;
		for (const [body, complaint] of [
			[{ kind: 'queueCall', queue: 'nowhere' }, /queue: there is no "nowhere"/],
			[{ kind: 'incomingCall', phones: ['SIPSIP99'] }, /no extension SIPSIP99/],
			[{ kind: 'incomingCall', answeredBy: 'SIPSIP2' }, /answeredBy/],
			[{ kind: 'agentStatus', status: 99 }, /status/],
			[{ kind: 'nothing' }, /kind/],
		] as const) {
			const answer = await postJson(`${path}/plays`, body);
			expect([answer.status, answer.json()['error']]).toEqual([400, matching(complaint)]);
		}
		const answer = await postJson(`${path}/servers/rt99/kill`, {});
		expect([answer.status, answer.json()['error']]).toEqual([400, matching(/no real-time server rt99/)]);
	});
});

describe('a stream', () => {
	it('sends as many as told, and notes those on the extension', async () => {
		const client = await listen();
		const stream = scene.simulator.control.streamRealTime({
			perSecond: 2000,
			seconds: 0.5,
			matchEvery: 100,
			extension: 'SIPSIP2',
			queue: 'sales',
			others: 7,
		});
		expect(await stream.done).toEqual({ running: false, sent: 1000, matching: 10 });
		await client.until(() => client.of('ExtensionEvent').length === 1000);
		const wanted = extensionData(client).filter(({ extenUser }) => extenUser === 'SIPSIP2');
		expect(wanted).toHaveLength(10);
		for (const one of wanted) expect(one).toMatchObject({ currentCall: { queueID: 123456789 } });
		const ids = extensionData(client).map(({ currentCall }) => (currentCall as Fields)['ivrid']);
		expect(new Set(ids).size).toBe(1000);
		for (const id of ids) expect(id).toEqual(matching(/^\d{32}$/));
		expect(new Set(extensionData(client).map(({ extenUser }) => extenUser)).size).toBeGreaterThan(2);
		expect(
			scene.simulator.control
				.realTimeDeliveries()
				.flatMap(({ name, callId }) => (name === 'ExtensionEvent' ? [callId] : [])),
		).toEqual(wanted.map(({ currentCall }) => (currentCall as Fields)['ivrid']));
	});

	it('ends when told, and at a reset', async () => {
		const stream = scene.simulator.control.streamRealTime({ seconds: 60 });
		await eventually(() => (scene.simulator.control.realTimeStream()?.sent ?? 0) > 0);
		scene.simulator.control.stopRealTimeStream();
		expect(await stream.done).toMatchObject({ running: false });
		const next = scene.simulator.control.streamRealTime({ seconds: 60 });
		scene.simulator.control.reset();
		expect(await next.done).toMatchObject({ running: false });
	});
});

describe('the whole simulator', () => {
	const answers = () =>
		fetch(scene.simulator.url).then(
			() => true,
			() => false,
		);

	it('may be unplugged for a while: nothing answers, the servers go on, nothing is forgotten', async () => {
		const client = await listen();
		const { Token } = await logIn(scene.simulator);
		const back = scene.simulator.control.unplug(300);
		expect(await answers()).toBe(false);
		scene.simulator.control.playRealTime({ kind: 'agentStatus' });
		await client.until(() => client.of('ExtensionEvent').length === 1);

		await back;
		expect(await answers()).toBe(true);
		const again = new TestClient((await logIn(scene.simulator)).Url, Token);
		await again.loggedIn();
		again.close();
	});

	it('is plugged in again by a reset', async () => {
		const back = scene.simulator.control.unplug(60_000);
		scene.simulator.control.reset();
		await back;
		expect(await answers()).toBe(true);
	});

	it('is unplugged over HTTP once it has said so', async () => {
		const told = await postJson(`${scene.simulator.url}/control/unplug?milliseconds=1000`, {});
		expect(told.status).toBe(200);
		await eventually(async () => !(await answers()));
		await eventually(answers);
	});

	it('stops while it is unplugged', async () => {
		const own = await startSimulator();
		const back = own.control.unplug(60_000);
		await own.stop();
		await back;
		await expect(fetch(own.url)).rejects.toThrow();
	});

	it('has a port that systems give to nobody, so that it is still free when it is plugged in again', () => {
		expect(Number(new URL(scene.simulator.url).port)).toBeLessThan(32_768);
	});

	it('whose port somebody has taken says so, and stops', async () => {
		const own = await startSimulator();
		const port = Number(new URL(own.url).port);
		const back = own.control.unplug(100);
		const thief = createServer();
		await new Promise<void>((taken) => thief.listen(port, '127.0.0.1', taken));
		await expect(back).rejects.toThrow(`port ${port} is taken`);
		await own.stop();
		await new Promise((closed) => thief.close(closed));
	}, 20_000);

	it('has https servers when it is https itself', async () => {
		const own = await startSimulator({ tls: true, realTime: ['1.4.8', '2.5.1', '4'] });
		const ca = readFileSync(own.caCertificateFile ?? '', 'utf8');
		const dispatcher = new Agent({ connect: { ca } });
		const response = await request(`${own.url}/monitorAPI/Login/Token`, {
			method: 'POST',
			body: JSON.stringify({ token: own.account.realTime.token }),
			dispatcher,
		});
		const { Data } = (await response.body.json()) as { Data: { Socket: Ticket } };
		for (const [index, url] of Data.Socket.URLList.entries()) {
			expect(url).toMatch(/^https:/);
			for (const transport of TRANSPORTS) {
				const client = index === 2 ? '4' : '2.5.0';
				const options = { client, transports: [transport], ca } as const;
				const [inside, frozen] = [1, 2].map(() => new TestClient(url, Data.Socket.Token, options));
				await Promise.all([inside?.loggedIn(), frozen?.loggedIn()]);
				const id = own.control.realTimeServers()[index]?.id ?? '';
				own.control.freezeRealTimeServer(id);
				frozen?.close();
				await own.control.thawRealTimeServer(id);
				own.control.emitRealTime('ExtensionEvent', { data: {} });
				await inside?.until(() => inside.of('ExtensionEvent').length === 1);
				await own.control.killRealTimeServer(id);
				await inside?.until(() => !inside.connected);
				await own.control.reviveRealTimeServer(id);
			}
		}
		await dispatcher.close();
		await own.stop();
	});
});

describe('the end', () => {
	it('leaves no connection, no port and no timer', async () => {
		const kinds = () =>
			process
				.getActiveResourcesInfo()
				.filter((kind) => ['TCPServerWrap', 'TCPSocketWrap', 'Timeout'].includes(kind))
				.sort();
		const before = kinds();
		const own = await startSimulator({ realTime: ['1.4.8', '2.5.1', '4'] });
		const { URLList, Token } = await logIn(own);
		const open = URLList.flatMap((url, index) =>
			(['websocket', 'polling'] as const).flatMap((transport) =>
				[Token, 'wrong'].map((token) => {
					const client = index === 2 ? '4' : '2.5.0';
					return new TestClient(url, token, { client, transports: [transport] });
				}),
			),
		);
		await eventually(() => open.every(({ fate }) => fate.length > 0));
		const [first] = own.control.realTimeServers();
		own.control.freezeRealTimeServer(first?.id ?? '');
		own.control.playRealTime({ kind: 'incomingCall', paceMs: 50 });
		own.control.streamRealTime({ seconds: 60 });

		await own.stop();
		for (const client of open) client.close();
		await eventually(() => kinds().length <= before.length);
	});
});
