/** Records of calls that have just ended (voicenter-api.md §9), with the document's fields and spellings. */
import type { Sample } from './sample';

const RECORDING = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/{{callId}}.mp3';

const AGENT = { representative_name: '{{agent}}', representative_code: '7654321' };

const CALL = {
	caller: '{{customer}}',
	target: '',
	time: '{{time}}',
	duration: 0,
	ivruniqueid: '{{callId}}',
	type: 'Incoming Call',
	status: 'NOANSWER',
	targetextension: '',
	callerextension: '',
	did: '{{did}}',
	queueid: 0,
	queuename: '',
	record: '',
	price: 0,
	dialtime: 0,
	representative_name: '',
	representative_code: '',
	targetextension_name: '',
	callerextension_name: '',
	target_country: '',
	caller_country: '',
	DepartmentName: 'Sales',
	DepartmentID: 12345678,
	TopDepartmentName: 'Head Office',
	TopDepartmentID: 87654321,
};

const MENU = { layer_id: 1234, layer_name: 'Main Menu', layer_number: 0, Dtmf: '{{#keys}}', dtmf_order: 1 };
const MENU_ONLY = [{ ...MENU, Dtmf: 0 }];
const TO_QUEUE = [MENU, { layer_id: 4321, layer_name: '{{queue}}', layer_number: 2, Dtmf: 0, dtmf_order: 2 }];

const THROUGH_QUEUE = { type: 'Queue', queueid: '{{#queueId}}', queuename: '{{queue}}', IVR: TO_QUEUE };

const TO_EXTENSION = {
	...AGENT,
	target: '{{extension}}',
	targetextension: '{{extension}}',
	targetextension_name: '{{agent}}',
	dialtime: 25,
};

const CALLED = { customer: '0501234567', did: '0722776772' };
const AT_DESK = { agent: 'Dana Levi', extension: 'SIPSIP1' };
const IN_QUEUE = { ...CALLED, queue: 'Sales Queue', queueId: '123456789', keys: '2' };

/** Both legs have the call's ID; the status is the customer's leg's. */
const CLICK_TO_CALL = {
	...CALL,
	...AGENT,
	caller: '{{did}}',
	did: '',
	status: 'ANSWER',
	leg1DialStatusName: 'ANSWER',
	CustomData: { var_clientID: '2118102' },
};

/** How calls end that a workflow may wait for. */
export const CDR_SAMPLES = {
	abandoned: {
		fields: IN_QUEUE,
		body: {
			...CALL,
			...THROUGH_QUEUE,
			time: '{{time-42}}',
			status: 'ABANDONE',
			seconds_waiting_in_queue: 42,
		},
	},
	missed: {
		fields: { ...CALLED, ...AT_DESK },
		body: { ...CALL, ...TO_EXTENSION, time: '{{time-25}}', IVR: MENU_ONLY },
	},
	answered: {
		fields: { ...IN_QUEUE, ...AT_DESK },
		body: {
			...CALL,
			...TO_EXTENSION,
			...THROUGH_QUEUE,
			dialtime: 0,
			time: '{{time-204}}',
			// With the wait, as newer pages count.
			duration: 204,
			status: 'ANSWER',
			seconds_waiting_in_queue: 20,
			record: RECORDING,
		},
	},
	voicemail: {
		fields: { ...CALLED, ...AT_DESK },
		body: {
			...CALL,
			...TO_EXTENSION,
			type: 'VoiceMail',
			time: '{{time-57}}',
			duration: 32,
			status: 'VOICEMAIL',
			record: RECORDING,
			IVR: MENU_ONLY,
		},
	},
	clickToCall: {
		fields: { ...CALLED, ...AT_DESK },
		// A list, which two public receivers expect: one message for both legs.
		body: [
			{
				...CLICK_TO_CALL,
				type: 'Click2Call leg1',
				target: '{{extension}}',
				targetextension: '{{extension}}',
				targetextension_name: '{{agent}}',
				time: '{{time-103}}',
				duration: 100,
				dialtime: 3,
			},
			{
				...CLICK_TO_CALL,
				type: 'Click2Call leg2',
				target: '{{customer}}',
				callerextension: '{{extension}}',
				callerextension_name: '{{agent}}',
				time: '{{time-100}}',
				duration: 90,
				dialtime: 10,
				record: RECORDING,
			},
		],
	},
} satisfies Record<string, Sample>;
