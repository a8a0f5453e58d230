/** Who gets the page, and what becomes of a sample that is sent from it. */
import type { IWebhookResponseData } from 'n8n-workflow';

import { tryPage } from '../../../nodes/support/webhook/tryPage/tryPage';
import { CDR_SAMPLES } from '../../../nodes/platform/inbound/samples/cdr';
import { fillSample } from '../../../nodes/platform/inbound/samples/sample';
import { ourNodes } from '../../n8nCore/nodeTypes';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';
import type { NodeSetup } from '../../n8nCore/workflow';

// A busy machine answers before the deadline.
jest.mock('../../../nodes/support/webhook/lag', () => ({
	watchLag: () => () => undefined,
	recentLagMs: () => 0,
}));

const TRIGGERS = [
	'voicenterTrigger',
	'voicenterExternalLayerTrigger',
	'voicenterScreenPopTrigger',
	'voicenterVoiceBotTrigger',
] as const;
type Trigger = (typeof TRIGGERS)[number];

interface Call extends RequestSetup, Pick<NodeSetup, 'parameters' | 'credentials'> {
	mode?: 'webhook' | 'manual';
}

/** A request to a trigger: what it returned to n8n, and what its caller got so far. */
async function call(type: Trigger, { parameters, credentials, mode = 'manual', ...request }: Call) {
	const node = { type, parameters: parameters ?? {}, ...(credentials && { credentials }) };
	const made = webhookCall({ ...request, mode, node });
	const trigger = ourNodes.find(({ description }) => description.name === type);
	const returned = await trigger?.webhook?.call(made.context);
	return { ...made, returned };
}

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const SECRET = {
	voicenterWebhookApi: { secret: 'TopSecret1', sentIn: 'header', headerName: 'X-Our-Secret' },
};
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/** What the page holds for its script. */
const dataIn = (page = '') =>
	JSON.parse(/<script type="application\/json" id="page">([^<]*)<\/script>/.exec(page)?.[1] ?? '') as Record<
		string,
		unknown
	>;

describe.each(TRIGGERS)('the test URL of %s', (type) => {
	it('gives a browser the page, and starts nothing', async () => {
		const { returned, sent } = await call(type, { method: 'GET', headers: BROWSER });
		expect(returned).toEqual(NOTHING);
		expect(sent).toMatchObject([{ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } }]);
		expect(Object.keys(dataIn(sent[0]?.body)['samples'] as object)).not.toEqual([]);
	});

	it('keeps the page in a sandbox that loads nothing and asks nobody but n8n', async () => {
		const { sent } = await call(type, { method: 'GET', headers: BROWSER });
		const policy = String(sent[0]?.headers['content-security-policy']);
		expect(policy).toMatch(/^sandbox allow-scripts allow-forms; default-src 'none'; /);
		expect(policy).toContain("connect-src 'self'");
		const page = sent[0]?.body ?? '';
		const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
		expect(page.split(`nonce="${nonce}"`)).toHaveLength(3);
		expect(page).not.toMatch(/(src|href)="(?!data:,)|@import|url\(|%(css|data|script|nonce)%/);
		const shown = ourNodes.find(({ description }) => description.name === type)?.description.displayName;
		expect(dataIn(page)['trigger']).toBe(shown);
	});

	it('shows no secret, nor does it ask for one', async () => {
		const { sent } = await call(type, { method: 'GET', headers: BROWSER, credentials: SECRET });
		expect(sent[0]?.status).toBe(200);
		expect(sent[0]?.body).not.toContain('TopSecret1');
		expect(dataIn(sent[0]?.body)['secret']).toEqual({ sentIn: 'header', name: 'X-Our-Secret' });
	});
});

