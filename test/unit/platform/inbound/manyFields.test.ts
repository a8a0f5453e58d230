/** An object with more fields than any record has takes a third of a second to look through: it is refused at a glance. */
import { readCdrs } from '../../../../nodes/platform/inbound/cdr';
import { readExternalLayer } from '../../../../nodes/platform/inbound/externalLayer';
import { readScreenPop } from '../../../../nodes/platform/inbound/screenPop';
import { readVoiceBot } from '../../../../nodes/platform/inbound/voiceBot';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import type { WireBody } from '../../../../nodes/platform/wire/body';

const ISRAEL = { country: 'IL', timeZone: 'Asia/Jerusalem' };

const READERS: [string, (body: WireBody) => unknown, (fields: object) => object][] = [
	['a record', (body) => readCdrs(body, ISRAEL), (fields) => ({ ivruniqueid: '1', ...fields })],
	['a question of External Layer', (body) => readExternalLayer(body, ISRAEL), layerOf],
	['a question of VoiceBot', (body) => readVoiceBot(body, ISRAEL), botOf],
	[
		'a question of a screen pop',
		(body) => readScreenPop({ query: {}, body }, ISRAEL),
		(fields) => ({ ivrid: '1', phone: '0501234567', ...fields }),
	],
];

function layerOf(fields: object): object {
	return { METHOD: 'IVR_LAYER_INPUT', DATA: { IVR_UNIQUE_ID: '1', ...fields } };
}

function botOf(fields: object): object {
	return { CALL_INFO: { IVR_UNIQUE_ID: '1', ...fields } };
}

const bodyOf = (value: object): WireBody => ({
	bytes: Buffer.from(JSON.stringify(value)),
	contentType: 'application/json',
});
const fields = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, index]));

describe.each(READERS)('%s', (_what, read, around) => {
	it('of 4,000 fields is read', () => {
		expect(() => read(bodyOf(around(fields(4_000))))).not.toThrow();
	});

	it('of 6,000 fields is not', () => {
		const reading = () => read(bodyOf(around(fields(6_000))));
		expect(reading).toThrow(WireError);
		expect(reading).toThrow('more than 5000 fields');
	});
});
