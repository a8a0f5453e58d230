import { Agent, fetch } from 'undici';

import type { N8nApi } from '../n8n/api';

/** A workflow may take longer than an answer usually may. */
const PATIENT = new Agent({ headersTimeout: 0 });

let position = 0;

/** A node of a workflow, placed after the one before. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
	more: object = {},
): { name: string } {
	position += 200;
	return {
		id: crypto.randomUUID(),
		name,
		type,
		typeVersion,
		position: [position, 0],
		parameters,
		...more,
	} as { name: string };
}

/**
 * Activates a workflow that makes a number of items, gives them to an action, and answers the webhook when done.
 *
 * @param api where to make it
 * @param origin where n8n answers
 * @param count how many items
 * @param action the nodes that work on them, in a row; `loop` runs them for 10 items at a time
 * @returns a function that runs it to its end
 */
export async function activateRun(
	api: N8nApi,
	origin: string,
	count: number,
	action: { name: string }[],
	{ loop = false }: { loop?: boolean } = {},
): Promise<() => Promise<void>> {
	const path = crypto.randomUUID();
	const items = `={{ { items: Array.from({ length: ${count} }, (_, index) => ({ target: '05' + (20000000 + index) })) } }}`;
	const hook = node(
		'Start',
		'n8n-nodes-base.webhook',
		2,
		{ path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
		{ webhookId: path },
	);
	const make = node('Make', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: items });
	const split = node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} });
	const last = node('Last', 'n8n-nodes-base.limit', 1, { maxItems: 1 });
	const batches = node('Batches', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 10, options: {} });
	const row = loop ? [hook, make, split, batches] : [hook, make, split, ...action, last];
	const connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> = {};
	const to = (target: { name: string } | undefined) =>
		target ? [{ node: target.name, type: 'main' as const, index: 0 as const }] : [];
	row.forEach((one, index) => {
		connections[one.name] = { main: [to(row[index + 1])] };
	});
	if (loop) {
		connections[batches.name] = { main: [to(last), to(action[0])] };
		action.forEach((one, index) => {
			connections[one.name] = { main: [to(action[index + 1] ?? batches)] };
		});
	}
	const { id } = await api.createWorkflow({
		name: `Bench ${path}`,
		nodes: loop ? [...row, ...action, last] : row,
		connections,
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
	});
	await api.activate(id);
	return async () => {
		const response = await fetch(`${origin}/webhook/${path}`, {
			method: 'POST',
			signal: AbortSignal.timeout(600_000),
			dispatcher: PATIENT,
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The workflow answered ${response.status}: ${text.slice(0, 500)}`);
	};
}
