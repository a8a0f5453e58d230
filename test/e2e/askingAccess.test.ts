import { itemsOf } from '../n8n/api';
import {
	activateAsking,
	ask,
	type AskingWorkflow,
	end,
	fail,
	layerRequest,
	respond,
	wait,
} from './askingWorkflow';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const TO_LAYER_7 = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 };

let stage: Stage;

beforeAll(async () => {
	stage = await setStage('tarball', { N8N_PROXY_HOPS: '1' });
});
afterAll(() => stage.close());

const layer = (parameters: object = {}) => ({ node: 'voicenterExternalLayerTrigger', parameters });
const goToLayer = () =>
	respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options: {} });
const pop = (parameters: object = {}) => ({ node: 'voicenterScreenPopTrigger', parameters });
const showCaller = () =>
	respond(stage, {
		resource: 'screenPop',
		operation: 'showCaller',
		name: 'Dana Levi',
		company: '',
		url: '',
		options: {},
	});
const shown = { STATUS: 'OK', CLIENTNAME: 'Dana Levi' };

describe('access', () => {
	const SECRET = 'k7Qm2TopSecret';
	const secured = async (sentIn: 'header' | 'query', settings: object = {}) => {
		const { id, name } = await stage.api.createCredential({
			type: 'voicenterWebhookApi',
			name: `Secret in ${sentIn}`,
			data: { secret: SECRET, sentIn, headerName: 'X-Voicenter-Secret', queryParameter: 'key' },
		});
		const credentials = { voicenterWebhookApi: { id, name } };
		return activateAsking(stage, { ...pop({ settings }), credentials }, [showCaller(), end]);
	};
	const expectAdmitted = async (workflow: AskingWorkflow) => {
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(JSON.stringify(execution)).not.toContain(SECRET);
	};

	it('with the secret in a header', async () => {
		const workflow = await secured('header');
		const body = { ivrid: '1', phone: '0501234567', status: 'Ringing' };
		for (const headers of [{}, { 'x-voicenter-secret': 'another' }]) {
			const refused = await ask(workflow.url, { body, headers });
			expect(refused).toMatchObject({ status: 401, text: '' });
		}
		expect(await stage.api.listExecutions(workflow.id)).toEqual([]);
		const admitted = await ask(workflow.url, { body, headers: { 'x-voicenter-secret': SECRET } });
		expect(admitted).toMatchObject({ status: 200, json: { STATUS: 'OK', CLIENTNAME: 'Dana Levi' } });
		await expectAdmitted(workflow);
	});

	it('with the secret in the query', async () => {
		const workflow = await secured('query');
		const url = `${workflow.url}?ivrid=1&phone=0501234567&statusCall=Ringing`;
		expect(await ask(url, { method: 'GET' })).toMatchObject({ status: 401, text: '' });
		expect(await ask(`${url}&key=${SECRET}`, { method: 'GET' })).toMatchObject({ status: 200 });
		await expectAdmitted(workflow);
	});

	it('with a list of addresses, behind a proxy that n8n has been told of', async () => {
		const list = { allowedAddresses: '203.0.113.0/24, 2001:db8::/32' };
		const workflow = await activateAsking(stage, layer({ settings: list }), [goToLayer()]);
		const from = async (address: string) =>
			(await ask(workflow.url, { body: layerRequest(), headers: { 'x-forwarded-for': address } })).status;
		expect(await from('203.0.113.7')).toBe(200);
		expect(await from('2001:db8::1')).toBe(200);
		expect(await from('192.0.2.1')).toBe(403);
		// What the caller itself claims to have forwarded does not count.
		expect(await from('203.0.113.7, 192.0.2.1')).toBe(403);
	});
});

