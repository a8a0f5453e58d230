import {
	type AnswerKind,
	checkAnswer,
	fallbackAnswer,
	unaskedAnswer,
} from '../../../../nodes/platform/inbound/answers';
import { ANSWERS } from './askingSamples';

const { goToLayer, say, dial, showCaller } = ANSWERS;
const [target] = dial.TARGETS;

/** Without one field. */
function without(answer: object, name: string): object {
	return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== name));
}
const saying = (RecordType: string, Content: unknown) => ({ ...say, DATA: [{ RecordType, Content }] });
const dialing = (TYPE: string, TARGET: unknown) => ({ ...dial, TARGETS: [{ TYPE, TARGET }] });

describe("the document's answers are valid", () => {
	it.each<[AnswerKind, keyof typeof ANSWERS]>([
		['externalLayer', 'goToLayer'],
		['externalLayer', 'goToLayerWithData'],
		['externalLayer', 'goToLayerWithNothing'],
		['externalLayer', 'say'],
		['externalLayer', 'dial'],
		['externalLayer', 'fail'],
		['screenPop', 'showCaller'],
		['screenPop', 'showNone'],
		['voiceBot', 'instruct'],
		['voiceBot', 'data'],
		['voiceBot', 'nothing'],
	])('to %s: %s', (kind, name) => {
		expect(checkAnswer(kind, ANSWERS[name])).toBeUndefined();
	});

	it('and so is a language that Voicenter offers on request', () => {
		expect(checkAnswer('externalLayer', { ...say, LANGUAGE: 'FR' })).toBeUndefined();
	});

	it('and so are optional fields that are left out, and fields that Voicenter may add', () => {
		for (const name of ['NEXT_LAYER_IF_FAILED', 'LANGUAGE']) {
			expect(checkAnswer('externalLayer', without(say, name))).toBeUndefined();
		}
		for (const name of ['CALLER_NAME', 'MAX_DIAL_DURATION', 'CUSTOM_DATA']) {
			expect(checkAnswer('externalLayer', without(dial, name))).toBeUndefined();
		}
		expect(checkAnswer('screenPop', { STATUS: 'OK' })).toBeUndefined();
		expect(checkAnswer('externalLayer', { ...goToLayer, PRIORITY: 1 })).toBeUndefined();
	});

	it.each<[AnswerKind, object]>([
		['externalLayer', { STATUS: 1, ACTION: 7 }],
		['externalLayer', { ...goToLayer, LAYER: 0 }],
		['externalLayer', { ...goToLayer, CUSTOM_DATA: { a: 'b', c: 5, d: true, e: null } }],
		['externalLayer', dialing('EXTENSION', 'SIPSIP1')],
		['externalLayer', { ...dial, RECORDING: 'no', MAX_CALL_DURATION: 1 }],
		['screenPop', { STATUS: 'OK', URL: null, CLIENTNAME: null, COMPANY: null, TOTAL: null }],
		['voiceBot', { assistant: {}, system: {} }],
		['voiceBot', { system: {}, more: 1 }],
	])('and so is, to %s, %j', (kind, answer) => {
		expect(checkAnswer(kind, answer)).toBeUndefined();
	});

	it.each<[string, (value: unknown) => object, unknown[]]>([
		['digits', (value) => saying('Digits', value), [5, '5', '012']],
		['a number', (value) => saying('Number', value), [5, -5, '5', '-5', '12']],
		['a time', (value) => saying('DateTime', value), ['2022-12-06T10:12:59Z', '2022-12-06T10:12:59+02:00']],
		['a phone', (value) => dialing('PHONE', value), ['12', '*2700', '+972501234567', '1'.repeat(20)]],
	])('and so is whatever is %s', (_what, answer, values) => {
		for (const value of values) {
			expect([value, checkAnswer('externalLayer', answer(value))]).toEqual([value, undefined]);
		}
	});
});

