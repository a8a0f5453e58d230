/**
 * `npm run bench`: what the package costs, in figures, each beside its peer. Ends with code 1 when one is over
 * its limit. `npm run bench -- load` runs one part only.
 */
import { measureAsking } from './asking';
import { measureCdrs } from './cdr';
import { measureClickToCall } from './clickToCall';
import { measureDialerTargets } from './dialerTargets';
import type { Figure } from './figures';
import { measureLoadTime } from './loadTime';
import { measureRealTime } from './realTime';
import { measureTargetMemory } from './targetMemory';

const PARTS: Record<string, () => Figure[] | Promise<Figure[]>> = {
	load: measureLoadTime,
	calls: measureClickToCall,
	targets: measureDialerTargets,
	memory: measureTargetMemory,
	asking: measureAsking,
	cdr: measureCdrs,
	realTime: measureRealTime,
};

async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	for (const [name, measure] of Object.entries(PARTS)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		for (const { text, kept } of await measure()) {
			process.stdout.write(`${kept ? 'ok      ' : 'TOO MUCH'}  ${text}\n`);
			if (!kept) process.exitCode = 1;
		}
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