describe('a GET that is not for the page', () => {
	const asN8n = {
		code: 404,
		message: 'This webhook is not registered for GET requests. Did you mean to make a POST request?',
	};
	it.each([
		['a production URL’s', 'voicenterTrigger', { mode: 'webhook', headers: BROWSER }],
		['a production URL’s', 'voicenterExternalLayerTrigger', { mode: 'webhook', headers: BROWSER }],
		['a production URL’s', 'voicenterVoiceBotTrigger', { mode: 'webhook', headers: BROWSER }],
		['a program’s', 'voicenterTrigger', { headers: { accept: '*/*' } }],
	] as const)('%s, at the %s, gets what n8n answers where there is no GET', async (_whose, type, given) => {
		const { returned, sent } = await call(type, { method: 'GET', ...given });
		expect(returned).toEqual(NOTHING);
		expect(sent.map(({ status }) => status)).toEqual([404]);
		expect(JSON.parse(sent[0]?.body ?? '')).toEqual(asN8n);
	});

	it('a pop-up’s, even of a browser that opens its address, starts the workflow', async () => {
		const query = { phone: '0501234567', ivrid: '1', statusCall: 'Ringing' };
		for (const mode of ['manual', 'webhook'] as const) {
			const { returned } = await call('voicenterScreenPopTrigger', {
				method: 'GET',
				mode,
				query,
				headers: BROWSER,
			});
			expect(returned?.workflowData).toMatchObject([[{ json: { callId: '1', phase: 'ringing' } }]]);
		}
	});

	it('a pop-up’s production URL without a call answers as it always has', async () => {
		const { returned, sent } = await call('voicenterScreenPopTrigger', {
			method: 'GET',
			mode: 'webhook',
			headers: BROWSER,
		});
		expect(returned).toEqual(NOTHING);
		expect(sent.map(({ body }) => body)).toEqual(['{"STATUS":"OK","TOTAL":0}']);
	});
});

describe('what fits the node’s fields is chosen', () => {
	it.each([
		['voicenterTrigger', { triggerOn: ['ended', 'voicemail'] }, { sample: 'voicemail' }],
		[
			'voicenterTrigger',
			{
				filters: {
					queues: ['Support (ID 77)', 'Sales (ID 78)'],
					extensions: ['Dana (ID SIPSIP2)'],
					agents: ['Noa (ID 5)'],
					dids: ['03-123-4567'],
				},
			},
			{ values: { queue: 'Support', queueId: '77', extension: 'SIPSIP2', agent: 'Noa', did: '03-123-4567' } },
		],
		['voicenterTrigger', { filters: { queues: 'Support' } }, { values: { queue: 'Support' } }],
		[
			'voicenterTrigger',
			{ filters: { queues: '77', extensions: 'Dana Levi' } },
			{ values: { queueId: '77' } },
		],
		['voicenterScreenPopTrigger', { phases: ['hangup'] }, { sample: 'hangup' }],
		[
			'voicenterExternalLayerTrigger',
			{ layers: { values: [{ layerId: 12, name: 'x' }] } },
			{ values: { layer: '12' } },
		],
	] as const)('%s %j', async (type, parameters, chosen) => {
		const { sent } = await call(type, { method: 'GET', headers: BROWSER, parameters });
		const data = dataIn(sent[0]?.body);
		expect(data).toMatchObject(chosen);
		if ('values' in chosen) expect(data['values']).toEqual(chosen.values);
	});
});

it('whatever stands in its data, the page stays the page', async () => {
	const evil = '</script><script>alert(1)</script><!--';
	const page = await tryPage(
		{
			trigger: 'Voicenter Trigger',
			kind: 'told',
			samples: CDR_SAMPLES,
			values: { queue: `${evil}$&%script%` },
			secret: { sentIn: 'header', name: evil },
			clockAheadSeconds: 0,
		},
		'nonce',
	);
	expect(page).not.toContain(evil);
	expect(page.match(/<script/g)).toHaveLength(2);
	expect(dataIn(page)).toMatchObject({ values: { queue: `${evil}$&%script%` }, secret: { name: evil } });
});