describe('an answer that Voicenter does not understand is refused in words', () => {
	it.each<[object, string]>([
		[{}, 'STATUS is missing'],
		[{ STATUS: '0' }, 'STATUS must be 0 for an answer, or 1 for the layer’s own fallback, not "0"'],
		[{ STATUS: 2, ACTION: 'GO_TO_LAYER', LAYER: 12 }, 'STATUS must be 0'],
		[{ STATUS: 0 }, 'ACTION is missing: it must be one of GO_TO_LAYER, SAY_DIGITS, DIAL'],
		[{ STATUS: 0, ACTION: 'SAY' }, 'ACTION must be one of GO_TO_LAYER, SAY_DIGITS, DIAL, not "SAY"'],
		[without(goToLayer, 'LAYER'), 'LAYER is missing: it must be a whole number'],
		[{ ...goToLayer, LAYER: '12' }, 'LAYER must be a whole number, not "12"'],
		[{ ...goToLayer, LAYER: -1 }, 'LAYER must be 0 or more, not -1'],
		[{ ...goToLayer, LAYER: 1.5 }, 'LAYER must be a whole number, not 1.5'],
		[{ ...goToLayer, CALLER_NAME: 7 }, 'CALLER_NAME must be a text, not 7'],
		[{ ...goToLayer, CUSTOM_DATA: { a: { b: 1 } } }, 'CUSTOM_DATA.a must be a text, a number, true or false'],
		[{ ...goToLayer, CUSTOM_DATA: 'a' }, 'CUSTOM_DATA must be an object of names and values'],
		[without(say, 'NEXT_LAYER'), 'NEXT_LAYER is missing'],
		[
			{ ...say, LANGUAGE: 'French' },
			'LANGUAGE must be a language of two letters, such as HE, EN, AR, RU, not "French"',
		],
		[{ ...say, DATA: [] }, 'DATA must be a list of what to say'],
		[without(say, 'DATA'), 'DATA is missing'],
		[saying('Text', 'hello'), 'DATA[0].RecordType must be one of Recording, Digits, Number, Date, DateTime'],
		[saying('Digits', '050-1234567'), 'DATA[0].Content must be digits'],
		[saying('Date', '2022-02-31'), 'DATA[0].Content must be a date'],
		[saying('Date', '12/06/2022'), 'DATA[0].Content must be a date'],
		[saying('DateTime', '2022-12-06'), 'DATA[0].Content must be a date and time'],
		[saying('Recording', ''), 'DATA[0].Content must be the ID of a recording'],
		...['CALLER_ID', 'MAX_CALL_DURATION', 'NEXT_VO_ID', 'RECORDING', 'TARGETS'].map(
			(name): [object, string] => [without(dial, name), `${name} is missing`],
		),
		[{ ...dial, RECORDING: true }, 'RECORDING must be one of yes, no, not true'],
		[{ ...dial, MAX_CALL_DURATION: 0 }, 'MAX_CALL_DURATION must be a number of seconds above 0'],
		[{ ...dial, MAX_DIAL_DURATION: '60' }, 'MAX_DIAL_DURATION must be a whole number of seconds'],
		[{ ...dial, TARGETS: [] }, 'TARGETS must be a list of at least one target'],
		[{ ...dial, TARGETS: target }, 'TARGETS must be a list of targets'],
		[dialing('MOBILE', '0501234567'), 'TARGETS[0].TYPE must be PHONE or EXTENSION'],
		[dialing('PHONE', 501234567), 'TARGETS[0].TARGET must be a phone number as text'],
		[{ ...dial, CALLER_ID: 7 }, 'CALLER_ID must be a phone number as text'],
		[{ ...dial, TARGETS: [target, {}] }, 'TARGETS[1].TYPE must be PHONE or EXTENSION'],
		[dialing('EXTENSION', 12), 'TARGETS[0].TARGET must be an extension’s SIP code, not 12'],
		[dialing('EXTENSION', '12'), 'TARGETS[0].TARGET must be an extension’s SIP code'],
	])('External Layer: %j', (answer, fault) => {
		expect(checkAnswer('externalLayer', answer)).toContain(fault);
	});

	it.each<[string, (value: unknown) => object, unknown[]]>([
		[
			'LANGUAGE must be a language of two letters',
			(LANGUAGE) => ({ ...say, LANGUAGE }),
			[7, 'xHE', 'HEx', 'H', 'he'],
		],
		[
			'DATA[0].Content must be digits, such as',
			(value) => saying('Digits', value),
			['x1', '1x', '', -5, 1.5],
		],
		[
			'DATA[0].Content must be a whole number, such as',
			(value) => saying('Number', value),
			['1.5', 'x1', '1x', '--1', '-', 1.5],
		],
		[
			'TARGETS[0].TARGET must be a phone number, such as',
			(value) => dialing('PHONE', value),
			['Dana', '1', 'x12', '12x', '++12', '1'.repeat(21)],
		],
	])('External Layer: %s', (fault, answer, values) => {
		for (const value of values) {
			const expected = [value, expect.stringContaining(fault)];
			expect([value, checkAnswer('externalLayer', answer(value))]).toEqual(expected);
		}
	});

	it.each<[object, string]>([
		[{}, 'STATUS is missing: it must be "OK"'],
		[{ ...showCaller, STATUS: 'ok' }, 'STATUS must be "OK", not "ok"'],
		[{ ...showCaller, TOTAL: '1' }, 'TOTAL must be a whole number, not "1"'],
		[{ ...showCaller, CLIENTNAME: { first: 'John' } }, 'CLIENTNAME must be a text'],
	])('Screen Pop: %j', (answer, fault) => {
		expect(checkAnswer('screenPop', answer)).toContain(fault);
	});

	it.each<[string, string]>([
		['x'.repeat(58), JSON.stringify('x'.repeat(58))],
		['x'.repeat(59), `"${'x'.repeat(59)}…`],
	])('a value is quoted at no more length than can be read: %s', (LAYER, quoted) => {
		const fault = checkAnswer('externalLayer', { ...goToLayer, LAYER });
		expect(fault).toBe(`LAYER must be a whole number, not ${quoted}`);
	});

	it.each<[object, string]>([
		[{ user: 'Say hello' }, 'user must be a list of texts, not "Say hello"'],
		[{ user: [{}] }, 'user[0] must be a text'],
		[{ function_output: [] }, 'function_output must be an object'],
		[{ system: 'Be kind' }, 'system must be an object'],
	])('VoiceBot: %j', (answer, fault) => {
		expect(checkAnswer('voiceBot', answer)).toContain(fault);
	});

	it.each<AnswerKind>(['externalLayer', 'screenPop', 'voiceBot'])('%s: what is no object', (kind) => {
		for (const answer of [undefined, null, '', '{"STATUS":1}', 1, [], [{ STATUS: 1 }], () => 1, 1n]) {
			expect(checkAnswer(kind, answer)).toMatch(/must be a JSON object/);
		}
	});

	it.each<[unknown, string]>([
		[undefined, 'The answer is missing: it must be a JSON object'],
		[null, 'The answer must be a JSON object, not null'],
		[() => 1, 'The answer must be a JSON object, not a function'],
		[1n, 'The answer must be a JSON object, not a bigint'],
	])('%p is said to be none', (answer, fault) => {
		expect(checkAnswer('voiceBot', answer)).toBe(fault);
	});

	it.each<AnswerKind>(['externalLayer', 'screenPop', 'voiceBot'])('%s: what n8n itself would say', (kind) => {
		for (const answer of [
			{ message: 'Workflow executed successfully' },
			{ code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' },
		]) {
			expect(checkAnswer(kind, answer)).toBeDefined();
		}
	});
});

it.each<[AnswerKind, object]>([
	['externalLayer', { STATUS: 1 }],
	['screenPop', { STATUS: 'OK' }],
	['voiceBot', {}],
])('the answer of %s to what nobody wants to know of is valid: %j', (kind, answer) => {
	expect(unaskedAnswer(kind)).toEqual(answer);
	expect(checkAnswer(kind, answer)).toBeUndefined();
});

describe('the fallback', () => {
	it.each<[AnswerKind, object]>([
		['externalLayer', { STATUS: 1 }],
		['screenPop', { STATUS: 'OK', TOTAL: 0 }],
		['voiceBot', {}],
	])('of %s does no harm: %j', (kind, fallback) => {
		expect(fallbackAnswer(kind)).toEqual(fallback);
		expect(checkAnswer(kind, fallbackAnswer(kind))).toBeUndefined();
	});

	it('is a new object each time', () => {
		fallbackAnswer('voiceBot')['user'] = ['changed'];
		expect(fallbackAnswer('voiceBot')).toEqual({});
	});
});
