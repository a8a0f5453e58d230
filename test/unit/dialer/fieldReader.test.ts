import type { IDataObject } from 'n8n-workflow';

import { fieldReader } from '../../../nodes/Voicenter/actions/campaignTarget/fieldReader';
import type { OperationCall } from '../../../nodes/Voicenter/actions/operation';

const WORKED_OUT = 'n8n worked it out';

/** Reads a field that was written like this, for each item; and how often n8n was asked. */
function read(written: unknown, items: IDataObject[]) {
	let asked = 0;
	const calls = items.map((input) => {
		const field = () => {
			asked += 1;
			return typeof written === 'string' && !written.startsWith('=') ? written : WORKED_OUT;
		};
		const tools = { written: () => written } as unknown as OperationCall['tools'];
		return { input, field, tools } as unknown as OperationCall;
	});
	const reader = fieldReader(calls);
	return { values: items.map((_, index) => reader(index)<unknown>('phone')), asked: () => asked };
}

const ITEMS = [
	{ phone: 'a', lead: { 'Phone 1': 'x' } },
	{ phone: 'b', lead: { 'Phone 1': 'y' } },
];

describe('a field of many items', () => {
	it('without an expression is read once', () => {
		const { values, asked } = read('0501234567', ITEMS);
		expect(values).toEqual(['0501234567', '0501234567']);
		expect(asked()).toBe(1);
	});

	it.each([
		['={{ $json.phone }}', ['a', 'b']],
		['={{$json.phone}}', ['a', 'b']],
		['={{ $json["phone"] }}', ['a', 'b']],
		['={{ $json.lead["Phone 1"] }}', ['x', 'y']],
		["={{ $json['lead']['Phone 1'] }}", ['x', 'y']],
		['={{ $json.lead?.fax }}', [undefined, undefined]],
	])('that is a path into the item (%s) is taken from it', (written, expected) => {
		const { values, asked } = read(written, ITEMS);
		// Where nothing is found, n8n is asked after all: the field may have a fallback.
		expect(values).toEqual(expected.map((value) => value ?? WORKED_OUT));
		expect(asked()).toBe(expected.filter((value) => value === undefined).length);
	});

	it.each([
		'=0{{ $json.phone }}',
		'={{ $json.phone }} ',
		'={{ $json.phone.trim() }}',
		'={{ $json.phone + "1" }}',
		'={{ $("CRM").item.json.phone }}',
		'={{ $json["a\\"b"] }}',
		'={{ $json.lead }}',
		'={{ $json.phone.length }}',
		'={{ $json.constructor }}',
		'={{ $json.lead.toString }}',
		'={{ $json.absent.phone }}',
		'={{ $jsonx.phone }}',
		'={{ $json }}',
	])('that is more than that (%s) is left to n8n', (written) => {
		const { values, asked } = read(written, ITEMS);
		expect(asked()).toBe(2);
		expect(values).toEqual([WORKED_OUT, WORKED_OUT]);
	});

	it('of which nothing is known is left to n8n', () => {
		expect(read(undefined, ITEMS).asked()).toBe(2);
	});

	it('that is a collection is read in its parts', () => {
		const written = {
			fields: [
				{ name: 'lead', value: '={{ $json.phone }}' },
				{ name: 'kind', value: 'x' },
			],
		};
		const { values, asked } = read(written, ITEMS);
		expect(values).toEqual(
			['a', 'b'].map((value) => ({
				fields: [
					{ name: 'lead', value },
					{ name: 'kind', value: 'x' },
				],
			})),
		);
		expect(asked()).toBe(0);
	});

	it('that is a collection with nothing found in a part has nothing there', () => {
		const { values, asked } = read({ customerName: '={{ $json.name }}', priority: 3 }, [{ name: 'A' }, {}]);
		expect(values).toEqual([
			{ customerName: 'A', priority: 3 },
			{ customerName: undefined, priority: 3 },
		]);
		expect(asked()).toBe(0);
	});

	it('that is a collection with one real expression is left to n8n as a whole', () => {
		const written = { customerName: '={{ $json.phone }}', callAt: '={{ $now }}' };
		expect(read(written, ITEMS).asked()).toBe(2);
	});

	it('that is picked by expression gives the value alone', () => {
		const written = { __rl: true, mode: 'id', value: '={{ $json.phone }}' };
		expect(read(written, ITEMS).values).toEqual(['a', 'b']);
	});
});
