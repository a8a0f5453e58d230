import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { setStage } from '../e2e/stage';
import { PROJECT_ROOT } from '../n8n/paths';
import { until } from '../n8n/until';
import { type Simulator, startSimulator } from '../simulator';
import { type Figure, median } from './figures';
import type { ListenerInput, ListenerReport } from './realTimeListener';
import { node } from './workflows';

const PER_SECOND = 5_000;
const SECONDS = 20;
const WARM_UP_SECONDS = 4;
const LIMITS = { cores: 1, medianMs: 10, heapMegabytes: 16 };
/** For what is still on its way when a stream is over. */
const PATIENCE_MS = 30_000;
const BATCH_SECONDS = 10;
const BATCH_MATCHING_PER_SECOND = 1_000;

/** Live events under load: the trigger alone, as n8n would run it; then batches into a real n8n's executions. */
export async function measureRealTime(): Promise<Figure[]> {
	return [...(await measureTrigger()), ...(await measureBatches())];
}

/** The simulator's account, with a login for live events. */
export function credentialOf({ url, account }: Simulator): Record<string, string> {
	const { code, realTime } = account;
	return { code, baseUrl: url, realTimeLogin: 'token', realTimeToken: realTime.token };
}

/** 5,000 events a second, of which one in a hundred matches. */
async function measureTrigger(): Promise<Figure[]> {
	const simulator = await startSimulator({ realTime: ['2.5.1'] });
	const listener = startListener({
		credential: credentialOf(simulator),
		workflows: [{ events: ['newCall'], filters: { extensions: 'SIPSIP1' } }],
	});
	try {
		await reportOf(listener, 'listening');
		const stream = { perSecond: PER_SECOND, matchEvery: 100 };
		// The state of as many calls as are remembered is part of it.
		await simulator.control.streamRealTime({ ...stream, seconds: WARM_UP_SECONDS }).done;
		const before = await ask(listener, 'usage');
		const { sent } = await simulator.control.streamRealTime({ ...stream, seconds: SECONDS }).done;
		const after = await ask(listener, 'usage');
		const handed = new Map(
			simulator.control
				.realTimeDeliveries()
				.flatMap(({ name, callId, at }) =>
					name === 'ExtensionEvent' && callId !== undefined ? [[callId, at.getTime()] as const] : [],
				),
		);
		const events = await receivedBy(listener, handed.size);
		const lost = [...handed.keys()].length - new Set(events.map(([callId]) => callId)).size;
		const latency = median(events.map(([callId, at]) => at - (handed.get(callId) ?? NaN)));
		const cores = (after.cpuSeconds - before.cpuSeconds) / SECONDS;
		const growth = after.heapMegabytes - before.heapMegabytes;
		const load = `${Math.round(sent / SECONDS)} live events a second, 1 in 100 matching`;
		return [
			{
				what: `${load}: CPU`,
				ours: `${cores.toFixed(2)} cores, ${((cores * SECONDS * 1e6) / sent).toFixed(0)} µs an event`,
				limit: { promised: `${LIMITS.cores} core`, kept: cores < LIMITS.cores },
			},
			{
				what: `${load}: matching events lost`,
				ours: `${lost} of ${handed.size}; ${events.length - new Set(events.map(([id]) => id)).size} twice`,
				limit: { promised: 'none', kept: lost === 0 && events.length === handed.size },
			},
			{
				what: `${load}: from the server's socket to the node's output, median`,
				ours: `${latency.toFixed(1)} ms`,
				limit: { promised: `${LIMITS.medianMs} ms`, kept: latency < LIMITS.medianMs },
			},
			{
				what: `${load}: heap after ${SECONDS} s`,
				ours: `${after.heapMegabytes.toFixed(0)} MB, ${growth.toFixed(1)} MB more than before`,
				limit: { promised: `${LIMITS.heapMegabytes} MB more`, kept: growth < LIMITS.heapMegabytes },
			},
		];
	} finally {
		listener.send('end');
		await new Promise((resolve) => listener.once('exit', resolve));
		await simulator.stop();
	}
}

/** What the listener has received, once it is all, or nothing more can be hoped for. */
async function receivedBy(listener: ChildProcess, count: number) {
	const deadline = performance.now() + PATIENCE_MS;
	for (;;) {
		const { events } = await ask(listener, 'received');
		if (events.length >= count || performance.now() > deadline) return events;
		await wait(200);
	}
}