describe('a pop-up screen', () => {
	const EXTENSION = 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio';
	const fields = {
		phone: '0501234567',
		ivrid: 'pop-1',
		extenUser: 'SIPSIP1',
		did: '0722776772',
		statusCall: 'Ringing',
	};

	it('asks by GET, by POST of a form and by POST of JSON, and gets the same', async () => {
		const workflow = await activateAsking(stage, pop(), [showCaller(), end]);
		const query = new URLSearchParams(fields).toString();
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await ask(`${workflow.url}?${query}`, { method: 'GET' })).json).toMatchObject(shown);
		expect((await ask(workflow.url, { body: query, headers: form })).json).toMatchObject(shown);
		expect((await ask(workflow.url, { body: { ...fields, ivrid: 'pop-2' } })).json).toMatchObject(shown);
		const [item] = itemsOf(await stage.api.waitForExecution(workflow.id), 'Trigger');
		expect(item?.json).toMatchObject({ callId: 'pop-1', phase: 'ringing', extension: { sip: 'SIPSIP1' } });
	});

	it('in a phase that nobody wants is told that it was heard, and starts nothing', async () => {
		const workflow = await activateAsking(stage, pop(), [showCaller()]);
		const answer = await ask(workflow.url, { body: { ...fields, statusCall: 'Hangup' } });
		expect(answer.json).toEqual({ STATUS: 'OK' });
		expect(await stage.api.listExecutions(workflow.id)).toEqual([]);
	});

	it('of the Chrome extension may read the answer, also after a preflight; other pages are refused', async () => {
		const workflow = await activateAsking(stage, pop(), [showCaller()]);
		const preflight = await fetch(workflow.url, {
			method: 'OPTIONS',
			headers: {
				origin: EXTENSION,
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'content-type',
			},
		});
		expect(preflight.status).toBe(204);
		expect(preflight.headers.get('access-control-allow-origin')).toBe(EXTENSION);
		expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
		expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
		const allowed = await ask(workflow.url, { body: fields, headers: { origin: EXTENSION } });
		expect(allowed).toMatchObject({ status: 200, json: shown });
		expect(allowed.headers.get('access-control-allow-origin')).toBe(EXTENSION);
		const other = await ask(workflow.url, { body: fields, headers: { origin: 'https://example.com' } });
		expect(other).toMatchObject({ status: 403, text: '' });
		expect(await stage.api.listExecutions(workflow.id)).toHaveLength(1);
	});

	it.each(['GET', 'POST form', 'POST json'] as const)(
		'of four phones that ring for one call start one execution, and all get its answer: %s',
		async (method) => {
			const settings = { oneExecutionPerCall: true };
			const workflow = await activateAsking(stage, pop({ settings }), [wait(0.3), showCaller()]);
			const extenUsers = Array.from({ length: 4 }, (_, index) => `SIPSIP${index}`);
			const play = { url: workflow.url, method, callId: 'shared' };
			const ringing = await stage.simulator.control.playScreenPop({ ...play, extenUsers });
			expect(ringing.problems).toEqual([]);
			// One that rings a little later finds the answer there.
			const later = await stage.simulator.control.playScreenPop({ ...play, extenUsers: ['SIPSIP99'] });
			const other = await stage.simulator.control.playScreenPop({ ...play, callId: 'another' });
			for (const { answer } of [...ringing.pops, ...later.pops, ...other.pops]) {
				expect(answer).toMatchObject(shown);
			}
			expect(await stage.api.listExecutions(workflow.id)).toHaveLength(2);
		},
	);
});

describe('while the editor listens for a test event', () => {
	it('the workflow answers as it will later', async () => {
		const workflow = await activateAsking(stage, layer(), [goToLayer(), end], { active: false });
		const run = await stage.api.runWorkflow(workflow.id, 'Trigger');
		expect(run).not.toHaveProperty('executionId');
		expect((await ask(workflow.testUrl, { body: layerRequest() })).json).toEqual(TO_LAYER_7);
	});

	it('and fails: the fallback goes out', async () => {
		const workflow = await activateAsking(stage, pop(), [fail], { active: false });
		await stage.api.runWorkflow(workflow.id, 'Trigger');
		const answer = await ask(`${workflow.testUrl}?ivrid=1&phone=1&statusCall=Ringing`, { method: 'GET' });
		expect(answer).toMatchObject({ status: 200, json: { STATUS: 'OK', TOTAL: 0 } });
	});
});

describe('settings that would spoil every answer', () => {
	it.each([
		[layer({ settings: { deadline: 5 } }), /Answer Within: 5 is not a time above 0 and below 5/],
		[pop({ settings: { allowedOrigins: 'example.com' } }), /Allowed Origins: "example.com" is not an origin/],
	])('%j: the workflow is not activated, and n8n says why', async (trigger, reason) => {
		await expect(activateAsking(stage, trigger, [end])).rejects.toThrow(reason);
	});
});
