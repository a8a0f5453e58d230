/**
 * What voicenter-api.md §2–§8 documents, typed from it and not from the product: services, methods, fields of requests
 * and answers, results and errors. `[]` is the first entry of a list, `name=value` a value that the reference lists.
 */

import { DIALER_METHODS } from './dialerMethods';
import { type ReferenceMethod, under, valued, words } from './method';

const CLICK2CALL = 'https://api.voicenter.com/ForwardDialer/click2call.aspx';
const CLICK2CALL_ERRORS = [
	...['0 OK', '1 Invalid request parameters', '1 Phone is missing', '2 Application error'],
	...['3 Extension representative offline', '4 Extension blocked for Click2Call calls'],
];
const LOG_FIELDS = `CallerNumber TargetNumber Date DateEpoch Duration CallID Type CdrType DialStatus DialStatus2 TargetExtension
	CallerExtension DID QueueName RecordURL RecordExpect RingTime Price RepresentativeName RepresentativeCode UserName
	UserId DepartmentName DepartmentId TargetPrefixName DTMFData CustomData`;

const BLACKLIST_ANSWER = words(
	'ErrorCode ErrorMessage Phones[].ErrorCode Phones[].ErrorMessage Phones[].Phone',
);
const BLACKLIST_OUTCOMES = [
	...['0 OK', '1 Authorization failed', '2 The Phone field is missing or invalid'],
	...['phone 1 not a valid format (E.164)', 'phone 2 Internal Error', '0 OK that hides failed phones'],
];

