/** Many targets in few requests (voicenter-api.md §7): each with its own outcome, none of them twice. */
import { connect } from '../../../nodes/platform/request/account';
import type { VoicenterError } from '../../../nodes/platform/http/errors';
import type { TargetOutcome } from '../../../nodes/platform/services/dialer/bulk';
import { until } from '../../n8n/until';
import type { Simulator } from '../../simulator';
import { useSimulator } from '../../useSimulator';
import { connectTo, impatient } from '../connections';
import { addAll, AGENT, IVR, phones } from './methods';

jest.setTimeout(60_000);
const simulator = useSimulator();

type Fault = Parameters<Simulator['control']['addFault']>[0];

const to = () => connectTo(simulator);
const requests = () => simulator.control.requests();
const sizes = () => requests().map(({ json }) => (json as unknown[]).length);
const added = () => simulator.control.dialerAdditions().map(({ phone }) => phone);
const answer = (body: object) =>
	simulator.control.addFault({ path: '*', kind: 'garbageBody', body: JSON.stringify(body) });

const results = (outcomes: readonly (TargetOutcome | undefined)[]) =>
	outcomes.map((outcome) => (outcome && 'done' in outcome ? outcome.done.result : undefined));
function errorOf(outcome: TargetOutcome | undefined): VoicenterError {
	if (!outcome || 'done' in outcome) throw new Error(`no error, but ${JSON.stringify(outcome)}`);
	return outcome.error as VoicenterError;
}
const count = (values: readonly unknown[], wanted: unknown) =>
	values.filter((value) => value === wanted).length;

describe('every target', () => {
	it('has its own result, in order, whichever campaign it is for', async () => {
		const outcomes = await addAll(to(), [
			{ phone: '050-123-4567' },
			{ phone: '0521234567', campaign: AGENT },
		]);

		expect(outcomes).toEqual([
			{ done: { campaign: IVR, phone: '0501234567', result: 'added' } },
			{ done: { campaign: AGENT, phone: '0521234567', result: 'added' } },
		]);
		expect(simulator.control.dialerTargets(AGENT)).toHaveLength(1);
	});

	it('found bad is not sent, and the rest go on', async () => {
		const outcomes = await addAll(to(), [
			{ phone: '12-34' },
			...phones(1),
			{ phone: '0501234567', priority: 'x' },
		]);

		expect(results(outcomes)).toEqual([undefined, 'added', undefined]);
		expect(errorOf(outcomes[0])).toMatchObject({ name: 'InvalidInputError', field: 'phone' });
		expect(errorOf(outcomes[2])).toMatchObject({ name: 'InvalidInputError', field: 'priority' });
		expect(sizes()).toEqual([1]);
	});

	it('that cannot be read is that one’s error', async () => {
		const broken = new Error('the expression is broken');
		const targetAt = (index: number) => {
			if (index === 0) throw broken;
			return { campaign: IVR, phone: '0501234567' };
		};
		const outcomes = await addAll(to(), phones(2), { targetAt });
		expect([outcomes[0], results(outcomes)[1]]).toEqual([{ error: broken }, 'added']);
	});

	it('that Voicenter refuses has its own error, and the rest are added', async () => {
		const outcomes = await addAll(to(), [
			...[{ phone: '*2700' }, { phone: '0501234567' }],
			{ phone: '0521234567', campaign: 'NoSuchCampaign' },
		]);
		expect(errorOf(outcomes[0])).toMatchObject({ kind: 'refused', code: -2 });
		expect(errorOf(outcomes[0]).hint).toMatch(/does not dial this number/);
		expect(results(outcomes)[1]).toBe('added');
		expect(errorOf(outcomes[2])).toMatchObject({ kind: 'refused', code: 1 });
	});

	it('has the error of a request that was refused as a whole', async () => {
		const outcomes = await addAll(
			to(),
			phones(2).map((one) => ({ ...one, campaign: 'NoSuchCampaign' })),
		);
		for (const outcome of outcomes) expect(errorOf(outcome)).toMatchObject({ kind: 'refused', code: 1 });
	});

	it.each(['always', 'whenAsked'] as const)(
		'has its result where Voicenter gives them %s',
		async (targetResults) => {
			simulator.control.setDialerRules({ targetResults });
			const outcomes = await addAll(to(), [{ phone: '*2700' }, { phone: '0501234567' }]);
			expect(errorOf(outcomes[0])).toMatchObject({ kind: 'refused', code: -2 });
			expect(results(outcomes)[1]).toBe('added');
		},
	);

	it('has none where nobody asked for it', async () => {
		simulator.control.setDialerRules({ targetResults: 'whenAsked' });
		const outcomes = await addAll(to(), phones(2), { report: 'onlyTotal' });
		expect(results(outcomes)).toEqual(['sent', 'sent']);
		expect(JSON.stringify(requests()[0]?.json)).not.toContain('async');
	});

	it('that was added counts as added, even if the whole is called refused', async () => {
		const result = (Target: string, ErrorCode: number) => ({
			Target,
			ErrorCode,
			Description: 'x',
			CustomData: {},
		});
		answer({
			AddResult: [result('0501234567', 0), result('0521234567', -2)],
			ErrorCode: 1,
			Description: 'Some failed',
		});
		const outcomes = await addAll(to(), [{ phone: '0501234567' }, { phone: '0521234567' }]);
		expect(results(outcomes)).toEqual(['added', undefined]);
		expect(errorOf(outcomes[1])).toMatchObject({ code: -2 });
	});

	it('that the answer does not mention may have been added', async () => {
		answer({
			AddResult: [{ Target: '972521234567', ErrorCode: 0, Description: 'OK' }],
			...{ ErrorCode: 0, Description: 'OK' },
		});
		const outcomes = await addAll(to(), [{ phone: '0501234567' }, { phone: '0521234567' }]);
		expect(errorOf(outcomes[0]).message).toMatch(/may have been added.*does not mention it/);
		expect(results(outcomes)[1]).toBe('added');
	});
});

