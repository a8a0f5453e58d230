import { readJson, withRepairBudget } from '../../../../nodes/platform/wire/json';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { withinTime } from '../../../../nodes/platform/wire/withinTime';
import { asJson, ISRAEL, readCdr } from '../inbound/samples';

jest.mock('../../../../nodes/platform/wire/withinTime', () => {
	const actual = jest.requireActual<typeof import('../../../../nodes/platform/wire/withinTime')>(
		'../../../../nodes/platform/wire/withinTime',
	);
	return { withinTime: jest.fn(actual.withinTime) };
});

/** How long each repair was allowed to take. */
const granted = () => jest.mocked(withinTime).mock.calls.map(([, milliseconds]) => milliseconds);

beforeEach(() => jest.mocked(withinTime).mockClear());

const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

describe('JSON as Voicenter writes it', () => {
	it('is read like any other JSON when nothing is wrong with it', () => {
		expect(readJson('{"ERRORCODE":0,"ERRORMESSAGE":"OK","CALLID":"sdfsdf0brp","n":null,"b":true}')).toEqual({
			ERRORCODE: 0,
			ERRORMESSAGE: 'OK',
			CALLID: 'sdfsdf0brp',
			n: null,
			b: true,
		});
	});

	it('may hold quotes that are not escaped: the sample of the mute service (§5)', () => {
		const sample = `
			{
				"ErrorCode":400,
				"Message":"Parameters are not valid, should be "ivrid" and "mute" "
			}`;
		expect(readJson(sample)).toEqual({
			ErrorCode: 400,
			Message: 'Parameters are not valid, should be "ivrid" and "mute" ',
		});
	});

	it('may hold blanks inside keys, at every depth (§7); blanks inside values stay', () => {
		const answer = '{" ErrorCode":0,"Data ":{" Name ":" Sales "},"List":[{" Phone":"1"}]}';
		expect(readJson(answer)).toEqual({ ErrorCode: 0, Data: { Name: ' Sales ' }, List: [{ Phone: '1' }] });
	});

	it.each([
		['before the name', '{"a":1," b":2}', 'b'],
		['after the name', '{"a":1,"b ":2}', 'b'],
		['on both sides, and before the colon', '{"a":1,"\u00a0b\u00a0"\n:2}', 'b'],
		['written as an escape', '{"a":1,"\\u0020b":2}', 'b'],
		['in quotes that are repaired', "{'a':1,' b':2}", 'b'],
		['and nothing else', '{"a":1," ":2}', ''],
	])('drops blanks of a key: %s', (_where, text, name) => {
		expect(readJson(text)).toEqual({ a: 1, [name]: 2 });
	});

	it.each([
		'{"__proto__":{"x":1},"a":1}',
		'{"\\u005f_proto__":{"x":1},"a":1}',
		'{" __proto__":{"x":1},"a":1}',
	])('never carries a prototype: %s', (text) => {
		const value = readJson(text) as object;
		expect(Object.getOwnPropertyNames(value)).toEqual(['a']);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
	});

	it('may lack commas, as the samples that fell out of the PDF do', () => {
		expect(readJson('{"STATUS":0 "ACTION":"GO_TO_LAYER"\n"LAYER":2}')).toEqual({
			STATUS: 0,
			ACTION: 'GO_TO_LAYER',
			LAYER: 2,
		});
	});

	it('may start with a byte order mark and end in blank lines', () => {
		expect(readJson('\uFEFF{"err":0}\r\n\r\n')).toEqual({ err: 0 });
	});

	it.each([
		['a control character', '{"a":"Sa\u0000les\u0008 \u001FQueue"}', 'Sales Queue'],
		['one before it', '\u0000{"a":"b"}', 'b'],
		['a line that ends within a text', '{"a":"one\ntwo"}', 'one\ntwo'],
		['control characters where there is more to repair', '{"a":"say "hi"\u0001 now"}', 'say "hi" now'],
	])('may hold %s', (_, text, value) => {
		expect(readJson(text)).toEqual({ a: value });
	});

	it('may hold them however long it is', () => {
		const words = 'word '.repeat(50_000);
		expect(readJson(`{"a":"${words}\u0001"}`)).toEqual({ a: words });
		expect(readJson(`{"a":"${words}\nend"}`)).toEqual({ a: `${words} end` });
	});

	it('may be Hebrew', () => {
		expect(readJson('{"queuename":"\u05DE\u05DB\u05D9\u05E8\u05D5\u05EA"}')).toEqual({ queuename: 'מכירות' });
	});
});

