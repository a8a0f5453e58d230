/** Many targets, and no answer or no good one: what then may have been added, and what never is sent twice. */
import { connect } from '../../../nodes/platform/request/account';
import { until } from '../../n8n/until';
import type { Simulator } from '../../simulator';
import { useSimulator } from '../../useSimulator';
import { connectTo, impatient } from '../connections';
import { addAll, errorOf, phones, results } from './methods';

jest.setTimeout(60_000);
const simulator = useSimulator();

type Fault = Parameters<Simulator['control']['addFault']>[0];

const to = () => connectTo(simulator);
const requests = () => simulator.control.requests();
const sizes = () => requests().map(({ json }) => (json as unknown[]).length);
const added = () => simulator.control.dialerAdditions().map(({ phone }) => phone);

/** What came too late is worked on all the same: not in the midst of the next test. */
const allAdded = async (count: number) =>
	until(() => (added().length === count ? true : undefined), { what: 'every target', timeoutMs: 10_000 });

describe('trouble', () => {
	const AFTER: [string, Fault][] = [
		['the connection closes before the answer', { path: '*', kind: 'closeBeforeAnswer' }],
		['the connection closes in the middle of the answer', { path: '*', kind: 'closeMidBody' }],
		['the answer comes after the deadline', { path: '*', kind: 'delay', milliseconds: 2_000 }],
		['the answer is a page', { path: '*', kind: 'garbageBody' }],
		...[500, 502, 503, 504].map((status): [string, Fault] => [
			`a server answers ${status}`,
			{ path: '*', kind: 'status', status },
		]),
	];

	it.each(AFTER)(
		'%s: its targets may have been added, the others are, and none is sent twice',
		async (_what, fault) => {
			simulator.control.addFault(fault);
			const outcomes = await addAll(impatient(to(), 1_000), phones(3_002));

			for (const outcome of [outcomes[0], outcomes[2_999]]) {
				const error = errorOf(outcome);
				expect(error.message).toMatch(/^Add many targets: this target may have been added, or not: /);
				expect(error.hint).toMatch(/not sent again.*pending calls before you add it again/);
			}
			expect(results(outcomes).slice(3_000)).toEqual(['added', 'added']);
			expect(sizes()).toEqual([3_000, 2]);
			const all = fault.kind === 'status' ? 2 : 3_002;
			await allAdded(all);
			expect(new Set(added()).size).toBe(all);
		},
	);

	it.each<[string, Fault | 'nobody']>([
		['Voicenter allows nobody', 'nobody'],
		['a proxy says 429', { path: '*', kind: 'status', status: 429, times: 2 }],
	])('%s: nothing was added, and nothing claims that it may have been', async (_what, trouble) => {
		if (trouble === 'nobody') simulator.control.setAllowlist('nobody');
		else simulator.control.addFault(trouble);
		const outcomes = await addAll(to(), phones(3_001));

		expect(added()).toEqual([]);
		for (const outcome of outcomes) expect(errorOf(outcome).message).not.toMatch(/may have been/);
		// On an address that is not allowed, the next request would be wasted.
		expect(requests()).toHaveLength(trouble === 'nobody' ? 1 : 2);
	});

	it('Voicenter cannot be reached: every target says so', async () => {
		const nowhere = connect({ code: simulator.account.code, baseUrl: 'http://127.0.0.1:1' });
		const outcomes = await addAll(nowhere, phones(6_001));
		expect(new Set(outcomes.map((outcome) => errorOf(outcome).kind))).toEqual(new Set(['unreachable']));
		expect(errorOf(outcomes[0]).hint).toMatch(/Nothing was sent/);
	});

	it('the credential has no code: every target says so', async () => {
		const outcomes = await addAll(connectTo(simulator, ''), phones(2));
		for (const outcome of outcomes) {
			expect(errorOf(outcome)).toMatchObject({ kind: 'noCode' });
			expect(errorOf(outcome).message).not.toMatch(/may have been/);
		}
		expect(requests()).toEqual([]);
	});

	it('the user stops the run: what is under way may have been added, what follows was not sent', async () => {
		const stop = new AbortController();
		const connection = connect(
			{ code: simulator.account.code, baseUrl: simulator.url },
			{ signal: stop.signal },
		);
		simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: 1_500 });
		const running = addAll(connection, phones(6_001));
		while (requests().length === 0) await new Promise((tick) => setTimeout(tick, 10));
		stop.abort();
		const outcomes = await running;

		expect(errorOf(outcomes[0]).message).toMatch(/may have been added.*stopped/);
		expect(errorOf(outcomes[6_000]).message).toMatch(/not sent, because the execution was stopped/);
		expect(requests()).toHaveLength(1);
		await allAdded(3_000);
	});

	it('of every kind, over and over: each target is sent once at most, and what counts as added was added', async () => {
		const kinds = [...AFTER.map(([, fault]) => fault), { path: '*', kind: 'blankInKeys' } as const];
		for (let round = 0; round < 60; round += 1) {
			const fault = kinds[round % kinds.length];
			if (fault && fault.kind !== 'delay') simulator.control.addFault(fault);
			const outcomes = await addAll(to(), phones(4));
			const there = new Set(added());
			expect(there.size).toBe(added().length);
			for (const outcome of outcomes) {
				if (outcome && 'done' in outcome) expect(there.has(`972${outcome.done.phone.slice(1)}`)).toBe(true);
			}
			simulator.control.reset();
		}
	});
});
