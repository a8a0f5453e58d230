/**
 * A report over a Call Log, in a process of its own: started by `reports.ts`, which it tells what it cost. The start is after
 * a small report, which has loaded everything.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Account from '../../nodes/platform/request/account';
import type * as Pacing from '../../nodes/platform/services/callLog/pacing';
import type * as CallLogRecord from '../../nodes/platform/services/callLog/record';
import type * as CallLogRow from '../../nodes/platform/services/callLog/row';
import type * as Summarize from '../../nodes/platform/services/callReports/summarize';
import type * as Unreturned from '../../nodes/platform/services/callReports/unreturned';
import { PROJECT_ROOT } from '../n8n/paths';

/** Which report, of what time. */
export interface ReportInput {
	report: 'summarize' | 'unreturned';
	account: { code: string; baseUrl: string };
	small: { from: string; to: string };
	large: { from: string; to: string };
}

/** What it cost. */
export interface ReportCost {
	/** What is held, looked at where most is: the most of it, above the start. */
	heldMegabytes: number;
	/** What the process has taken of the machine's memory, above the start: also what V8 has not collected yet. */
	takenMegabytes: number;
	cpuSeconds: number;
	rows: number;
}

/** Records; an answer has 10,000. */
const LOOK_EVERY = 100_000;

const require = createRequire(join(PROJECT_ROOT, 'package.json'));
const fileOf = (path: string) => join(PROJECT_ROOT, 'dist', 'nodes', 'platform', path);
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what is loaded
const load = <Module>(path: string) => require(fileOf(path)) as Module;

/** Puts other functions in the place of a module's own, for whoever loads it from now on. */
function change<Module extends object>(path: string, into: (own: Module) => Partial<Module>): void {
	const own = load<Module>(path);
	const cached = require.cache[fileOf(path)];
	if (!cached) throw new Error(`${path} was not loaded`);
	cached.exports = { ...own, ...into(own) };
}

async function main(): Promise<void> {
	const { report, account, small, large } = JSON.parse(process.argv[2] ?? '') as ReportInput;
	// Waiting for the next minute's thirty requests costs no memory.
	change<typeof Pacing>('services/callLog/pacing.js', ({ createPacing }) => ({
		createPacing: () => createPacing({ limit: 1_000_000, intervalMs: 1, waitsMs: [] }),
	}));
	const held = watchHeld();
	const { connect } = load<typeof Account>('request/account.js');
	const { summarizeCalls } = load<typeof Summarize>('services/callReports/summarize.js');
	const { findUnreturned } = load<typeof Unreturned>('services/callReports/unreturned.js');
	const connection = connect(account);
	const run = async (range: ReportInput['small']) => {
		const search = { dateRange: 'custom', ...range, timeZone: 'Asia/Jerusalem' } as const;
		return report === 'summarize'
			? (await summarizeCalls(connection, { search, by: ['queue', 'hour'] })).rows.length
			: (await findUnreturned(connection, { search })).callers.length;
	};
	await run(small);
	held.begin();
	const start = statusOf('VmRSS');
	// To the kernel: the highest memory so far is the memory now.
	writeFileSync('/proc/self/clear_refs', '5');
	const before = process.cpuUsage();
	const rows = await run(large);
	const { user, system } = process.cpuUsage(before);
	const cost: ReportCost = {
		heldMegabytes: held.most(),
		takenMegabytes: statusOf('VmHWM') - start,
		cpuSeconds: (user + system) / 1e6,
		rows,
	};
	process.send?.(cost);
	process.disconnect();
}

/**
 * Looks at what is held at the end of an answer's reading, when its rows are there both as they came and as they were
 * read, and while an answer's records are counted, when the next answer's rows are there too: in every tenth answer.
 */
function watchHeld() {
	let start = 0;
	let most = 0;
	let looks = 0;
	const everyTenth = (at: number) => {
		let calls = 0;
		return () => {
			calls += 1;
			if (calls % LOOK_EVERY !== at) return;
			looks += 1;
			most = Math.max(most, heldMegabytes());
		};
	};
	const [ofReading, ofCounting] = [everyTenth(LOOK_EVERY - 1), everyTenth(LOOK_EVERY / 20)];
	change<typeof CallLogRow>('services/callLog/row.js', ({ readRow }) => ({
		readRow(raw) {
			ofReading();
			return readRow(raw);
		},
	}));
	change<typeof CallLogRecord>('services/callLog/record.js', ({ describeRead }) => ({
		describeRead(...given) {
			ofCounting();
			return describeRead(...given);
		},
	}));
	return {
		begin() {
			start = heldMegabytes();
			[looks, most] = [0, start];
		},
		most() {
			if (looks === 0) throw new Error('nobody looked at what is held');
			return most - start;
		},
	};
}

function heldMegabytes(): number {
	global.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1_048_576;
}

function statusOf(field: 'VmRSS' | 'VmHWM'): number {
	const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
	return Number(kilobytes?.[1] ?? 0) / 1_024;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
