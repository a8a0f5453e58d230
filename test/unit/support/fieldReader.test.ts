import type { IDataObject } from 'n8n-workflow';

import { fieldReader } from '../../../nodes/support/fieldReader';
import { executeFunctions } from '../../n8nCore/action';

/** A node with these parameters. n8n answers every question with what was asked, and the questions are counted. */
function contextWith(parameters: IDataObject, items: IDataObject[]) {
	const asked: string[] = [];
	const context = executeFunctions({ parameters, items });
	jest
		.spyOn(context, 'getNodeParameter')
		.mockImplementation((name: string, itemIndex: number, fallback?: unknown): never => {
			asked.push(`${name} ${itemIndex}`);
			return (name in parameters ? `n8n's value for item ${itemIndex}` : fallback) as never;
		});
	return { asked, read: fieldReader(context) };
}

const THREE = [{ phone: '1' }, { phone: '2' }, { phone: '3' }];

it('a field without an expression is asked for once, however many items there are', () => {
	const { asked, read } = contextWith({ target: '0501234567', options: { record: true } }, THREE);
	for (const item of [0, 1, 2]) {
		expect(read(item)('target')).toBe("n8n's value for item 0");
		expect(read(item)('options')).toBe("n8n's value for item 0");
	}
	expect(asked).toEqual(['target 0', 'options 0']);
});

it.each(['={{ $json.phone }}', '={{$json.phone}}', '={{ $json["phone"] }}', "={{ $json['phone'] }}"])(
	'%s is taken from each item',
	(target) => {
		const { asked, read } = contextWith({ target }, THREE);
		expect([0, 1, 2].map((item) => read(item)('target'))).toEqual(['1', '2', '3']);
		expect(asked).toEqual([]);
	},
);

it('a field of a field is found, also inside a collection and a resource locator', () => {
	const parameters = {
		target: '={{ $json.customer.phone }}',
		extension: { __rl: true, mode: 'id', value: '={{ $json.sip }}' },
		customData: { fields: [{ name: 'id', value: '={{ $json.customer.id }}' }] },
	};
	const { asked, read } = contextWith(parameters, [{ sip: 'SIPSIP1', customer: { phone: '050', id: 7 } }]);
	expect(read(0)('target')).toBe('050');
	expect(read(0)('extension')).toBe('SIPSIP1');
	expect(read(0)('customData')).toEqual({ fields: [{ name: 'id', value: 7 }] });
	expect(asked).toEqual([]);
});

it.each([
	'={{ $json.phone.trim() }}',
	'={{ $json["phone"].trim() }}',
	'={{ $json["pho\\"ne"] }}',
	'= {{ $json.phone }}',
	'={{ $json.phone }} ',
	'={{ $json.missing.phone }}',
	'={{ $json.nothing }}',
	'={{ $json["toString"] }}',
	'={{ $json.phone }}0',
	'={{ $json.phone + 1 }}',
	"={{ $('Start').item.json.phone }}",
	'={{ $json.missing }}',
	'={{ $json.list }}',
	'={{ $json.constructor }}',
	'={{ $json.phone.length }}',
])('n8n evaluates %s, for each item', (target) => {
	const { asked, read } = contextWith({ target }, [
		{ phone: '1', list: [1], nothing: null },
		{ phone: '2', list: [2], nothing: null },
	]);
	expect([0, 1].map((item) => read(item)('target'))).toEqual([
		"n8n's value for item 0",
		"n8n's value for item 1",
	]);
	expect(asked).toEqual(['target 0', 'target 1']);
});

it('an expression that n8n must evaluate makes n8n evaluate its whole collection', () => {
	const options = { record: '={{ $json.vip === true }}', agentCallerId: '={{ $json.phone }}' };
	const { asked, read } = contextWith({ options }, THREE);
	read(1)('options');
	expect(asked).toEqual(['options 1']);
});

it('a column of a spreadsheet is found, whatever its name', () => {
	const customData = {
		fields: [
			{ name: 'a', value: "={{ $json['Phone 1'] }}" },
			{ name: 'b', value: '={{ $json.טלפון }}' },
			{ name: 'c', value: '={{ $json["row"].מספר }}' },
		],
	};
	const { asked, read } = contextWith({ customData }, [{ 'Phone 1': '050', טלפון: '052', row: { מספר: 7 } }]);
	expect(read(0)('customData')).toEqual({
		fields: [
			{ name: 'a', value: '050' },
			{ name: 'b', value: '052' },
			{ name: 'c', value: 7 },
		],
	});
	expect(asked).toEqual([]);
});

it('what an item does not have is nothing in a collection, as n8n would have it', () => {
	const options = {
		agentCallerId: '={{ $json.missing }}',
		agentCallerName: '={{ $json.nothing }}',
		targetCallerId: '={{ $json.missing.too }}',
		record: true,
	};
	const { asked, read } = contextWith({ options }, [{ nothing: null }]);
	expect(read(0)('options')).toEqual({
		...{ agentCallerId: undefined, agentCallerName: null, targetCallerId: undefined, record: true },
	});
	expect(asked).toEqual([]);
});

it('an absent field is what the caller says that it counts as', () => {
	const { read } = contextWith({}, THREE);
	expect(read(2)('options', {})).toEqual({});
});

it('a field of a collection is read by itself: once where it is no expression, and from each item where it is one', () => {
	const parameters = {
		options: { record: true, agentCallerId: '={{ $json.phone }}' },
		target: '={{ $json.phone }}',
	};
	const { asked, read } = contextWith(parameters, THREE);
	for (const item of [0, 1]) {
		for (const name of ['options.record', 'options.missing.deeper', 'missing.deeper']) read(item)(name);
		expect(read(item)('options.agentCallerId')).toBe(String(item + 1));
	}
	expect(asked).toEqual(['options.record 0', 'options.missing.deeper 0', 'missing.deeper 0']);
});

it('of an item that is not there n8n is asked', () => {
	const { asked, read } = contextWith({ target: '={{ $json.phone }}' }, THREE);
	read(3)('target');
	expect(asked).toEqual(['target 3']);
});
