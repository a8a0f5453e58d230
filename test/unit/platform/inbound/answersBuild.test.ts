import { DateTime } from 'luxon';

import {
	buildDial,
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

const customData = Object.entries(ANSWERS.dial.CUSTOM_DATA).map(([name, value]) => ({ name, value }));

const dial = (fields: Partial<Dial> = {}) =>
	buildDial({
		targets: [{ kind: 'phone', phone: '050-123-4567' }],
		callerId: '072-277-6772',
		maxCallDuration: 1800,
		layerIfFailed: 15,
		...fields,
	});
const say = (...pieces: Say['pieces']) => buildSay({ pieces, nextLayer: 2, timeZone: 'Asia/Jerusalem' }).DATA;

/** The field and the words of the error. */
function refused(build: () => unknown): { field: string; message: string } {
	try {
		return { field: 'none', message: `built ${JSON.stringify(build())}` };
	} catch (error) {
		expect(error).toMatchObject({ name: 'InvalidInputError' });
		return error as { field: string; message: string };
	}
}

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

	it('what a voice agent is told', () => {
		expect(buildVoiceBot({ instructions: ANSWERS.instruct.user[0] })).toEqual(ANSWERS.instruct);
		const { function_output: data, user: instructions } = ANSWERS.data;
		expect(buildVoiceBot({ instructions, data })).toEqual(ANSWERS.data);
		expect(buildVoiceBot({ instructions, data: JSON.stringify(data) })).toEqual(ANSWERS.data);
		expect(buildVoiceBot({})).toEqual(ANSWERS.nothing);
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
	});

	it('but a recording that is not wanted is said to be not wanted, and layer 0 is a layer', () => {
		expect([dial(), dial({ record: false })].map(({ RECORDING }) => RECORDING)).toEqual(['no', 'no']);
		expect(buildGoToLayer({ layer: 0 }).LAYER).toBe(0);
		expect(buildShowCaller({ name: 'John', matches: 0 }).TOTAL).toBe(0);
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
	});
});

describe('what is wrong is refused, with the field and what would be right', () => {
	it.each<[string, RegExp, () => unknown]>([
		['layer', /^Give the number of a layer.*such as 12/, () => buildGoToLayer({ layer: '' })],
		['layer', /^"sales" is not a layer\. Give the number/, () => buildGoToLayer({ layer: 'sales' })],
		['layer', /^"-1" is not a layer/, () => buildGoToLayer({ layer: -1 })],
		[
			'customData.0.value',
			/not a list or an object/,
			() => buildGoToLayer({ layer: 1, customData: [{ name: 'a', value: { b: 1 } }] }),
		],
		['customData.0.name', /name/, () => buildGoToLayer({ layer: 1, customData: [{ name: '', value: 1 }] })],
		['pieces', /at least one thing/, () => say()],
		[
			'pieces.0.number',
			/whole numbers only, and 12\.5 is not one.*Math\.round/,
			() => say({ kind: 'number', number: '12.5' }),
		],
		['pieces.0.number', /whole number, such as 112/, () => say({ kind: 'number', number: 'many' })],
		['pieces.0.digits', /digits/, () => say({ kind: 'digits', digits: 'one two' })],
		['pieces.0.recording', /ID of a recording/, () => say({ kind: 'recording', recording: ' ' })],
		[
			'pieces.0.date',
			/"2026-02-30" is not a date\. Right would be/,
			() => say({ kind: 'date', date: '2026-02-30' }),
		],
		['pieces.0.date', /not a date/, () => say({ kind: 'date', date: 1e15 })],
		[
			'pieces.1.dateTime',
			/not a date and time.*Asia\/Jerusalem/,
			() => say({ kind: 'number', number: 1 }, { kind: 'dateTime', dateTime: undefined }),
		],
		[
			'layerIfFailed',
			/not a layer/,
			() => buildSay({ nextLayer: 1, layerIfFailed: 'x', pieces: [{ kind: 'number', number: 1 }] }),
		],
		['targets', /at least one extension or phone/, () => dial({ targets: [] })],
		[
			'targets.0.phone',
			/"12" is not a phone number.*050-123-4567/,
			() => dial({ targets: [{ kind: 'phone', phone: '12' }] }),
		],
		['targets.0.extension', /SIP code/, () => dial({ targets: [{ kind: 'extension', extension: '12' }] })],
		['callerId', /^This is empty/, () => dial({ callerId: undefined })],
		['maxCallDuration', /above 0/, () => dial({ maxCallDuration: 0 })],
		['maxDialDuration', /whole number/, () => dial({ maxDialDuration: 1.5 })],
		['country', /"XX" is not a country/, () => dial({ country: 'xx' })],
		['name', /nothing to show.*No Details/, () => buildShowCaller({ name: ' ' })],
		[
			'url',
			/"javascript:alert\(1\)" is not the address of a page/,
			() => buildShowCaller({ url: 'javascript:alert(1)' }),
		],
		['url', /not the address/, () => buildShowNone({ url: 'crm.example.com/7' })],
		['matches', /whole number/, () => buildShowCaller({ name: 'John', matches: -1 })],
		['data', /JSON object/, () => buildVoiceBot({ data: '{"a":' })],
		['data', /JSON object/, () => buildVoiceBot({ data: [1] })],
		[
			'dataFields.1.name',
			/same name: a/,
			() =>
				buildVoiceBot({
					dataFields: [
						{ name: 'a', value: 1 },
						{ name: 'a', value: 2 },
					],
				}),
		],
	])('%s: %s', (field, words, build) => {
		expect(refused(build)).toMatchObject({ field, message: expect.stringMatching(words) as string });
	});
});
