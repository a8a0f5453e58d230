import {
	type BlacklistChange,
	type BlacklistEntry,
	changeBlacklist,
} from '../../../nodes/platform/services/blacklist';
import type { VoicenterError } from '../../../nodes/platform/http/errors';
import { useSimulator } from '../../useSimulator';
import { connectTo } from '../connections';

jest.setTimeout(20_000);
const simulator = useSimulator();

const PATHS = { add: '/Blacklist/AddBlackList', remove: '/Blacklist/RemoveBulkFromBlacklist' };
const OTHER_CODE = 'VCsomeOtherAccount11';

interface Options {
	stopAtError?: boolean;
	code?: string;
}

async function change(which: BlacklistChange, entries: BlacklistEntry[], options: Options = {}) {
	const { stopAtError = false, code = simulator.account.code } = options;
	const entryAt = (index: number) => entries[index] ?? {};
	return changeBlacklist(connectTo(simulator, code), {
		change: which,
		count: entries.length,
		entryAt,
		stopAtError,
	});
}
type Outcomes = Awaited<ReturnType<typeof change>>;

/** An outcome in one word: its number, or its error's number or kind. */
const brief = (outcomes: Outcomes) =>
	outcomes.map((outcome) => {
		if (!outcome) return 'not sent';
		if ('result' in outcome) return outcome.result.phone;
		const { name, code, kind } = outcome.error as Partial<VoicenterError>;
		return code ?? kind ?? name;
	});
const bodies = () =>
	simulator.control.requests().map(({ json }) => json as { Code: string; Phones: object[] });
const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: `05012${String(index).padStart(5, '0')}` }));

describe('requests', () => {
	it.each(['add', 'remove'] as const)(
		'%s as the reference has it, numbers in E.164 without plus',
		async (which) => {
			const outcomes = await change(which, [
				{ phone: '050-123-4567', name: which === 'add' ? 'John doe' : undefined },
				{ phone: '+44 20 7183 8750' },
			]);
			expect(simulator.control.requests()).toMatchObject([{ method: 'POST', path: PATHS[which] }]);
			const first = which === 'add' ? { Name: 'John doe' } : {};
			expect(bodies()).toEqual([
				{
					Code: simulator.account.code,
					Phones: [{ Phone: '972501234567', ...first }, { Phone: '442071838750' }],
				},
			]);
			expect(outcomes).toEqual([
				{
					result: {
						phone: '972501234567',
						...(which === 'add' && { name: 'John doe' }),
						isBlacklisted: which === 'add',
						message: 'OK',
					},
				},
				{ result: { phone: '442071838750', isBlacklisted: which === 'add', message: 'OK' } },
			]);
		},
	);

	it('hold a hundred numbers each', async () => {
		const outcomes = await change('add', numbers(250));
		expect(bodies().map(({ Phones }) => Phones.length)).toEqual([100, 100, 50]);
		expect(simulator.control.blacklist()).toHaveLength(250);
		expect(brief(outcomes)).toEqual(numbers(250).map(({ phone }) => `972${phone.slice(1)}`));
	});

	it('hold a number once, with its last name, and every entry of it gets the result', async () => {
		const outcomes = await change('add', [
			{ phone: '0501234567', name: 'one' },
			{ phone: '+972-50-1234567', name: 'two' },
			{ phone: 972501234567 },
		]);
		expect(bodies()[0]?.Phones).toEqual([{ Phone: '972501234567', Name: 'two' }]);
		expect(brief(outcomes)).toEqual(['972501234567', '972501234567', '972501234567']);
	});

	it('read a number without a country code in the country that was given', async () => {
		expect(brief(await change('add', [{ phone: '020 7183 8750', country: 'GB' }]))).toEqual(['442071838750']);
	});
});

describe('bad numbers', () => {
	const BAD = [{ phone: 'John' }, { phone: '' }, { phone: null }, { phone: '123' }, { phone: '*2700' }];

	it('are found before anything is sent, and fail alone', async () => {
		const outcomes = await change('add', [...BAD, { phone: '0501234567' }]);
		expect(brief(outcomes)).toEqual([...BAD.map(() => 'InvalidInputError'), '972501234567']);
		expect(bodies()[0]?.Phones).toEqual([{ Phone: '972501234567' }]);
		const [john, empty] = outcomes.map((outcome) =>
			outcome && 'error' in outcome ? String(outcome.error) : '',
		);
		expect(john).toMatch(/"John" is not a phone number/);
		expect(empty).toMatch(/This is empty/);
	});

	it('keep all from being sent when an error ends the run', async () => {
		const outcomes = await change('add', [{ phone: '0501234567' }, { phone: 'John' }], { stopAtError: true });
		expect(brief(outcomes)).toEqual(['not sent', 'InvalidInputError']);
		expect(bodies()).toEqual([]);
	});

	it('alone, send nothing', async () => {
		await change('remove', BAD);
		expect(bodies()).toEqual([]);
	});
});

