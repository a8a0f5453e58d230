import { startSimulator } from '../../simulator';
import { useSimulator } from '../../useSimulator';
import { any, get, postJson, startReceiver } from './support';

const simulator = useSimulator();

const post = (path: string, body: unknown = '') => postJson(`${simulator.url}/control${path}`, body);
const put = (path: string, body: unknown) => postJson(`${simulator.url}/control${path}`, body, 'PUT');
const remove = (path: string) => fetch(`${simulator.url}/control${path}`, { method: 'DELETE' });
const read = (path: string) => get(`${simulator.url}/control${path}`);

it('explains itself', async () => {
	const help = await read('');
	expect(help.type).toBe('text/plain; charset=utf-8');
	for (const path of [
		'calls/incoming',
		'cdr/target',
		'cdr/deliveries',
		'extensions/SIPSIP1',
		'faults',
		'reset',
	]) {
		expect(help.text).toContain(`curl`);
		expect(help.text).toContain(`${simulator.url}/control/${path}`);
	}
});

it('every curl line of the help that sends JSON is a command that works', async () => {
	const help = (await read('')).text;
	const examples = [...help.matchAll(/curl (?:-X (PUT|POST) )?\S+\/control(\S+) -d '(.+)'/g)];
	expect(examples.length).toBeGreaterThan(8);
	for (const [, method = 'POST', path = '', body = ''] of examples) {
		const answer = await postJson(`${simulator.url}/control${path}`, body, method);
		expect([path, answer.status, answer.text]).toEqual([path, 200, any(String)]);
	}
});

it('plays calls and shows what became of their records', async () => {
	const receiver = await startReceiver({ body: '{"err":0,"errdesc":"OK"}' });
	await put('/cdr/target', { url: receiver.url, format: 'json' });
	const played = await post('/calls/incoming', {
		queue: 'sales',
		outcome: 'abandoned',
		waitSeconds: 42,
		caller: '0501234567',
	});
	const { callId } = played.json();
	await simulator.control.cdrAcknowledged(String(callId));

	expect((await read('/cdr/deliveries')).json()).toMatchObject([{ callId, attempt: 1, acknowledged: true }]);
	expect((await read('/cdr/records')).json()).toMatchObject([{ ivruniqueid: callId, status: 'ABANDONE' }]);
	await receiver.stop();
});

it('steers click-to-calls', async () => {
	const placed = await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
		code: simulator.account.code,
		action: 'call',
		phone: 'SIPSIP1',
		target: '0501234567',
		format: 'JSON',
	});
	const callId = String(placed.json().CALLID);

	expect((await post(`/calls/${callId}/answer`)).json()).toMatchObject({ callId, state: 'active' });
	expect((await post(`/calls/${callId}/hangup`)).json()).toMatchObject({ callId, state: 'ended' });
	expect((await read('/calls')).json()).toMatchObject([{ callId, state: 'ended' }]);
	expect((await put('/auto-answer', { outcome: 'targetBusy' })).status).toBe(200);
	expect((await remove('/auto-answer')).status).toBe(200);
});

it('changes extensions and the allow-list', async () => {
	const changed = await put('/extensions/SIPSIP1', { online: false, blocked: true });
	expect(changed.json()).toMatchObject({ sip: 'SIPSIP1', online: false, connected: false, blocked: true });
	await put('/allowlist', { addresses: 'nobody' });

	expect((await read('/account')).json()).toMatchObject({ extensions: [{ online: false }, {}, {}] });
	expect((await get(`${simulator.url}/Comet/api/GetExtensions`)).json()).toMatchObject({ ERR: 1 });
});

it('shows and forgets requests; its own are not among them', async () => {
	await get(`${simulator.url}/Comet/api/GetExtensions`, { code: 'x' });
	expect((await read('/requests')).json()).toMatchObject([
		{ path: '/Comet/api/GetExtensions', query: { code: 'x' } },
	]);
	await remove('/requests');
	expect((await read('/requests')).json()).toEqual([]);
});

it('adds and removes faults', async () => {
	await post('/faults', { path: '/Comet/api/GetExtensions', kind: 'garbageBody' });
	expect((await read('/faults')).json()).toMatchObject([{ kind: 'garbageBody', times: 1 }]);
	await remove('/faults');
	expect((await read('/faults')).json()).toEqual([]);
});

it.each([
	'/blacklist',
	'/dialer/campaigns',
	'/dialer/targets?campaign=VCsimIvrCampaign1aBcDeFgHiJkLmNo',
	'/queues/callers',
	'/call-log/arrivals',
	'/call-log/records?from=2026-01-01',
	'/agents',
])('shows %s: nothing yet, or the seed', async (path) => {
	const answer = await read(path);
	expect([answer.status, Array.isArray(answer.json())]).toEqual([200, true]);
});

