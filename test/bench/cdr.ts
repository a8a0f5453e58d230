import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';

import { setStage, type Stage } from '../e2e/stage';
import { type Figure, median } from './figures';
import { N8N_SETTINGS, type N8nSetting } from './n8nSettings';
import { cpuSeconds, processesOf } from './processFigures';
import { node } from './workflows';

export const RECORDS = 100;
export const AT_A_TIME = 10;
const ROUNDS = 5;
const WARM_UP_ROUNDS = 1;

/** How many times as many records a second as n8n's own nodes, at least, where that is promised. */
const LIMITS = { dropped: 1.3, matching: 1, expression: 1 };

type Kind = keyof typeof LIMITS;

const IN_WORDS: Record<Kind, string> = {
	dropped: 'dropped',
	matching: 'matching',
	expression: 'matching, one ordinary expression behind the trigger',
};

interface Round {
	seconds: number;
	cpu: number;
}

/**
 * Call records by the CDR trigger, and by n8n's Webhook, If, Edit Fields and Respond to Webhook doing the same by
 * hand, in turn on the same n8n: records that a filter drops, and records that match. A round ends when the last
 * execution has ended, not when the last record was acknowledged.
 */
export async function measureCdrs(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const setting of N8N_SETTINGS) figures.push(...(await measureWith(setting)));
	return figures;
}

async function measureWith({ name, env, isPromised }: N8nSetting): Promise<Figure[]> {
	const stage = await setStage('tarball', env);
	const agent = new Agent({ connections: AT_A_TIME });
	try {
		const pids = processesOf(stage.n8n.userFolder);
		const [plain, withExpression] = [await activateOurs(stage), await activateOurs(stage, [EXPRESSION])];
		const theirs = await activateTheirs(stage);
		const round = async ({ url, id: workflowId }: Activated, kind: Kind) => {
			const cpuBefore = cpuSeconds(pids);
			const startedAt = performance.now();
			await send(agent, url, kind);
			await allEnded(stage, workflowId);
			return { seconds: (performance.now() - startedAt) / 1_000, cpu: cpuSeconds(pids) - cpuBefore };
		};
		const figures: Figure[] = [];
		for (const kind of ['dropped', 'matching', 'expression'] as const) {
			const ours = kind === 'expression' ? withExpression : plain;
			const rounds: Record<'ours' | 'theirs', Round>[] = [];
			for (let count = 0; count < ROUNDS + WARM_UP_ROUNDS; count++) {
				const [a, b] = [await round(ours, kind), await round(theirs, kind)];
				if (count >= WARM_UP_ROUNDS) rounds.push({ ours: a, theirs: b });
			}
			const perSecond = (who: 'ours' | 'theirs') =>
				(RECORDS / median(rounds.map((one) => one[who].seconds))).toFixed(0);
			const cpu = (who: 'ours' | 'theirs') =>
				((median(rounds.map((one) => one[who].cpu)) / RECORDS) * 1_000).toFixed(1);
			const ratio = median(rounds.map((one) => one.theirs.seconds / one.ours.seconds));
			figures.push({
				what: `Call records, ${IN_WORDS[kind]}, ${name}`,
				ours: `${perSecond('ours')} a second, ${cpu('ours')} ms of CPU each`,
				peer: `Webhook, If, Edit Fields, Respond: ${perSecond('theirs')} a second, ${cpu('theirs')} ms (${ratio.toFixed(2)} times as many)`,
				...(((isPromised && kind === 'matching') || kind === 'dropped') && {
					limit: {
						promised: kind === 'dropped' ? `${LIMITS.dropped} times as many` : 'as many',
						kept: ratio >= LIMITS[kind],
					},
				}),
			});
		}
		return figures;
	} finally {
		await agent.close();
		await stage.close();
	}
}

/** Sends a round of records, some at a time, and sees each acknowledged. */
export async function send(agent: Agent, url: string, kind: Kind): Promise<void> {
	const left = Array.from({ length: RECORDS }, () => recordOf(kind));
	const sender = async () => {
		for (let record = left.pop(); record; record = left.pop()) {
			const { statusCode, body } = await request(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(record),
				dispatcher: agent,
			});
			const text = await body.text();
			if (statusCode !== 200 || !text.includes('"err":0')) {
				throw new Error(`A record was answered with ${statusCode}: ${text.slice(0, 200)}`);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, sender));
}

/** Waits until every execution of a workflow has ended. */
export async function allEnded({ api }: Stage, workflowId: string): Promise<void> {
	const filter = JSON.stringify({ workflowId, status: ['new', 'running'] });
	for (;;) {
		const answer = await api.session.request(
			'GET',
			`/rest/executions?${new URLSearchParams({ filter, limit: '1' }).toString()}`,
		);
		if ((answer as { results: unknown[] }).results.length === 0) return;
		await pause(5);
	}
}

