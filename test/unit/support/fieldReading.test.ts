/** Fields are read as n8n reads them, by n8n's own evaluation of expressions. */
import { fieldReader } from '../../../nodes/support/fieldReader';
import { executeFunctions } from '../../n8nCore/action';

const ITEMS: object[] = [
	{ phone: '050-123-4567', n: 0, yes: false, nothing: null, empty: '', list: ['a', 'b'], 'Phone 1': 'x' },
	{
		phone: 501234567,
		deep: { er: { est: 'value', list: [1] } },
		'a.b': 'dotted',
		טלפון: 'כן',
		$odd: 'dollar',
	},
	{ phone: '={{ 1 + 1 }}', deep: null, "it's": 'quoted', constructor: 'own', length: 3, toString: 'mine' },
	{ phone: ['a'], deep: 'text', list: { 0: 'zero' } },
	{},
];

const PATHS = [
	...[
		'.phone',
		'.n',
		'.yes',
		'.nothing',
		'.empty',
		'.list',
		'.list[0]',
		'.list.length',
		'["Phone 1"]',
		"['Phone 1']",
	],
	...[
		'.deep',
		'.deep.er',
		'.deep.er.est',
		'.deep["er"].est',
		"['deep']['er']['est']",
		'.deep.er.list',
		'["a.b"]',
	],
	...[
		'.טלפון',
		'.$odd',
		'["it\'s"]',
		'.constructor',
		'.length',
		'.toString',
		'.missing',
		'.missing.more',
		'?.phone',
	],
	...['.phone.length', '[""]', '.phone ', '["phone"] '],
];
const SHAPES = [
	(path: string) => `={{ $json${path} }}`,
	(path: string) => `={{$json${path}}}`,
	(path: string) => `= {{ $json${path} }}`,
	(path: string) => `={{ $json${path} }} `,
	(path: string) => `={{ $json${path} || 'else' }}`,
];

/** What is read, or why it cannot be. */
function outcomeOf(read: () => unknown): unknown {
	try {
		return { value: read() };
	} catch (error) {
		return { error: (error as Error).message };
	}
}

describe.each(PATHS)('$json%s', (path) => {
	it.each(SHAPES.map((shape) => shape(path)))('%s', (written) => {
		const parameters = {
			...{ resource: 'call', operation: 'clickToCall', target: written },
			extension: { __rl: true, mode: 'id', value: written },
			customData: { fields: [{ name: 'a', value: written }] },
		};
		const context = executeFunctions({ parameters, items: ITEMS });
		const read = fieldReader(context);
		for (const index of ITEMS.keys()) {
			for (const name of ['target', 'extension', 'customData']) {
				const asN8n = outcomeOf(() =>
					context.getNodeParameter(name, index, undefined, { extractValue: true }),
				);
				expect({ index, name, ...(outcomeOf(() => read(index)(name)) as object) }).toEqual({
					index,
					name,
					...(asN8n as object),
				});
			}
		}
	});
});
