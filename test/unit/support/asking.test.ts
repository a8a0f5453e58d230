import type { IWebhookResponseData } from 'n8n-workflow';

import { ask, type AskingService } from '../../../nodes/support/webhook/asking';
import { recentLagMs } from '../../../nodes/support/webhook/lag';
import { externalLayer } from '../../../nodes/VoicenterExternalLayerTrigger/externalLayer';
import { CHROME_EXTENSION, screenPop } from '../../../nodes/VoicenterScreenPopTrigger/screenPop';
import { voiceBot } from '../../../nodes/VoicenterVoiceBotTrigger/voiceBot';
import { type CallOptions, askingCall } from './askingCall';

jest.mock('../../../nodes/support/webhook/lag', () => ({
	watchLag: () => () => undefined,
	recentLagMs: jest.fn(() => 0),
}));

const LAYER_7 = '{"STATUS":0,"ACTION":"GO_TO_LAYER","LAYER":7}';
const FALLBACK = '{"STATUS":1}';
const NO_DETAILS = '{"STATUS":"OK","TOTAL":0}';
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

const layerBody = (data: object = {}) => ({
	METHOD: 'IVR_LAYER_INPUT',
	DATA: { IVR_UNIQUE_ID: 'call-1', CALLER_ID: '0501234567', LAYER_ID: 5, ...data },
});
let calls = 0;
const popBody = (fields: object = {}) => ({
	ivrid: `pop-${++calls}`,
	phone: '0501234567',
	status: 'Ringing',
	...fields,
});

/** Asks, and looks at what was sent before any workflow has run. */
async function asked<R extends { callId: string }>(service: AskingService<R>, options: CallOptions) {
	const call = askingCall(service, options);
	return { ...call, started: await ask(call.context, service) };
}

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

