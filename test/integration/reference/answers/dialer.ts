/** Results and errors of the dialer (§7). */
import { chosen } from '../../../n8nCore/chosen';
import { AGENT, IVR } from '../operations';
import { failed, like, type OutcomeCase } from './outcome';
import { refused, says } from './refused';

const NO_CAMPAIGN = { campaign: chosen('NoSuchCampaign') };
const CHOOSE_AGAIN = /choose it from the list again/;
const campaignError = (method: string, operation: string): OutcomeCase =>
	refused(
		method,
		'1 Invalid campaign code',
		[says(operation, 'Invalid campaign code (1)'), CHOOSE_AGAIN],
		NO_CAMPAIGN,
	);

const targetErrors = (method: string, operation: string): OutcomeCase[] => [
	campaignError(method, operation),
	refused(method, '2 Target missing', [says(operation, 'Target missing (2)'), /Give the phone number/]),
];

const addErrors = (method: string, operation: string): OutcomeCase[] => [
	...targetErrors(method, operation),
	refused(method, '1 Campaign code missing', [says(operation, 'Campaign code missing (1)'), CHOOSE_AGAIN]),
	refused(
		method,
		'-2 Number is invalid',
		[says(operation, 'Number is invalid (-2)'), /does not dial this number/],
		{ phone: '*2700' },
	),
];

const memberError = (method: string, operation: string): OutcomeCase =>
	refused(method, '2 Member missing', [says(operation, 'Member missing (2)'), /SIP code/]);

const ok = (method: string, ...result: unknown[]): OutcomeCase => ({ method, outcome: '0 OK', result });
const TARGET = { campaign: IVR, phone: '0501234567' };
const NOT_KNOWN_WHICH = like(/does not say whether the target was there/);
const NOT_IN_CAMPAIGN = like(/also says OK for a number that was not in the campaign/);
const manyItems = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: `05${20_000_000 + index}` }));
const eachPhone = { phone: '={{ $json.phone }}' };

/** All of them. */
export const DIALER_OUTCOMES: readonly OutcomeCase[] = [
	ok(
		'GetCampaignList',
		...[IVR, AGENT, 'VCsimAgentCampaign3aBcDeFgHiJkLm'].map(
			(code) => expect.objectContaining({ code }) as unknown,
		),
	),
	ok('GetCampaignDetails', expect.objectContaining({ code: IVR, name: 'Campaign1', dialer: 'ivr' })),
	ok('AddCall', { ...TARGET, result: 'added' }),
	...addErrors('AddCall', 'Add target'),
	ok('AddCallsBulk', { ...TARGET, result: 'added' }),
	{
		...{ method: 'AddCallsBulk', outcome: 'target refused', parameters: eachPhone, continueOnFail: true },
		items: [{ phone: '0501234567' }, { phone: '*2700' }, { phone: '0521234567' }],
		result: [
			{ ...TARGET, result: 'added' },
			failed(says('Add many targets', 'Number is invalid (-2)'), /does not dial this number/),
			{ ...TARGET, phone: '0521234567', result: 'added' },
		],
	},
	{
		...{ method: 'AddCallsBulk', outcome: 'whole refused', parameters: NO_CAMPAIGN },
		error: {
			message: says('Add many targets', 'Invalid campaign code (1)'),
			...{ hint: CHOOSE_AGAIN, kind: 'refused' },
		},
	},
	{
		...{ method: 'AddCallsBulk', outcome: '0 OK without results beyond 3,000' },
		parameters: { ...eachPhone, report: 'onlyTotal' },
		items: manyItems(3_001),
		result: manyItems(3_001).map(({ phone }) => ({ ...TARGET, phone, result: 'sent' })),
	},
	ok('UpdateCall', { ...TARGET, result: 'updatedOrAdded', note: NOT_KNOWN_WHICH }),
	...addErrors('UpdateCall', 'Update target'),
	{
		...ok('RemoveCall', { ...TARGET, result: 'removedIfPresent', note: NOT_IN_CAMPAIGN }),
	},
	{
		...ok('RemoveCall', { ...TARGET, result: 'removedIfPresent', note: NOT_IN_CAMPAIGN }),
		outcome: '0 OK, number not there',
	},
	...targetErrors('RemoveCall', 'Remove target'),
	ok('ClearCampaignCalls', { campaign: IVR, cleared: true }),
	refused(
		'ClearCampaignCalls',
		'4 Internal error occurred',
		[says('Clear targets', 'Internal error occurred (4)'), CHOOSE_AGAIN],
		NO_CAMPAIGN,
	),
	ok('StartCampaign', { campaign: IVR, started: true }),
	campaignError('StartCampaign', 'Start campaign'),
	ok('StopCampaign', { campaign: IVR, stopped: true }),
	campaignError('StopCampaign', 'Stop campaign'),
	ok('GetMembersList', { sip: 'SIPSIP1', name: 'Extension 1' }, { sip: 'SIPSIP2', name: 'Extension 2' }),
	ok('AddMember', { campaign: AGENT, extension: 'SIPSIP3', added: true }),
	memberError('AddMember', 'Add agent'),
	refused(
		'AddMember',
		'TotalAdded -1: none',
		['Add agent: Voicenter says OK, but added nobody (-1)', /SIPSIP1 is in the campaign already/],
		{ extension: chosen('SIPSIP1') },
	),
	ok('RemoveMember', { campaign: AGENT, extension: 'SIPSIP1', removed: true }),
	memberError('RemoveMember', 'Remove agent'),
	refused(
		'RemoveMember',
		'TotalRemoved 0: none',
		['Remove agent: Voicenter says OK, but removed nobody (0)', /SIPSIP3 is not an agent of this campaign/],
		{ extension: chosen('SIPSIP3') },
	),
	{
		...ok('GetCampaignPendingCalls', expect.objectContaining({ phone: '972501234567', callId: '7' })),
		answer: {
			body: {
				...{ ErrorCode: 0, Description: 'OK' },
				Data: { Campaign: { ID: 1, Code: IVR }, Calls: [{ CallID: 7, Phone: '972501234567' }] },
			},
		},
	},
	refused(
		'GetCampaignPendingCalls',
		'2 Internal error occurred',
		[says('Get pending calls', 'Internal error occurred (2)'), CHOOSE_AGAIN],
		NO_CAMPAIGN,
	),
	ok('UpdateCampaignStrategy', {
		...{ campaign: IVR, queueId: '123456789', maximumCallers: 3, coefficient: 3 },
	}),
];
