/** Requests of Click2Call, blacklist, muting, extensions, active calls, agent status and insights (§2, §4–§6, §8). */
import { chosen } from '../../../n8nCore/chosen';
import { CODE, TOKEN } from '../node';
import { QUEUE_ID } from '../operations';
import type { RequestCase } from './cases';

const call = { code: CODE, action: 'call', target: '0501234567', format: 'JSON' };
const customData = Array.from({ length: 10 }, (_, index) => ({
	name: `NAME${index + 1}`,
	value: `value ${index + 1}`,
}));

const CLICK2CALL: RequestCase[] = [
	{
		method: 'action=call',
		given: 'an extension first, and every option',
		parameters: {
			options: {
				...{ record: true, maxCallDuration: 600, agentRingTime: 30, targetRingTime: 40 },
				...{ agentCallerId: '072-277-6772', agentCallerName: 'Sales', targetCallerId: '0722776773' },
				...{ targetCallerName: 'Shop', agentAutoAnswer: true, targetAutoAnswer: false },
				...{ onlyIfAgentConnected: true, onlyIfTargetConnected: false, language: 'he' },
				...{ ignoreDoNotCall: 'agent', answerFormat: 'XML' },
			},
			customData: { fields: customData },
			extraFields: { fields: [{ name: 'recordingToPlay', value: '17' }] },
		},
		body: {
			...{ ...call, format: 'XML', phone: 'SIPSIP1', record: 'True', maxduration: 600 },
			...{ phonemaxdialtime: 30, targetmaxdialtime: 40, phonecallerid: '0722776772' },
			...{ phonecallername: 'Sales', targetcallerid: '0722776773', targetcallername: 'Shop' },
			...{ phoneautoanswer: true, targetautoanswer: false, checkphonedevicestate: true },
			...{ checktargetdevicestate: false, language: 'he', ignoredncstatus: 1 },
			...Object.fromEntries(customData.map(({ name, value }) => [`var_${name}`, value])),
			recordingToPlay: '17',
		},
	},
	{
		method: 'action=call',
		given: 'the SIP trunk first',
		parameters: { ringFirst: 'sipTrunk', options: { record: false, ignoreDoNotCall: 'target' } },
		body: { ...call, phone: 'SIPTRUNK', record: 'False', ignoredncstatus: 2 },
	},
	{
		method: 'action=call',
		given: 'a login code first',
		parameters: { ringFirst: 'loginCode', loginCode: '9001', options: { ignoreDoNotCall: 'both' } },
		body: { ...call, phone: 'logincode', phonelogincode: '9001', ignoredncstatus: 3 },
	},
	{
		method: 'action=call',
		given: 'a phone number first, an extension then',
		parameters: { ringFirst: 'phoneNumber', phone: '052-123-4567', target: 'SIPSIP2' },
		body: { ...call, phone: '0521234567', target: 'SIPSIP2' },
	},
	{
		method: 'action=terminate',
		given: 'an extension',
		body: { code: CODE, action: 'terminate', phone: 'SIPSIP1', format: 'JSON' },
	},
];

const BLACKLIST: RequestCase[] = [
	{
		method: 'AddBlackList',
		given: 'a number and a name',
		parameters: { name: 'John Doe' },
		body: { Code: CODE, Phones: [{ Phone: '972501234567', Name: 'John Doe' }] },
	},
	{
		method: 'RemoveBulkFromBlacklist',
		given: 'a number',
		body: { Code: CODE, Phones: [{ Phone: '972501234567' }] },
	},
];

const MUTING = ['MuteUnmuteCalls', 'MuteUnmuteCalls (monitor server)'].flatMap((method): RequestCase[] => [
	{ method, given: 'an extension, muted', body: { extension: 'SIPSIP1', state: '1' } },
	{
		method,
		given: 'an extension, unmuted',
		parameters: { operation: 'unmute' },
		body: { extension: 'SIPSIP1', state: '0' },
	},
	{
		method,
		given: 'a call, muted, where 0 mutes',
		parameters: { muteBy: 'callId', callId: { __rl: true, mode: 'id', value: 'call-1' } },
		credential: { muteConvention: 'zeroMutes' },
		before: (control) => void control.startCall({ callId: 'call-1' }),
		body: { ivrid: 'call-1', state: '0' },
	},
]);

const PEOPLE: RequestCase[] = [
	{ method: 'GetExtensions', given: 'the whole organisation', body: { code: CODE, showAll: 1 } },
	{
		method: 'GetExtensions',
		given: "the code's own account",
		parameters: { wholeOrganisation: false },
		body: { code: CODE, showAll: 0 },
	},
	{ method: 'GetExtensionsCalls', given: 'all extensions', body: { code: CODE } },
	{
		method: 'GetExtensionsCalls',
		given: 'one extension',
		parameters: { scope: 'one', extension: chosen('SIPSIP1') },
		body: { code: CODE, extension: 'SIPSIP1' },
	},
	{ method: 'GetQueuesCallers', given: 'all queues', body: { code: CODE } },
	{
		method: 'GetQueuesCallers',
		given: 'one queue',
		parameters: { scope: 'one', queue: chosen(String(QUEUE_ID)) },
		body: { code: CODE, queue: String(QUEUE_ID) },
	},
	...[1, 2, 3, 5, 7, 9, 11, 12, 13].map((status) => ({
		method: 'SetStatusFromAPI',
		given: `status ${status}`,
		parameters: { status: chosen(String(status)) },
		body: { Code: CODE, UserId: '12345601', ExtensionUser: 'SIPSIP1', Status: status },
	})),
	{ method: 'GetStatusesList', given: 'the account', query: { code: CODE } },
	{
		method: 'Call/History',
		given: 'a call',
		parameters: { callId: 'call-1' },
		before: (control) => void control.addCallLogRecords([{ Date: '2026-01-01T10:00:00Z', CallID: 'call-1' }]),
		path: '/api-manager-v1/Call/History/call-1',
		authorization: `Bearer ${TOKEN}`,
	},
];

/** All of them. */
export const SERVICE_REQUESTS: readonly RequestCase[] = [...CLICK2CALL, ...BLACKLIST, ...MUTING, ...PEOPLE];