/** Every method. */
export const METHODS: readonly ReferenceMethod[] = [
	{
		section: '§2',
		name: 'action=call',
		url: CLICK2CALL,
		http: 'POST',
		fields: [
			...words('code format=XML format=JSON action=call phone phone=SIPTRUNK phone=logincode phonelogincode'),
			...words(
				'target record=True record=False phonecallerid phonecallername targetcallerid targetcallername',
			),
			...words('phonemaxdialtime targetmaxdialtime maxduration phoneautoanswer targetautoanswer'),
			...words('checkphonedevicestate checktargetdevicestate language'),
			...valued('ignoredncstatus', '1 2 3'),
			...Array.from({ length: 10 }, (_, index) => `var_NAME${index + 1}`),
			'any further field',
		],
		answer: words('ERRORCODE ERRORMESSAGE CALLID'),
		outcomes: [...CLICK2CALL_ERRORS, ...CLICK2CALL_ERRORS.map((outcome) => `${outcome} (XML-RPC)`)],
	},
	{
		section: '§2',
		name: 'action=terminate',
		url: CLICK2CALL,
		http: 'POST',
		fields: words('code format=JSON action=terminate phone'),
		answer: words('ERRORCODE ERRORMESSAGE CALLID'),
		outcomes: CLICK2CALL_ERRORS,
	},
	{
		section: '§3',
		name: 'Call Log',
		url: 'https://api.voicenter.com/hub/cdr/',
		http: 'POST',
		fields: [
			...['code', 'Authorization=Bearer', ...valued('fields', LOG_FIELDS)],
			...under(
				'search',
				'fromdate todate phones[] extensions[] cdrTypes[] CallID callID queueID[] campaignID[]',
			),
			...valued('search.IdentityCriteria', 'Account Hierarchical Department User'),
			...words('sort[].field sort[].order=asc sort[].order=desc'),
		],
		answer: [
			...words('ERROR_NUMBER ERROR_DESCRIPTION STATUS_CODE TOTAL_HITS RETURN_HITS'),
			...under('CDR_LIST[]', LOG_FIELDS),
			...under('CDR_LIST[].DTMFData[]', 'LayerName DTMF LayerNumber'),
		],
		outcomes: [
			...['0 OK', '1 Request limit exceeded', '2 Authorization failed', '4 IP address x is not trusted'],
			'5 Out of range',
		],
	},
	{
		section: '§4',
		name: 'AddBlackList',
		url: 'https://api.voicenter.com/Blacklist/AddBlackList',
		http: 'POST',
		fields: words('Code Phones[].Phone Phones[].Name'),
		answer: BLACKLIST_ANSWER,
		outcomes: BLACKLIST_OUTCOMES,
	},
	{
		section: '§4',
		name: 'RemoveBulkFromBlacklist',
		url: 'https://api.voicenter.com/Blacklist/RemoveBulkFromBlacklist',
		http: 'POST',
		fields: words('Code Phones[].Phone'),
		answer: BLACKLIST_ANSWER,
		outcomes: BLACKLIST_OUTCOMES,
	},
	...['monapisec.voicenter.co.il/Comet/API', 'monitor5.voicenter.co/api'].map((address): ReferenceMethod => ({
		section: '§5',
		name: address.startsWith('monitor5') ? 'MuteUnmuteCalls (monitor server)' : 'MuteUnmuteCalls',
		url: `https://${address}/MuteUnmuteCalls`,
		http: 'POST',
		fields: words('extension ivrid state=0 state=1'),
		answer: words('ErrorCode Message ActionID'),
		outcomes: [
			...['200 Success', '400 Extension not found', '400 UniqueIvrID not found'],
			'400 Parameters are not valid, should be "ivrid" and "mute" ',
		],
	})),
	{
		section: '§6',
		name: 'GetExtensions',
		url: 'https://monitor.voicenter.co.il/Comet/api/GetExtensions',
		http: 'POST',
		fields: words('code showAll=1 showAll=0'),
		answer: [
			...words('ERR DESC'),
			...under('EXTENSIONS[]', 'SIP Name SpeedDial AccountID AccountName UserName UserEmail'),
		],
		outcomes: ['0 OK', '1 Unauthorized', '0 OK, empty list: wrong code'],
	},
	...DIALER_METHODS,
	{
		section: '§8',
		name: 'GetExtensionsCalls',
		url: 'https://monapisec.voicenter.co.il/comet/API/GetExtensionsCalls',
		http: 'POST',
		fields: words('code extension'),
		answer: [
			...words('ERR DESC'),
			...under('EXTENSIONS[]', 'name username userID onlineUserID onlineUserStatus representative'),
			...under('EXTENSIONS[].calls[]', 'callStarted callAnswered answered callerphone callstatus direction'),
			...under('EXTENSIONS[].calls[]', 'ivrid recording.Filename recording.IsMuted did'),
		],
		outcomes: ['0 OK', '1 bad format', '2 bad parameters or internal'],
	},
	{
		section: '§8',
		name: 'GetQueuesCallers',
		url: 'https://monapisec.voicenter.co.il/comet/API/GetQueuesCallers',
		http: 'POST',
		fields: words('code queue'),
		answer: [
			...words('ERR DESC'),
			...under('QUEUES[]', 'Name ID Weight'),
			...under('QUEUES[].Callers[]', 'Phone CallID JoinTime Duration'),
		],
		outcomes: ['0 OK', '1 bad format', '2 bad parameters or internal'],
	},
	{
		section: '§8',
		name: 'SetStatusFromAPI',
		url: 'https://api.voicenter.com/UserLogin/SetStatusFromAPI',
		http: 'POST',
		fields: [...words('Code UserId ExtensionUser'), ...valued('Status', '1 2 3 5 7 9 11 12 13')],
		answer: words('Status StatusError StatusErroMessage'),
		outcomes: ['1 ok', '2 code or user', '3 extension', '4 status not supported'],
	},
	{
		section: '§8',
		name: 'GetStatusesList',
		url: 'https://loginapi.voicenter.co.il/UserLogin/GetStatusesList',
		http: 'GET',
		fields: ['?code'],
		answer: under('Statuses[]', 'ID Name Color'),
		outcomes: ['Statuses'],
	},
	{
		section: '§8',
		name: 'Call/History',
		url: 'https://api-manager.voicenter.co/api-manager-v1/Call/History/{CallID}',
		http: 'GET',
		fields: ['{CallID}', 'Authorization=Bearer'],
		answer: words('Data.cdr_data Data.ai_data Data.ai_data.insights.summary Data.ai_data.emotions'),
		outcomes: ['Data', '401 on quota'],
	},
];

/** The method of that name. */
export function methodNamed(name: string): ReferenceMethod {
	const found = METHODS.find((method) => method.name === name);
	if (!found) throw new Error(`The reference has no method ${name}`);
	return found;
}

/** What a value holds at a path of {@link METHODS}; `=value` is not part of it. */
export function at(value: unknown, path: string): unknown {
	const [names = ''] = path.split('=');
	return names.split('.').reduce<unknown>((holder, name) => {
		const inside =
			name === '[]' ? holder : (holder as Record<string, unknown> | undefined)?.[name.replace('[]', '')];
		return name.endsWith('[]') && Array.isArray(inside) ? (inside as unknown[])[0] : inside;
	}, value);
}