describe('a request', () => {
	it('takes 3,000 targets when each is reported, and the next 3,000 follow it', async () => {
		const told: string[] = [];
		const connection = connect(
			{ code: simulator.account.code, baseUrl: simulator.url },
			{ log: (message) => told.push(message) },
		);
		const outcomes = await addAll(connection, phones(6_001));

		expect(sizes()).toEqual([3_000, 3_000, 1]);
		expect(count(results(outcomes), 'added')).toBe(6_001);
		expect(new Set(added()).size).toBe(6_001);
		expect(told).toEqual([3_000, 6_000, 6_001].map((done) => `Add many targets: ${done} of 6001 sent`));
	});

	it('takes 100,000 when only the total is wanted, and does not claim more than was sent', async () => {
		const outcomes = await addAll(to(), phones(100_001), { report: 'onlyTotal' });

		expect(sizes()).toEqual([100_000, 1]);
		expect(count(results(outcomes), 'sent')).toBe(100_000);
		// Voicenter does report on few.
		expect(count(results(outcomes), 'added')).toBe(1);
		expect(added()).toHaveLength(100_001);
	});

	it('is not made when there is nothing to send', async () => {
		await expect(addAll(to(), [])).resolves.toEqual([]);
		await addAll(to(), [{ phone: 'nobody' }]);
		expect(requests()).toEqual([]);
	});

	it('lets the process do other work while many targets are checked', async () => {
		let ticks = 0;
		const timer = setInterval(() => (ticks += 1), 1);
		await addAll(
			to(),
			phones(20_000).map(() => ({ phone: 'nobody' })),
		);
		clearInterval(timer);
		expect(ticks).toBeGreaterThan(10);
	});
});

describe('when the run stops at the first error', () => {
	it('nothing is sent while one target is bad', async () => {
		const outcomes = await addAll(to(), [...phones(1), { phone: '12-34' }], { stopAtError: true });
		expect(outcomes[0]).toBeUndefined();
		expect(errorOf(outcomes[1])).toMatchObject({ field: 'phone' });
		expect(requests()).toEqual([]);
	});

	it('nothing more is sent after a request with a refusal', async () => {
		const targets = [{ phone: '*2700' }, ...phones(5_000)];
		const outcomes = await addAll(to(), targets, { stopAtError: true });
		expect(sizes()).toEqual([3_000]);
		expect(errorOf(outcomes[0])).toMatchObject({ code: -2 });
		expect([results(outcomes)[2_999], outcomes[3_000]]).toEqual(['added', undefined]);
	});

	it('the error says how many others were added, because nothing else of the run is seen', async () => {
		const outcomes = await addAll(to(), [...phones(2), { phone: '*2700' }, { phone: '*2800' }], {
			stopAtError: true,
		});
		const { message, hint, code } = errorOf(outcomes[2]);
		expect([code, message]).toEqual([-2, 'Add many targets: Voicenter says: Number is invalid (-2)']);
		expect(hint).toMatch(/does not dial this number.* 2 of the other numbers of this list were added\./);
		expect(hint).toMatch(/Do not run the list again/);
		expect(errorOf(outcomes[3]).hint).not.toMatch(/of the other numbers/);
	});

	it('the error of a later request says that the earlier ones went through', async () => {
		const account = { code: simulator.account.code, baseUrl: simulator.url };
		const connection = connect(account, {
			log: () => simulator.control.addFault({ path: '*', kind: 'closeBeforeAnswer' }),
		});
		const outcomes = await addAll(connection, phones(3_001), { stopAtError: true });
		expect(errorOf(outcomes[3_000]).message).toMatch(/this target may have been added, or not/);
		expect(errorOf(outcomes[3_000]).hint).toMatch(/3000 of the other numbers of this list were added/);
	});

	it('the error does not claim that earlier ones were added where Voicenter only took them', async () => {
		const outcomes = await addAll(to(), [...phones(100_000), { phone: '*2700' }], {
			report: 'onlyTotal',
			stopAtError: true,
		});
		expect(errorOf(outcomes[100_000]).hint).toMatch(
			/Voicenter took 100000 of the other numbers of this list, and does not say which/,
		);
	});

	it('the error says nothing of others when none was added', async () => {
		const outcomes = await addAll(to(), [{ phone: '*2700' }], { stopAtError: true });
		expect(errorOf(outcomes[0]).hint).not.toMatch(/of the other numbers/);
	});
});

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
			// What came too late is worked on all the same: not in the midst of the next test.
			const all = fault.kind === 'status' ? 2 : 3_002;
			await until(() => (added().length === all ? true : undefined), {
				what: 'the targets of both requests',
				timeoutMs: 10_000,
			});
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

it('no secret is in any error', async () => {
	const { code } = simulator.account;
	simulator.control.addFault({
		path: '*',
		kind: 'garbageBody',
		body: `{"ErrorCode":1,"Description":"bad ${code}"}`,
	});
	const [outcome] = await addAll(to(), phones(1));
	expect(errorOf(outcome).message).toMatch(/bad •+/);
	expect(JSON.stringify(errorOf(outcome))).not.toContain(code);
});
