/** What can go wrong with a request, on purpose. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import type { Simulator } from '../../simulator';
import type { Line } from './line';
import type { Random } from './random';

type Fault = Parameters<Simulator['control']['addFault']>[0];

/** One trouble, once it is chosen. */
export interface Trouble {
	name: string;
	/** Brings it about for the next request. */
	begin: (line: Line) => void;
	/** What happens while the request is under way. */
	meanwhile?: (line: Line, isUnderWay: () => boolean) => Promise<void>;
	/** The run waits no longer than this for an answer. */
	deadlineMs?: number;
	/** So long after the run, the request may still be worked on. */
	aftermathMs?: number;
}

const deadline = new AsyncLocalStorage<number>();

/** The node's deadlines are 30 seconds and more; inside {@link withDeadline} they are as short as told. */
export function shortenDeadlines(): jest.SpyInstance {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	return jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((ms) => timeout(Math.min(ms, deadline.getStore() ?? ms)));
}

/** Runs something whose requests have no longer than this. */
export const withDeadline = <Result>(ms: number | undefined, run: () => Promise<Result>): Promise<Result> =>
	ms === undefined ? run() : deadline.run(ms, run);

const fault = (given: Fault, more: Partial<Trouble> = {}): Trouble => ({
	name: given.kind === 'status' ? `HTTP ${given.status}` : given.kind,
	begin: ({ simulator }) => simulator.control.addFault(given),
	...more,
});

const SLOW = { deadlineMs: 150, aftermathMs: 250 };

/** The troubles that chance may bring. */
const TROUBLES: readonly ((random: Random) => Trouble)[] = [
	() => fault({ path: '*', kind: 'closeBeforeAnswer' }),
	() => fault({ path: '*', kind: 'closeMidBody' }),
	({ pick }) => {
		const status = pick([403, 408, 429, 429, 500, 500, 502, 503, 504]);
		return fault({
			path: '*',
			kind: 'status',
			status,
			body: pick(['', '<html>Sorry</html>', '{"Message":"?"}']),
		});
	},
	() => fault({ path: '*', kind: 'garbageBody' }),
	() => fault({ path: '*', kind: 'garbageBody', body: '' }),
	() => fault({ path: '*', kind: 'delay', milliseconds: 300 }, SLOW),
	() => fault({ path: '*', kind: 'slowBody', bytes: 8, milliseconds: 60 }, SLOW),
	() => fault({ path: '*', kind: 'blankInKeys' }),
	({ whole }) => ({
		name: 'line cut in the request',
		begin: (line) => line.cutNext({ where: 'request', bytes: whole(0, 300) }),
	}),
	({ whole }) => ({
		name: 'line cut in the answer',
		begin: (line) => line.cutNext({ where: 'answer', bytes: whole(0, 200) }),
	}),
	() => ({
		name: 'line silent after the request',
		begin: (line) => line.cutNext({ where: 'silence' }),
		...SLOW,
	}),
	({ pick }) => {
		const status = pick([500, 502, 504]);
		return { name: `gateway's ${status}`, begin: (line) => line.cutNext({ where: 'gateway', status }) };
	},
	({ whole }) => {
		const workMs = whole(1, 60);
		const killAfterMs = whole(0, 40);
		return {
			name: `destroyed after ${killAfterMs} ms of ${workMs}`,
			begin: ({ simulator }) =>
				simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: workMs }),
			async meanwhile(line, isUnderWay) {
				const { control } = line.simulator;
				while (isUnderWay() && control.requests().length === 0) await wait(1);
				await wait(killAfterMs);
				await line.destroy();
			},
			aftermathMs: workMs,
		};
	},
];

/** Any of them; in one of ten cases none. */
export function anyTrouble(random: Random): Trouble {
	if (random.percent(10)) return { name: 'nothing', begin: () => undefined };
	return random.pick(TROUBLES)(random);
}
