/** The operations of the Call Log as the node's router calls them. */
import { buffer } from 'node:stream/consumers';

import type { IBinaryData } from 'n8n-workflow';

import { callLog } from '../../../nodes/Voicenter/actions/callLog';
import type { OperationCall } from '../../../nodes/Voicenter/actions/operation';
import type { Simulator } from '../../simulator';
import { connectTo } from '../connections';

/** An operation of the Call Log, by its name in saved workflows. */
export const operation = (name: string) => {
	const found = callLog.operations.find(({ value }) => value === name);
	if (!found || !('execute' in found)) throw new Error(`There is no operation ${name}`);
	return found;
};

/** What lasts from run to run. */
export function memoryOf() {
	let json = '{}';
	return {
		get value() {
			return JSON.parse(json) as Record<string, unknown>;
		},
		write: (value: Record<string, unknown>) => (json = JSON.stringify(value)),
	};
}

/** Makes the function that runs an operation with the fields' defaults, as the editor has them, and what the user changed. */
export const runner =
	(simulator: Simulator) =>
	async (name: string, changed: Record<string, unknown>, memory = memoryOf()) => {
		const { fields, execute } = operation(name);
		const said: string[] = [];
		const stored: { content: Buffer; fileName: string; mimeType?: string | undefined }[] = [];
		const call: OperationCall = {
			connection: connectTo(simulator),
			input: {},
			tools: {
				timeZone: 'Asia/Jerusalem',
				async withMemory(work) {
					const changed = { ...memory.value };
					const result = await work(changed);
					memory.write(changed);
					return result;
				},
				say: (message) => said.push(message),
				stopsAtError: true,
				async storeFile(content, fileName, mimeType) {
					stored.push({
						content: Buffer.isBuffer(content) ? content : await buffer(content),
						fileName,
						mimeType,
					});
					return { data: 'stored', mimeType: mimeType ?? '', fileName } satisfies IBinaryData;
				},
			},
			field: <Value>(field: string, fallback?: Value) =>
				(changed[field] ?? fields.find((one) => one.name === field)?.default ?? fallback) as Value,
		};
		return { result: await execute(call), stored, said };
	};
