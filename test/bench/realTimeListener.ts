/**
 * The Real-Time Trigger as n8n would run it, in a process of its own: started by `realTime.ts`, which it tells what it
 * received, when, and what that cost.
 */
import { join } from 'node:path';

import type { INodeExecutionData, INodeType, ITriggerFunctions } from 'n8n-workflow';

import { PROJECT_ROOT } from '../n8n/paths';

/** What the listener is started with. */
export interface ListenerInput {
	credential: Record<string, string>;
	parameters: Record<string, unknown>;
}

/** What it says: that it listens, what it costs now, what it has received. */
export type ListenerReport =
	| { kind: 'listening' }
	| { kind: 'usage'; cpuSeconds: number; heapMegabytes: number }
	| { kind: 'received'; events: [callId: string, at: number][] };

const FOLDER = join(PROJECT_ROOT, 'dist', 'nodes', 'VoicenterRealTimeTrigger');

async function main(): Promise<void> {
	const { credential, parameters } = JSON.parse(process.argv[2] ?? '') as ListenerInput;
	const events: [string, number][] = [];
	const report = (message: ListenerReport) => process.send?.(message);
	const quiet = () => undefined;
	const deferred = () => {
		let resolve: () => void = quiet;
		const promise = new Promise<void>((settle) => (resolve = settle));
		return { promise, resolve };
	};
	const context = {
		getNode: () => ({ name: 'Live' }),
		getMode: () => 'trigger',
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
	};
	const loaded = (await import(join(FOLDER, 'VoicenterRealTimeTrigger.node.js'))) as {
		VoicenterRealTimeTrigger: new () => INodeType;
	};
	const node = new loaded.VoicenterRealTimeTrigger();
	const response = await node.trigger?.call(context as unknown as ITriggerFunctions);
	process.on('message', (wanted: 'usage' | 'received' | 'end') => {
		if (wanted === 'usage') {
			global.gc?.();
			const { user, system } = process.cpuUsage();
			const heapMegabytes = process.memoryUsage().heapUsed / 1_048_576;
			report({ kind: 'usage', cpuSeconds: (user + system) / 1e6, heapMegabytes });
		} else if (wanted === 'received') {
			report({ kind: 'received', events });
		} else {
			void response?.closeFunction?.().then(() => process.disconnect());
		}
	});
	report({ kind: 'listening' });
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
