/** Other people's workflows beside the package: everything of theirs is as it is in an n8n without it. */
import { join } from 'node:path';

import { node } from '../bench/workflows';
import { N8nApi } from '../n8n/api';
import { startN8n } from '../n8n/instance';
import { PROJECT_ROOT } from '../n8n/paths';
import { activateAsking, respond } from './askingWorkflow';
import { setStage, type Stage } from './stage';
import {
	activateTheirs,
	answersAt,
	type Endpoints,
	ownAnswers,
	READ_BY_OURSELVES,
	send,
	USUAL,
	XML_BODY,
} from './theirs';

jest.setTimeout(400_000);

const ELSEWHERE: Endpoints = {
	webhook: 'automation/hooks',
	webhookTest: 'automation/try',
	form: 'automation/forms',
	mcp: 'automation/tools',
};

interface Deployment {
	env?: Record<string, string>;
	/** What the package alone needs. */
	ours?: Record<string, string>;
	endpoints?: Endpoints;
	prefixes?: string[];
}

const DEPLOYMENTS: [string, Deployment][] = [
	['an n8n as it comes', {}],
	[
		'an n8n below a path, with other endpoints',
		{
			env: {
				N8N_PATH: '/automation/',
				N8N_ENDPOINT_WEBHOOK: ELSEWHERE.webhook,
				N8N_ENDPOINT_WEBHOOK_TEST: ELSEWHERE.webhookTest,
				N8N_ENDPOINT_FORM: ELSEWHERE.form,
				N8N_ENDPOINT_MCP: ELSEWHERE.mcp,
			},
			endpoints: ELSEWHERE,
		},
	],
	[
		'an n8n with two copies of the package',
		{
			ours: { N8N_CUSTOM_EXTENSIONS: join(PROJECT_ROOT, 'dist') },
			prefixes: ['n8n-nodes-voicenter', 'CUSTOM'],
		},
	],
];

describe.each(DEPLOYMENTS)('in %s', (_name, deployment) => {
	const { env = {}, ours = {}, endpoints = USUAL, prefixes = ['n8n-nodes-voicenter'] } = deployment;
	let stage: Stage;
	let expected: [string, string][];

	const at = (url: string) =>
		url.replace(`${stage.n8n.url}/webhook/`, `${stage.n8n.url}/${endpoints.webhook}/`);

	beforeAll(async () => {
		await using without = await startN8n({ env });
		await activateTheirs(await N8nApi.connect(without));
		expected = await answersAt(without.url, endpoints);

		stage = await setStage('tarball', { ...env, ...ours });
		// A trigger of ours may stand in a workflow of theirs.
		await activateTheirs(stage.api, () =>
			prefixes.map((prefix) =>
				node(prefix, `${prefix}.voicenterTrigger`, 2, {}, { webhookId: crypto.randomUUID() }),
			),
		);
		for (const prefix of prefixes) {
			const copy = { ...stage, type: (name: string) => `${prefix}.${name}` };
			for (const trigger of ['voicenterTrigger', 'voicenterScreenPopTrigger', 'voicenterVoiceBotTrigger']) {
				await activateAsking(copy, { node: trigger }, [
					respond(copy, { resource: 'screenPop', operation: 'showNone' }),
				]);
			}
		}
	});
	afterAll(() => stage.close());

	it('somebody answers there, who reads what is sent', () => {
		const read = expected.filter(([, answer]) => answer.startsWith('200 ') && answer.includes('0501234567'));
		expect(read.length).toBeGreaterThanOrEqual(9);
		expect(expected.find(([sent]) => sent.includes('"mcp"'))?.[1]).toMatch(/^200 .*"serverInfo"/s);
	});

	it('every request of theirs is answered as in one without the package', async () => {
		expect(await answersAt(stage.n8n.url, endpoints)).toEqual(expected);
	});

	it.each(prefixes)(
		'n8n leaves the bodies of %s to it, malformed ones, too, also where a field holds an expression',
		async (prefix) => {
			const copy = { ...stage, type: (name: string) => `${prefix}.${name}` };
			for (const parameters of [{}, { filters: { minWait: '={{ 0 }}' } }]) {
				const { url } = await activateAsking(copy, { node: 'voicenterTrigger', parameters }, []);
				expect(await ownAnswers(at(url))).toEqual(READ_BY_OURSELVES);
			}
			// n8n's own XML parser is alive, and theirs are as before.
			const xml = { to: 'webhook', path: 'voicenter-cdr', type: 'text/xml', body: XML_BODY } as const;
			expect(await send(stage.n8n.url, xml, endpoints)).toContain('call-1');
			expect(await answersAt(stage.n8n.url, endpoints)).toEqual(expected);
		},
	);
});