/** The sample of the user's document, with a call ID of its own. */
function recordOf(kind: Kind): object {
	return {
		caller: '0501234567',
		target: '',
		time: 1595333610,
		duration: 20,
		ivruniqueid: crypto.randomUUID(),
		type: 'Queue',
		status: kind === 'dropped' ? 'ANSWER' : 'ABANDONE',
		targetextension: '',
		callerextension: '',
		did: '0722776772',
		queueid: 123456789,
		queuename: 'Sales Queue',
		record: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/202007211213270124c.mp3',
		price: 0,
		dialtime: 0,
		representative_name: 'Admin User',
		representative_code: '12345679',
		targetextension_name: '',
		callerextension_name: '',
		target_country: '',
		caller_country: 'Israel',
		seconds_waiting_in_queue: 20,
		IVR: [
			{ layer_id: 1234, layer_name: 'Main IVR', layer_number: 0, Dtmf: 2, dtmf_order: 1 },
			{ layer_id: 4321, layer_name: 'Sales Department', layer_number: 2, Dtmf: 0, dtmf_order: 2 },
		],
	};
}

/** A workflow that records start. */
export interface Activated {
	id: string;
	url: string;
}

/** What most workflows have behind their trigger: a text put together of a field. */
const EXPRESSION = node('Greet', 'n8n-nodes-base.set', 3.4, {
	assignments: {
		assignments: [
			{
				...{ id: crypto.randomUUID(), name: 'text', type: 'string' },
				value: "={{ 'You called at ' + $json.startedAtLocal.slice(11) }}",
			},
		],
	},
	options: {},
});

/**
 * Our trigger for abandoned calls.
 *
 * @param behind the nodes behind it
 * @param prepare does something with the workflow before it is activated
 */
export async function activateOurs(
	{ api, n8n, type }: Stage,
	behind: { name: string }[] = [],
	prepare: (workflowId: string, triggerId: string) => void = () => undefined,
): Promise<Activated> {
	const webhookId = crypto.randomUUID();
	const triggerId = crypto.randomUUID();
	const trigger = node(...(['CDR', type('voicenterTrigger'), 2, { triggerOn: ['abandoned'] }] as const), {
		webhookId,
		id: triggerId,
	});
	const [next] = behind;
	const { id } = await api.createWorkflow({
		name: 'Ours',
		nodes: [trigger, ...behind],
		connections: next ? { CDR: { main: [[{ node: next.name, type: 'main', index: 0 }]] } } : {},
	});
	prepare(id, triggerId);
	await api.activate(id);
	return { id, url: `${n8n.url}/webhook/${webhookId}/voicenter-cdr` };
}

/** What somebody would build by hand: some of the fields, and the number in E.164 as far as an expression goes. */
async function activateTheirs({ api, n8n }: Stage): Promise<Activated> {
	const path = crypto.randomUUID();
	const assignment = (name: string, value: string, kind = 'string') => ({
		id: crypto.randomUUID(),
		name,
		value,
		type: kind,
	});
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		2.1,
		{ path, httpMethod: 'POST', responseMode: 'responseNode', options: {} },
		{ webhookId: path },
	);
	const condition = node('If', 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: crypto.randomUUID(),
					leftValue: '={{ $json.body.status }}',
					rightValue: 'ABANDONE',
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
		options: {},
	});
	const edit = node('Edit', 'n8n-nodes-base.set', 3.4, {
		assignments: {
			assignments: [
				assignment('callId', '={{ $json.body.ivruniqueid }}'),
				assignment('status', '={{ $json.body.status }}'),
				// The caller's number cannot be read: n8n refuses every expression that says "caller".
				assignment('did', '={{ $json.body.did }}'),
				assignment('didE164', "={{ $json.body.did.replace(/^0/, '+972') }}"),
				assignment('startedAt', '={{ new Date($json.body.time * 1000).toISOString() }}'),
				assignment('waitSeconds', '={{ $json.body.seconds_waiting_in_queue }}', 'number'),
				assignment('queueName', '={{ $json.body.queuename }}'),
			],
		},
		options: {},
	});
	const respond = (name: string) =>
		node(name, 'n8n-nodes-base.respondToWebhook', 1.4, {
			respondWith: 'json',
			responseBody: '{"err":0,"errdesc":"OK"}',
			options: {},
		});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 as const }];
	const { id } = await api.createWorkflow({
		name: 'Theirs',
		nodes: [webhook, condition, edit, respond('Respond'), respond('Respond otherwise')],
		connections: {
			Webhook: { main: [to('If')] },
			If: { main: [to('Edit'), to('Respond otherwise')] },
			Edit: { main: [to('Respond')] },
		},
	});
	await api.activate(id);
	return { id, url: `${n8n.url}/webhook/${path}` };
}
