import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import type { Simulator } from '../simulator';
import type { PlainStage } from './stage';
import { createTrigger } from './triggerWorkflow';

const EVENTS = ['newCall', 'answered', 'hangUp', 'queueJoin', 'queueExit', 'queueAbandoned', 'callFinished'];

/** Workflows that start with live events, on a stage that is set when they are made. */
export function liveWorkflows(stageOf: () => PlainStage) {
	/** A credential for a simulator's live events. */
	async function credentialFor({ url, account }: Pick<Simulator, 'url' | 'account'>, changes: object = {}) {
		const { id, name } = await stageOf().api.createCredential({
			type: 'voicenterApi',
			name: crypto.randomUUID(),
			data: {
				code: account.code,
				baseUrl: url,
				realTimeLogin: 'token',
				realTimeToken: account.realTime.token,
				...changes,
			},
		});
		return { voicenterApi: { id, name } };
	}

	/** A workflow that starts with live events; not active yet. */
	const makeWorkflow = (credentials: object, parameters: object = {}): Promise<string> =>
		createTrigger(stageOf(), {
			...{ type: 'voicenterRealTimeTrigger', name: 'Live', credentials },
			parameters: { events: EVENTS, ...parameters },
		});

	async function activate(credentials: object, parameters: object = {}): Promise<string> {
		const id = await makeWorkflow(credentials, parameters);
		await stageOf().api.activate(id);
		return id;
	}

	/** Waits until the workflow was started with such an event of a call. */
	async function received(workflowId: string, event: string, callId?: string) {
		const isIt = (json: Record<string, unknown>) =>
			json['event'] === event && (callId === undefined || json['callId'] === callId);
		const execution = await stageOf().api.waitForExecution(
			workflowId,
			(one) => itemsOf(one, 'Live').some(({ json }) => isIt(json)),
			{ timeoutMs: 60_000 },
		);
		return itemsOf(execution, 'Live').find(({ json }) => isIt(json))?.json ?? {};
	}

	async function connected({ control }: Simulator, count = 1): Promise<void> {
		await until(() => Promise.resolve(control.realTimeConnections().open === count ? true : undefined), {
			what: `${count} connections`,
			timeoutMs: 60_000,
		});
	}

	return { credentialFor, makeWorkflow, activate, received, connected };
}
