import { DateTime } from 'luxon';

import {
	buildFail,
	buildGoToLayer,
	buildSay,
	buildShowCaller,
	buildShowNone,
	buildVoiceBot,
	type Dial,
	type Say,
} from '../../../../nodes/platform/inbound/answers/build';
import { ANSWERS } from './askingSamples';
import { dial, say } from './building';

const customData = Object.entries(ANSWERS.dial.CUSTOM_DATA).map(([name, value]) => ({ name, value }));

describe("the document's answers are built", () => {
	it('go to layer', () => {
		expect(buildGoToLayer({ layer: '12' })).toEqual(ANSWERS.goToLayer);
		expect(buildGoToLayer({ layer: 22, callerName: 'Shlomi', customData })).toEqual(
			ANSWERS.goToLayerWithData,
		);
	});

	it('say', () => {
		const answer = buildSay({
			nextLayer: 2,
			layerIfFailed: 1,
			language: 'EN',
			pieces: [
				{ kind: 'recording', recording: '9899115_20849570029.mp3' },
				{ kind: 'digits', digits: '050-123-4567' },
				{ kind: 'number', number: 112 },
				{ kind: 'date', date: '2022-06-12' },
				{ kind: 'dateTime', dateTime: '2022-12-06T10:12:59' },
				{ kind: 'recording', recording: '98972915_209570029.mp3' },
			],
		});
		expect(answer).toEqual(ANSWERS.say);
	});

	it('dial', () => {
		expect(dial({ callerName: 'Voicenter', maxDialDuration: 60, record: true, customData })).toEqual(
			ANSWERS.dial,
		);
	});

	it('fail, and what a screen pop shows', () => {
		expect(buildFail()).toEqual(ANSWERS.fail);
		const { URL: url, CLIENTNAME: name, COMPANY: company, TOTAL: matches } = ANSWERS.showCaller;
		expect(buildShowCaller({ name, company, url, matches })).toEqual(ANSWERS.showCaller);
		expect(buildShowNone()).toEqual(ANSWERS.showNone);
	});

	it.each([
		[{ name: 'John' }, { CLIENTNAME: 'John' }],
		[{ company: 'Voicenter' }, { COMPANY: 'Voicenter' }],
		[{ url: 'http://crm.example.com/7' }, { URL: 'http://crm.example.com/7' }],
		[
			{ url: 'HTTPS://crm.example.com', matches: '999999999' },
			{ URL: 'https://crm.example.com/', TOTAL: 999_999_999 },
		],
	])('a screen pop may show %j alone', (input, shown) => {
		expect(buildShowCaller(input)).toEqual({ STATUS: 'OK', TOTAL: 1, ...shown });
	});

	it('a page may be opened for whom nobody knows', () => {
		const url = 'https://crm.example.com/new';
		expect(buildShowNone({ url })).toEqual({ ...ANSWERS.showNone, URL: url });
	});

	it('what a voice agent is told', () => {
		expect(buildVoiceBot({ instructions: ANSWERS.instruct.user[0] })).toEqual(ANSWERS.instruct);
		const { function_output: data, user: instructions } = ANSWERS.data;
		expect(buildVoiceBot({ instructions, data })).toEqual(ANSWERS.data);
		expect(buildVoiceBot({ instructions, data: JSON.stringify(data) })).toEqual(ANSWERS.data);
		expect(buildVoiceBot({})).toEqual(ANSWERS.nothing);
		expect(buildVoiceBot({ instructions: ['Ask', '', 'Listen'] })).toEqual({ user: ['Ask', 'Listen'] });
		const [assistant, system] = [{ name: 'Noa' }, { tone: 'kind' }];
		expect(buildVoiceBot({ assistant, system: JSON.stringify(system) })).toEqual({ assistant, system });
	});
});