/** Starts the listener in a process of its own. */
export function startListener(input: ListenerInput): ChildProcess {
	return fork(join(PROJECT_ROOT, 'test', 'bench', 'realTimeListener.ts'), [JSON.stringify(input)], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		cwd: PROJECT_ROOT,
	});
}

type Kind = ListenerReport['kind'];

/** Waits until the listener says something of that kind. */
export function reportOf<K extends Kind>(listener: ChildProcess, kind: K) {
	return new Promise<Extract<ListenerReport, { kind: K }>>((resolve, reject) => {
		const onExit = () => reject(new Error('the listener ended'));
		const onMessage = (message: unknown) => {
			const report = message as ListenerReport;
			if (report.kind !== kind) return;
			listener.off('exit', onExit).off('message', onMessage);
			resolve(report as Extract<ListenerReport, { kind: K }>);
		};
		listener.on('exit', onExit).on('message', onMessage);
	});
}

/** Asks the listener. */
export async function ask<K extends Exclude<Kind, 'listening'>>(listener: ChildProcess, kind: K) {
	const report = reportOf(listener, kind);
	listener.send(kind);
	return report;
}

/** 1,000 matching events a second, in batches, each batch an execution that hands the calls' IDs on. */
async function measureBatches(): Promise<Figure[]> {
	const simulator = await startSimulator({ realTime: ['2.5.1'] });
	const counter = await startCounter();
	const stage = await setStage('tarball', { HTTPS_PROXY: '' });
	try {
		const { id, name } = await stage.api.createCredential({
			type: 'voicenterApi',
			name: 'Live',
			data: credentialOf(simulator),
		});
		const live = node(
			'Live',
			stage.type('voicenterRealTimeTrigger'),
			1,
			{
				events: ['newCall', 'eventsDropped'],
				filters: { extensions: 'SIPSIP1' },
				delivery: 'batches',
				batchEvents: 500,
				batchMilliseconds: 500,
			},
			{ credentials: { voicenterApi: { id, name } } },
		);
		const ids = node('IDs', 'n8n-nodes-base.aggregate', 1, {
			fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'callId' }] },
			options: {},
		});
		const post = node('Post', 'n8n-nodes-base.httpRequest', 4.2, {
			method: 'POST',
			url: counter.url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json.callId) }}',
			options: {},
		});
		const to = (target: { name: string }) => ({
			main: [[{ node: target.name, type: 'main' as const, index: 0 }]],
		});
		const workflow = await stage.api.createWorkflow({
			name: 'Batches',
			nodes: [live, ids, post],
			connections: { [live.name]: to(ids), [ids.name]: to(post) },
			settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
		});
		await stage.api.activate(workflow.id);
		await until(
			() => Promise.resolve(simulator.control.realTimeConnections().open === 1 ? true : undefined),
			{
				what: 'the connection',
				timeoutMs: 60_000,
			},
		);
		const { matching } = await simulator.control.streamRealTime({
			perSecond: PER_SECOND,
			matchEvery: PER_SECOND / BATCH_MATCHING_PER_SECOND,
			seconds: BATCH_SECONDS,
		}).done;
		const startedWaiting = performance.now();
		while (counter.received() < matching && performance.now() - startedWaiting < 2 * PATIENCE_MS)
			await wait(100);
		const late = (performance.now() - startedWaiting) / 1_000;
		await stage.api.deactivate(workflow.id);
		return [
			{
				what: `${Math.round(matching / BATCH_SECONDS)} matching live events a second, in batches into n8n's executions: lost`,
				ours: `${matching - counter.different()} of ${matching}; ${counter.received() - counter.different()} twice; the last ones ${late.toFixed(1)} s after the stream, in ${counter.requests()} executions`,
				limit: {
					promised: 'none',
					kept: counter.different() === matching && counter.received() === matching,
				},
			},
		];
	} finally {
		await stage.close();
		await counter.stop();
		await simulator.stop();
	}
}

/** Counts the IDs that are posted to it. */
async function startCounter() {
	const seen = new Set<string>();
	let received = 0;
	let requests = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const ids = JSON.parse(Buffer.concat(chunks).toString()) as string[];
			requests += 1;
			received += ids.length;
			for (const id of ids) seen.add(id);
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		received: () => received,
		different: () => seen.size,
		requests: () => requests,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
