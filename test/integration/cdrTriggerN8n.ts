import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	type IDataObject,
	type INodeTypes,
	type IWebhookFunctions,
	type IWebhookResponseData,
	Workflow,
} from 'n8n-workflow';

type Receive = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** As much of n8n as the CDR trigger sees of it, in n8n's own order: store, run, save static data, answer. */
export interface FakeN8n {
	readonly url: string;
	/** The node's parameters, read with every request. */
	parameters: Record<string, unknown>;
	/** What workflows were started with, in the order in which n8n stored their executions. */
	readonly started: IDataObject[];
	/** What webhook() threw. */
	readonly crashed: unknown[];
	/** Stores an execution; may take its time, or throw. */
	store: (items: IDataObject[]) => Promise<void> | void;
	/** Runs the workflow; may take its time, or throw. */
	run: (items: IDataObject[]) => Promise<void> | void;
	/** Somebody presses "Listen for test event". */
	isTest: boolean;
	credential: { secret: string; sentIn: string; headerName: string } | undefined;
	/** The workflow's static data, as it is in the database. */
	staticData: string;
	/** A new process: what was in memory is gone. */
	restart: () => Promise<void>;
	/** Another workflow, as if nothing had been. */
	reset: () => void;
	stop: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startFakeN8n(): Promise<FakeN8n> {
	let receive = await load();
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => void handle(request, response, Buffer.concat(chunks)));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	let workflowNumber = 0;
	let process = 0;

	const n8n: FakeN8n = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		...FRESH,
		started: [],
		crashed: [],
		async restart() {
			process++;
			jest.resetModules();
			receive = await load();
		},
		reset() {
			workflowNumber++;
			Object.assign(n8n, { ...FRESH, started: [], crashed: [] });
		},
		stop: () => stop(server),
	};

	async function handle(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
		const staticData = JSON.parse(n8n.staticData) as IDataObject;
		const workflow = workflowWith(staticData);
		const save = () => {
			if (workflow.staticData['__dataChanged'] === true) n8n.staticData = JSON.stringify(workflow.staticData);
		};
		const answer = (status: number, text: string) => {
			if (text !== NOT_STARTED) save();
			response.statusCode = status;
			response.setHeader('Content-Length', Buffer.byteLength(text));
			response.end(text);
		};
		try {
			const mine = process;
			const result = await receive(webhookFunctions(request, response, body, workflow));
			const { workflowData, noWebhookResponse } = result;
			// The process that asked is dead.
			if (mine !== process) return;
			if (noWebhookResponse) save();
			else if (!workflowData) answer(200, result.webhookResponse as string);
			else {
				// n8n 2.41 makes another workflow of the same static data, and their mark of a change is gone.
				workflowWith(staticData);
				const items = (workflowData[0] ?? []).map(({ json }) => json);
				await execute(items, () => result.webhookResponse as string, answer);
			}
		} catch (error) {
			n8n.crashed.push(error);
			answer(500, NOT_STARTED);
		}
	}

	async function execute(
		items: IDataObject[],
		ask: () => string,
		answer: (status: number, text: string) => void,
	): Promise<void> {
		try {
			await new Promise(setImmediate);
			await n8n.store(items);
		} catch {
			answer(500, NOT_STARTED);
			return;
		}
		n8n.started.push(...(JSON.parse(JSON.stringify(items)) as IDataObject[]));
		const hasSucceeded = Promise.resolve()
			.then(() => n8n.run(items))
			.then(
				() => true,
				() => false,
			);
		if (n8n.parameters['acknowledge'] !== 'afterSuccess') answer(200, ask());
		else if (await hasSucceeded) answer(200, '');
		else answer(500, '{"message":"Error in workflow"}');
	}

	function webhookFunctions(
		request: IncomingMessage,
		response: ServerResponse,
		body: Buffer,
		workflow: Workflow,
	): IWebhookFunctions {
		const ignore = () => undefined;
		const url = new URL(request.url ?? '/', n8n.url);
		const express = { status: (code: number) => Object.assign(response, { statusCode: code }) };
		const fake = {
			getNode: () => ({
				id: 'node',
				name: 'Voicenter Trigger',
				type: 'voicenterTrigger',
				...(n8n.credential && { credentials: { voicenterWebhookApi: { id: '1', name: 'Secret' } } }),
			}),
			getWorkflow: () => ({ id: `workflow ${workflowNumber}`, name: 'Records', active: true }),
			getMode: () => (n8n.isTest ? 'manual' : 'webhook'),
			getNodeParameter: (name: string, fallback?: unknown) => n8n.parameters[name] ?? fallback,
			getCredentials: () => Promise.resolve(n8n.credential),
			getQueryData: () => Object.fromEntries(url.searchParams),
			getRequestObject: () => ({
				headers: request.headers,
				rawBody: body,
				ip: request.socket.remoteAddress,
			}),
			getResponseObject: () => Object.assign(response, express),
			getWorkflowStaticData: () => workflow.getStaticData('global'),
			logger: { warn: ignore, info: ignore, debug: ignore, error: ignore },
		};
		return fake as unknown as IWebhookFunctions;
	}

	return n8n;
}

/** A workflow as far as its static data go. */
const workflowWith = (staticData: IDataObject): Workflow =>
	new Workflow({ nodes: [], connections: {}, active: true, nodeTypes: NO_TYPES, staticData });

const NO_TYPES = { getKnownTypes: () => ({}) } as INodeTypes;

/** n8n saves no static data when it could not start the workflow. */
const NOT_STARTED = '{"message":"There was a problem executing the workflow"}';

const FRESH = {
	parameters: {},
	store: () => undefined,
	run: () => undefined,
	isTest: false,
	credential: undefined,
	staticData: '{}',
};

async function load(): Promise<Receive> {
	const { tell } = await import('../../nodes/support/webhook/telling');
	const { cdr } = await import('../../nodes/VoicenterTrigger/cdr');
	return (context) => tell(context, cdr);
}

async function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
}
