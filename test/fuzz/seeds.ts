/** What Voicenter really sends to webhooks: the samples that the fuzzer starts from. */
import {
	BOT_REQUEST,
	LAYER_REQUEST,
	LAYER_REQUEST_IN_TEXT,
	POP_JSON,
	POP_QUERY,
} from '../unit/platform/inbound/askingSamples';
import { ABANDONED_CALL, IVR_AS_TEXT, OUTGOING_CALL, QUEUE_CALL } from '../unit/platform/inbound/samples';

/** Who sends to a webhook. */
export type Service = 'cdr' | 'externalLayer' | 'screenPop' | 'voiceBot';

/** Newer accounts' record: what was heard, who it was, in the alphabets that calls are held in. */
const NEWER_CALL = {
	...QUEUE_CALL,
	OriginalIvrUniqueID: '202007211213270124b',
	representative_name: 'דנה לוי־כהן',
	queuename: 'מכירות 📞',
	direction: 'Incoming',
	isAnswer: 1,
	actualCallDuration: 20,
	actualCallDialtime: 3,
	extenUser: 'SIPSIP1',
	callerPhone: '0501234567',
	DepartmentId: 7,
	IVR: IVR_AS_TEXT,
	CustomData: { var_name: 'ישראל ישראלי', var_مرحبا: '😀👩‍👩‍👧', var_empty: '' },
	aiData: {
		insights: { summary: 'הלקוח ביקש "החזר" ', answers: ['כן', null, 3.5] },
		emotions: [{ time: 1.5, emotion: 'happy' }],
		transcript: [{ speaker: 'Speaker0', text: 'שלום, מדברת דנה', startTime: 0.4, endTime: 2.1 }],
	},
};

const HEBREW_CUSTOM_DATA = { var_name: 'ישראל', ticket: 222, note: '"מחכה" & <רוצה>' };

/** The samples of each service, as plain values. */
export const SEEDS: Record<Service, readonly Record<string, unknown>[]> = {
	cdr: [OUTGOING_CALL, QUEUE_CALL, ABANDONED_CALL, { ...OUTGOING_CALL, IVR: IVR_AS_TEXT }, NEWER_CALL],
	externalLayer: [
		LAYER_REQUEST,
		LAYER_REQUEST_IN_TEXT,
		{ ...LAYER_REQUEST, DATA: { ...LAYER_REQUEST.DATA, DTMF: '0', CUSTOM_DATA: HEBREW_CUSTOM_DATA } },
	],
	screenPop: [
		POP_QUERY,
		POP_JSON,
		{ ...POP_JSON, status: 'Hangup', cause: 'Normal hangup', callerName: 'דנה' },
	],
	voiceBot: [BOT_REQUEST, { ...BOT_REQUEST, IntentParameters: { city: 'תל אביב', ids: [1, 2, [3]] } }],
};

/** Every service. */
export const SERVICES = Object.keys(SEEDS) as Service[];
