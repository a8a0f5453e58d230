import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 50;

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
	return pids
		.map((pid) => /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0')
		.reduce((sum, kilobytes) => sum + Number(kilobytes) / 1_024, 0);
}

/**
 * Watches memory while something runs.
 *
 * @returns what it returned, and the highest resident memory seen, in megabytes
 */
export async function peakMemoryDuring<T>(
	pids: readonly number[],
	work: () => Promise<T>,
): Promise<{ result: T; peak: number }> {
	const seen = [residentMegabytes(pids)];
	const sampler = setInterval(() => seen.push(residentMegabytes(pids)), SAMPLE_MS);
	try {
		const result = await work();
		return { result, peak: Math.max(...seen) };
	} finally {
		clearInterval(sampler);
	}
}
