/** Whoever stops the execution is obeyed at once, and nothing is sent afterwards. */
import { setTimeout as wait } from 'node:timers/promises';

import { type Simulator, startSimulator } from '../../simulator';
import type { Run } from '../../n8nCore/action';
import { credentialFor, expectNoSecret, type Outcome, runNode } from '../reference/node';
import { OPERATIONS, operationFor } from '../reference/operations';

/** Longer than a test may take: whoever is not stopped fails. */
const ENDLESS_MS = 600_000;
/** Longer than the first wait between two attempts. */
const aWhile = () => wait(700);

/** Runs the node, stops it when `when` says so, and counts what goes on. */
async function stopped(
	simulator: Simulator,
	run: Partial<Run> & Pick<Run, 'parameters'>,
	when: (simulator: Simulator) => Promise<unknown>,
): Promise<Outcome & { requests: number }> {
	const stop = new AbortController();
	const running = runNode({ credential: credentialFor(simulator), ...run, signal: stop.signal });
	await when(simulator);
	stop.abort();
	const outcome = await running;
	// What was on its way already arrives.
	await wait(100);
	const requests = simulator.control.requests().length;
	await aWhile();
	expect(simulator.control.requests()).toHaveLength(requests);
	expectNoSecret(outcome);
	return { ...outcome, requests };
}

/** Runs a test at a Voicenter of its own, since several run at the same time. */
async function atVoicenter(work: (simulator: Simulator) => Promise<void>): Promise<void> {
	const simulator = await startSimulator();
	try {
		await work(simulator);
	} finally {
		await simulator.stop();
	}
}

const whenSent = (simulator: Simulator): Promise<void> => whenSentTimes(simulator, 1);
async function whenSentTimes(simulator: Simulator, count: number): Promise<void> {
	while (simulator.control.requests().length < count) await wait(2);
}

/** The recording's operations send elsewhere too, but not without confirming. */
const METHODS = Object.keys(OPERATIONS).filter((method) => !method.includes('monitor server'));

it.concurrent.each(METHODS)('%s stops while the answer is awaited', (method) =>
	atVoicenter(async (simulator) => {
		simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: ENDLESS_MS });
		const { error, requests } = await stopped(simulator, { parameters: operationFor(method) }, whenSent);
		expect(error?.message).toMatch(/stopped, because the execution was stopped|may have been added.*stopped/);
		expect(requests).toBe(1);
	}),
);

it.concurrent.each(METHODS)('%s stops in the middle of a slow answer', (method) =>
	atVoicenter(async (simulator) => {
		simulator.control.addFault({ path: '*', kind: 'slowBody', bytes: 1, milliseconds: ENDLESS_MS });
		const { error, requests } = await stopped(simulator, { parameters: operationFor(method) }, async () => {
			await whenSent(simulator);
			await wait(100);
		});
		expect(error?.message).toMatch(/stopped/);
		expect(requests).toBe(1);
	}),
);

it.each(['GetExtensions', 'GetCampaignList', 'Call Log', 'StopCampaign'])(
	'%s stops between two attempts',
	(method) =>
		atVoicenter(async (simulator) => {
			simulator.control.addFault({ path: '*', kind: 'status', status: 503, times: 9 });
			const { error, requests } = await stopped(simulator, { parameters: operationFor(method) }, async () => {
				await whenSentTimes(simulator, 2);
				await wait(50);
			});
			expect(error?.message).toMatch(/stopped/);
			expect(requests).toBe(2);
		}),
);

describe('the Call Log', () => {
	it('stops while it waits because there were too many requests', () =>
		atVoicenter(async (simulator) => {
			simulator.control.setCallLogRules({ requestsPerWindow: 0 });
			const { error } = await stopped(simulator, { parameters: operationFor('Call Log') }, async () => {
				await whenSent(simulator);
				await wait(100);
			});
			expect(error?.message).toMatch(/stopped/);
		}));

	it('stops while the 31st request waits for its turn, and is not in anybody’s way', () =>
		atVoicenter(async (simulator) => {
			for (let count = 0; count < 30; count += 1) {
				const { error } = await runNode({
					parameters: operationFor('Call Log'),
					credential: credentialFor(simulator),
				});
				expect(error).toBeUndefined();
			}
			const { error, requests, log } = await stopped(
				simulator,
				{ parameters: operationFor('Call Log') },
				() => wait(300),
			);
			expect(error?.message).toMatch(/stopped/);
			expect(log.join()).toMatch(/waiting, because Voicenter takes 30 requests a minute/);
			expect(requests).toBe(30);
		}));
});

it.each(['mute', 'unmute'])('%s stops while it waits for the outcome', (operation) =>
	atVoicenter(async (simulator) => {
		const { callId } = simulator.control.startCall({ extension: 'SIPSIP1' });
		simulator.control.setMuteEffect({ pretend: true });
		const parameters = { ...operationFor('MuteUnmuteCalls'), operation, options: {} };
		const { error } = await stopped(simulator, { parameters }, async () => {
			await whenSentTimes(simulator, 2);
			await wait(100);
		});
		expect(error?.message).toMatch(/stopped/);
		expect(simulator.control.calls()).toMatchObject([{ callId, state: 'active' }]);
	}),
);

describe.each([
	[1, false],
	[1, true],
	[5, false],
	[5, true],
])('100 calls, %i at a time, "continue on fail" %s', (atATime, continueOnFail) => {
	it('stop, and no further one is placed', () =>
		atVoicenter(async (simulator) => {
			simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: 40, times: 100 });
			const run = {
				parameters: {
					...operationFor('action=call'),
					options: { requestsAtATime: atATime },
					target: '={{ $json.phone }}',
				},
				items: Array.from({ length: 100 }, (_, index) => ({ phone: `05${20_000_000 + index}` })),
				continueOnFail,
			};
			const { error, items } = await stopped(simulator, run, () => whenSentTimes(simulator, 12));
			const calls = simulator.control.calls().map(({ target }) => target);

			expect(error?.message).toMatch(/stopped/);
			expect(calls.length).toBeLessThanOrEqual(12 + 2 * atATime);
			expect(new Set(calls).size).toBe(calls.length);
			if (continueOnFail) expect(items).toHaveLength(100);
		}));
});

it('6,001 targets stop in the middle of the first request, and the others are not sent', () =>
	atVoicenter(async (simulator) => {
		simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: 300 });
		const { items, requests } = await stopped(
			simulator,
			{
				parameters: { ...operationFor('AddCallsBulk'), phone: '={{ $json.phone }}' },
				items: Array.from({ length: 6_001 }, (_, index) => ({ phone: `05${20_000_000 + index}` })),
				continueOnFail: true,
			},
			whenSent,
		);
		expect(requests).toBe(1);
		const said = items.map(({ json }) => json['error'] as string);
		expect(said.slice(0, 3_000).every((text) => text.includes('may have been added, or not'))).toBe(true);
		expect(said.slice(3_000).every((text) => text.includes('not sent'))).toBe(true);
		expect(new Set(simulator.control.dialerAdditions().map(({ phone }) => phone)).size).toBe(3_000);
	}));

it('what is stopped before it begins sends nothing', () =>
	atVoicenter(async (simulator) => {
		for (const method of METHODS) {
			const signal = AbortSignal.abort();
			const outcome = await runNode({
				parameters: operationFor(method),
				credential: credentialFor(simulator),
				signal,
			});
			expect(outcome.error?.message).toMatch(/stopped/);
		}
		expect(simulator.control.requests()).toEqual([]);
	}));