it('shows what was added to the dialer, and how often the same', async () => {
	const [campaign] = simulator.control.campaigns();
	const target = { Campaign: campaign?.code, Target: '0501234567' };
	await postJson(`${simulator.url}/ForwardDialer/Dialer/AddCallsBulk`, [target, target]);
	expect((await read('/dialer/additions')).json()).toMatchObject({
		count: 2,
		differentPhones: 1,
		targets: [{}, {}],
	});
});

it('waits, answers and hangs up live calls', async () => {
	const { callId } = (await post('/queues/callers', { queue: 'sales' })).json();
	await remove(`/queues/callers/${String(callId)}`);
	await post('/calls/live', { callId, state: 'ringing' });
	await post(`/calls/${String(callId)}/answer`);
	await post(`/calls/${String(callId)}/hangup`);
	expect((await read('/call-log/records')).json()).toMatchObject([{ CallID: callId, DialStatus: 'ANSWER' }]);
});

it('counts connections', async () => {
	expect((await read('/connections')).json()).toEqual({
		opened: any(Number),
		open: any(Number),
		mostOpen: any(Number),
	});
	expect((await remove('/connections')).status).toBe(200);
});

it('resets everything', async () => {
	await put('/extensions/SIPSIP1', { blocked: true });
	await put('/allowlist', { addresses: [] });
	await put('/cdr/target', { url: 'http://127.0.0.1:9/' });
	await post('/calls/outgoing');
	await post('/reset');

	expect(simulator.account.extensions[0]).toMatchObject({ blocked: false });
	expect(simulator.control.cdrTarget()).toBeNull();
	expect(simulator.control.cdrRecords()).toEqual([]);
	expect(
		(await get(`${simulator.url}/Comet/api/GetExtensions`, { code: simulator.account.code })).json(),
	).toMatchObject({ ERR: 0 });
});

it.each([
	['POST', '/calls/incoming', '{"queue":', 'The body is not JSON'],
	['POST', '/calls/incoming', '{"queue":"sales"}', 'outcome: '],
	['POST', '/calls/incoming', '{"outcome":"missed","waitSecs":4}', 'waitSecs'],
	['POST', '/calls/outgoing', '{"extension":"nobody"}', 'there is no nobody'],
	['PUT', '/cdr/target', '{"url":"ftp://x"}', 'url: must be an http or https address'],
	['PUT', '/cdr/target', '{"url":"http://x","format":"csv"}', 'format: '],
	['PUT', '/extensions/SIPSIP9', '{"online":true}', 'There is no extension SIPSIP9'],
	['PUT', '/extensions/SIPSIP1', '{"online":"no"}', 'online: '],
	['PUT', '/allowlist', '{"addresses":"some"}', 'the allow-list is "everyone", "nobody", or a list'],
	['POST', '/calls/123/hangup', '', 'There is no call 123'],
	['POST', '/cdr', '{"record":{}}', 'set a CDR target first'],
	['POST', '/faults', '{"path":"*","kind":"fire"}', 'kind: '],
	['PUT', '/blacklist/trouble', '{"phones":"050"}', 'phones: '],
	['POST', '/dialer/campaigns', '{"name":"x","kind":"robot"}', 'kind: '],
	['PUT', '/dialer/rules', '{"code":true}', 'code'],
	['POST', '/calls/live', '{"extension":"nobody"}', 'there is no nobody'],
	['DELETE', '/queues/callers/123', '', 'No call 123 waits'],
	['PUT', '/mute/convention', '{"convention":"both"}', 'the convention is "zeroMutes" or "oneMutes"'],
	['PUT', '/mute/effect', '{"delay":1}', 'delay'],
	['POST', '/call-log/seed', '{"count":1,"from":"soon","to":"later"}', 'is no time in ISO 8601'],
	['POST', '/call-log/records', '{"CallID":"x"}', 'expected array'],
	['PUT', '/call-log/rules', '{"cut":"never"}', 'cut: '],
	['PUT', '/recordings/rules', '{"bytes":0}', 'bytes: '],
	['PUT', '/agents/statuses', '[]', '1'],
	['PUT', '/insights/quota', '{"requests":-1}', 'requests: '],
])('%s %s %s is refused in plain words', async (method, path, body, text) => {
	const answer = await postJson(`${simulator.url}/control${path}`, body, method);
	expect(answer.status).toBe(400);
	expect(answer.json().error).toContain(text);
});

it('takes the port it is given, and frees it', async () => {
	const first = await startSimulator();
	const port = Number(new URL(first.url).port);
	await first.stop();
	const second = await startSimulator({ port });
	expect(second.url).toBe(`http://127.0.0.1:${port}`);
	await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE');
	await second.stop();
});
