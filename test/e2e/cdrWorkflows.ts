import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

import type { PlainStage } from './stage';

/** A workflow that a CDR trigger starts. */
export interface CdrWorkflow {
	id: string;
	url: string;
}

/** How the workflow goes on after the trigger. */
export interface CdrWorkflowOptions {
	parameters?: object;
	credentials?: object;
	/** An expression for the items on which the workflow fails. */
	failsWhen?: string;
	/** Waits so long before it ends. */
	seconds?: number;
	/** An address that it asks before it ends; it fails when the answer is an error. */
	asks?: string;
}

/** Activates a workflow: the trigger, and what may go wrong. */
export async function activateCdrWorkflow(
	{ api, n8n, type }: PlainStage,
	{ parameters = {}, credentials, failsWhen, seconds, asks }: CdrWorkflowOptions = {},
): Promise<CdrWorkflow> {
	const webhookId = crypto.randomUUID();
	let column = 0;
	const node = (name: string, nodeType: string, typeVersion: number, own: object, more: object = {}) => ({
		id: crypto.randomUUID(),
		name,
		type: nodeType,
		typeVersion,
		position: [(column += 200), 0],
		parameters: own,
		...more,
	});
	const row = [
		node('CDR', type('voicenterTrigger'), 2, parameters, {
			webhookId,
			...(credentials && { credentials }),
		}),
		...(seconds === undefined
			? []
			: [
					node('Wait', 'n8n-nodes-base.wait', 1.1, {
						resume: 'timeInterval',
						amount: seconds,
						unit: 'seconds',
					}),
				]),
		...(asks === undefined
			? []
			: [node('Ask', 'n8n-nodes-base.httpRequest', 4.2, { url: asks, options: {} })]),
		...(failsWhen === undefined ? [] : [node('If', 'n8n-nodes-base.if', 2.2, condition(failsWhen))]),
	];
	const fail = node('Fail', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'No such customer' });
	const end = node('End', 'n8n-nodes-base.noOp', 1, {});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 as const }];
	const connections = Object.fromEntries(
		row.map(({ name }, index) => {
			const next = row[index + 1]?.name ?? 'End';
			return [name, { main: name === 'If' ? [to('Fail'), to('End')] : [to(next)] }] as const;
		}),
	);
	const { id } = await api.createWorkflow({ name: 'Records', nodes: [...row, fail, end], connections });
	await api.activate(id);
	return { id, url: `${n8n.url}/webhook/${webhookId}/voicenter-cdr` };
}

function condition(expression: string): object {
	return {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: crypto.randomUUID(),
					leftValue: expression,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
		looseTypeValidation: true,
		options: {},
	};
}

/** An address that answers with an error so many times, and well from then on: for a workflow that `asks`. */
export function failingFirst({ simulator }: PlainStage, times: number): string {
	const path = '/UserLogin/GetStatusesList';
	simulator.control.addFault({ path, kind: 'status', status: 503, times });
	return `${simulator.url}${path}?code=${simulator.account.code}`;
}

/** One execution, as n8n's database has it. */
export interface StoredExecution {
	status: string;
	/** Of the call that it is about. */
	callId: string;
}

/**
 * Every execution of a workflow, and which call it is about: read from the database, since there are thousands.
 *
 * @param callIds the calls that there were
 */
export function storedExecutions(
	{ n8n }: PlainStage,
	workflowId: string,
	callIds: readonly string[],
): StoredExecution[] {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
	try {
		const rows = database
			.prepare(
				'SELECT e.status AS status, d.data AS data FROM execution_entity e JOIN execution_data d ON d.executionId = e.id WHERE e.workflowId = ?',
			)
			.all(workflowId);
		const known = new Set(callIds);
		return rows.map(({ status, data }) => storedExecution(String(status), String(data), known));
	} finally {
		database.close();
	}
}

/** @param data the execution's, as n8n's database has it */
export function storedExecution(status: string, data: string, callIds: ReadonlySet<string>): StoredExecution {
	return { status, callId: data.split('"').find((text) => callIds.has(text)) ?? '' };
}

/** The executions of each call. */
export function byCall(executions: readonly StoredExecution[]): Map<string, StoredExecution[]> {
	const calls = new Map<string, StoredExecution[]>();
	for (const execution of executions) {
		calls.set(execution.callId, [...(calls.get(execution.callId) ?? []), execution]);
	}
	return calls;
}
