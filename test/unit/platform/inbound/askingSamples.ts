/** The samples of the user's document and of Voicenter's English pages: what asks in the middle of a call, and answers. */

export const LAYER_REQUEST = {
	METHOD: 'IVR_LAYER_INPUT',
	DATA: {
		DID: '0722776772',
		CALLER_ID: '0501234567',
		IVR_UNIQUE_ID: '1bcd7954224861f85a2d70612f2',
		DTMF: '1234',
		LAYER_ID: 5,
		PREVIOUS_LAYER_ID: 5,
	},
};

/** The document's second sample: the ids as text. */
export const LAYER_REQUEST_IN_TEXT = {
	METHOD: 'IVR_LAYER_INPUT',
	DATA: { ...LAYER_REQUEST.DATA, DTMF: '12345678', LAYER_ID: '5', PREVIOUS_LAYER_ID: '5' },
};

/** The older Chrome extensions; by GET, or as a form. */
export const POP_QUERY = {
	phone: '0722776772',
	ivrid: '202010111sdsd3684752bcb3d',
	extenUser: 'NaDzw5Ol',
	did: '0722776773',
	statusCall: 'Ringing',
};

/** The newer Chrome extensions. */
export const POP_JSON = {
	phone: '972722776772',
	callerName: 'Queue Testing',
	ivrid: '20220916103546022555eb61e755c08a',
	extenUser: 'KGpK4iWq',
	did: '0776707528',
	status: 'Ringing',
	direction: 'Incoming',
	recordFile: '20220916103546022555eb61e755c08a-agent-972722776772-0776707528.mp3',
	isMuted: false,
	callStarted: 1663324548,
	isAnswered: false,
	callAnswered: 0,
	currentCall: {
		callStarted: 1663324548,
		callAnswered: 0,
		answered: 0,
		callername: 'Queue Testing',
		callerphone: '972722776772',
		callstatus: 'Ringing',
		direction: 'Incoming',
		ivrid: '20220916103546022555eb61e755c08a',
		did: '0776707528',
		isInternal: false,
		customdata: { CRM_client_ID: '12345' },
	},
};

export const BOT_REQUEST = {
	CALL_INFO: {
		DID: '0722776772',
		CALLER_ID: '0501234567',
		IVR_UNIQUE_ID: 'ssss1bcd7954224861f85a2d70612f2',
		DTMF: '1234',
		LAYER_ID: '10',
		PREVIOUS_LAYER_ID: '5',
	},
	IntentParameters: { city: 'Tel Aviv', product_interest: 'Pro Plan' },
	CUSTOM_DATA: { CRM_client_ID: '12345', Last_ticket_ID: '222', Last_representative: 'John Doe' },
};

const CUSTOM_DATA = { CRM_cleint_ID: '12345', Last_ticket_ID: '222', Last_representative: 'John Doe' };

/** Every answer that the document shows. */
export const ANSWERS = {
	goToLayer: { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 12 },
	goToLayerWithData: {
		STATUS: 0,
		ACTION: 'GO_TO_LAYER',
		LAYER: 22,
		CALLER_NAME: 'Shlomi',
		CUSTOM_DATA,
	},
	goToLayerWithNothing: {
		STATUS: 0,
		ACTION: 'GO_TO_LAYER',
		LAYER: 12,
		CALLER_NAME: null,
		CUSTOM_DATA: null,
	},
	say: {
		STATUS: 0,
		ACTION: 'SAY_DIGITS',
		NEXT_LAYER: 2,
		NEXT_LAYER_IF_FAILED: 1,
		LANGUAGE: 'EN',
		DATA: [
			{ RecordType: 'Recording', Content: '9899115_20849570029.mp3' },
			{ RecordType: 'Digits', Content: '0501234567' },
			{ RecordType: 'Number', Content: '112' },
			{ RecordType: 'Date', Content: '2022-06-12' },
			{ RecordType: 'DateTime', Content: '2022-12-06T10:12:59' },
			{ RecordType: 'Recording', Content: '98972915_209570029.mp3' },
		],
	},
	dial: {
		STATUS: 0,
		ACTION: 'DIAL',
		CALLER_ID: '0722776772',
		CALLER_NAME: 'Voicenter',
		MAX_CALL_DURATION: 1800,
		MAX_DIAL_DURATION: 60,
		NEXT_VO_ID: 15,
		RECORDING: 'yes',
		TARGETS: [{ TYPE: 'PHONE', TARGET: '0501234567' }],
		CUSTOM_DATA,
	},
	fail: { STATUS: 1 },
	showCaller: {
		STATUS: 'OK',
		URL: 'https://www.yourdomain.com/contact_search.asp?user_phone=0722776772',
		CLIENTNAME: 'John Doe',
		TOTAL: 1,
		COMPANY: 'Voicenter',
	},
	showNone: { STATUS: 'OK', TOTAL: 0 },
	instruct: { user: ['Tell the caller their order #123456 shipped this morning.'] },
	data: {
		function_output: { account_balance: 180, orders: [{ id: 'ORD-001', status: 'Shipped' }] },
		user: ['Read the caller their account balance and plan.'],
	},
	nothing: {},
};
