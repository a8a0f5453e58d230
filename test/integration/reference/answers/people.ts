/** Results and errors of active calls, agent status and insights (§8). */
import { chosen } from '../../../n8nCore/chosen';
import type { OutcomeCase } from './outcome';
import { refused, says } from './refused';

const LIVE = (
	[
		['GetExtensionsCalls', 'Get active calls', { scope: 'one', extension: chosen('SIPSIP99') }],
		['GetQueuesCallers', 'Get queue callers', { scope: 'one', queue: chosen('99') }],
	] as const
).flatMap(([method, operation, unknown]): OutcomeCase[] => [
	{
		...{ method, outcome: '0 OK' },
		provoke: (control) => {
			control.startCall({ callId: 'call-1' });
			control.joinQueue({ queue: 'sales', callId: 'call-1' });
		},
		result: [expect.objectContaining({ callId: 'call-1', callerE164: '+972501234567' })],
	},
	refused(method, '1 bad format', [says(operation, 'bad format (1)'), /Check the account code/]),
	refused(
		method,
		'2 bad parameters or internal',
		[says(operation, 'Bad parameters (2)'), /extension or queue belongs to this account/],
		unknown,
	),
]);

const PEOPLE: OutcomeCase[] = [
	{
		...{ method: 'SetStatusFromAPI', outcome: '1 ok' },
		result: [{ userId: '12345601', extension: 'SIPSIP1', statusCode: '1', message: 'OK' }],
	},
	refused(
		'SetStatusFromAPI',
		'2 code or user',
		[
			says('Set agent status', 'The code or the user is invalid (2)'),
			/that the user belongs to this account/,
		],
		{ userId: chosen('99') },
	),
	refused(
		'SetStatusFromAPI',
		'3 extension',
		[says('Set agent status', 'The extension is invalid (3)'), /SIP code/],
		{ extension: chosen('SIPSIP99') },
	),
	refused(
		'SetStatusFromAPI',
		'4 status not supported',
		[says('Set agent status', 'The status is not supported (4)'), /Pick the status from the list/],
		{ status: chosen('99') },
	),
	{
		...{ method: 'GetStatusesList', outcome: 'Statuses' },
		result: [1, 2, 3, 5, 7, 9, 11, 12, 13].map(
			(code) => expect.objectContaining({ code: String(code) }) as unknown,
		),
	},
	{
		...{ method: 'Call/History', outcome: 'Data', parameters: { callId: 'call-1' } },
		provoke: (control) => {
			control.addCallLogRecords([{ Date: '2026-01-01T10:00:00Z', CallID: 'call-1' }]);
			control.setInsights('call-1', { insights: { summary: 'They want a refund.' } });
		},
		result: [expect.objectContaining({ callId: 'call-1', summary: 'They want a refund.' })],
	},
	{
		...{ method: 'Call/History', outcome: '401 on quota' },
		provoke: (control) => control.setInsightsQuota(0),
		error: {
			message: 'Get call insights: Voicenter refused the token for call insights (HTTP 401)',
			hint: /Token in the credential is wrong, or .* used up its number of requests/,
			...{ kind: 'refused', httpStatus: 401 },
		},
	},
];

/** All of them. */
export const PEOPLE_OUTCOMES: readonly OutcomeCase[] = [...LIVE, ...PEOPLE];
