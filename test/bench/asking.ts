import { setTimeout as pause } from 'node:timers/promises';

import { Agent, request } from 'undici';

import { setStage, type Stage } from '../e2e/stage';
import { type Figure, median, percentile } from './figures';
import { N8N_SETTINGS, type N8nSetting } from './n8nSettings';
import { node } from './workflows';

const REQUESTS = 150;
const WARM_UP = 40;
/** Calls do not come back to back, and n8n makes its next isolate meanwhile: some 30 ms of work, theirs as ours. */
const PAUSE_MS = 100;
/** What our nodes may add to n8n's own path, in milliseconds. */
const LIMIT_MS = 5;

const ANSWER = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 };

/**
 * External Layer's question, answered by our trigger and Voicenter Respond, and by n8n's own Webhook and Respond to
 * Webhook with the answer written by hand: the same requests in turn, one at a time, on one n8n.
 */
export async function measureAsking(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const setting of N8N_SETTINGS)
		for (const kind of ['field', 'expression'] as const) figures.push(...(await measureWith(setting, kind)));
	return figures;
}

/**
 * What our answer names the caller by: a field of the item, which our node reads by itself, or an expression that n8n
 * has to work out. By hand it is an expression each time.
 */
const CALLER_NAMES = {
	field: '={{ $json.callerE164 }}',
	expression: "={{ '+972' + $json.callerNumber.slice(1) }}",
};

type Kind = keyof typeof CALLER_NAMES;

const WITH: Record<Kind, string> = { field: '', expression: ', with an ordinary expression' };

async function measureWith(
	{ name, env, isPromised: isPromisedWith }: N8nSetting,
	kind: Kind,
): Promise<Figure[]> {
	const isPromised = isPromisedWith && kind === 'field';
	const stage = await setStage('tarball', { HTTPS_PROXY: '', ...env });
	const agent = new Agent({ connections: 1 });
	try {
		const urls = { ours: await activateOurs(stage, kind), theirs: await activateTheirs(stage) };
		const times = { ours: [] as number[], theirs: [] as number[] };
		for (let round = 0; round < WARM_UP + REQUESTS; round++) {
			// Who comes second finds the caches warm, so they take turns at that too.
			for (const who of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
				await pause(PAUSE_MS);
				const milliseconds = await ask(urls[who], agent);
				if (round >= WARM_UP) times[who].push(milliseconds);
			}
		}
		const ours = { median: median(times.ours), p95: percentile(times.ours, 95) };
		const theirs = { median: median(times.theirs), p95: percentile(times.theirs, 95) };
		const added = ours.median - theirs.median;
		const ms = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`;
		return [
			{
				what: `External Layer answered${WITH[kind]}, ${name}: median of ${REQUESTS}`,
				ours: ms(ours.median),
				peer: `Webhook and Respond to Webhook: ${ms(theirs.median)}`,
				...(isPromised && {
					limit: {
						promised: `theirs, and ${LIMIT_MS} ms added (${ms(added)})`,
						kept: added <= LIMIT_MS,
					},
				}),
			},
			{
				what: `External Layer answered${WITH[kind]}, ${name}: 95th percentile`,
				ours: ms(ours.p95),
				peer: `Webhook and Respond to Webhook: ${ms(theirs.p95)}`,
				...(isPromised && { limit: { promised: 'theirs', kept: ours.p95 <= theirs.p95 } }),
			},
		];
	} finally {
		await agent.close();
		await stage.close();
	}
}

async function ask(url: string, dispatcher: Agent): Promise<number> {
	const body = JSON.stringify({
		METHOD: 'IVR_LAYER_INPUT',
		DATA: {
			DID: '0722776772',
			CALLER_ID: '0501234567',
			IVR_UNIQUE_ID: crypto.randomUUID(),
			DTMF: '12345678',
			LAYER_ID: 5,
			PREVIOUS_LAYER_ID: 1,
		},
	});
	const startedAt = performance.now();
	const response = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json' },
		dispatcher,
	});
	const text = await response.body.text();
	const milliseconds = performance.now() - startedAt;
	const { CALLER_NAME: callerName, ...answer } = JSON.parse(text) as Record<string, unknown>;
	if (callerName !== '+972501234567' || JSON.stringify(answer) !== JSON.stringify(ANSWER)) {
		throw new Error(`${url} answered ${text}`);
	}
	return milliseconds;
}

async function activateOurs(stage: Stage, kind: Kind): Promise<string> {
	const webhookId = crypto.randomUUID();
	await activate(stage, [
		node('Trigger', stage.type('voicenterExternalLayerTrigger'), 2, {}, { webhookId }),
		node('Answer', stage.type('voicenterRespond'), 1, {
			resource: 'externalLayer',
			operation: 'goToLayer',
			layer: ANSWER.LAYER,
			options: { callerName: CALLER_NAMES[kind] },
		}),
	]);
	return `${stage.n8n.url}/webhook/${webhookId}/voicenter-external-layer`;
}

async function activateTheirs(stage: Stage): Promise<string> {
	const path = crypto.randomUUID();
	const answer = `={{ { ...${JSON.stringify(ANSWER)}, CALLER_NAME: '+972' + $json.body.DATA.CALLER_ID.slice(1) } }}`;
	await activate(stage, [
		node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{ path, httpMethod: 'POST', responseMode: 'responseNode', options: {} },
			{ webhookId: path },
		),
		node('Answer', 'n8n-nodes-base.respondToWebhook', 1.5, {
			respondWith: 'json',
			responseBody: answer,
			options: {},
		}),
	]);
	return `${stage.n8n.url}/webhook/${path}`;
}

async function activate({ api }: Stage, nodes: [{ name: string }, { name: string }]): Promise<void> {
	const [first, second] = nodes;
	const { id } = await api.createWorkflow({
		name: `Bench ${first.name}`,
		nodes,
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
	});
	await api.activate(id);
}
