/**
 * `npm run bench`: what the package costs, in figures, each beside its peer. Ends with code 1 when one is over
 * its limit. `npm run bench -- load` runs one part only; `--save` puts the figures into BENCHMARKS.md.
 */
import { parseArgs } from 'node:util';

import { measureAsking } from './asking';
import { measureCdrs } from './cdr';
import { measureClickToCall } from './clickToCall';
import { measureConditions } from './conditions';
import { measureDialerTargets } from './dialerTargets';
import type { Figure } from './figures';
import { measureLoadTime } from './loadTime';
import { measureLongInputs } from './longInputs';
import { measureRealTime } from './realTime';
import { measureRemembered } from './remembered';
import { measureReports } from './reports';
import { lineOf, saveFigures } from './report';
import { measureTargetMemory } from './targetMemory';

const PARTS: Record<string, () => Figure[] | Promise<Figure[]>> = {
	load: measureLoadTime,
	calls: measureClickToCall,
	targets: measureDialerTargets,
	memory: measureTargetMemory,
	asking: measureAsking,
	cdr: measureCdrs,
	remembered: measureRemembered,
	long: measureLongInputs,
	realTime: measureRealTime,
	conditions: measureConditions,
	reports: measureReports,
};

async function main(): Promise<void> {
	const { positionals, values } = parseArgs({
		options: { save: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	for (const part of positionals) if (!(part in PARTS)) throw new Error(`There is no part "${part}"`);
	for (const [part, measure] of Object.entries(PARTS)) {
		if (positionals.length > 0 && !positionals.includes(part)) continue;
		const figures = await measure();
		for (const figure of figures) {
			process.stdout.write(`${lineOf(figure)}\n`);
			if (figure.limit?.kept === false) process.exitCode = 1;
		}
		if (values.save) saveFigures(part, figures);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
