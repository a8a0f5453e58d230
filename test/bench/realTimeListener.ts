/**
 * The Real-Time Trigger on n8n's own context, in a process of its own: started by `realTime.ts`, which it tells what it
 * received, when, and what that cost.
 */
import type { IRun, ITriggerResponse } from 'n8n-workflow';

import { triggerContext } from '../n8nCore/trigger';

/** What the listener is started with. */
export interface ListenerInput {
	credential: Record<string, string>;
	/** Of each workflow that listens. */
	workflows: Record<string, unknown>[];
}

/** What it says: that it listens, what it costs now, what it has received. */
export type ListenerReport =
	| { kind: 'listening' }
	| { kind: 'usage'; cpuSeconds: number; heapMegabytes: number }
	| { kind: 'received'; events: [callId: string, at: number][] };

/** Everybody stops listening. */
async function end(responses: readonly (ITriggerResponse | undefined)[]): Promise<void> {
	for (const response of responses) await response?.closeFunction?.();
	process.disconnect();
}

async function main(): Promise<void> {
	const { credential, workflows } = JSON.parse(process.argv[2] ?? '') as ListenerInput;
	const events: [string, number][] = [];
	const report = (message: ListenerReport) => process.send?.(message);
	const responses: (ITriggerResponse | undefined)[] = [];
	for (const parameters of workflows) {
		const node = { type: 'voicenterRealTimeTrigger', parameters, credentials: { voicenterApi: credential } };
		const { context, emitted, workflow } = triggerContext({ node }, ({ items, done }) => {
			for (const { json } of items)
				events.push([typeof json['callId'] === 'string' ? json['callId'] : '', Date.now()]);
			emitted.length = 0;
			setImmediate(() => done?.resolve({} as IRun));
		});
		const type = workflow.nodeTypes.getByNameAndVersion(context.getNode().type);
		responses.push(await type.trigger?.call(context));
	}
	process.on('message', (wanted: 'usage' | 'received' | 'end') => {
		if (wanted === 'usage') {
			global.gc?.();
			const { user, system } = process.cpuUsage();
			const heapMegabytes = process.memoryUsage().heapUsed / 1_048_576;
			report({ kind: 'usage', cpuSeconds: (user + system) / 1e6, heapMegabytes });
		} else if (wanted === 'received') {
			report({ kind: 'received', events });
		} else {
			void end(responses);
		}
	});
	report({ kind: 'listening' });
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
