import { Agent, fetch as undiciFetch } from 'undici';
import { useSimulator } from '../../useSimulator';
import { any, get, postJson } from './support';

const simulator = useSimulator();

const PATH = '/Comet/api/GetExtensions';
const extensions = () => get(simulator.url + PATH, { code: simulator.account.code, showAll: '1' });

it('spoils as many requests as asked, to that path only', async () => {
	simulator.control.addFault({
		path: PATH.toLowerCase(),
		kind: 'status',
		status: 503,
		body: 'busy',
		times: 2,
	});
	simulator.control.addFault({ path: '/elsewhere', kind: 'status', status: 500 });

	const statuses = [await extensions(), await extensions(), await extensions()].map(({ status }) => status);
	expect(statuses).toEqual([503, 503, 200]);
	expect(simulator.control.faults()).toMatchObject([{ path: '/elsewhere' }]);
});

it('answers with another status before the service sees the request', async () => {
	simulator.control.addFault({ path: '*', kind: 'status', status: 429, headers: { 'retry-after': '1' } });
	const response = await fetch(simulator.url + PATH);
	expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);

	simulator.control.addFault({ path: '*', kind: 'status', status: 502 });
	const request = { code: simulator.account.code, action: 'call', phone: 'SIPSIP1', target: '0501234567' };
	expect((await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, request)).status).toBe(502);
	expect(simulator.control.calls()).toEqual([]);
});

it('delays', async () => {
	simulator.control.addFault({ path: PATH, kind: 'delay', milliseconds: 80 });
	const began = performance.now();
	expect((await extensions()).json()).toMatchObject({ ERR: 0 });
	expect(performance.now() - began).toBeGreaterThanOrEqual(75);
});

it('closes the connection before the answer, although the call was placed', async () => {
	simulator.control.addFault({ path: '/ForwardDialer/click2call.aspx', kind: 'closeBeforeAnswer' });
	const request = { code: simulator.account.code, action: 'call', phone: 'SIPSIP1', target: '0501234567' };

	await expect(postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, request)).rejects.toThrow(
		'fetch failed',
	);
	expect(simulator.control.calls()).toHaveLength(1);
});

it('closes the connection in the middle of the body', async () => {
	simulator.control.addFault({ path: PATH, kind: 'closeMidBody' });
	const response = await fetch(`${simulator.url}${PATH}?code=${simulator.account.code}&showAll=1`);

	expect(response.status).toBe(200);
	await expect(response.text()).rejects.toThrow('terminated');
});

it('sends a body that only a bound on size can refuse', async () => {
	simulator.control.addFault({ path: PATH, kind: 'oversizedBody', bytes: 3_000_000 });
	const answer = await extensions();

	expect(answer.text.length).toBeGreaterThanOrEqual(3_000_000);
	expect(answer.json()).toMatchObject({ ERR: 0 });
});

it('sends garbage', async () => {
	simulator.control.addFault({ path: PATH, kind: 'garbageBody' });
	const answer = await extensions();
	expect(answer.status).toBe(200);
	expect(() => answer.json()).toThrow(SyntaxError);
});

it('puts a blank inside keys', async () => {
	simulator.control.addFault({ path: PATH, kind: 'blankInKeys' });
	expect((await extensions()).json()).toMatchObject({ ' ERR': 0, ' DESC': 'OK' });
});

it('leaves quotes unescaped', async () => {
	simulator.control.addFault({ path: PATH, kind: 'unescapedQuotes' });
	const answer = await extensions();
	expect(answer.text).toContain('"DESC":"OK, should be "ivrid" and "mute" "');
	expect(() => answer.json()).toThrow(SyntaxError);
});

describe('requests received', () => {
	it('are all on record, spoiled and unknown ones too', async () => {
		simulator.control.addFault({ path: PATH, kind: 'status', status: 500 });
		await postJson(`${simulator.url}${PATH}?a=1`, { code: 'x' });
		await get(`${simulator.url}/no/such/service`);

		expect(simulator.control.requests()).toMatchObject([
			{
				at: any(Date),
				method: 'POST',
				path: PATH,
				query: { a: '1' },
				headers: { 'content-type': 'application/json' },
				body: '{"code":"x"}',
				json: { code: 'x' },
				remoteAddress: '127.0.0.1',
			},
			{ method: 'GET', path: '/no/such/service', body: '' },
		]);
		expect(simulator.control.requests(PATH.toUpperCase())).toHaveLength(1);
		simulator.control.clearRequests();
		expect(simulator.control.requests()).toEqual([]);
	});

	it('show by their ports how many connections were used', async () => {
		const oneConnection = new Agent({ connections: 1, pipelining: 1 });
		for (let i = 0; i < 3; i++) {
			const response = await undiciFetch(simulator.url + PATH, { dispatcher: oneConnection });
			await response.text();
		}
		await oneConnection.close();
		expect(new Set(simulator.control.requests().map(({ remotePort }) => remotePort)).size).toBe(1);
	});
});