describe('a sample that is sent from the page', () => {
	const TRY = { 'x-voicenter-try': '1' };
	const fillIn = ({ body, fields }: { body: object; fields: object }) =>
		fillSample(body, { ...fields }, { now: Date.now(), clockAheadSeconds: 0, callId: 'sample-1' });
	const report = (sent: readonly { headers: Record<string, unknown> }[]) => {
		const text = sent[0]?.headers['x-voicenter-try'];
		return typeof text === 'string' ? (JSON.parse(decodeURIComponent(text)) as unknown) : undefined;
	};
	const layer = {
		body: { METHOD: 'IVR_LAYER_INPUT', DATA: { IVR_UNIQUE_ID: '1', CALLER_ID: '0501234567' } },
		headers: TRY,
	};

	it('is let in from an address that is on no list, but only for a test', async () => {
		const parameters = { settings: { allowedAddresses: '198.51.100.1' } };
		const started = await call('voicenterExternalLayerTrigger', { ...layer, parameters });
		expect(started.returned?.workflowData).toHaveLength(1);
		for (const refused of [
			await call('voicenterExternalLayerTrigger', { ...layer, parameters, mode: 'webhook' }),
			await call('voicenterExternalLayerTrigger', { ...layer, parameters, headers: {} }),
		]) {
			expect(refused.sent.map(({ status }) => status)).toEqual([403]);
		}
	});

	it('is let in from the page, which has no origin, but only for a test', async () => {
		const pop = { body: { ivrid: '1', status: 'Ringing' }, headers: { ...TRY, origin: 'null' } };
		const { returned } = await call('voicenterScreenPopTrigger', pop);
		expect(returned?.workflowData).toHaveLength(1);
		const refused = await call('voicenterScreenPopTrigger', { ...pop, mode: 'webhook' });
		expect(refused.sent.map(({ status }) => status)).toEqual([403]);
	});

	it('needs the secret as every request does', async () => {
		const refused = await call('voicenterExternalLayerTrigger', { ...layer, credentials: SECRET });
		expect(refused.sent.map(({ status }) => status)).toEqual([401]);
		const headers = { ...TRY, 'x-our-secret': 'TopSecret1' };
		const { returned } = await call('voicenterExternalLayerTrigger', {
			...layer,
			headers,
			credentials: SECRET,
		});
		expect(returned?.workflowData).toHaveLength(1);
	});

	it.each([
		['a valid answer', 200, '{"STATUS":0,"ACTION":"GO_TO_LAYER","LAYER":7}', { outcome: 'answered' }],
		['a failure', 500, '{}', { outcome: 'failed' }],
		['no answer', 200, '', { outcome: 'silent' }],
		[
			'an answer that is not valid',
			200,
			'{"STATUS":0,"ACTION":"GO_TO_LAYER"}',
			{ outcome: 'invalid', why: expect.stringContaining('LAYER is missing') as unknown },
		],
	])('hears of %s, and how long it took', async (_name, status, body, expected) => {
		const { response, sent } = await call('voicenterExternalLayerTrigger', layer);
		response.statusCode = status;
		response.end(body);
		expect(report(sent)).toMatchObject({ ...expected, withinMs: 4_500 });
		expect(report(sent)).toHaveProperty('milliseconds', expect.any(Number));
		expect(sent[0]?.headers['access-control-expose-headers']).toBe('X-Voicenter-Try');
	});

	it('hears that there was no answer in time', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		try {
			const { sent } = await call('voicenterExternalLayerTrigger', layer);
			jest.advanceTimersByTime(4_500);
			expect(sent.map(({ body }) => body)).toEqual(['{"STATUS":1}']);
			expect(report(sent)).toMatchObject({ outcome: 'late', milliseconds: 4_500 });
		} finally {
			jest.useRealTimers();
		}
	});

	it.each([
		[
			'voicenterScreenPopTrigger',
			{ ivrid: '1', status: 'Hangup' },
			'{"STATUS":"OK"}',
			{ outcome: 'unwanted', why: expect.stringContaining('“hangup”') as unknown },
		],
		['voicenterScreenPopTrigger', {}, '{"STATUS":"OK","TOTAL":0}', { outcome: 'unreadable' }],
		[
			'voicenterTrigger',
			fillIn(CDR_SAMPLES.answered),
			'{"err":0,"errdesc":"OK"}',
			{ outcome: 'unwanted', why: expect.stringMatching(/^A record came that did not match: .+/) as unknown },
		],
		['voicenterTrigger', {}, '{"err":1,"errdesc":"Parse error"}', { outcome: 'unreadable' }],
	] as const)('to the %s hears that it starts nothing, and why: %j', async (type, body, told, expected) => {
		const parameters = type === 'voicenterTrigger' ? { triggerOn: ['abandoned'] } : {};
		const { returned, sent } = await call(type, { body, headers: TRY, parameters });
		expect(returned).toEqual(NOTHING);
		expect(sent.map((one) => one.body)).toEqual([told]);
		expect(report(sent)).toMatchObject(expected);
	});

	it('of a click to call is one item, as it is when the workflow is active', async () => {
		const { returned } = await call('voicenterTrigger', {
			body: fillIn(CDR_SAMPLES.clickToCall),
			headers: TRY,
		});
		const [items = []] = returned?.workflowData ?? [];
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ customerE164: '+972501234567', isAnswered: true });
		expect(items[0]?.json['legs']).toHaveLength(2);
	});

	it('says nothing of itself to anybody else', async () => {
		const { response, sent } = await call('voicenterExternalLayerTrigger', { ...layer, mode: 'webhook' });
		response.end('{"STATUS":1}');
		expect(report(sent)).toBeUndefined();
	});
});
