/** The same tarball on every n8n that is supported: what a user would notice first, on each. */
import { activateAsking, ask, end, layerRequest, problemsLogged, respond, wait } from '../e2e/askingWorkflow';
import { activateCdrWorkflow } from '../e2e/cdrWorkflows';
import { type Credential, makeCredential, runAction } from '../e2e/runAction';
import { setStage, type Stage } from '../e2e/stage';
import { itemsOf } from '../n8n/api';
import type { N8nVersion } from '../n8n/paths';
import { until } from '../n8n/until';
import { startSimulator } from '../simulator';
import { activateTrigger } from '../e2e/triggerWorkflow';

const PATIENCE = { timeoutMs: 120_000 };
const NODES = [
	'voicenter',
	'voicenterCallLogTrigger',
	'voicenterExternalLayerTrigger',
	'voicenterOfficeHours',
	'voicenterRealTimeTrigger',
	'voicenterRespond',
	'voicenterScreenPopTrigger',
	'voicenterTool',
	'voicenterTrigger',
	'voicenterVoiceBotTrigger',
];
/** How n8n begins to tell whoever runs it which of its variables will change, one for unverified packages among them. */
const ABOUT_ITS_SETTINGS = 'There are deprecations related to your n8n setup';
const ACKNOWLEDGED = {
	json: /^\{"err":0,/,
	xmlrpc: /<name>err<\/name>\s*<value>\s*<int>0</,
	form: /^err=0&/,
};
const NOT_READ = {
	json: /^\{"err":1,/,
	xmlrpc: /<name>err<\/name>\s*<value>\s*<int>1</,
	form: /^err=1&/,
};

/** Tests what a user would notice first. @param version the n8n that gets the tarball */
export function testEverythingOn(version: N8nVersion): void {
	jest.setTimeout(300_000);

	let stage: Stage;
	let credential: Credential;
	beforeAll(async () => {
		const env = { N8N_LOG_FORMAT: 'json' };
		stage = await setStage('tarball', env, { version, readyTimeoutMs: 280_000 });
		credential = await makeCredential(stage);
	});
	afterAll(() => stage.close());

	it('has every node, and nothing to say about them', async () => {
		const names = (await stage.api.nodeTypes()).map(({ name }) => name);
		expect(names.filter((name) => name.startsWith(stage.prefix)).sort()).toEqual(NODES.map(stage.type));
		const { errors, warnings } = await problemsLogged(stage, 0);
		const aboutPackages = [...errors, ...warnings].filter((text) => /voicenter|package|load/i.test(text));
		expect(aboutPackages.filter((text) => !text.includes(ABOUT_ITS_SETTINGS))).toEqual([]);
	});

	it('tests the credential: a right one and a wrong one', async () => {
		expect(await stage.api.testCredential(credential.id)).toEqual({
			status: 'OK',
			message: 'Connected: the account has 3 extensions',
		});
		expect(await stage.api.testCredential(credential.id, { code: 'TypedWrongCode777888' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('no extension for this account code') as string,
		});
	});

	describe('an action', () => {
		const clickToCall = {
			resource: 'call',
			operation: 'clickToCall',
			ringFirst: 'extension',
			extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
			target: '={{ $json.target }}',
		};

		it('calls for every item, and pairs each result with the item that it came from', async () => {
			const targets = ['+972 50-123-4567', 'ask Dana', '052-765-4321'];
			const execution = await runAction(
				stage,
				credential,
				targets.map((target) => ({ target })),
				clickToCall,
				{ onError: 'continueRegularOutput' },
			);
			expect(execution.status).toBe('success');
			const called = stage.simulator.control.calls();
			expect(called.map(({ target }) => target)).toEqual(['0501234567', '0527654321']);
			expect(itemsOf(execution, 'Voicenter').map(({ json }) => json)).toMatchObject([
				{ callId: called[0]?.callId },
				{ error: expect.stringContaining('ask Dana') as string },
				{ callId: called[1]?.callId },
			]);
			expect(itemsOf(execution, 'Paired').map(({ json }) => json['from'])).toEqual(targets);
		});

		it('that fails says why, and what to do', async () => {
			stage.simulator.control.setExtension('SIPSIP1', { online: false });
			const execution = await runAction(stage, credential, [{ target: '0501234567' }], clickToCall);
			stage.simulator.control.setExtension('SIPSIP1', { online: true });
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error).toMatchObject({
				message: expect.stringMatching(/Extension representative offline \(3\)$/) as string,
				description: expect.stringContaining('agent must open the softphone') as string,
			});
			expect(execution.saved).not.toContain(stage.simulator.account.code);
		});

		it('finds the extensions for its list', async () => {
			const { results } = await stage.api.searchList({
				nodeType: stage.type('voicenter'),
				typeVersion: 1,
				method: 'searchExtensions',
				path: 'extension',
				parameters: clickToCall,
				credentials: { voicenterApi: credential },
				filter: 'walter',
			});
			expect(results.map(({ value }) => value)).toEqual(['SIPSIP2']);
		});
	});

	describe('the CDR trigger', () => {
		const FORMATS = ['json', 'xmlrpc', 'form'] as const;
		const TYPES = { json: 'application/json', xmlrpc: 'text/xml', form: 'application/x-www-form-urlencoded' };

		it('reads a record in each of the formats, and acknowledges it in that format', async () => {
			const workflow = await activateCdrWorkflow(stage, { parameters: { filters: {} } });
			const items = [];
			for (const format of FORMATS) {
				stage.simulator.control.setCdrTarget({ url: workflow.url, format });
				const { callId } = stage.simulator.control.playIncomingCall({
					queue: 'sales',
					outcome: 'abandoned',
					waitSeconds: 42,
					caller: '0501234567',
					customData: { customer: 'דנה & Co' },
					fields: { time: 1595333610 },
				});
				const [delivery, ...more] = await stage.simulator.control.cdrAcknowledged(callId, 60_000);
				expect(more).toEqual([]);
				expect(delivery?.responseBody).toMatch(ACKNOWLEDGED[format]);
				const execution = await stage.api.waitForExecution(
					workflow.id,
					(one) => itemsOf(one, 'CDR')[0]?.json['callId'] === callId,
					PATIENCE,
				);
				const record = itemsOf(execution, 'CDR')[0]?.json;
				items.push({ ...record, callId: 'the same' });
			}
			expect(items[0]).toMatchObject({
				isAbandoned: true,
				callerE164: '+972501234567',
				startedAt: '2020-07-21T09:13:30.000Z',
				queue: { id: '123456789', name: 'Sales Queue' },
				customData: { customer: 'דנה & Co' },
			});
			expect(items.slice(1)).toEqual([items[0], items[0]]);
		});

		it.each([
			['malformed JSON', 'json', '{"caller":', TYPES.json],
			['malformed JSON under another label', 'json', '{"caller":', 'text/plain'],
			['malformed XML', 'xmlrpc', '<methodCall><params>', TYPES.xmlrpc],
			['a form that names no call', 'form', 'caller=0501234567', TYPES.form],
			['nothing', 'json', '', TYPES.json],
			['1 MB of broken JSON', 'json', `{"filler":"${'x'.repeat(1_000_000)}`, TYPES.json],
			['a label that is none', 'json', '{"caller":', 'nonsense'],
		] as const)('%s: no acknowledgement, no execution', async (_what, format, body, contentType) => {
			const workflow = await activateCdrWorkflow(stage);
			const response = await fetch(workflow.url, {
				method: 'POST',
				headers: { 'content-type': contentType },
				...(body !== '' && { body }),
			});
			expect(response.status).toBe(200);
			expect(await response.text()).toMatch(NOT_READ[format]);
			expect(await stage.api.listExecutions(workflow.id)).toEqual([]);
		});

		it('takes a record only once', async () => {
			const workflow = await activateCdrWorkflow(stage);
			const send = async () => {
				const response = await fetch(workflow.url, { method: 'POST', body: '{"ivruniqueid":"repeated"}' });
				return await response.text();
			};
			expect([await send(), await send()]).toEqual(['{"err":0,"errdesc":"OK"}', '{"err":0,"errdesc":"OK"}']);
			await stage.api.waitForExecution(workflow.id, undefined, PATIENCE);
			expect(await stage.api.listExecutions(workflow.id)).toHaveLength(1);
		});
	});

	describe('a call that reaches an External Layer', () => {
		const hurried = {
			node: 'voicenterExternalLayerTrigger',
			parameters: { settings: { deadline: 2 } },
		};
		const goToLayer = (options: object = {}) =>
			respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options });

		it('goes where the workflow says', async () => {
			const trigger = { node: 'voicenterExternalLayerTrigger' };
			const workflow = await activateAsking(stage, trigger, [goToLayer(), end]);
			const answer = await ask(workflow.url, { body: layerRequest() });
			expect(answer).toMatchObject({ status: 200, json: { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 } });
			expect((await stage.api.waitForExecution(workflow.id, undefined, PATIENCE)).status).toBe('success');
		});

		it('gets the fallback at the deadline, and the execution shows that its answer was late', async () => {
			const workflow = await activateAsking(stage, hurried, [
				wait(5),
				goToLayer({ onLateAnswer: 'continue' }),
				end,
			]);
			const answer = await ask(workflow.url, { body: layerRequest() });
			expect(answer).toMatchObject({ status: 200, json: { STATUS: 1 } });
			expect(answer.seconds).toBeLessThan(4.5);
			const execution = await stage.api.waitForExecution(workflow.id, undefined, PATIENCE);
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'End')[0]?.json).toMatchObject({ answeredInTime: false });
		});

		it('gets the fallback at once when nothing can be read', async () => {
			const workflow = await activateAsking(stage, hurried, [goToLayer()]);
			expect(await ask(workflow.url, { body: '{"METHOD"' })).toMatchObject({
				status: 200,
				json: { STATUS: 1 },
			});
		});
	});

	it('live events start a workflow, over one connection that goes with it', async () => {
		const simulator = await startSimulator({ realTime: ['2.5.1'] });
		try {
			const voicenterApi = await makeCredential(stage, {
				baseUrl: simulator.url,
				realTimeLogin: 'token',
				realTimeToken: simulator.account.realTime.token,
			});
			const id = await activateTrigger(stage, {
				type: 'voicenterRealTimeTrigger',
				parameters: { events: ['queueAbandoned'] },
				credentials: { voicenterApi },
			});
			const { control } = simulator;
			const open = (count: number) =>
				until(() => (control.realTimeConnections().open === count ? true : undefined), {
					what: `${count} connections`,
					...PATIENCE,
				});
			await open(1);
			const { callId } = control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' });
			const execution = await stage.api.waitForExecution(id, undefined, PATIENCE);
			expect(itemsOf(execution, 'Trigger')[0]?.json).toMatchObject({
				callId,
				event: 'queueAbandoned',
				isAbandoned: true,
			});
			await stage.api.deactivate(id);
			await open(0);
		} finally {
			await simulator.stop();
		}
	});

	it('the Call Log is polled: new calls start a workflow, and only those', async () => {
		const { control } = stage.simulator;
		control.setCallLogRules({ requestsPerWindow: 1_000 });
		control.addCallLogRecords([{ CallID: 'before', DialStatus: 'ABANDONE' }]);
		const id = await activateTrigger(stage, {
			type: 'voicenterCallLogTrigger',
			parameters: {
				filters: { outcomes: ['abandoned'] },
				pollTimes: {
					item: [0, 15, 30, 45].map((second) => ({
						mode: 'custom',
						cronExpression: `${second} * * * * *`,
					})),
				},
			},
			credentials: { voicenterApi: credential },
		});
		control.addCallLogRecords([
			{ CallID: 'after', DialStatus: 'ABANDONE' },
			{ CallID: 'another', DialStatus: 'ANSWER' },
		]);
		const execution = await stage.api.waitForExecution(id, undefined, PATIENCE);
		expect(itemsOf(execution, 'Trigger').map(({ json }) => json['callId'])).toEqual(['after']);
		await stage.api.deactivate(id);
	});
}
