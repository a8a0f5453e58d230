import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { Request, Response } from 'express';
import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runWorkflow } from '../n8nCore/execute';
import { contextOf, expressApp, readsRawBody } from '../n8nCore/webhook';
import { type Stage, stage } from '../n8nCore/workflow';

type Receive = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/**
 * n8n around the CDR trigger: contexts, static data and executions are n8n-core's own. What stands in n8n itself and not in
 * n8n-core, its order of storing, running, saving and answering, is written here after n8n 2.41; test/e2e shows it in n8n.
 */
export interface FakeN8n {
	readonly url: string;
	/** The node's parameters, read with every request. */
	parameters: Record<string, unknown>;
	/** What workflows were started with, in the order in which n8n stored their executions. */
	readonly started: IDataObject[];
	/** How many requests the trigger was given. */
	received: number;
	/** What the trigger wrote to n8n's log. */
	readonly logged: string[];
	/** What webhook() threw. */
	readonly crashed: unknown[];
	/** Stores an execution; may take its time, or throw. */
	store: (items: IDataObject[]) => Promise<void> | void;
	/** Writes static data to the database; may take its time. */
	write: () => Promise<void> | void;
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
}

/** It listens on a free port during the tests of a file, as new for each; none may have crashed it. */
export function useFakeN8n(): FakeN8n {
	let receive: Receive;
	const app = expressApp();
	app.use((request, response) => {
		readsRawBody(request);
		void handle(request, response);
	});
	const server = createServer(app);
	let workflowNumber = 0;
	let process = 0;
	let saved = Promise.resolve();

	const n8n: FakeN8n = {
		get url() {
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		},
		...FRESH,
		started: [],
		logged: [],
		crashed: [],
		async restart() {
			process++;
			jest.resetModules();
			receive = await load();
		},
		reset() {
			workflowNumber++;
			Object.assign(n8n, { ...FRESH, started: [], logged: [], crashed: [] });
		},
	};
	beforeAll(async () => {
		receive = await load();
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	afterAll(() => stop(server));
	beforeEach(() => n8n.reset());
	afterEach(() => {
		jest.useRealTimers();
		expect(n8n.crashed).toEqual([]);
	});

	async function handle(request: Request, response: Response): Promise<void> {
		const staticData = JSON.parse(n8n.staticData) as IDataObject;
		const on = stageWith(staticData);
		const { workflow } = on;
		/** Writing to a database takes its time, and what was asked first is written first. */
		const save = async () => {
			if (workflow.staticData['__dataChanged'] !== true) return;
			const written = JSON.stringify(workflow.staticData);
			const mine = workflowNumber;
			saved = saved.then(async () => {
				await n8n.write();
				if (mine === workflowNumber) n8n.staticData = written;
			});
			await saved;
		};
		const answer = async (status: number, text: string) => {
			if (text !== NOT_STARTED) await save();
			response.statusCode = status;
			response.setHeader('Content-Length', Buffer.byteLength(text));
			response.end(text);
		};
		try {
			const mine = process;
			const { context, logged } = contextOf(on, { request, response }, n8n.isTest ? 'manual' : 'webhook');
			n8n.received++;
			const result = await receive(context);
			n8n.logged.push(...logged);
			const { workflowData, noWebhookResponse } = result;
			// The process that asked is dead.
			if (mine !== process) return;
			if (noWebhookResponse) await save();
			else if (!workflowData) await answer(200, result.webhookResponse as string);
			else {
				// n8n 2.41 makes another workflow of the same static data, and their mark of a change is gone.
				const again = stageWith(staticData);
				await execute(again, workflowData, () => result.webhookResponse as string, answer);
			}
		} catch (error) {
			n8n.crashed.push(error);
			await answer(500, NOT_STARTED);
		}
	}

	async function execute(
		on: Stage,
		workflowData: INodeExecutionData[][],
		ask: () => string,
		answer: (status: number, text: string) => Promise<void>,
	): Promise<void> {
		const items = workflowData.flat().map(({ json }) => json);
		try {
			await new Promise(setImmediate);
			await n8n.store(items);
		} catch {
			await answer(500, NOT_STARTED);
			return;
		}
		n8n.started.push(...(JSON.parse(JSON.stringify(items)) as IDataObject[]));
		const hasSucceeded = runWorkflow(on, workflowData);
		if (n8n.parameters['acknowledge'] !== 'afterSuccess') await answer(200, ask());
		else if (await hasSucceeded) await answer(200, '');
		else await answer(500, '{"message":"Error in workflow"}');
	}

	const stageWith = (staticData: IDataObject) =>
		stage({
			node: {
				...{ type: 'voicenterTrigger', name: 'Voicenter Trigger', id: 'node', parameters: n8n.parameters },
				...(n8n.credential && { credentials: { voicenterWebhookApi: n8n.credential } }),
			},
			children: [{ type: REST, name: 'Rest' }],
			workflowId: `workflow ${workflowNumber}`,
			staticData,
			types: { [REST]: restOf(async (items) => n8n.run(items)) },
		});

	return n8n;
}

const REST = 'test.rest';

/** The rest of the workflow, in one node. */
const restOf = (run: (items: IDataObject[]) => Promise<void>): INodeType => ({
	description: {
		...{ displayName: 'Rest', name: 'rest', group: ['transform'], version: 1, description: '' },
		...{ defaults: { name: 'Rest' }, properties: [] },
		...{ inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main] },
	},
	async execute() {
		await run(this.getInputData().map(({ json }) => json));
		return [this.getInputData()];
	},
});

/** n8n saves no static data when it could not start the workflow. */
const NOT_STARTED = '{"message":"There was a problem executing the workflow"}';

const FRESH = {
	received: 0,
	parameters: {},
	store: () => undefined,
	write: () => pause(2),
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
