import {
	buildGoToLayer,
	buildSay,
	buildShowCaller,
	buildShowNone,
	buildVoiceBot,
} from '../../../../nodes/platform/inbound/answers/build';
import { dial, say } from './building';

/** The field and the words of the error. */
function refused(build: () => unknown): { field: string; message: string } {
	try {
		return { field: 'none', message: `built ${JSON.stringify(build())}` };
	} catch (error) {
		expect(error).toMatchObject({ name: 'InvalidInputError' });
		return error as { field: string; message: string };
	}
}

describe('what is wrong is refused, with the field and what would be right', () => {
	it.each<[string, RegExp, () => unknown]>([
		['layer', /^Give the number of a layer.*such as 12/, () => buildGoToLayer({ layer: '' })],
		['layer', /^"sales" is not a layer\. Give the number/, () => buildGoToLayer({ layer: 'sales' })],
		[
			'customData.0.value',
			/not a list or an object/,
			() => buildGoToLayer({ layer: 1, customData: [{ name: 'a', value: { b: 1 } }] }),
		],
		['customData.0.name', /name/, () => buildGoToLayer({ layer: 1, customData: [{ name: '', value: 1 }] })],
		['pieces', /at least one thing/, () => say()],
		['pieces', /at least one thing/, () => buildSay({ nextLayer: 1, pieces: 'all' as never })],
		['pieces.0.kind', /^Choose a recording, digits,/, () => say({ kind: 'song' } as never)],
		[
			'language',
			/^Choose one of HE, EN, AR, RU$/,
			() => buildSay({ nextLayer: 1, language: 'FR' as never, pieces: [{ kind: 'number', number: 1 }] }),
		],
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
		['targets', /at least one extension or phone/, () => dial({ targets: 'all' as never })],
		[
			'targets.0.kind',
			/^Choose an extension or a phone/,
			() => dial({ targets: [{ kind: 'queue' } as never] }),
		],
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
		['instructions', /^Give a text, or a list of texts$/, () => buildVoiceBot({ instructions: {} as never })],
		['instructions', /list of texts/, () => buildVoiceBot({ instructions: ['a', {}] as never })],
		['dataFields', /list of names and values/, () => buildVoiceBot({ dataFields: {} as never })],
		['dataFields.0.name', /needs a name/, () => buildVoiceBot({ dataFields: [{ name: ' ', value: 1 }] })],
		['system', /JSON object/, () => buildVoiceBot({ system: 7 })],
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

	const number = [{ kind: 'number' as const, number: 1 }];
	it.each<[string, RegExp, (given: string) => unknown, string[]]>([
		[
			'layer',
			/^"[^"]*" is not a layer/,
			(layer) => buildGoToLayer({ layer }),
			['-1', '1234567890', 'x1', '1x'],
		],
		[
			'layerIfFailed',
			/^"[^"]*" is not a layer/,
			(layerIfFailed) => buildSay({ nextLayer: 1, layerIfFailed, pieces: number }),
			['-1', '1234567890', 'x1', '1x'],
		],
		[
			'pieces.0.number',
			/whole numbers only/,
			(given) => say({ kind: 'number', number: given }),
			['-12.5', '.5', '1.25'],
		],
		[
			'pieces.0.number',
			/^Give a whole number, such as 112/,
			(given) => say({ kind: 'number', number: given }),
			['x12', '12x', '--5', '1234567890123456', 'x1.5', '1.5x', '1.', '1.x'],
		],
		[
			'pieces.0.digits',
			/^Give digits/,
			(digits) => say({ kind: 'digits', digits }),
			['x12', '12x', '12+3', ''],
		],
		[
			'pieces.0.date',
			/is not a date\. Right/,
			(date) => say({ kind: 'date', date }),
			['0999-12-31', '9999-01-01'],
		],
		[
			'url',
			/not the address/,
			(url) => buildShowNone({ url }),
			['httpx://a.example', 'xhttp://a.example', 'mailto:a@a.example'],
		],
		[
			'matches',
			/whole number/,
			(matches) => buildShowCaller({ name: 'John', matches }),
			['-1', '1234567890', 'x1', '1x'],
		],
	])('%s: %s', (field, words, build, all) => {
		for (const given of all) {
			const message = expect.stringMatching(words) as string;
			expect([given, refused(() => build(given))]).toMatchObject([given, { field, message }]);
		}
	});
});
