/** Lists that a field is picked from: what is found, in which order, and what is said where the account cannot be asked. */
import { byName, picker } from '../../../nodes/support/pickers/picker';
import { searchExtensions } from '../../../nodes/support/pickers/extensions';
import { loadOptionsContext } from '../../n8nCore/trigger';
import { useSimulator } from '../../useSimulator';

const simulator = useSimulator();

const context = () =>
	loadOptionsContext({
		node: {
			type: 'voicenter',
			credentials: { voicenterApi: { code: simulator.account.code, baseUrl: simulator.url } },
		},
	}).context;

const CHOICES = [
	{ name: 'Walter', value: '3' },
	{ name: 'dana', value: '1', alsoFoundBy: 'VCcode' },
	{ name: 'Noa', value: '2' },
];

describe('a list to pick from', () => {
	const search = picker(() => Promise.resolve([...CHOICES]));

	it.each([
		[undefined, ['1', '2', '3']],
		['', ['1', '2', '3']],
		['na', ['1']],
		['vcCODE', ['1']],
		['3', []],
	])('of which %j is typed: %j, by name', async (filter, values) => {
		const { results } = await search.call(context(), filter);
		expect(results.map(({ value }) => value)).toEqual(values);
	});

	it('gives no more than n8n shows and saves, and may have an order of its own', async () => {
		const backwards = picker(
			() => Promise.resolve([...CHOICES]),
			(a, b) => byName(b, a),
		);
		expect(await backwards.call(context())).toEqual({
			results: [
				{ name: 'Walter', value: '3' },
				{ name: 'Noa', value: '2' },
				{ name: 'dana', value: '1' },
			],
		});
	});

	it('that cannot be read is an error of the node', async () => {
		const broken = picker(() => Promise.reject(new Error('out of luck')));
		await expect(broken.call(context())).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'out of luck',
		});
	});
});

describe('extensions', () => {
	it('are found by name, user, SIP code and speed dial', async () => {
		const all = [
			{ name: 'Extension 1, John Doe (SIPSIP1, 11)', value: 'SIPSIP1' },
			{ name: 'Extension 2, Walter Melon (SIPSIP2, 12)', value: 'SIPSIP2' },
			{ name: 'Extension 3, Dana Levi (SIPSIP3, 13)', value: 'SIPSIP3' },
		];
		expect(await searchExtensions.call(context())).toEqual({ results: all });
		for (const filter of ['walter', 'Extension 2', 'sip2', '12']) {
			expect(await searchExtensions.call(context(), filter)).toEqual({ results: [all[1]] });
		}
	});
});
