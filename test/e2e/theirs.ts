/** Other people's workflows, at the very paths that the package's triggers have, and requests to them. */
import type { N8nApi } from '../n8n/api';
import { node } from '../bench/workflows';

const JSON_BODY = '{"ivruniqueid":"call-1","caller":"0501234567"}';
export const XML_BODY = '<call><id>call-1</id></call>';
const FORM_BODY = 'ivruniqueid=call-1&caller=0501234567';

/** Where an n8n has its endpoints, as N8N_ENDPOINT_… say; its own names unless told. */
export interface Endpoints {
	webhook: string;
	webhookTest: string;
	form: string;
	mcp: string;
}

export const USUAL: Endpoints = {
	webhook: 'webhook',
	webhookTest: 'webhook-test',
	form: 'form',
	mcp: 'mcp',
};

/** A request to somebody. */
export interface Sent {
	to: keyof Endpoints;
	path: string;
	type?: string;
	body?: string | FormData;
	method?: string;
	accept?: string;
}

/**
 * What a team has that receives call records by hand today.
 *
 * @param beside a node that stands in each of their workflows, connected to nothing
 */
export async function activateTheirs(
	api: N8nApi,
	beside: () => { name: string }[] = () => [],
): Promise<void> {
	const hook = (name: string, path: string, parameters: object = {}) =>
		node(
			name,
			'n8n-nodes-base.webhook',
			2.1,
			{ path, httpMethod: 'POST', responseMode: 'lastNode', options: {}, ...parameters },
			{ webhookId: crypto.randomUUID() },
		);
	const to = (name: string, type = 'main') => ({
		[type]: [[{ node: name, type: type as 'main', index: 0 as const }]],
	});
	const echo = node('Echo', 'n8n-nodes-base.set', 3.4, {
		assignments: {
			assignments: [
				{ id: '1', name: 'body', type: 'string', value: '={{ JSON.stringify($json.body) }}' },
				{ id: '2', name: 'type', type: 'string', value: "={{ $json.headers['content-type'] }}" },
			],
		},
		options: {},
	});
	const answer = node('Answer', 'n8n-nodes-base.respondToWebhook', 1.4, {
		respondWith: 'json',
		responseBody: '={{ JSON.stringify($json.body) }}',
		options: {},
	});
	const form = node(
		'Form',
		'n8n-nodes-base.formTrigger',
		2.2,
		{
			formTitle: 'Who called?',
			formFields: { values: [{ fieldLabel: 'Name' }] },
			responseMode: 'lastNode',
			options: { path: 'voicenter-external-layer' },
		},
		{ webhookId: crypto.randomUUID() },
	);
	const mcp = node(
		'MCP',
		'@n8n/n8n-nodes-langchain.mcpTrigger',
		2,
		{ path: 'voicenter-voicebot' },
		{ webhookId: 'voicenter-voicebot' },
	);
	const tool = node('Calculator', '@n8n/n8n-nodes-langchain.toolCalculator', 1, {});
	const workflows = [
		{ nodes: [hook('CDR', 'voicenter-cdr'), echo], connections: { CDR: to('Echo') } },
		{ nodes: [hook('Pop', 'crm/voicenter-screen-pop'), echo], connections: { Pop: to('Echo') } },
		{
			nodes: [hook('Asked', 'crm/voicenter-cdr', { responseMode: 'responseNode' }), answer],
			connections: { Asked: to('Answer') },
		},
		{ nodes: [form, echo], connections: { Form: to('Echo') } },
		{ nodes: [mcp, tool], connections: { Calculator: to('MCP', 'ai_tool') } },
	];
	for (const [index, { nodes, connections }] of workflows.entries()) {
		const all = [...nodes, ...beside()];
		const { id } = await api.createWorkflow({ name: `Theirs ${index}`, nodes: all, connections });
		await api.activate(id);
	}
}

const TYPES: [string, string][] = [
	['application/json', JSON_BODY],
	['application/json', '{"ivruniqueid":"call-1",}'],
	['text/xml', XML_BODY],
	['application/x-www-form-urlencoded', FORM_BODY],
	['text/plain', JSON_BODY],
	['text/csv', JSON_BODY],
];

const toHooks = ['voicenter-cdr', 'crm/voicenter-screen-pop', 'crm/voicenter-cdr'].flatMap((path): Sent[] => [
	...TYPES.map(([type, body]) => ({ to: 'webhook' as const, path, type, body })),
	{ to: 'webhook', path },
	{ to: 'webhook', path, body: formData() },
]);

/** To each of their workflows, in each format, and to nobody. */
export const REQUESTS: readonly Sent[] = [
	...toHooks,
	{ to: 'form', path: 'voicenter-external-layer', method: 'GET' },
	{ to: 'form', path: 'voicenter-external-layer', body: formData() },
	{ to: 'form', path: 'voicenter-external-layer', type: 'application/json', body: JSON_BODY },
	{
		to: 'mcp',
		path: 'voicenter-voicebot',
		type: 'application/json',
		accept: 'application/json, text/event-stream',
		body: '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}',
	},
	{ to: 'webhook', path: 'nobody/voicenter-cdr', type: 'application/json', body: JSON_BODY },
	{ to: 'webhookTest', path: 'voicenter-cdr', type: 'application/json', body: JSON_BODY },
];

/** @returns the answer, without what is another one with every request: ids, tokens, times and addresses */
export async function send(
	origin: string,
	{ to, path, type, body, method = 'POST', accept = '*/*' }: Sent,
	endpoints: Endpoints = USUAL,
): Promise<string> {
	const response = await fetch(`${origin}/${endpoints[to]}/${path}`, {
		method,
		headers: { accept, ...(type !== undefined && { 'content-type': type }) },
		...(body !== undefined && { body }),
	});
	const same = (await response.text())
		.replace(/[\da-f]{8}-[\da-f-]{27}|[\da-f]{32,}|-{4,}formdata-[\w-]+/gi, '…')
		.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '');
	return `${response.status} ${same}`;
}

/** @returns what each request of {@link REQUESTS} was and got */
export async function answersAt(origin: string, endpoints: Endpoints = USUAL): Promise<[string, string][]> {
	const answers: [string, string][] = [];
	for (const sent of REQUESTS) answers.push([JSON.stringify(sent), await send(origin, sent, endpoints)]);
	return answers;
}

/** Sends our own trigger records and broken ones. @returns HTTP's status and the error number that each got */
export async function ownAnswers(url: string): Promise<string[]> {
	const answers: string[] = [];
	for (const [type, body] of [
		['application/json', JSON_BODY],
		['application/json', '{"ivruniqueid'],
		['text/xml', '<methodCall><params>'],
		['text/xml', '<methodCall></methodCall>'],
		['text/xml', '<methodCall><params>'],
	] as const) {
		const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
		answers.push(`${response.status} ${/(?:"err":|<int>)(\d)/.exec(await response.text())?.[1] ?? ''}`);
	}
	return answers;
}

/** One was read, the others could not be: all of them by the package, none by n8n. */
export const READ_BY_OURSELVES = ['200 0', '200 1', '200 1', '200 1', '200 1'];

function formData(): FormData {
	const data = new FormData();
	data.set('field-0', 'Dana');
	return data;
}
