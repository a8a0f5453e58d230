/** What is asked in the middle of a call (voicenter-api.md §10–§12), with the reference's fields and spellings. */
import type { Sample } from './sample';

const CALLED = { customer: '0501234567', did: '0722776772' };

const AT_LAYER = {
	DID: '{{did}}',
	CALLER_ID: '{{customer}}',
	IVR_UNIQUE_ID: '{{callId}}',
	DTMF: '{{keys}}',
	LAYER_ID: '{{#layer}}',
	PREVIOUS_LAYER_ID: 1,
};

/** What a layer of the IVR asks. */
export const EXTERNAL_LAYER_SAMPLES = {
	keysPressed: {
		fields: { ...CALLED, keys: '123456782', layer: '5' },
		body: { METHOD: 'IVR_LAYER_INPUT', DATA: AT_LAYER },
	},
	nothingKeyed: {
		fields: { ...CALLED, layer: '5' },
		// So Voicenter writes that no key was pressed.
		body: { METHOD: 'IVR_LAYER_INPUT', DATA: { ...AT_LAYER, DTMF: '0' } },
	},
} satisfies Record<string, Sample>;

const popUp = (status: string, direction: string, answered: 0 | 1): Sample => {
	const times = {
		callStarted: answered ? '{{time-15}}' : '{{time-5}}',
		callAnswered: answered ? '{{time-5}}' : 0,
	};
	return {
		fields: { ...CALLED, extension: 'SIPSIP1', callerName: '' },
		body: {
			phone: '{{customer}}',
			callerName: '{{callerName}}',
			ivrid: '{{callId}}',
			extenUser: '{{extension}}',
			did: '{{did}}',
			status,
			direction,
			isMuted: false,
			...times,
			isAnswered: answered === 1,
			currentCall: {
				...times,
				answered,
				callername: '{{callerName}}',
				callerphone: '{{customer}}',
				callstatus: status,
				direction,
				ivrid: '{{callId}}',
				did: '{{did}}',
				isInternal: false,
				customdata: {},
			},
		},
	};
};

/** What the newer Chrome extensions ask. */
export const SCREEN_POP_SAMPLES = {
	ringing: popUp('Ringing', 'Incoming', 0),
	dialing: popUp('Dialing', 'Outgoing', 0),
	talking: popUp('Talking', 'Incoming', 1),
	hangup: popUp('Hangup', 'Incoming', 1),
} satisfies Record<string, Sample>;

/** What a voice agent asks. */
export const VOICE_BOT_SAMPLES = {
	question: {
		fields: { ...CALLED, learnt: 'id_number = 123456782\ncity = Tel Aviv' },
		body: {
			CALL_INFO: { ...AT_LAYER, DTMF: '0', LAYER_ID: '10' },
			IntentParameters: '{{=learnt}}',
			CUSTOM_DATA: {},
		},
	},
} satisfies Record<string, Sample>;