describe('a request that can be read', () => {
	it('starts the workflow with the call, by when an answer must come, and what came over the wire if wanted', async () => {
		jest.setSystemTime(new Date('2026-03-01T10:00:00Z'));
		const body = layerBody();
		const parameters = { settings: { includeRaw: true } };
		const { started, sent } = await asked(externalLayer, { body, parameters });
		expect(started.workflowData).toEqual([
			[
				{
					json: {
						callId: 'call-1',
						callerNumber: '0501234567',
						callerE164: '+972501234567',
						customerE164: '+972501234567',
						customerNumber: '0501234567',
						isMobile: true,
						isWithheld: false,
						layerId: 5,
						answerBy: '2026-03-01T10:00:04.500Z',
						raw: body,
					},
				},
			],
		]);
		expect(sent).toEqual([]);
	});

	it('is answered by the first valid answer, and once', async () => {
		const { response, sent, logged } = await asked(externalLayer, { body: layerBody() });
		response.end(LAYER_7);
		response.end(FALLBACK);
		jest.advanceTimersByTime(60_000);
		expect(sent.map(({ status, body }) => [status, body])).toEqual([[200, LAYER_7]]);
		expect(logged).toEqual([]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it.each([
		['the workflow failed', 500, '{"code":0,"message":"Error in workflow"}', /the workflow failed/],
		['it ended without an answer', 200, '', /ended without an answer/],
		[
			'its answer is not valid',
			200,
			'{"STATUS":0,"ACTION":"GO_TO_LAYER","LAYER":"0501234567"}',
			/not valid: LAYER/,
		],
		['its answer is not JSON', 200, '<html>', /it is not JSON/],
	])(
		'gets the fallback at once when %s, and the log says so without the answer',
		async (_name, status, body, why) => {
			const { response, sent, logged } = await asked(externalLayer, { body: layerBody() });
			response.statusCode = status;
			response.end(body);
			expect(sent.map((one) => [one.status, one.body])).toEqual([[200, FALLBACK]]);
			expect(logged).toEqual([expect.stringMatching(why)]);
			expect(logged.join()).not.toContain('0501234567');
		},
	);

	it('gets the fallback at the deadline; what comes later is told and not sent', async () => {
		const { response, sent, logged } = await asked(externalLayer, { body: layerBody() });
		jest.advanceTimersByTime(4_499);
		expect(sent).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(sent.map(({ body }) => body)).toEqual([FALLBACK]);
		jest.advanceTimersByTime(2_000);
		response.end(LAYER_7);
		expect(sent).toHaveLength(1);
		expect(logged).toEqual([
			expect.stringMatching(/had not answered at the deadline/),
			expect.stringMatching(/came after 6\.5 s, too late/),
		]);
	});

	it.each([
		[300, 3_900],
		[60_000, 3_000],
	])(
		'gets it earlier from a process that is %p ms late at everything: after %p ms',
		async (lag, milliseconds) => {
			const { sent } = await asked(externalLayer, { body: layerBody() });
			jest.advanceTimersByTime(1_000);
			jest.mocked(recentLagMs).mockReturnValue(lag);
			jest.advanceTimersByTime(milliseconds - 1_001);
			expect(sent).toEqual([]);
			jest.advanceTimersByTime(1);
			expect(sent.map(({ body }) => body)).toEqual([FALLBACK]);
			jest.mocked(recentLagMs).mockReturnValue(0);
		},
	);

	it('whose caller hangs up is forgotten: no timer, no answer', async () => {
		const { response, sent, logged } = await asked(externalLayer, { body: layerBody() });
		response.emit('close');
		expect(jest.getTimerCount()).toBe(0);
		response.end(LAYER_7);
		expect(logged).toEqual([]);
		expect(sent).toEqual([]);
	});

	it.each([
		[1, 1_000],
		[4.9, 4_900],
		[5, 4_500],
		[-1, 4_500],
		['soon', 4_500],
	])('with a deadline of %p: the fallback after %p ms', async (deadline, milliseconds) => {
		const { sent } = await asked(externalLayer, {
			body: layerBody(),
			parameters: { settings: { deadline } },
		});
		jest.advanceTimersByTime(milliseconds - 1);
		expect(sent).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(sent).toHaveLength(1);
	});
});

describe('External Layer', () => {
	it('goes to the fallback layer of the node’s own', async () => {
		const { sent } = await asked(externalLayer, {
			body: '{}',
			parameters: { fallback: 'goToLayer', fallbackLayer: 9 },
		});
		expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 9 });
	});

	it.each([
		['the layer that asks', 5, FALLBACK],
		['the layer that asks, as text', '5', FALLBACK],
		['another', 9, '{"STATUS":0,"ACTION":"GO_TO_LAYER","LAYER":9}'],
	])('a workflow that fails, with a fallback layer that is %s', async (_which, fallbackLayer, fallback) => {
		const { response, sent } = await asked(externalLayer, {
			body: layerBody({ LAYER_ID: '5' }),
			parameters: { fallback: 'goToLayer', fallbackLayer },
		});
		response.statusCode = 500;
		response.end('{"message":"Error in workflow"}');
		expect(sent.map(({ body }) => body)).toEqual([fallback]);
	});

	it.each([
		[5, [1, 0, 0]],
		['6', [0, 1, 0]],
		[99, [0, 0, 1]],
		['', [0, 0, 1]],
	])('layer %p has its output', async (LAYER_ID, counts) => {
		const layers = { values: [{ layerId: 5 }, { layerId: '6' }] };
		const { started } = await asked(externalLayer, { body: layerBody({ LAYER_ID }), parameters: { layers } });
		expect(started.workflowData?.map((items) => items.length)).toEqual(counts);
	});
});

describe('what starts nothing', () => {
	it.each([
		['cannot be read', externalLayer, '{"METHOD"', FALLBACK],
		['names no call', voiceBot, '{"CALL_INFO":{}}', '{}'],
		['cannot be read', screenPop, '[', NO_DETAILS],
	])('%s: answered at once, and told', async (_name, service, body, fallback) => {
		const { started, sent, logged } = await asked(service as AskingService<{ callId: string }>, { body });
		expect(started).toEqual(NOTHING);
		expect(sent.map((one) => [one.status, one.body])).toEqual([[200, fallback]]);
		expect(logged).toEqual([expect.stringMatching(/could not be read/)]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('a body that never ends: the fallback at the deadline', async () => {
		const call = askingCall(externalLayer, { hangs: true });
		const started = ask(call.context, externalLayer);
		await jest.advanceTimersByTimeAsync(4_500);
		expect(await started).toEqual(NOTHING);
		expect(call.sent.map(({ body }) => body)).toEqual([FALLBACK]);
	});

	it('what goes wrong in the node itself: n8n tells it, and the caller gets the fallback', async () => {
		const call = askingCall(externalLayer, {
			body: layerBody(),
			parameters: { fallback: 'goToLayer', fallbackLayer: 'nine' },
		});
		await expect(ask(call.context, externalLayer)).rejects.toThrow(/layer/i);
		// n8n's answer to that.
		call.response.statusCode = 500;
		call.response.end('{"message":"Workflow Webhook Error: Workflow could not be started!"}');
		expect(call.sent.map(({ status, body }) => [status, body])).toEqual([[200, FALLBACK]]);
	});
});

describe('a pop-up screen', () => {
	it.each([
		[undefined, 'Ringing', true],
		[undefined, 'Dialing', true],
		[undefined, 'Talking', false],
		[undefined, 'Hangup', false],
		[['hangup'], 'Hangup', true],
		[['hangup'], 'Ringing', false],
		[[], 'Talking', true],
		[undefined, 'Parked', true],
	])('with phases %j, in phase %s: starts a workflow: %s', async (phases, status, starts) => {
		const { started, sent } = await asked(screenPop, {
			body: popBody({ status }),
			parameters: { ...(phases && { phases }) },
		});
		expect(started.workflowData !== undefined).toBe(starts);
		// "0 records found" would be untrue of a caller who is known.
		expect(sent.map(({ body }) => body)).toEqual(starts ? [] : ['{"STATUS":"OK"}']);
	});

	it.each([
		[undefined, CHROME_EXTENSION, true],
		[undefined, 'https://example.com', false],
		['', CHROME_EXTENSION, true],
		[' , ', CHROME_EXTENSION, true],
		['', 'https://example.com', false],
		['https://a.example, https://b.example', 'https://B.example', true],
		['https://a.example', CHROME_EXTENSION, false],
		['*', 'https://example.com', true],
	])('with origins %p, asked from %s: %s', async (allowedOrigins, origin, isAllowed) => {
		const { response, sent } = await asked(screenPop, {
			body: popBody(),
			headers: { origin },
			parameters: { settings: { ...(allowedOrigins !== undefined && { allowedOrigins }) } },
		});
		response.end('{"STATUS":"OK"}');
		expect(sent.map(({ status, body }) => [status, body])).toEqual([
			isAllowed ? [200, '{"STATUS":"OK"}'] : [403, ''],
		]);
		expect(sent[0]?.headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined);
	});
});

describe('one execution per call', () => {
	const parameters = { settings: { oneExecutionPerCall: true } };
	const SHOWN = '{"STATUS":"OK","CLIENTNAME":"Dana"}';

	it('the first phone starts it, all get its answer, also those that ring later', async () => {
		const body = popBody();
		const first = await asked(screenPop, { body, parameters });
		const second = await asked(screenPop, { body, parameters });
		expect([first.started.workflowData?.length, second.started]).toEqual([1, NOTHING]);
		first.response.end(SHOWN);
		const third = await asked(screenPop, { body, parameters });
		for (const { sent } of [first, second, third]) expect(sent.map((one) => one.body)).toEqual([SHOWN]);
	});

	it('each phone waits to its own deadline, and the first one’s does not end the others’ hope', async () => {
		const body = popBody();
		const first = await asked(screenPop, { body, parameters });
		jest.advanceTimersByTime(2_000);
		const second = await asked(screenPop, { body, parameters });
		jest.advanceTimersByTime(1_000);
		first.response.end(SHOWN);
		expect(first.sent.map((one) => one.body)).toEqual([NO_DETAILS]);
		expect(second.sent.map((one) => one.body)).toEqual([SHOWN]);
	});

	it('which has failed is no answer for the next phone: it starts another', async () => {
		const body = popBody();
		const first = await asked(screenPop, { body, parameters });
		first.response.statusCode = 500;
		first.response.end('{}');
		expect((await asked(screenPop, { body, parameters })).started.workflowData).toHaveLength(1);
	});

	it.each([
		['another call', {}, {}],
		['another phase', { status: 'Dialing' }, {}],
		['a test in the editor', {}, { mode: 'manual' as const }],
	])('%s starts its own', async (_name, fields, more) => {
		const body = popBody();
		await asked(screenPop, { body, parameters });
		const other = _name === 'another call' ? popBody() : { ...body, ...fields };
		expect((await asked(screenPop, { body: other, parameters, ...more })).started.workflowData).toHaveLength(
			1,
		);
	});

	it('is forgotten after half a minute', async () => {
		const body = popBody();
		const first = await asked(screenPop, { body, parameters });
		first.response.end(SHOWN);
		jest.advanceTimersByTime(30_000);
		expect(jest.getTimerCount()).toBe(0);
		expect((await asked(screenPop, { body, parameters })).started.workflowData).toHaveLength(1);
	});
});