describe('what is absent is not sent', () => {
	it('optional fields, whether left out, empty or null', () => {
		for (const nothing of [undefined, null, '']) {
			expect(buildGoToLayer({ layer: 12, callerName: nothing, customData: [] })).toEqual(ANSWERS.goToLayer);
			expect(
				Object.keys(
					buildSay({ nextLayer: 2, layerIfFailed: nothing, pieces: [{ kind: 'number', number: 1 }] }),
				),
			).toEqual(['STATUS', 'ACTION', 'NEXT_LAYER', 'DATA']);
			expect(buildShowNone({ url: nothing })).toEqual(ANSWERS.showNone);
			expect(buildShowCaller({ name: 'John', company: nothing, url: nothing, matches: nothing })).toEqual({
				STATUS: 'OK',
				CLIENTNAME: 'John',
				TOTAL: 1,
			});
		}
		expect(buildVoiceBot({ instructions: ['', ' '], data: '{}', system: {}, assistant: '' })).toEqual({});
		expect(buildVoiceBot({ data: ' ', system: null, dataFields: [{ name: 'a', value: '' }] })).toEqual({});
	});

	it('but a recording that is not wanted is said to be not wanted, and layer 0 is a layer', () => {
		expect([dial(), dial({ record: false })].map(({ RECORDING }) => RECORDING)).toEqual(['no', 'no']);
		expect(buildGoToLayer({ layer: 0 }).LAYER).toBe(0);
		expect(buildShowCaller({ name: 'John', matches: 0 }).TOTAL).toBe(0);
		const [pieces, layerIfFailed] = [[{ kind: 'number' as const, number: 1 }], 999_999_999];
		expect(buildSay({ nextLayer: '999999999', layerIfFailed, pieces })).toMatchObject({
			NEXT_LAYER: layerIfFailed,
			NEXT_LAYER_IF_FAILED: layerIfFailed,
		});
		expect(buildSay({ nextLayer: 0, layerIfFailed: 0, pieces })).toMatchObject({ NEXT_LAYER_IF_FAILED: 0 });
	});

	it('of data for a voice agent, what was left empty', () => {
		const dataFields = [
			{ name: 'balance', value: 180 },
			{ name: 'plan', value: '' },
			{ name: 'orders', value: [{ id: 'A-1' }] },
		];
		expect(buildVoiceBot({ dataFields })).toEqual({
			function_output: { balance: 180, orders: [{ id: 'A-1' }] },
		});
	});
});

describe('numbers are written as Voicenter dials them', () => {
	it.each([
		['050-123-4567', '0501234567'],
		['+972 50 123 4567', '0501234567'],
		['972501234567', '0501234567'],
		['+44 20 7183 8750', '442071838750'],
		['*2700', '*2700'],
	])('%s as %s', (phone, dialed) => {
		expect(dial({ targets: [{ kind: 'phone', phone }] }).TARGETS).toEqual([
			{ TYPE: 'PHONE', TARGET: dialed },
		]);
		expect(dial({ callerId: phone }).CALLER_ID).toBe(dialed);
	});

	it('and several targets in their order, extensions as they are', () => {
		const targets: Dial['targets'] = [
			{ kind: 'extension', extension: 'SIPSIP1' },
			{ kind: 'phone', phone: '(212) 555-0123' },
		];
		expect(dial({ targets, country: 'us', callerId: '+972722776772' }).TARGETS).toEqual([
			{ TYPE: 'EXTENSION', TARGET: 'SIPSIP1' },
			{ TYPE: 'PHONE', TARGET: '12125550123' },
		]);
	});
});

describe('what is read digit by digit or as a number', () => {
	it.each([
		['+972 (50) 123.45-67', '972501234567'],
		['\u2066050\u2069\u200e123\u202c4', '0501234'],
		[7, '7'],
	])('digits: %j as %s', (digits, Content) => {
		expect(say({ kind: 'digits', digits })).toEqual([{ RecordType: 'Digits', Content }]);
	});

	it.each([-5, '-5', 0, '999999999999999'])('a number: %j', (number) => {
		expect(say({ kind: 'number', number })).toEqual([{ RecordType: 'Number', Content: String(number) }]);
	});
});

describe('dates and times are read out as the clock in the time zone shows them', () => {
	it.each<[unknown, string, string]>([
		['2026-07-01 15:00', '2026-07-01T15:00:00', '2026-07-01'],
		['2026-07-01T15:00:00', '2026-07-01T15:00:00', '2026-07-01'],
		['2026-07-01T22:30:00Z', '2026-07-02T01:30:00', '2026-07-02'],
		['2026-01-01T22:30:00.123+00:00', '2026-01-02T00:30:00', '2026-01-02'],
		[new Date('2026-07-01T12:00:00Z'), '2026-07-01T15:00:00', '2026-07-01'],
		[DateTime.fromISO('2026-07-01T12:00:00Z'), '2026-07-01T15:00:00', '2026-07-01'],
		[1_782_907_200, '2026-07-01T15:00:00', '2026-07-01'],
	])('%s as %s and as %s', (moment, clock, day) => {
		expect(say({ kind: 'dateTime', dateTime: moment }, { kind: 'date', date: moment })).toEqual([
			{ RecordType: 'DateTime', Content: clock },
			{ RecordType: 'Date', Content: day },
		]);
	});

	it('a day is that day everywhere', () => {
		for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
			const answer = buildSay({ pieces: [{ kind: 'date', date: '2026-07-01' }], nextLayer: 2, timeZone });
			expect(answer.DATA).toEqual([{ RecordType: 'Date', Content: '2026-07-01' }]);
		}
		// Its first hour is left out there.
		const pieces: Say['pieces'] = [{ kind: 'date', date: ' 2026-04-24 ' }];
		const answer = buildSay({ pieces, nextLayer: 2, timeZone: 'Africa/Cairo' });
		expect(answer.DATA).toEqual([{ RecordType: 'Date', Content: '2026-04-24' }]);
	});

	it.each(['1000-01-01', '9998-12-31'])('%s is a day', (date) => {
		expect(say({ kind: 'date', date })).toEqual([{ RecordType: 'Date', Content: date }]);
	});
});
