/** Many targets in few requests (voicenter-api.md §7): each with its own outcome, none of them twice. */
import timers from 'node:timers/promises';

import { connect } from '../../../nodes/platform/request/account';
import { useSimulator } from '../../useSimulator';
import { connectTo } from '../connections';
import { addAll, AGENT, answerWith, count, errorOf, IVR, phones, results } from './methods';

jest.setTimeout(60_000);
const simulator = useSimulator();

const to = () => connectTo(simulator);
const requests = () => simulator.control.requests();
const sizes = () => requests().map(({ json }) => (json as unknown[]).length);
const added = () => simulator.control.dialerAdditions().map(({ phone }) => phone);
const answer = (body: object) => answerWith(simulator, body);

describe('every target', () => {
	it('has its own result, in order, whichever campaign it is for', async () => {
		const outcomes = await addAll(to(), [
			{ phone: '050-123-4567' },
			{ phone: '0521234567', campaign: AGENT },
		]);

		expect(outcomes).toStrictEqual([
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
		// They are seen themselves.
		expect(errorOf(outcomes[0]).hint).not.toMatch(/of the other numbers/);
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

	it.each([
		[{ Target: 521234567 }, 'added'],
		[{ Target: null }, 'added'],
		[{ Target: '' }, 'added'],
		[{ ErrorCode: '0' }, 'added'],
		[{ Description: null }, 'added'],
		[{ Description: {}, ErrorCode: -2 }, 'Add many targets: Voicenter says: Number is invalid (-2)'],
	])('is understood where Voicenter writes one in another way: %j', async (written, expected) => {
		const row = { Target: '0521234567', ErrorCode: 0, Description: 'OK' };
		answer({
			AddResult: [
				{ ...row, Target: '0501234567' },
				{ ...row, ...written },
			],
			ErrorCode: 0,
		});
		const [first, second] = await addAll(to(), [{ phone: '0501234567' }, { phone: '0521234567' }]);
		expect(results([first])).toEqual(['added']);
		expect(results([second])[0] ?? errorOf(second).message).toBe(expected);
	});

	it('that has a result of which nothing can be made may have been added', async () => {
		answer({ AddResult: [null], ErrorCode: 0 });
		const outcomes = await addAll(to(), phones(1));
		expect(errorOf(outcomes[0])).toMatchObject({
			kind: 'unreadable',
			message: expect.stringMatching(/may have been added, or not: the answer is not one/) as unknown,
		});
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

	it('lets the process do other work whenever 500 targets were checked', async () => {
		const pause = jest.spyOn(timers, 'setImmediate');
		await addAll(
			to(),
			phones(1_501).map(() => ({ phone: 'nobody' })),
		);
		expect(pause).toHaveBeenCalledTimes(4);
		pause.mockRestore();
	});

	it('is not made by a run that is made again, for the numbers would be called twice', async () => {
		await expect(addAll({ ...to(), isRunAgain: true }, phones(1))).rejects.toMatchObject({
			name: 'RunAgainError',
			wouldDo: expect.stringMatching(/call them twice/) as unknown,
		});
		expect(requests()).toEqual([]);
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

	it('all are added where none fails', async () => {
		const outcomes = await addAll(to(), phones(3_001), { stopAtError: true });
		expect(count(results(outcomes), 'added')).toBe(3_001);
	});

	it('the user may stop it too, and the error says how many were added before', async () => {
		const stop = new AbortController();
		const connection = connect(
			{ code: simulator.account.code, baseUrl: simulator.url },
			{ signal: stop.signal, log: () => stop.abort() },
		);
		const outcomes = await addAll(connection, phones(3_001), { stopAtError: true });
		expect(errorOf(outcomes[3_000])).toMatchObject({
			kind: 'cancelled',
			hint: expect.stringMatching(/^3000 of the other numbers of this list were added\. Do not/) as unknown,
		});
		expect(requests()).toHaveLength(1);
	});

	it('the error says nothing of others when none was added', async () => {
		const outcomes = await addAll(to(), [{ phone: '*2700' }], { stopAtError: true });
		expect(errorOf(outcomes[0]).hint).not.toMatch(/of the other numbers/);
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
