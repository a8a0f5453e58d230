import { readForm as readBytes, writeForm } from '../../../../nodes/platform/wire/form';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { growth, SQUARE } from '../../../growth';

const readForm = (text: string) => readBytes(Buffer.from(text));

describe('a form is read', () => {
	it('as text under names, percent signs and plus signs decoded', () => {
		expect(readForm('caller=0501234567&queuename=Sales+Queue&name=%D7%93%D7%A0%D7%94&empty=')).toEqual({
			caller: '0501234567',
			queuename: 'Sales Queue',
			name: 'דנה',
			empty: '',
		});
	});

	it('with brackets as objects and lists', () => {
		expect(readForm('CustomData[id]=7&CustomData[vip]=yes&Phones[]=1&Phones[]=2')).toEqual({
			CustomData: { id: '7', vip: 'yes' },
			Phones: ['1', '2'],
		});
	});

	it('without the blanks and line ends around it, and with all letters that it ends with', () => {
		// The last byte of this letter would be a blank by itself.
		expect(readForm('\r\n a=1&b=בן דודנ\n')).toEqual({ a: '1', b: 'בן דודנ' });
		expect(readForm('\uFEFFa=1')).toEqual({ a: '1' });
	});

	it('with repeated names as a list', () => {
		expect(readForm('phone=1&phone=2')).toEqual({ phone: ['1', '2'] });
	});
});

const fieldsOf = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=${i}`).join('&');

describe('a form is refused', () => {
	it.each([
		['when it is empty', ''],
		['when it holds no field', 'hello'],
		['when it holds more than 5,000 fields', fieldsOf(5_001)],
		['when a list has more than 500 entries', 'IVR[500][layer_id]=1'],
		['when it is a megabyte of separators', `a=1${'&'.repeat(1_000_000)}`],
	])('%s', (_when, text) => {
		expect(() => readForm(text)).toThrow(WireError);
	});

	it('not yet with 5,000 fields', () => {
		const fields = readForm(fieldsOf(5_000));
		expect(Object.keys(fields)).toHaveLength(5_000);
		expect(fields['f4999']).toBe('4999');
	});

	it('not yet with lists of 500 entries, numbered or not', () => {
		const names = ['layer_id', 'layer_name', 'layer_number', 'Dtmf', 'dtmf_order'];
		const layers = Array.from({ length: 500 }, (_, i) => names.map((name) => `IVR[${i}][${name}]=${i}`));
		const phones = Array.from({ length: 500 }, (_, i) => `Phones[]=${i}`);
		const fields = readForm([...layers.flat(), ...phones].join('&'));
		expect(fields['IVR']).toHaveLength(500);
		expect((fields['IVR'] as object[])[499]).toMatchObject({ layer_id: '499', dtmf_order: '499' });
		expect(fields['Phones']).toHaveLength(500);
	});

	it.each<[string, (i: number) => string]>([
		['many lists', (i) => `a${i}[499][499][499][499]=1`],
		['lists in one list', (i) => `a[${i % 500}][499][499][f${i}]=1`],
	])('nor does the work outgrow its length, with %s', (_what, field) => {
		const form = (count: number) => Array.from({ length: count }, (_, i) => field(i)).join('&');
		expect(growth((count) => readForm(form(count)), 300)).toBeLessThan(SQUARE);
	});

	it.each([
		['as it is written', 'IVR[][layer_id]=1&IVR[][Dtmf]=3&IVR[][layer_id]=2&IVR[][Dtmf]=4'],
		[
			'with escaped brackets',
			'IVR%5B%5D%5Blayer_id%5D=1&IVR%5B%5D%5BDtmf%5D=3&IVR%5B%5D%5Blayer_id%5D=2&IVR%5B%5D%5BDtmf%5D=4',
		],
	])('a list whose entries come field by field, %s', (_, form) => {
		expect(readForm(form)).toEqual({
			IVR: [
				{ layer_id: '1', Dtmf: '3' },
				{ layer_id: '2', Dtmf: '4' },
			],
		});
	});

	it('an entry begins where a field comes again, also when not every entry has every field', () => {
		expect(readForm('a[][x]=1&a[][x]=2&a[][y]=3&b[]=4&b[]=5')).toEqual({
			a: [{ x: '1' }, { x: '2', y: '3' }],
			b: ['4', '5'],
		});
	});

	it('never puts anything into the prototype of objects', () => {
		const fields = readForm('__proto__[polluted]=1&constructor[prototype][polluted]=1&a=1');

		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(fields['polluted']).toBeUndefined();
		expect(fields).toMatchObject({ a: '1' });
	});

	it('does not follow brackets without end', () => {
		const fields = readForm(`a${'[b]'.repeat(100_000)}=1`);
		let depth = 0;
		for (let inner: unknown = fields; typeof inner === 'object' && inner !== null; depth += 1) {
			inner = Object.values(inner)[0];
		}
		expect(depth).toBeLessThan(10);
	});
});

describe('a form is written', () => {
	it('so that another parser reads the same', () => {
		const text = writeForm({ err: 0, errdesc: 'a & b = \u05D0', missing: undefined, phones: ['1', '2'] });

		expect([...new URLSearchParams(text)]).toEqual([
			['err', '0'],
			['errdesc', 'a & b = א'],
			['phones', '1'],
			['phones', '2'],
		]);
	});
});
