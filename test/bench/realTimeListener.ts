/**
 * The Real-Time Trigger as n8n would run it, in a process of its own: started by `realTime.ts`, which it tells what it
 * received, when, and what that cost.
 */
import { join } from 'node:path';

import type { INodeExecutionData, INodeType, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { PROJECT_ROOT } from '../n8n/paths';

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

const FOLDER = join(PROJECT_ROOT, 'dist', 'nodes', 'VoicenterRealTimeTrigger');

/** Everybody stops listening. */
async function end(responses: readonly (ITriggerResponse | undefined)[]): Promise<void> {
	for (const response of responses) await response?.closeFunction?.();
	process.disconnect();
}

async function main(): Promise<void> {
	const { credential, workflows } = JSON.parse(process.argv[2] ?? '') as ListenerInput;
	const events: [string, number][] = [];
	const report = (message: ListenerReport) => process.send?.(message);
	const quiet = () => undefined;
	const deferred = () => {
		let resolve: () => void = quiet;
		const promise = new Promise<void>((settle) => (resolve = settle));
		return { promise, resolve };
	};
	const contextOf = (parameters: Record<string, unknown>, staticData: object = {}) => ({
		getNode: () => ({ name: 'Live' }),
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getWorkflowStaticData: () => staticData,
		getTimezone: () => 'Asia/Jerusalem',
		getWorkflow: () => ({}),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getCredentials: () => Promise.resolve(credential),
		emit: (data: INodeExecutionData[][], _response: undefined, done: { resolve: () => void }) => {
			for (const { json } of data[0] ?? [])
				events.push([typeof json['callId'] === 'string' ? json['callId'] : '', Date.now()]);
			setImmediate(() => done.resolve());
		},
		emitError: (error: Error) => {
			throw error;
		},
		logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
		helpers: { createDeferredPromise: deferred },
	});
	const loaded = (await import(join(FOLDER, 'VoicenterRealTimeTrigger.node.js'))) as {
		VoicenterRealTimeTrigger: new () => INodeType;
	};
	const node = new loaded.VoicenterRealTimeTrigger();
	const responses: (ITriggerResponse | undefined)[] = [];
	for (const parameters of workflows) {
		responses.push(await node.trigger?.call(contextOf(parameters) as unknown as ITriggerFunctions));
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