describe('a whole OK with numbers that failed', () => {
	it('those fail, with the reason, and the others are done', async () => {
		simulator.control.setBlacklistTrouble(['0502222222']);
		const outcomes = await change('add', [
			{ phone: '0501111111' },
			{ phone: '0502222222' },
			{ phone: '0503333333' },
			{ phone: '050-2222222' },
		]);
		expect(brief(outcomes)).toEqual(['972501111111', 2, '972503333333', 2]);
		const [, failed] = outcomes;
		const error = failed && 'error' in failed ? (failed.error as VoicenterError) : undefined;
		expect(error?.message).toBe('Add to blacklist: 972502222222: Voicenter says: Internal Error (2)');
		expect(error?.hint).toMatch(/Try this number again later/);
	});

	it('a number that Voicenter finds no number', async () => {
		const body = JSON.stringify({
			ErrorCode: 0,
			ErrorMessage: 'OK',
			Phones: [
				{
					ErrorCode: 1,
					ErrorMessage: 'Please make sure the phone destination is in a valid format',
					Phone: '972501111111',
				},
			],
		});
		simulator.control.addFault({ path: PATHS.add, kind: 'garbageBody', body });
		const [outcome] = await change('add', [{ phone: '0501111111' }]);
		expect(brief([outcome])).toEqual([1]);
		const error = outcome && 'error' in outcome ? (outcome.error as VoicenterError) : undefined;
		expect(error?.message).toMatch(
			/Voicenter says: Please make sure the phone destination is in a valid format \(1\)$/,
		);
	});

	it.each([
		['in another order', ['972502222222:2', '972501111111:0'], ['972501111111', 2]],
		['written nationally', ['0501111111:0', '0502222222:2'], ['972501111111', 2]],
		['without saying which', [':0', ':2'], ['972501111111', 2]],
		['for one of them only', ['972502222222:0'], ['unreadable', '972502222222']],
		['for none', [], ['unreadable', 'unreadable']],
	])('answers %s are paired', async (_how, answers, expected) => {
		const phones = answers.map((one) => {
			const [Phone, code] = one.split(':');
			return { Phone, ErrorCode: Number(code), ErrorMessage: 'x' };
		});
		const body = JSON.stringify({ ErrorCode: 0, ErrorMessage: 'OK', Phones: phones });
		simulator.control.addFault({ path: PATHS.add, kind: 'garbageBody', body });
		expect(brief(await change('add', [{ phone: '0501111111' }, { phone: '0502222222' }]))).toEqual(expected);
	});
});

describe('a request that fails', () => {
	const FIRST_FAILS = [...Array.from({ length: 100 }, () => 'http'), '972501200100'];

	it('for a wrong code fails for all, and nothing more is sent', async () => {
		const outcomes = await change('add', numbers(101), { code: OTHER_CODE });
		expect(new Set(brief(outcomes))).toEqual(new Set([1]));
		expect(bodies()).toHaveLength(1);
		expect(JSON.stringify(outcomes)).not.toContain(OTHER_CODE);
	});

	it('for an address that is not allowed, too', async () => {
		simulator.control.setAllowlist('nobody');
		expect(new Set(brief(await change('add', numbers(101))))).toEqual(new Set([1]));
		expect(bodies()).toHaveLength(1);
	});

	it('for a passing trouble fails for its own numbers; the others go on', async () => {
		simulator.control.addFault({ path: PATHS.add, kind: 'status', status: 404 });
		expect(brief(await change('add', numbers(101)))).toEqual(FIRST_FAILS);
	});

	it('ends the run when errors do', async () => {
		simulator.control.addFault({ path: PATHS.add, kind: 'status', status: 404 });
		const outcomes = await change('add', numbers(101), { stopAtError: true });
		expect(brief(outcomes).at(-1)).toBe('not sent');
		expect(bodies()).toHaveLength(1);
	});

	it('with the reason that the numbers are not right', async () => {
		const body = '{"ErrorCode":2,"ErrorMessage":"The Phone field is missing or invalid","Phones":[]}';
		simulator.control.addFault({ path: PATHS.add, kind: 'garbageBody', body });
		expect(brief(await change('add', [{ phone: '0501111111' }]))).toEqual([2]);
	});

	it.each(['closeBeforeAnswer', 'closeMidBody'] as const)(
		'%s, once: it is sent again, and does no harm',
		async (kind) => {
			simulator.control.addFault({ path: PATHS.add, kind });
			expect(brief(await change('add', [{ phone: '0501111111' }]))).toEqual(['972501111111']);
			expect(bodies()).toHaveLength(2);
			expect(simulator.control.blacklist()).toHaveLength(1);
		},
	);
});
