/** Requests of the Call Log and the dialer (§3, §7). */
import { chosen } from '../../../n8nCore/chosen';
import { CODE } from '../node';
import { AGENT, IVR, QUEUE_ID } from '../operations';
import type { RequestCase } from './cases';

const ALL_FIELDS = [
	...['CallerNumber', 'TargetNumber', 'Date', 'DateEpoch', 'Duration', 'CallID', 'Type', 'CdrType'],
	...[
		'DialStatus',
		'DialStatus2',
		'TargetExtension',
		'CallerExtension',
		'DID',
		'QueueName',
		'RecordURL',
		'RecordExpect',
	],
	...['RingTime', 'Price', 'RepresentativeName', 'RepresentativeCode', 'UserName', 'UserId'],
	...['DepartmentName', 'DepartmentId', 'TargetPrefixName', 'DTMFData', 'CustomData'],
];
/** A day of the workflow’s time zone, New York, in UTC. */
const DAY = { fromdate: '2025-12-31T15:00:00', todate: '2026-01-01T15:00:00' };
const BY_TIME = [{ field: 'date', order: 'asc' }];

const CALL_LOG: RequestCase[] = [
	{
		method: 'Call Log',
		given: 'every filter, sorted',
		parameters: {
			filters: {
				...{ callId: 'call-1', callTypes: [1, 8], campaigns: '13570', extensions: 'SIPSIP1, SIPSIP2' },
				...{ phones: '050-123-4567; +44 20 7183 8750', queues: `${QUEUE_ID}`, scope: 'account' },
			},
			options: {
				sort: {
					rules: [
						{ field: 'startedAt', direction: 'desc' },
						{ field: 'duration', direction: 'asc' },
					],
				},
			},
		},
		body: {
			code: CODE,
			fields: ALL_FIELDS,
			search: {
				...DAY,
				...{ phones: ['0501234567', '442071838750'], extensions: ['SIPSIP1', 'SIPSIP2'], cdrTypes: [1, 8] },
				...{
					queueID: [QUEUE_ID],
					campaignID: [13570],
					IdentityCriteria: 'Account',
					CallID: 'call-1',
					callID: 'call-1',
				},
			},
			sort: [
				{ field: 'date', order: 'desc' },
				{ field: 'Duration', order: 'asc' },
			],
		},
	},
	...(['Hierarchical', 'Department', 'User'] as const).map((scope) => ({
		method: 'Call Log',
		given: `the calls of ${scope}, and nothing else said`,
		parameters: { filters: { scope: scope.toLowerCase() } },
		body: { code: CODE, fields: ALL_FIELDS, search: { ...DAY, IdentityCriteria: scope }, sort: BY_TIME },
	})),
	{
		method: 'Call Log',
		given: 'one call by its ID',
		parameters: { operation: 'get', callId: 'call-1' },
		before: (control) => void control.addCallLogRecords([{ Date: daysAgo(1), CallID: 'call-1' }]),
		body: {
			code: CODE,
			fields: ALL_FIELDS,
			search: { fromdate: gmt(), todate: gmt(), CallID: 'call-1', callID: 'call-1' },
			sort: BY_TIME,
		},
	},
];

/** A time as the service wants it; which one, the clock says. */
function gmt(): unknown {
	return expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as unknown;
}

function daysAgo(days: number): string {
	return new Date(Date.now() - days * 86_400_000).toISOString();
}

const EVERYTHING = {
	options: {
		...{ customerName: 'John Doe', callerId: '072-277-6772', priority: 42 },
		...{ callAt: '2038-01-15T15:00:00', ignoreDoNotCall: true },
	},
	customData: { fields: [{ name: 'var_LeadID', value: '1234567' }] },
};
const EVERYTHING_SENT = {
	...{ Code: CODE, Campaign: IVR, Target: '0501234567', CustomerName: 'John Doe', CallerID: '0722776772' },
	...{ Priority: 42, OriginateTime: Date.parse('2038-01-15T06:00:00Z') / 1_000, IsDateLocal: 'false' },
	...{ CustomData: { var_LeadID: '1234567' }, IgnoreDncStatus: 'true' },
};
/** What has no field of its own goes out as it is given. */
const WALL_CLOCK = {
	extraFields: {
		fields: [
			{ name: 'OriginateTime', value: '2147169600' },
			{ name: 'IsDateLocal', value: 'true' },
		],
	},
};
const WALL_CLOCK_SENT = {
	...{ Code: CODE, Campaign: IVR, Target: '0501234567' },
	...{ OriginateTime: '2147169600', IsDateLocal: 'true' },
};

const TARGETS = ['AddCall', 'UpdateCall', 'AddCallsBulk'].flatMap((method): RequestCase[] => {
	const body = (target: object) => (method === 'AddCallsBulk' ? [{ ...target, async: true }] : target);
	return [
		{ method, given: 'everything', parameters: EVERYTHING, body: body(EVERYTHING_SENT) },
		{
			method,
			given: 'a time of the account’s wall clock',
			parameters: WALL_CLOCK,
			body: body(WALL_CLOCK_SENT),
		},
	];
});

const campaignOnly = (method: string): RequestCase => ({
	method,
	given: 'a campaign',
	body: { Code: CODE, Campaign: IVR },
});

const DIALER: RequestCase[] = [
	{ method: 'GetCampaignList', given: 'the account', body: { Code: CODE } },
	...['GetCampaignDetails', 'ClearCampaignCalls', 'StartCampaign', 'StopCampaign'].map(campaignOnly),
	...TARGETS,
	{
		method: 'AddCallsBulk',
		given: 'two items',
		parameters: { phone: '={{ $json.phone }}' },
		items: [{ phone: '050-123-4567' }, { phone: '+44 20 7183 8750' }],
		body: [
			{ Code: CODE, Campaign: IVR, Target: '0501234567', async: true },
			{ Code: CODE, Campaign: IVR, Target: '442071838750', async: true },
		],
	},
	{ method: 'RemoveCall', given: 'a number', body: { Code: CODE, Campaign: IVR, Target: '0501234567' } },
	campaignOnly('GetCampaignPendingCalls'),
	{ method: 'GetMembersList', given: 'a campaign', body: { Code: CODE, Campaign: AGENT } },
	{ method: 'AddMember', given: 'an agent', body: { Code: CODE, Campaign: AGENT, Member: 'SIPSIP3' } },
	{ method: 'RemoveMember', given: 'an agent', body: { Code: CODE, Campaign: AGENT, Member: 'SIPSIP1' } },
	{
		method: 'RemoveMember',
		given: 'an agent by SIP code',
		parameters: { extension: { ...chosen('SIPSIP2'), mode: 'id' } },
		body: { Code: CODE, Campaign: AGENT, Member: 'SIPSIP2' },
	},
	{
		method: 'UpdateCampaignStrategy',
		given: 'a strategy',
		body: {
			...{ Code: CODE, Campaign: IVR, setQueueForMonitoring: QUEUE_ID },
			...{ setQueueMaximumCallers: 3, setCoefficient: 3 },
		},
	},
];

/** All of them. */
export const SEARCH_AND_DIALER_REQUESTS: readonly RequestCase[] = [...CALL_LOG, ...DIALER];
