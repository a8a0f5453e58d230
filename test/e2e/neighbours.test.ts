/** Other people's workflows beside the package: everything of theirs is as it is in an n8n without it. */
import { N8nApi } from '../n8n/api';
import { type N8nInstance, startN8n } from '../n8n/instance';
import { node } from '../bench/workflows';
import { activateAsking, respond } from './askingWorkflow';
import { setStage, type Stage } from './stage';

jest.setTimeout(400_000);

const JSON_BODY = '{"ivruniqueid":"call-1","caller":"0501234567"}';
const XML_BODY = '<call><id>call-1</id></call>';
const FORM_BODY = 'ivruniqueid=call-1&caller=0501234567';

interface Sent {
	path: string;
	type?: string;
	body?: string | FormData;
	method?: string;
	accept?: string;
}

let stage: Stage;
let without: N8nInstance;

/** What a team has that receives call records by hand today, at the very paths that the package's triggers have. */
async function activateTheirs(api: N8nApi): Promise<void> {
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
	for (const [index, workflow] of workflows.entries()) {
		const { id } = await api.createWorkflow({ name: `Theirs ${index}`, ...workflow });
		await api.activate(id);
	}
}

async function send(
	origin: string,
	{ path, type, body, method = 'POST', accept = '*/*' }: Sent,
): Promise<string> {
	const response = await fetch(origin + path, {
		method,
		headers: { accept, ...(type !== undefined && { 'content-type': type }) },
		...(body !== undefined && { body }),
	});
	const text = await response.text();
	// What is another one with every request: ids, tokens and times.
	const same = text
		.replace(/[\da-f]{8}-[\da-f-]{27}|[\da-f]{32,}|-{4,}formdata-[\w-]+/gi, '…')
		.replaceAll(origin, '');
	return `${response.status} ${same}`;
}

function formData(): FormData {
	const data = new FormData();
	data.set('field-0', 'Dana');
	return data;
}

beforeAll(async () => {
	stage = await setStage();
	without = await startN8n();
	await activateTheirs(await N8nApi.connect(without));
	await activateTheirs(stage.api);
	for (const trigger of ['voicenterTrigger', 'voicenterScreenPopTrigger', 'voicenterVoiceBotTrigger']) {
		await activateAsking(stage, { node: trigger }, [
			respond(stage, { resource: 'screenPop', operation: 'showNone' }),
		]);
	}
});
afterAll(async () => {
	await stage.close();
	await without.stop();
});

const TYPES: [string, string][] = [
	['application/json', JSON_BODY],
	['application/json', '{"ivruniqueid":"call-1",}'],
	['text/xml', XML_BODY],
	['application/x-www-form-urlencoded', FORM_BODY],
	['text/plain', JSON_BODY],
	['text/csv', JSON_BODY],
];

const bodies = [
	'/webhook/voicenter-cdr',
	'/webhook/crm/voicenter-screen-pop',
	'/webhook/crm/voicenter-cdr',
].flatMap((path): Sent[] => [
	...TYPES.map(([type, body]) => ({ path, type, body })),
	{ path },
	{ path, body: formData() },
]);

const others: Sent[] = [
	{ path: '/form/voicenter-external-layer', method: 'GET' },
	{ path: '/form/voicenter-external-layer', body: formData() },
	{ path: '/form/voicenter-external-layer', type: 'application/json', body: JSON_BODY },
	{
		path: '/mcp/voicenter-voicebot',
		type: 'application/json',
		accept: 'application/json, text/event-stream',
		body: '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}',
	},
	{ path: '/webhook/nobody/voicenter-cdr', type: 'application/json', body: JSON_BODY },
	{ path: '/webhook-test/voicenter-cdr', type: 'application/json', body: JSON_BODY },
];

it.each([...bodies, ...others])('%j is answered as in an n8n without the package', async (sent) => {
	const expected = await send(without.url, sent);
	expect(await send(stage.n8n.url, sent)).toBe(expected);
	// Somebody answers, and reads what was sent.
	if (sent.path.startsWith('/webhook/') && sent.type === 'application/json' && sent.body === JSON_BODY)
		if (!sent.path.includes('nobody')) expect(expected).toContain('0501234567');
	if (sent.path.startsWith('/mcp/')) expect(expected).toMatch(/^200 .*"serverInfo"/s);
});

it('and n8n leaves the package’s own bodies to it, malformed ones, too, also where a field holds an expression', async () => {
	for (const parameters of [{}, { filters: { minWait: '={{ 0 }}' } }]) {
		const { url } = await activateAsking(stage, { node: 'voicenterTrigger', parameters }, []);
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
		expect(answers).toEqual(['200 0', '200 1', '200 1', '200 1', '200 1']);
	}
	// n8n's own XML parser is alive.
	expect(
		await send(stage.n8n.url, { path: '/webhook/voicenter-cdr', type: 'text/xml', body: XML_BODY }),
	).toContain('call-1');
});
