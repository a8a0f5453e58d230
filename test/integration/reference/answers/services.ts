/** Results and errors of Click2Call, Call Log, blacklist, muting and extensions (§2–§6). */
import { chosen } from '../../../n8nCore/chosen';
import { refusalOf, xmlRpc } from './envelopes';
import { failed, like, type OutcomeCase } from './outcome';
import { says } from './refused';

const WRONG_CODE = 'WrongButWellFormed1';
const NOBODY = chosen('SIPSIP99');
const CALLS_FAULT = /fault is on Voicenter’s side.*Check whether the call was made/;
const CHECK_FIELDS = /“Phone” .* the extension or phone that rings first, .* any fields added by hand/;

interface Click2CallError {
	number: number;
	text: string;
	shown: string;
	hint: RegExp;
	/** Where the simulator can be brought to say it. */
	provoke?: OutcomeCase['provoke'];
}
const CLICK2CALL_ERRORS: Click2CallError[] = [
	{
		...{ number: 1, text: 'Invalid request parameters', shown: 'Invalid request parameters (1)' },
		hint: CHECK_FIELDS,
	},
	{
		...{ number: 1, text: 'Phone is missing', shown: 'Phone is missing (1)' },
		hint: CHECK_FIELDS,
	},
	{ number: 2, text: 'Application error', shown: 'Application error (2)', hint: CALLS_FAULT },
	{
		...{ number: 3, text: 'Extension representative offline', shown: 'Extension representative offline (3)' },
		hint: /not connected.*softphone/,
		provoke: (control) => void control.setExtension('SIPSIP1', { online: false }),
	},
	{
		...{ number: 4, text: 'Extension blocked for Click2Call calls' },
		...{ shown: 'Extension blocked for Click2Call calls (4)', hint: /allow Click2Call calls/ },
		provoke: (control) => void control.setExtension('SIPSIP1', { blocked: true }),
	},
];

const clickToCallError =
	(method: string, operation: string, format: 'JSON' | 'XML') =>
	({ number, text, shown, hint, provoke }: Click2CallError): OutcomeCase => {
		const isXml = format === 'XML';
		const body = isXml
			? xmlRpc({ ERRORCODE: String(number), ERRORMESSAGE: text, CALLID: '' })
			: refusalOf(method, number, text);
		const byItself = provoke !== undefined && method === 'action=call';
		return {
			...{ method, outcome: `${number} ${text}${isXml ? ' (XML-RPC)' : ''}` },
			...(isXml && { parameters: { options: { answerFormat: 'XML' } } }),
			...(byItself ? { provoke } : { answer: { body } }),
			error: { message: says(operation, shown), hint, kind: 'refused', httpStatus: 200 },
		};
	};

const CALL_PLACED = { callId: like(/^[\w-]{32}$/), message: 'OK', phone: 'SIPSIP1', target: '0501234567' };

const CLICK2CALL: OutcomeCase[] = [
	{ method: 'action=call', outcome: '0 OK', result: [CALL_PLACED] },
	{
		...{ method: 'action=call', outcome: '0 OK (XML-RPC)' },
		...{ parameters: { options: { answerFormat: 'XML' } }, result: [CALL_PLACED] },
	},
	...CLICK2CALL_ERRORS.map(clickToCallError('action=call', 'Click to call', 'JSON')),
	...CLICK2CALL_ERRORS.map(clickToCallError('action=call', 'Click to call', 'XML')),
	{ method: 'action=terminate', outcome: '0 OK', result: [{ extension: 'SIPSIP1', message: 'OK' }] },
	...CLICK2CALL_ERRORS.map(clickToCallError('action=terminate', 'Hang up', 'JSON')),
];

const SEARCH = 'Search the Call Log';
const CALL_LOG: OutcomeCase[] = [
	{
		...{ method: 'Call Log', outcome: '0 OK' },
		provoke: (control) =>
			void control.addCallLogRecords([{ Date: '2026-01-01T10:00:00Z', CallID: 'call-1', Duration: 60 }]),
		result: [
			expect.objectContaining({
				...{ callId: 'call-1', startedAt: '2026-01-01T10:00:00.000Z', durationSeconds: 60 },
			}),
		],
	},
	{
		...{ method: 'Call Log', outcome: '1 Request limit exceeded' },
		provoke: (control) => control.setCallLogRules({ requestsPerWindow: 0 }),
		error: {
			message: says(SEARCH, 'Request limit exceeded. Please try again later. (1)'),
			hint: /30 Call Log requests a minute from an organisation.*waited and asked again/,
			...{ kind: 'rateLimited', httpStatus: 403 },
		},
	},
	{
		...{ method: 'Call Log', outcome: '2 Authorization failed', credential: { code: WRONG_CODE } },
		error: {
			message: says(SEARCH, 'Authorization failed (2)'),
			hint: /Check the account code in the credential/,
			...{ kind: 'refused', httpStatus: 403 },
		},
	},
	{
		...{ method: 'Call Log', outcome: '4 IP address x is not trusted' },
		provoke: (control) => control.setAllowlist('nobody'),
		error: {
			message: says(SEARCH, 'IP address 127.0.0.1 is not trusted (4)'),
			hint: /public IP address of this server is not on the list/,
			...{ kind: 'notAllowed', httpStatus: 403 },
		},
	},
	{
		...{ method: 'Call Log', outcome: '5 Out of range' },
		answer: { status: 404, body: refusalOf('Call Log', 5, 'Out of range') },
		error: {
			message: says(SEARCH, 'Out of range (5)'),
			hint: /time range.*choose a shorter one/,
			...{ kind: 'refused', httpStatus: 404 },
		},
	},
];

