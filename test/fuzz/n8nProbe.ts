import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { z } from 'zod/v4';

import { freePort } from '../n8n/paths';

const report = z.object({
	pid: z.number(),
	prototypes: z.record(z.string(), z.string()),
	blockedMs: z.number(),
	busyMs: z.number(),
});

/** How an n8n is, from inside. */
export type ProbeReport = z.output<typeof report>;

/** Looks into an n8n that was started with its environment. */
export interface Probe {
	env: Record<string, string>;
	/**
	 * @returns n8n's process, the names that every object, list, text… of it has, and of the longest time that it did
	 * nothing else since somebody looked last, how long it was, and for how long n8n had a processor in it
	 */
	look: () => Promise<ProbeReport>;
	/** @returns what is left on its heap once all that nothing needs is gone, in bytes */
	heap: () => Promise<number>;
}

/** Makes a probe for one n8n. */
export async function createProbe(): Promise<Probe> {
	const port = await freePort();
	const ask = async (path: string): Promise<unknown> => {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(30_000) });
		return await response.json();
	};
	return {
		env: {
			PROBE_PORT: String(port),
			NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'probe.mjs')).href}`,
		},
		look: async () => report.parse(await ask('/')),
		heap: async () => z.object({ heapBytes: z.number() }).parse(await ask('/heap')).heapBytes,
	};
}
