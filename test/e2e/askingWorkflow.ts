import { setTimeout as pause } from 'node:timers/promises';

import type { PlainStage } from './stage';

/** A node of a test's workflow; they stand in a row, each connected to the next. */
export interface RowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	credentials?: object;
	onError?: string;
	webhookId?: string;
}

/** Waits as a lookup would that takes so long; an expression may say how long. */
export const wait = (seconds: number | string): RowNode => ({
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: seconds, unit: 'seconds' },
	webhookId: crypto.randomUUID(),
});

/** Fails, as a lookup does whose server is down. */
export const fail: RowNode = {
	name: 'Fail',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	parameters: { errorMessage: 'The CRM is down' },
};

/** Does nothing, and stands for the rest of a workflow. */
export const end: RowNode = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** n8n's own node for answers, in the version that does not insist on n8n's own Webhook node. */
export const respondToWebhook = (parameters: object): RowNode => ({
	name: 'Answer',
	type: 'n8n-nodes-base.respondToWebhook',
	typeVersion: 1,
	parameters: { options: {}, ...parameters },
});

/** n8n's own node with a JSON body, or an expression that gives one. */
export const respondWithJson = (body: object | string): RowNode =>
	respondToWebhook({
		respondWith: 'json',
		responseBody: typeof body === 'string' ? body : JSON.stringify(body),
	});

/** The package's own node for answers. */
export const respond = (stage: PlainStage, parameters: object): RowNode => ({
	name: 'Answer',
	type: stage.type('voicenterRespond'),
	typeVersion: 1,
	parameters,
});

/** A workflow that answers: where it is, and what one of its trigger's requests got. */
export interface AskingWorkflow {
	id: string;
	url: string;
	testUrl: string;
}

/** A workflow of nodes of which each leads to the next. */
export function inARow(name: string, nodes: readonly RowNode[]) {
	const follow = nodes
		.slice(1)
		.map((next, index) => [nodes[index]?.name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]);
	return {
		name,
		nodes: nodes.map((node, index) => ({ id: crypto.randomUUID(), position: [index * 200, 0], ...node })),
		connections: Object.fromEntries(follow) as object,
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Makes and activates a workflow of a trigger and nodes in a row after it.
 *
 * @param trigger its node's name without the package, and its parameters
 * @param row the nodes after the trigger
 */
export async function activateAsking(
	stage: PlainStage,
	trigger: { node: string; parameters?: object; credentials?: object },
	row: readonly RowNode[],
	{ active = true }: { active?: boolean } = {},
): Promise<AskingWorkflow> {
	const webhookId = crypto.randomUUID();
	const paths: Record<string, string> = {
		voicenterTrigger: 'voicenter-cdr',
		voicenterExternalLayerTrigger: 'voicenter-external-layer',
		voicenterScreenPopTrigger: 'voicenter-screen-pop',
		voicenterVoiceBotTrigger: 'voicenter-voicebot',
	};
	const nodes: RowNode[] = [
		{
			name: 'Trigger',
			type: stage.type(trigger.node),
			typeVersion: 2,
			parameters: trigger.parameters ?? {},
			webhookId,
			...(trigger.credentials && { credentials: trigger.credentials }),
		},
		...row,
	];
	const { id } = await stage.api.createWorkflow(inARow(`Asking ${webhookId}`, nodes));
	if (active) await stage.api.activate(id);
	const path = `${webhookId}/${paths[trigger.node] ?? ''}`;
	return {
		id,
		url: `${stage.n8n.url}/webhook/${path}`,
		testUrl: `${stage.n8n.url}/webhook-test/${path}`,
	};
}

/** What a request got. */
export interface Answer {
	status: number;
	text: string;
	json: unknown;
	headers: Headers;
	seconds: number;
}

/** Sends a request as it is given, and reads the answer. */
export async function ask(
	url: string,
	{
		body,
		headers = {},
		method = 'POST',
		signal = AbortSignal.timeout(30_000),
	}: { body?: unknown; headers?: Record<string, string>; method?: string; signal?: AbortSignal },
): Promise<Answer> {
	const startedAt = performance.now();
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		signal,
	});
	const text = await response.text();
	return {
		status: response.status,
		text,
		json: text === '' ? undefined : readJson(text),
		headers: response.headers,
		seconds: (performance.now() - startedAt) / 1_000,
	};
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A request of External Layer's, as the reference has it. */
export function layerRequest(data: object = {}): { METHOD: string; DATA: Record<string, unknown> } {
	return {
		METHOD: 'IVR_LAYER_INPUT',
		DATA: {
			DID: '0722776772',
			CALLER_ID: '0501234567',
			IVR_UNIQUE_ID: crypto.randomUUID(),
			DTMF: '12345678',
			LAYER_ID: 5,
			PREVIOUS_LAYER_ID: 1,
			...data,
		},
	};
}

/** What n8n has said since: with `N8N_LOG_FORMAT: json`, so that levels can be told. */
export async function problemsLogged(
	stage: PlainStage,
	from: number,
): Promise<{ errors: string[]; warnings: string[] }> {
	// The log is a file: what was written last may be on its way.
	await pause(300);
	const lines = (await stage.n8n.log())
		.slice(from)
		.split('\n')
		.filter((line) => line !== '');
	const entries = lines.map((line) => {
		const entry = readJson(line) as { level: string; message: string } | undefined;
		// What is not of n8n's logger is what Node writes of its own accord, such as an unhandled rejection.
		return entry ?? { level: 'error', message: line };
	});
	const of = (level: string) =>
		entries.filter((entry) => entry.level === level).map(({ message }) => message);
	return { errors: of('error'), warnings: of('warn') };
}
