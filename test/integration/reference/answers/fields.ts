/** Answers with every field that the reference gives them, and where each field comes out (§2–§6, §8). */
import { type AnswerCase, type Shown, VERDICT } from './answer';
import { xmlRpc } from './envelopes';
import { LIVE_ANSWERS } from './liveFields';

const CALL_ID = '202110101204550233243ghff3189e5c';
const clickToCall = { ERRORCODE: '0', ERRORMESSAGE: 'OK', CALLID: CALL_ID };
const clickToCallShown: Record<string, Shown> = {
	...{ ERRORCODE: VERDICT, ERRORMESSAGE: ['message', 'OK'], CALLID: ['callId', CALL_ID] },
};

const ROW = {
	...{ CallerNumber: '0501234567', TargetNumber: '0722776772', Date: '2026-01-01T10:00:00Z' },
	...{
		DateEpoch: 1767261600,
		Duration: 73,
		CallID: CALL_ID,
		Type: 'Queue',
		CdrType: 8,
		DialStatus: 'ANSWER',
		DialStatus2: 'ANSWER',
	},
	...{ TargetExtension: 'SIPSIP1', CallerExtension: '', DID: '0722776772', QueueName: 'Sales Queue' },
	...{ RecordURL: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/a.mp3', RecordExpect: true },
	...{ RingTime: 5, Price: 12, RepresentativeName: 'Walter Melon', RepresentativeCode: 12345602 },
	...{ UserName: 'Dana Levi', UserId: 12345603, DepartmentName: 'Sales', DepartmentId: 12345679 },
	...{ TargetPrefixName: 'Israel', DTMFData: [{ LayerName: 'Main IVR', DTMF: 2, LayerNumber: 1 }] },
	CustomData: { var_Lead: '7' },
};
const ROW_SHOWN: Record<string, Shown> = {
	CallerNumber: ['callerNumber', '0501234567'],
	TargetNumber: ['target', '0722776772'],
	Date: ['startedAt', '2026-01-01T10:00:00.000Z'],
	DateEpoch: ['startedAt', '2026-01-01T10:00:00.000Z'],
	Duration: ['durationSeconds', 73],
	CallID: ['callId', CALL_ID],
	Type: ['type', 'Queue'],
	CdrType: ['typeId', 8],
	DialStatus: ['status', 'ANSWER'],
	DialStatus2: 'is the status of a second leg, and tells whether it was answered',
	TargetExtension: ['extension.sip', 'SIPSIP1'],
	CallerExtension: 'comes out as extension.sip where there is no TargetExtension',
	DID: ['did', '0722776772'],
	QueueName: ['queue.name', 'Sales Queue'],
	RecordURL: ['recordingUrl', ROW.RecordURL],
	RecordExpect: ['recordingExpected', true],
	RingTime: ['ringSeconds', 5],
	Price: ['priceAgorot', 12],
	RepresentativeName: ['agent.name', 'Walter Melon'],
	RepresentativeCode: ['agent.id', '12345602'],
	UserName: ['user.name', 'Dana Levi'],
	UserId: ['user.id', '12345603'],
	DepartmentName: ['department', 'Sales'],
	DepartmentId: ['departmentId', '12345679'],
	TargetPrefixName: ['targetCountry', 'Israel'],
	DTMFData: ['ivrPath', [{ order: 1, layerName: 'Main IVR', layerNumber: 1, dtmf: '2' }]],
	CustomData: ['customData', { Lead: '7' }],
	'DTMFData[].LayerName': ['ivrPath[].layerName', 'Main IVR'],
	'DTMFData[].DTMF': ['ivrPath[].dtmf', '2'],
	'DTMFData[].LayerNumber': ['ivrPath[].layerNumber', 1],
};
const inRows = (shown: Readonly<Record<string, Shown>>) =>
	Object.fromEntries(Object.entries(shown).map(([name, where]) => [`CDR_LIST[].${name}`, where]));
const callLog = (row: object) => ({
	...{ ERROR_NUMBER: 0, ERROR_DESCRIPTION: 'OK', STATUS_CODE: 200, TOTAL_HITS: 1, RETURN_HITS: 1 },
	CDR_LIST: [row],
});
const LOG_SHOWN = {
	ERROR_NUMBER: VERDICT,
	ERROR_DESCRIPTION: 'is the text of an error',
	STATUS_CODE: 'repeats the HTTP status',
	TOTAL_HITS: 'decides whether the range is walked',
	RETURN_HITS: 'is checked against the list',
};

const BLACKLIST = ['AddBlackList', 'RemoveBulkFromBlacklist'].map((method): AnswerCase => ({
	method,
	answer: {
		...{ ErrorCode: 0, ErrorMessage: 'Request done' },
		Phones: [{ ErrorCode: 0, ErrorMessage: 'Phone done', Phone: '972501234567' }],
	},
	shown: {
		...{ ErrorCode: VERDICT, ErrorMessage: 'is the text of an error', 'Phones[].ErrorCode': VERDICT },
		...{ 'Phones[].ErrorMessage': ['message', 'Phone done'], 'Phones[].Phone': ['phone', '972501234567'] },
	},
}));

const MUTING = ['MuteUnmuteCalls', 'MuteUnmuteCalls (monitor server)'].map((method): AnswerCase => ({
	method,
	answer: { ErrorCode: '200', Message: 'Success', ActionID: 'b1946ac92492d2347c6235b4d2611184' },
	shown: {
		...{ ErrorCode: VERDICT, Message: ['message', 'Success'] },
		ActionID: ['actionId', 'b1946ac92492d2347c6235b4d2611184'],
	},
}));

/** All of them but the dialer's. */
export const SERVICE_ANSWERS: readonly AnswerCase[] = [
	{ method: 'action=call', answer: clickToCall, shown: clickToCallShown },
	{
		...{ method: 'action=call', given: 'XML-RPC', parameters: { options: { answerFormat: 'XML' } } },
		...{ answer: xmlRpc(clickToCall), shown: clickToCallShown },
	},
	{ method: 'action=terminate', answer: clickToCall, shown: clickToCallShown },
	{ method: 'Call Log', answer: callLog(ROW), shown: { ...LOG_SHOWN, ...inRows(ROW_SHOWN) } },
	{
		...{ method: 'Call Log', given: 'an outgoing call' },
		answer: callLog({ ...ROW, TargetExtension: '', CallerExtension: 'SIPSIP2' }),
		shown: inRows({ CallerExtension: ['extension.sip', 'SIPSIP2'] }),
	},
	{
		...{ method: 'Call Log', given: 'simplify off', parameters: { simplify: false }, answer: callLog(ROW) },
		shown: inRows(Object.fromEntries(Object.entries(ROW).map(([name, value]) => [name, [name, value]]))),
	},
	...BLACKLIST,
	...MUTING,
	{
		method: 'GetExtensions',
		answer: {
			...{ ERR: 0, DESC: 'OK' },
			EXTENSIONS: [
				{
					...{ SIP: 'SIPSIP1', Name: 'Extension 1', SpeedDial: '11', AccountID: 12345678 },
					...{ AccountName: 'Sales', UserName: 'Dana Levi', UserEmail: 'dana@example.com' },
				},
			],
		},
		shown: {
			...{ ERR: VERDICT, DESC: 'is the text of an error', 'EXTENSIONS[].SIP': ['sip', 'SIPSIP1'] },
			...{ 'EXTENSIONS[].Name': ['name', 'Extension 1'], 'EXTENSIONS[].SpeedDial': ['speedDial', '11'] },
			'EXTENSIONS[].AccountID': ['accountId', '12345678'],
			'EXTENSIONS[].AccountName': ['accountName', 'Sales'],
			'EXTENSIONS[].UserName': ['userName', 'Dana Levi'],
			'EXTENSIONS[].UserEmail': ['userEmail', 'dana@example.com'],
		},
	},
	...LIVE_ANSWERS,
	{
		method: 'SetStatusFromAPI',
		answer: { Status: 1, StatusError: 1, StatusErroMessage: 'Done' },
		shown: {
			...{ Status: VERDICT, StatusError: VERDICT, StatusErroMessage: ['message', 'Done'] },
		},
	},
	{
		method: 'GetStatusesList',
		answer: { Statuses: [{ ID: 3, Name: 'Lunch', Color: '#f5a623' }] },
		shown: {
			...{ 'Statuses[].ID': ['code', '3'], 'Statuses[].Name': ['name', 'Lunch'] },
			'Statuses[].Color': ['color', '#f5a623'],
		},
	},
	{
		method: 'Call/History',
		answer: {
			Data: {
				cdr_data: { duration: 73 },
				ai_data: { insights: { summary: 'They want a refund.' }, emotions: ['angry'] },
			},
		},
		shown: {
			'Data.cdr_data': ['cdr', { duration: 73 }],
			'Data.ai_data': [
				'ai',
				{
					...{ summary: 'They want a refund.', insights: { summary: 'They want a refund.' } },
					emotions: ['angry'],
				},
			],
			'Data.ai_data.insights.summary': ['summary', 'They want a refund.'],
			'Data.ai_data.emotions': ['ai.emotions', ['angry']],
		},
	},
];
