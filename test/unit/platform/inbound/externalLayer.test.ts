import { readExternalLayer } from '../../../../nodes/platform/inbound/externalLayer';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { LAYER_REQUEST, LAYER_REQUEST_IN_TEXT } from './askingSamples';
import { asJson, ISRAEL } from './samples';

const read = (request: object) => readExternalLayer(asJson(request), ISRAEL).request;
const withData = (data: object) => ({ ...LAYER_REQUEST, DATA: { ...LAYER_REQUEST.DATA, ...data } });

it("the document's sample: 0501234567 keyed 1234 and is in layer 5", () => {
	expect(readExternalLayer(asJson(LAYER_REQUEST), ISRAEL)).toEqual({
		request: {
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			callId: '1bcd7954224861f85a2d70612f2',
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			did: '0722776772',
			dtmf: '1234',
			layerId: 5,
			previousLayerId: 5,
		},
		raw: LAYER_REQUEST,
	});
});

it.each(['ivr_layer_input', undefined])('the method may be written as %p', (METHOD) => {
	expect(read({ ...LAYER_REQUEST, METHOD })).toEqual(read(LAYER_REQUEST));
});

it('ids may come as text', () => {
	expect(read(LAYER_REQUEST_IN_TEXT)).toEqual({ ...read(LAYER_REQUEST), dtmf: '12345678' });
});

describe('what was keyed', () => {
	it.each(['0', 0, '', null, undefined])('is absent when Voicenter writes %j', (DTMF) => {
		expect(read(withData({ DTMF }))).not.toHaveProperty('dtmf');
	});

	it.each([
		['0123', '0123'],
		['00', '00'],
		[1234, '1234'],
		['*5#', '*5#'],
	])('%j is %j', (DTMF, dtmf) => {
		expect(read(withData({ DTMF })).dtmf).toBe(dtmf);
	});
});

it('an account elsewhere has its own numbers', () => {
	const body = asJson(withData({ CALLER_ID: '02079460018' }));
	expect(readExternalLayer(body, { country: 'GB' }).request.callerE164).toBe('+442079460018');
});

it('custom data comes along; empty custom data is absent', () => {
	expect(read(withData({ CUSTOM_DATA: { var_customer: '2342' } })).customData).toEqual({
		customer: '2342',
	});
	expect(read(withData({ CUSTOM_DATA: {} }))).not.toHaveProperty('customData');
});

it('a caller who hides the number has none', () => {
	const request = read(withData({ CALLER_ID: 'anonymous' }));
	expect(request).toMatchObject({ isWithheld: true });
	expect(request).not.toHaveProperty('callerNumber');
	expect(request).not.toHaveProperty('callerE164');
	expect(read(withData({ CALLER_ID: '' }))).not.toHaveProperty('callerNumber');
});

describe('refuses', () => {
	it.each<[string, object]>([
		['a request that names no call', withData({ IVR_UNIQUE_ID: '' })],
		['a request without DATA', { METHOD: 'IVR_LAYER_INPUT' }],
		['another method', { ...LAYER_REQUEST, METHOD: 'SOMETHING_ELSE' }],
		['a list', [LAYER_REQUEST]],
	])('%s', (_what, request) => {
		expect(() => read(request)).toThrow(WireError);
	});
});