const BLACKLIST = (
	[
		['AddBlackList', 'Add to blacklist', true],
		['RemoveBulkFromBlacklist', 'Remove from blacklist', false],
	] as const
).flatMap(([method, operation, isBlacklisted]): OutcomeCase[] => [
	{
		...{ method, outcome: '0 OK' },
		result: [{ phone: '972501234567', isBlacklisted, message: 'OK' }],
	},
	{
		...{ method, outcome: '1 Authorization failed', credential: { code: WRONG_CODE } },
		error: {
			message: says(operation, 'Authorization failed (1)'),
			hint: /Check the account code in the credential/,
			kind: 'refused',
		},
	},
	{
		...{ method, outcome: '2 The Phone field is missing or invalid' },
		answer: { body: refusalOf(method, 2, 'The Phone field is missing or invalid') },
		error: {
			message: says(operation, 'The Phone field is missing or invalid (2)'),
			hint: /accepted none of the numbers/,
			kind: 'refused',
		},
	},
	{
		...{ method, outcome: 'phone 1 not a valid format (E.164)' },
		answer: {
			body: {
				...{ ErrorCode: 0, ErrorMessage: 'OK' },
				Phones: [{ ErrorCode: 1, ErrorMessage: 'not a valid format (E.164)', Phone: '972501234567' }],
			},
		},
		error: {
			message: `${operation}: 972501234567: Voicenter says: not a valid format (E.164) (1)`,
			hint: /country code and its length/,
			kind: 'refused',
		},
	},
	{
		...{ method, outcome: 'phone 2 Internal Error' },
		provoke: (control) => control.setBlacklistTrouble(['0501234567']),
		error: {
			message: `${operation}: 972501234567: Voicenter says: Internal Error (2)`,
			hint: /fault is on Voicenter’s side/,
			kind: 'refused',
		},
	},
	{
		...{ method, outcome: '0 OK that hides failed phones', continueOnFail: true },
		parameters: { phone: '={{ $json.phone }}' },
		items: [{ phone: '0501234567' }, { phone: '0521234567' }],
		provoke: (control) => control.setBlacklistTrouble(['0501234567']),
		result: [
			failed(`${operation}: 972501234567: Voicenter says: Internal Error (2)`, /Voicenter’s side/),
			{ phone: '972521234567', isBlacklisted, message: 'OK' },
		],
	},
]);

const WHY_NOT = /"Extension not found": check the SIP code.*"UniqueIvrID not found": the call has ended/;
const MUTING = ['MuteUnmuteCalls', 'MuteUnmuteCalls (monitor server)'].flatMap((method): OutcomeCase[] => {
	const refused = (outcome: string, text: string, how: Partial<OutcomeCase>): OutcomeCase => ({
		...{ method, outcome, ...how },
		error: {
			message: says('Mute recording', `${text} (400)`),
			hint: WHY_NOT,
			kind: 'refused',
		},
	});
	const wrong = 'Parameters are not valid, should be "ivrid" and "mute"';
	return [
		{
			...{ method, outcome: '200 Success' },
			result: [
				{
					...{ isConfirmed: false, extension: 'SIPSIP1', message: 'Success' },
					actionId: like(/^[0-9a-f]{32}$/),
				},
			],
		},
		refused('400 Extension not found', 'Extension not found', { parameters: { extension: NOBODY } }),
		refused('400 UniqueIvrID not found', 'UniqueIvrID not found', {
			parameters: { muteBy: 'callId', callId: { __rl: true, mode: 'id', value: 'gone' } },
		}),
		// The document's sample leaves the quotes unescaped, so that the body is no JSON.
		refused(`400 ${wrong} `, wrong, { answer: { body: `{"ErrorCode":400,"Message":"${wrong} "}` } }),
	];
});

const EXTENSIONS: OutcomeCase[] = [
	{
		...{ method: 'GetExtensions', outcome: '0 OK' },
		result: ['SIPSIP1', 'SIPSIP2', 'SIPSIP3'].map((sip) => expect.objectContaining({ sip }) as unknown),
	},
	{
		...{ method: 'GetExtensions', outcome: '1 Unauthorized', credential: { code: 'short1' } },
		error: {
			message: says('Get extensions', 'Unauthorized (1)'),
			hint: /code is not well-formed, or the public IP address/,
			kind: 'refused',
		},
	},
	{
		...{ method: 'GetExtensions', outcome: '0 OK, empty list: wrong code', credential: { code: WRONG_CODE } },
		error: {
			message: 'Get extensions: Voicenter knows no extension for this account code',
			hint: /answers a wrong account code with an empty list/,
			kind: 'refused',
		},
	},
];

/** All of them. */
export const SERVICE_OUTCOMES: readonly OutcomeCase[] = [
	...[...CLICK2CALL, ...CALL_LOG, ...BLACKLIST, ...MUTING, ...EXTENSIONS],
];
