/** What voicenter-api.md §7 documents; see reference.ts. */
import { type ReferenceMethod, under, words } from './method';

const DIALER = 'https://api.voicenter.com/ForwardDialer/Dialer/';
const TARGET = `Target CustomerName CallerID Priority OriginateTime IsDateLocal=true IsDateLocal=false CustomData
	IgnoreDncStatus`;
const ENVELOPE = 'ErrorCode Description';
const CAMPAIGN = 'Name StatusName TotalPendingCalls MaxPriority MinPriority TotalAwaitingCalls Code';
const CAMPAIGN_ERROR = '1 Invalid campaign code';
const TARGET_ERRORS = [CAMPAIGN_ERROR, '1 Campaign code missing', '2 Target missing'];

const dialer = (
	name: string,
	fields: string,
	answer: readonly string[],
	outcomes: readonly string[] = [],
): ReferenceMethod => ({
	section: '§7',
	name,
	url: DIALER + name,
	http: 'POST',
	fields: words(`Code ${name === 'GetCampaignList' ? '' : 'Campaign'} ${fields}`),
	answer: [...words(ENVELOPE), ...answer],
	outcomes: ['0 OK', ...outcomes],
});

/** The dialer's methods. */
export const DIALER_METHODS: readonly ReferenceMethod[] = [
	dialer('GetCampaignList', '', under('Data[]', CAMPAIGN)),
	dialer('GetCampaignDetails', '', under('Data', CAMPAIGN)),
	dialer('AddCall', TARGET, [], [...TARGET_ERRORS, '-2 Number is invalid']),
	{
		...dialer('AddCallsBulk', '', under('AddResult[]', 'Target ErrorCode Description CustomData')),
		fields: under('[]', `Code Campaign async ${TARGET}`),
		outcomes: ['0 OK', 'target refused', 'whole refused', '0 OK without results beyond 3,000'],
	},
	dialer('UpdateCall', TARGET, [], [...TARGET_ERRORS, '-2 Number is invalid']),
	dialer('RemoveCall', 'Target', [], [CAMPAIGN_ERROR, '2 Target missing', '0 OK, number not there']),
	dialer('ClearCampaignCalls', '', [], ['4 Internal error occurred']),
	dialer('StartCampaign', '', [], [CAMPAIGN_ERROR]),
	dialer('StopCampaign', '', [], [CAMPAIGN_ERROR]),
	dialer('GetMembersList', '', under('Data[]', 'Member DisplayName')),
	dialer('AddMember', 'Member', ['Data.TotalAdded'], ['2 Member missing', 'TotalAdded -1: none']),
	dialer('RemoveMember', 'Member', ['Data.TotalRemoved'], ['2 Member missing', 'TotalRemoved 0: none']),
	dialer(
		'GetCampaignPendingCalls',
		'',
		[
			...under('Data.Campaign', 'ID Name Status Code StatusName TotalPendingCalls MaxPriority MinPriority'),
			'Data.Campaign.IsDynamic',
			...under(
				'Data.Calls[]',
				'CampaignID CallID Phone CallStatus.Status CallStatus.Description CallInserted',
			),
			...under('Data.Calls[]', 'CallerID CallerName CustomerName Priorety LastCallDate CustomData'),
			...under('Data.Calls[]', 'OriginateTime IsDateLocal'),
		],
		['2 Internal error occurred'],
	),
	dialer('UpdateCampaignStrategy', 'setQueueForMonitoring setQueueMaximumCallers setCoefficient', []),
];