describe('JSON that cannot be read', () => {
	it.each([
		['nothing', '', 'The body is empty'],
		['blanks', ' \r\n\t', 'The body is empty'],
		['a byte order mark only', '\uFEFF', 'The body is empty'],
		['commas', '{,,,,', 'The body is not valid JSON'],
		['a megabyte of brackets', '['.repeat(1_000_000), 'The body'],
	])('is refused in words: %s', (_what, text, message) => {
		const reading = () => readJson(text);
		expect(reading).toThrow(WireError);
		expect(reading).toThrow(message);
	});

	it.each([
		['valid', nested(41)],
		['valid lists', '['.repeat(5000) + ']'.repeat(5000)],
		['broken', '{"a":'.repeat(41)],
		['behind brackets within texts', '{"b":"]]]]","a":'.repeat(41) + '1' + '}'.repeat(41)],
		['behind an escaped quote', `["\\"]",${nested(41)}]`],
	])('is refused when it nests deeper than 40 levels: %s', (_what, text) => {
		const reading = () => readJson(text);
		expect(reading).toThrow(WireError);
		expect(reading).toThrow('nests deeper than 40 levels');
	});

	it('is read up to 40 levels', () => {
		expect(JSON.stringify(readJson(nested(40)))).toBe(nested(40));
	});

	// n8n has one thread: while one body is being repaired, nobody else's webhook is answered.
	it.each([
		['unescaped quotes without end', '{"a":"', '"x" ', 60],
		['unescaped quotes without end', '{"a":"', '"x" ', 250],
		['unescaped quotes without end', '{"a":"', '"x" ', 1000],
		['quotes and colons', '{', '":"', 60],
		['quotes and colons', '{', '":"', 250],
		['quotes on lines of their own', '{"a":"', '\n"', 60],
		['a list cut off, again and again', '[', '"a,', 60],
	])(
		'gets no more than 150 ms: %s%s… (%s × %i kB)',
		(_what, start, unit, kilobytes) => {
			const text = start + unit.repeat((kilobytes * 1024) / unit.length);
			try {
				readJson(text);
			} catch (error) {
				expect(error).toBeInstanceOf(WireError);
			}
			expect(granted().every((ms) => ms <= 150)).toBe(true);
		},
		120_000,
	);
});

// Found by the fuzzer: 24 KB kept the repair busy for 4 seconds.
it('text that the repair would work on for seconds is given up in time', () => {
	const text = `",e${'<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]>'.repeat(1000)}{"a":"b","c":1}`;
	expect(() => readJson(text)).toThrow(WireError);
	expect(granted()).toEqual([150]);
});

describe('all texts of one request', () => {
	const HARD = `{"a":${'"x" '.repeat(600)}`;
	/** A clock that stands still but for what is repaired, which takes all it may, or so much. */
	function repairsTake(milliseconds: number) {
		let now = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => now);
		jest.mocked(withinTime).mockImplementation((_work, most) => {
			now += Math.min(milliseconds, most);
			throw new Error('broken off');
		});
	}
	const actual = jest.mocked(withinTime).getMockImplementation();
	afterEach(() => {
		jest.restoreAllMocks();
		if (actual) jest.mocked(withinTime).mockImplementation(actual);
	});

	it('have 150 ms together, and each has what those before it have left', () => {
		repairsTake(60);
		withRepairBudget(() => {
			for (let count = 0; count < 10; count += 1) expect(() => readJson(HARD)).toThrow(WireError);
		});
		expect(granted()).toEqual([150, 90, 30]);
	});

	it('and the next request begins anew', () => {
		repairsTake(Infinity);
		const request = () => withRepairBudget(() => readJson(HARD));
		expect(request).toThrow(WireError);
		expect(request).toThrow(WireError);
		expect(granted()).toEqual([150, 150]);
	});

	it('of a record are its fields, and those of a list of records', () => {
		repairsTake(Infinity);
		const record = { ivruniqueid: '1', IVR: HARD, CustomData: HARD, CUSTOM_DATA: HARD, aiData: HARD };
		expect(readCdr(asJson(record), ISRAEL).record.callId).toBe('1');
		expect(granted()).toEqual([150]);
	});
});

describe('JSON that means harm', () => {
	it('never puts anything into the prototype of objects', () => {
		const value = readJson('{"__proto__":{"polluted":1}," __proto__ ":{"polluted":2},"safe":1}');

		expect(Object.keys(value as object)).toEqual(['safe']);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	it('keeps "constructor" an ordinary key', () => {
		const value = readJson('{"constructor":{"prototype":{"polluted":1}}}') as Record<string, unknown>;

		expect(Object.getOwnPropertyNames(value)).toEqual(['constructor']);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});
