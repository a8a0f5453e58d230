import { z } from 'zod/v4';
import { parseFlatted } from './flatted';

/** What n8n answers, as far as the tests use it. Objects keep further fields. */

export const settings = z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) });

export const credential = z.looseObject({ id: z.string(), name: z.string(), type: z.string() });
export type Credential = z.infer<typeof credential>;

export const openCredential = credential.extend({ data: z.record(z.string(), z.unknown()) });
export type OpenCredential = z.infer<typeof openCredential>;

export const credentialVerdict = z.object({
	status: z.enum(['OK', 'Error']),
	message: z.string().default(''),
});
export type CredentialVerdict = z.infer<typeof credentialVerdict>;

export const workflow = z.looseObject({
	id: z.string(),
	name: z.string(),
	versionId: z.string(),
	active: z.boolean(),
});
export type Workflow = z.infer<typeof workflow>;

export const publicationStatus = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(z.object({ nodeId: z.string(), errorMessage: z.string().nullish() })),
});
export type PublicationStatus = z.infer<typeof publicationStatus>;

export const manualRun = z.union([
	z.object({ executionId: z.string() }),
	z.object({ waitingForWebhook: z.literal(true) }),
]);
export type ManualRun = z.infer<typeof manualRun>;

const executionStatus = z.enum([
	'canceled',
	'crashed',
	'error',
	'new',
	'running',
	'success',
	'unknown',
	'waiting',
]);

export const executionSummary = z.looseObject({
	id: z.string(),
	workflowId: z.string(),
	mode: z.string(),
	status: executionStatus,
	startedAt: z.string().nullish(),
	stoppedAt: z.string().nullish(),
});
export type ExecutionSummary = z.infer<typeof executionSummary>;

export const executionList = z.object({ results: z.array(executionSummary) });

const nodeError = z.looseObject({
	name: z.string().optional(),
	message: z.string(),
	description: z.string().nullish(),
	httpCode: z.string().nullish(),
});
export type NodeError = z.infer<typeof nodeError>;

const item = z.looseObject({
	json: z.record(z.string(), z.unknown()),
	binary: z.record(z.string(), z.unknown()).optional(),
	error: z.unknown().optional(),
	pairedItem: z.unknown().optional(),
});
export type ExecutionItem = z.infer<typeof item>;

const nodeRun = z.looseObject({
	executionStatus: executionStatus.optional(),
	executionTime: z.number().optional(),
	error: nodeError.optional(),
	/** Items by connection type, then by output. */
	data: z.record(z.string(), z.array(z.array(item).nullable())).optional(),
});
export type NodeRun = z.infer<typeof nodeRun>;

export const executionData = z.looseObject({
	resultData: z.looseObject({
		/** Every run of every node, by the node's name. */
		runData: z.record(z.string(), z.array(nodeRun)).default({}),
		error: nodeError.optional(),
		lastNodeExecuted: z.string().optional(),
	}),
});
export type ExecutionData = z.infer<typeof executionData>;

/** The data of an execution that has only just begun. */
const NOTHING_YET = '[]';

export const storedExecution = executionSummary.extend({ data: z.string() });

export interface Execution extends ExecutionSummary {
	data: ExecutionData;
	/** The whole saved execution as n8n hands it out: search it for what must not be there. */
	saved: string;
}

/** Reads a saved execution, its flatted data included. */
export function readExecution(answer: unknown): Execution {
	const stored = storedExecution.parse(answer);
	return {
		...stored,
		data: executionData.parse(stored.data === NOTHING_YET ? { resultData: {} } : parseFlatted(stored.data)),
		saved: JSON.stringify(answer),
	};
}

export const nodeType = z.looseObject({
	/** With the package in front: `n8n-nodes-base.set`, `CUSTOM.voicenter`. */
	name: z.string(),
	displayName: z.string(),
	version: z.union([z.number(), z.array(z.number())]),
	properties: z.array(z.looseObject({ name: z.string() })).default([]),
	usableAsTool: z.unknown().optional(),
	iconUrl: z.unknown().optional(),
});
export type NodeType = z.infer<typeof nodeType>;

export const listSearchResult = z.object({
	results: z.array(
		z.looseObject({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
	),
	paginationToken: z.unknown().optional(),
});
export type ListSearchResult = z.infer<typeof listSearchResult>;

export const options = z.array(z.looseObject({ name: z.string(), value: z.unknown() }));
