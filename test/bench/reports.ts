/** Summarize and Get Unreturned over very many records: memory, requests, and the same built with n8n's own nodes. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

import { makeCredential } from '../e2e/runAction';
import { setStage } from '../e2e/stage';
import { PROJECT_ROOT } from '../n8n/paths';
import { startSimulator } from '../simulator';
import type { Figure } from './figures';
import { peakMegabytes, processesOf, settledMegabytes } from './processFigures';
import type { ReportCost, ReportInput } from './reportsWorker';
import { activateRun, node } from './workflows';

const RECORDS = 1_000_000;
const IN_AN_ANSWER = 10_000;
/** n8n's own nodes hold every record; many more of them do not fit into its heap. */
const RECORDS_IN_N8N = 250_000;
const LIMITS = { megabytes: 100, requests: 1.2, times: 5 };

const MONTH = { from: '2026-01-01T00:00:00Z', to: '2026-01-31T23:59:59Z' };
/** The last hour: Get Unreturned reads on until now, to see who was served since. */
const HOUR = { from: '2026-01-31T23:00:00Z', to: '2026-01-31T23:59:59Z' };

const REPORTS = { summarize: 'Summarize', unreturned: 'Get Unreturned' } as const;

/** What each report costs. */
export async function measureReports(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const report of ['summarize', 'unreturned'] as const) figures.push(...(await ofAMillion(report)));
	for (const report of ['summarize', 'unreturned'] as const) figures.push(await besideN8nsOwn(report));
	return figures;
}

async function ofAMillion(report: ReportInput['report']): Promise<Figure[]> {
	const simulator = await startSimulator();
	try {
		simulator.control.setCallLogRules({ requestsPerWindow: 1_000_000 });
		simulator.control.seedCallLog({ count: RECORDS, ...MONTH, distribution: 'even' });
		const account = { code: simulator.account.code, baseUrl: simulator.url };
		const { heldMegabytes, takenMegabytes, cpuSeconds } = await costOf({
			...{ report, account, small: HOUR, large: MONTH },
		});
		const small = 1;
		const requests = simulator.control.callLogArrivals().length - small;
		const least = Math.ceil(RECORDS / IN_AN_ANSWER);
		const what = `${REPORTS[report]}, ${RECORDS} records`;
		return [
			{
				what: `${what}: memory held above the start, at most`,
				ours: `${heldMegabytes.toFixed(0)} MB; ${cpuSeconds.toFixed(0)} s of CPU`,
				limit: { promised: `${LIMITS.megabytes} MB`, kept: heldMegabytes <= LIMITS.megabytes },
			},
			{
				what: `${what}: memory of the process above the start, with what V8 has not collected yet`,
				ours: `${takenMegabytes.toFixed(0)} MB`,
			},
			{
				what: `${what}: requests`,
				ours: `${requests}; ${least} are the least`,
				limit: {
					promised: `${LIMITS.requests} times the least`,
					kept: requests <= least * LIMITS.requests,
				},
			},
		];
	} finally {
		await simulator.stop();
	}
}

function costOf(input: ReportInput): Promise<ReportCost> {
	const worker = fork(join(PROJECT_ROOT, 'test', 'bench', 'reportsWorker.ts'), [JSON.stringify(input)], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		cwd: PROJECT_ROOT,
	});
	return new Promise((resolve, reject) => {
		worker.once('message', (cost) => resolve(cost as ReportCost));
		worker.once('exit', () => reject(new Error('the report ended without a word')));
	});
}

/** What the same takes of n8n's own nodes: every call as an item, and adding them up. */
const BY_HAND = {
	summarize: [
		[
			'Sums',
			'n8n-nodes-base.summarize',
			1.1,
			{
				fieldsToSummarize: {
					values: [
						{ aggregation: 'count', field: 'callId' },
						{ aggregation: 'sum', field: 'durationSeconds' },
						{ aggregation: 'countUnique', field: 'customerE164' },
					],
				},
				fieldsToSplitBy: 'queue.name, isAnswered',
				options: {},
			},
		],
	],
	unreturned: [
		[
			'Fields',
			'n8n-nodes-base.set',
			3.4,
			{
				assignments: {
					assignments: ['customerE164', 'isAnswered', 'isMissed', 'startedAt'].map((name) => ({
						...{ id: name, name, value: `={{ $json.${name} }}` },
						type: name.startsWith('is') ? 'boolean' : 'string',
					})),
				},
				options: {},
			},
		],
		[
			'Sums',
			'n8n-nodes-base.summarize',
			1.1,
			{
				fieldsToSummarize: { values: [{ aggregation: 'max', field: 'startedAt' }] },
				fieldsToSplitBy: 'customerE164, isAnswered, isMissed',
				options: {},
			},
		],
	],
} as const;

/** In an n8n that has just started each time, since a heap that has grown once hides what the next run takes. */
async function besideN8nsOwn(report: ReportInput['report']): Promise<Figure> {
	const range = { dateRange: 'custom', ...MONTH };
	const own = {
		summarize: { operation: 'summarize', groupBy: 'queue' },
		unreturned: { operation: 'getUnreturned' },
	};
	const count = RECORDS_IN_N8N;
	const ours = await peakInN8n(count, { ...own[report], ...range }, []);
	const theirs = await peakInN8n(count, { operation: 'getAll', returnAll: true, ...range }, BY_HAND[report]);
	const times = theirs / Math.max(1, ours);
	const names = BY_HAND[report].map(([name]) => (name === 'Sums' ? 'Summarize' : 'Edit Fields'));
	return {
		what: `${REPORTS[report]}, ${count} records in n8n: n8n's memory above idle, at most`,
		ours: `${ours.toFixed(0)} MB`,
		peer: `Get Many, ${names.join(', ')}: ${theirs.toFixed(0)} MB (${times.toFixed(1)} times as much)`,
		limit: { promised: `${LIMITS.times} times less`, kept: times >= LIMITS.times },
	};
}

async function peakInN8n(
	count: number,
	parameters: object,
	after: readonly (readonly [string, string, number, object])[],
): Promise<number> {
	const stage = await setStage('custom extension');
	try {
		stage.simulator.control.seedCallLog({ count, ...MONTH, distribution: 'even' });
		const credentials = { voicenterApi: await makeCredential(stage) };
		const calls = node(
			'Calls',
			stage.type('voicenter'),
			1,
			{ resource: 'callLog', ...parameters },
			{ credentials },
		);
		const row = [calls, ...after.map((one) => node(...one))];
		const run = await activateRun(stage.api, stage.n8n.url, 1, row);
		const processes = () => processesOf(stage.n8n.userFolder);
		const idle = await settledMegabytes(processes());
		return (await peakMegabytes(processes, run)) - idle;
	} finally {
		await stage.close();
	}
}
