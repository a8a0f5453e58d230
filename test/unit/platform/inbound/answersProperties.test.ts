import fc from 'fast-check';

import { type AnswerKind, checkAnswer } from '../../../../nodes/platform/inbound/answers';
import * as build from '../../../../nodes/platform/inbound/answers/build';

/** What expressions give: sometimes right, often not. */
const anything = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Date(Number.NaN), {}, []),
	fc.constantFrom('__proto__', 'constructor', 'שלום', '😀', ' ', '0', '-0', '1e3', '٣'),
);
const mostly = <Value>(right: fc.Arbitrary<Value>) =>
	fc.oneof({ weight: 19, arbitrary: right }, { weight: 1, arbitrary: anything });

const layer = mostly(fc.oneof(fc.nat(), fc.nat().map(String)));
const word = mostly(fc.string({ maxLength: 20 }));
const phone = mostly(
	fc.constantFrom('050-123-4567', '+972722776772', '+44 20 7183 8750', '*2700', '0722776772', '9725012345'),
);
const seconds = mostly(fc.integer({ min: -1, max: 10_000 }));
const moment = mostly(
	fc.oneof(
		fc.date({ noInvalidDate: false }),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
		fc.integer(),
		fc.double(),
	),
);
const pairs = mostly(
	fc.array(fc.record({ name: word, value: mostly(fc.oneof(word, fc.double())) }), { maxLength: 4 }),
);
const piece = fc.oneof(
	fc.record({ kind: fc.constant('recording'), recording: word }),
	fc.record({ kind: fc.constant('digits'), digits: mostly(fc.oneof(phone, fc.nat())) }),
	fc.record({ kind: fc.constant('number'), number: mostly(fc.oneof(fc.integer(), fc.double())) }),
	fc.record({ kind: fc.constant('date'), date: moment }),
	fc.record({ kind: fc.constant('dateTime'), dateTime: moment }),
);
const target = fc.oneof(
	fc.record({ kind: fc.constant('phone'), phone }),
	fc.record({ kind: fc.constant('extension'), extension: mostly(fc.constantFrom('SIPSIP1', 'NaDzw5Ol')) }),
);
const page = mostly(fc.webUrl({ withQueryParameters: true }));

const inputs: Record<string, [AnswerKind, (input: never) => unknown, fc.Arbitrary<object>]> = {
	goToLayer: [
		'externalLayer',
		build.buildGoToLayer,
		fc.record({ layer, callerName: word, customData: pairs }, { requiredKeys: ['layer'] }),
	],
	say: [
		'externalLayer',
		build.buildSay,
		fc.record(
			{
				pieces: fc.array(piece, { maxLength: 4 }),
				language: mostly(fc.constantFrom('HE', 'EN', 'AR', 'RU')),
				nextLayer: layer,
				layerIfFailed: layer,
				timeZone: fc.constantFrom('Asia/Jerusalem', 'America/New_York', 'Pacific/Kiritimati'),
			},
			{ requiredKeys: ['pieces', 'nextLayer'] },
		),
	],
	dial: [
		'externalLayer',
		build.buildDial,
		fc.record(
			{
				targets: fc.array(target, { maxLength: 3 }),
				callerId: phone,
				callerName: word,
				maxCallDuration: seconds,
				maxDialDuration: seconds,
				record: mostly(fc.boolean()),
				layerIfFailed: layer,
				customData: pairs,
				country: mostly(fc.constantFrom('IL', 'us', 'GB')),
			},
			{ requiredKeys: ['targets', 'callerId', 'maxCallDuration', 'layerIfFailed'] },
		),
	],
	showCaller: [
		'screenPop',
		build.buildShowCaller,
		fc.record({ name: word, company: word, url: page, matches: mostly(fc.nat()) }, { requiredKeys: [] }),
	],
	showNone: ['screenPop', build.buildShowNone, fc.record({ url: page }, { requiredKeys: [] })],
	voiceBot: [
		'voiceBot',
		build.buildVoiceBot,
		fc.record(
			{
				instructions: mostly(fc.oneof(word, fc.array(word))),
				data: mostly(fc.dictionary(fc.string(), anything)),
				dataFields: pairs,
				assistant: anything,
				system: anything,
			},
			{ requiredKeys: [] },
		),
	],
};

describe.each(Object.entries(inputs))('whatever %s is given', (_name, [kind, builder, input]) => {
	it('it builds an answer that is valid as it goes over the wire, or refuses with an InvalidInputError', () => {
		let built = 0;
		fc.assert(
			fc.property(input, (given) => {
				let answer: unknown;
				try {
					answer = builder(given as never);
				} catch (error) {
					expect(error).toMatchObject({
						name: 'InvalidInputError',
						message: expect.stringMatching(/\S/) as string,
					});
					return;
				}
				built += 1;
				expect(checkAnswer(kind, answer)).toBeUndefined();
				expect(checkAnswer(kind, JSON.parse(JSON.stringify(answer)))).toBeUndefined();
			}),
			{ numRuns: 1_000 },
		);
		// Of the inputs for Say some 60 are right, sometimes fewer than 50.
		expect(built).toBeGreaterThan(20);
	});
});

it('whatever is checked, checking ends with undefined or with words', () => {
	const kinds: AnswerKind[] = ['externalLayer', 'screenPop', 'voiceBot'];
	const fields = fc.constantFrom('STATUS', 'ACTION', 'LAYER', 'DATA', 'TARGETS', 'user', 'URL', '__proto__');
	fc.assert(
		fc.property(
			fc.oneof(anything, fc.dictionary(fields, anything)),
			fc.constantFrom(...kinds),
			(body, kind) => {
				const fault = checkAnswer(kind, body);
				expect(fault === undefined || fault.length > 0).toBe(true);
			},
		),
		{ numRuns: 2_000 },
	);
});
