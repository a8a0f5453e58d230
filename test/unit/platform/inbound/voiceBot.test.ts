import { readVoiceBot } from '../../../../nodes/platform/inbound/voiceBot';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { BOT_REQUEST } from './askingSamples';
import { asJson, ISRAEL } from './samples';

const read = (request: object) => readVoiceBot(asJson(request), ISRAEL).request;

it("Voicenter's sample: the call, what the bot has learnt, and what was stored with the call", () => {
	expect(readVoiceBot(asJson(BOT_REQUEST), ISRAEL)).toEqual({
		request: {
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			callId: 'ssss1bcd7954224861f85a2d70612f2',
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			did: '0722776772',
			dtmf: '1234',
			layerId: 10,
			previousLayerId: 5,
			intent: { city: 'Tel Aviv', product_interest: 'Pro Plan' },
			customData: { CRM_client_ID: '12345', Last_ticket_ID: '222', Last_representative: 'John Doe' },
		},
		raw: BOT_REQUEST,
	});
});

it('what was stored with the call may stand with the call', () => {
	const CALL_INFO = { ...BOT_REQUEST.CALL_INFO, CUSTOM_DATA: { var_plan: 'Pro' } };
	expect(read({ CALL_INFO }).customData).toEqual({ plan: 'Pro' });
	expect(read({ ...BOT_REQUEST, CALL_INFO }).customData).toEqual(BOT_REQUEST.CUSTOM_DATA);
});

it('nothing learnt and nothing stored is absent', () => {
	const request = read({ ...BOT_REQUEST, IntentParameters: {}, CUSTOM_DATA: {} });
	expect(request).not.toHaveProperty('intent');
	expect(request).not.toHaveProperty('customData');
});

it.each<[string, object]>([
	['names no call', { ...BOT_REQUEST, CALL_INFO: { DID: '0722776772' } }],
	['has no CALL_INFO', { IntentParameters: {} }],
])('refuses a request that %s', (_what, request) => {
	expect(() => read(request)).toThrow(WireError);
});
