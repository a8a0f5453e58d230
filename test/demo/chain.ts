import { readWords } from '../examples/hebrew';
import { ALWAYS_OPEN } from '../examples/hours';
import { type Language, readTemplate } from '../examples/template';
import type { N8nApi } from '../n8n/api';
import type { Simulator } from '../simulator';
import { findQueue } from '../simulator/account';
import type { WhatsAppStandIn } from '../simulator/whatsapp';

const TEMPLATE = 'abandoned-call-follow-up';

/** The three parties of the chain. */
export interface Parties {
	api: N8nApi;
	simulator: Simulator;
	whatsApp: WhatsAppStandIn;
}

/** What the set-up made. */
export interface Chain {
	workflowId: string;
	webhookUrl: string;
}

/**
 * Imports the template "Abandoned call: WhatsApp follow-up and callback" as a user would: makes the credentials,
 * chooses them and the agent's extension, activates, and gives Voicenter the production URL. The office is always open,
 * and its ten minutes are a second, so that there is something to see.
 *
 * @param prefix how this n8n calls the package's nodes: `n8n-nodes-voicenter`, or `CUSTOM` for a custom extension
 * @param language of the template
 */
export async function setUpChain(
	{ api, simulator }: Parties,
	n8nUrl: string,
	prefix: string,
	language: Language = 'en',
): Promise<Chain> {
	const voicenter = await api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter account',
		data: { code: simulator.account.code, baseUrl: simulator.url },
	});
	const whatsApp = await api.createCredential({
		type: 'whatsAppApi',
		name: 'WhatsApp account',
		data: { accessToken: 'demo-token', businessAccountId: '100000000000000' },
	});
	const template = readTemplate(TEMPLATE, language);
	const hebrew = language === 'he' ? readWords(TEMPLATE).nodes : {};
	const step = (english: string) => hebrew[english] ?? english;
	const queue = findQueue(simulator.account, 'sales')?.name;
	const extension = simulator.account.extensions[0];
	if (!extension) throw new Error('The simulator has no extension');
	const credentials: Record<string, { id: string; name: string }> = {
		voicenterApi: { id: voicenter.id, name: voicenter.name },
		whatsAppApi: { id: whatsApp.id, name: whatsApp.name },
	};
	const chosen: Record<string, Record<string, unknown>> = {
		[step('Call abandoned')]: { filters: { queues: [queue] } },
		[step('Calling hours')]: ALWAYS_OPEN,
		[step('Ten minutes')]: { amount: 1, unit: 'seconds' },
		[step('Call back')]: { extension: { __rl: true, mode: 'list', value: extension.sip } },
	};
	const nodes = template.nodes.map((node) => ({
		...node,
		type: node.type.replace('n8n-nodes-voicenter', prefix),
		parameters: { ...node.parameters, ...chosen[node.name] },
		...(node.credentials && {
			credentials: Object.fromEntries(Object.keys(node.credentials).map((type) => [type, credentials[type]])),
		}),
	}));
	// In the editor a pinned example would take the place of what Voicenter sends.
	const { id } = await api.createWorkflow({ ...template, nodes, pinData: {} });
	await api.activate(id);

	const webhookId = template.nodes.find(({ name }) => name === step('Call abandoned'))?.webhookId ?? '';
	const webhookUrl = `${n8nUrl}/webhook/${webhookId}/voicenter-cdr`;
	simulator.control.setCdrTarget({ url: webhookUrl, format: 'json' });
	return { workflowId: id, webhookUrl };
}

/** What an abandoned and an answered call caused. */
export interface Observation {
	/** How many times n8n was sent each record until it acknowledged it. */
	deliveries: { abandoned: number; answered: number };
	abandonedRecord: object;
	/** What the WhatsApp stand-in received. */
	messages: readonly unknown[];
	/** The click-to-calls that the simulator accepted. */
	calls: { phone: string; target: string }[];
	executions: number;
}

/** The caller of the played calls. */
export const CALLER = '0501234567';

/**
 * Plays a call to the sales queue that is abandoned after 42 s and one that is answered, and waits until all
 * that the abandoned one should cause is there.
 *
 * @throws Error when it is not there within 30 seconds
 */
export async function playBothCalls(
	{ api, simulator, whatsApp }: Parties,
	{ workflowId }: Chain,
): Promise<Observation> {
	const { control } = simulator;
	const answered = control.playIncomingCall({
		queue: 'sales',
		outcome: 'answered',
		waitSeconds: 5,
		caller: '0527654321',
	});
	const abandoned = control.playIncomingCall({
		queue: 'sales',
		outcome: 'abandoned',
		waitSeconds: 42,
		caller: CALLER,
	});
	const deliveries = {
		answered: (await control.cdrAcknowledged(answered.callId)).length,
		abandoned: (await control.cdrAcknowledged(abandoned.callId)).length,
	};
	const execution = await api.waitForExecution(
		workflowId,
		({ status }) => status !== 'running' && status !== 'new',
		{
			timeoutMs: 30_000,
		},
	);
	if (execution.status !== 'success') {
		throw new Error(
			`The workflow ended with "${execution.status}": ${JSON.stringify(execution.data.resultData.error)}`,
		);
	}
	return {
		deliveries,
		abandonedRecord: abandoned.records[0] ?? {},
		messages: whatsApp.messages,
		calls: control.calls().map(({ phone, target }) => ({ phone, target })),
		executions: (await api.listExecutions(workflowId)).length,
	};
}
