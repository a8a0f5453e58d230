import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;

/** To the kernel: the highest memory so far is the memory now. */
const FORGET_PEAK = '5';

const SETTLE_SAMPLE_MS = 500;
const SETTLED_AFTER_MS = 30_000;
const SETTLED_WITHIN_MB = 2;
const SETTLE_DEADLINE_MS = 180_000;

/** The processes whose environment says that they belong to an n8n with this user folder. */
export function processesOf(userFolder: string): number[] {
	return readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.filter((pid) => {
			try {
				return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`N8N_USER_FOLDER=${userFolder}\0`);
			} catch {
				return false;
			}
		})
		.map(Number);
}

/** CPU time that processes have used so far, in seconds. */
export function cpuSeconds(pids: readonly number[]): number {
	return pids
		.map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [])
		.reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, 0);
}

/** Resident memory of processes now, in megabytes. */
export function residentMegabytes(pids: readonly number[]): number {
	return sumOf(pids, 'VmRSS');
}

/**
 * Waits until the memory of processes stays as it is: after its start n8n gives back some 300 MB, all at once.
 *
 * @returns their resident memory then, in megabytes
 * @throws Error when it does not come to rest
 */
export async function settledMegabytes(pids: readonly number[]): Promise<number> {
	const deadline = Date.now() + SETTLE_DEADLINE_MS;
	let since = Date.now();
	let level = residentMegabytes(pids);
	while (Date.now() - since < SETTLED_AFTER_MS) {
		if (Date.now() > deadline) throw new Error('The memory of n8n does not come to rest');
		await sleep(SETTLE_SAMPLE_MS);
		const now = residentMegabytes(pids);
		if (Math.abs(now - level) < SETTLED_WITHIN_MB) continue;
		level = now;
		since = Date.now();
	}
	return level;
}

/**
 * Takes the highest resident memory of processes while something runs, as the kernel keeps it: nothing is missed
 * between two looks.
 *
 * @param processes gives them, before and after: some may be started meanwhile
 * @returns in megabytes; the peaks of several processes are added, whether or not they fell together
 */
export async function peakMegabytes(processes: () => number[], work: () => Promise<void>): Promise<number> {
	for (const pid of processes()) writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK);
	await work();
	return sumOf(processes(), 'VmHWM');
}

function sumOf(pids: readonly number[], field: 'VmRSS' | 'VmHWM'): number {
	const line = new RegExp(`^${field}:\\s+(\\d+)`, 'm');
	return pids
		.map((pid) => line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0')
		.reduce((sum, kilobytes) => sum + Number(kilobytes) / 1_024, 0);
}
