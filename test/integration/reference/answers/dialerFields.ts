/** The dialer's answers with every field that the reference gives them, and where each comes out (§7). */
import { IVR } from '../operations';
import { type AnswerCase, PAIRS, type Shown, VERDICT } from './answer';

const ENVELOPE = { ErrorCode: 0, Description: 'OK' };
const ENVELOPE_SHOWN = { ErrorCode: VERDICT, Description: 'is the text of an error' };

const CAMPAIGN = {
	...{ Name: 'Leads', StatusName: 'Enabled', TotalPendingCalls: 23, MaxPriority: 9, MinPriority: 1 },
	...{ TotalAwaitingCalls: 21, Code: 'A' },
};
const campaignShown = (prefix: string): Record<string, Shown> => ({
	[`${prefix}.Name`]: ['name', 'Leads'],
	[`${prefix}.StatusName`]: ['status', 'Enabled'],
	[`${prefix}.TotalPendingCalls`]: ['totalPendingCalls', 23],
	[`${prefix}.MaxPriority`]: ['maxPriority', 9],
	[`${prefix}.MinPriority`]: ['minPriority', 1],
	[`${prefix}.TotalAwaitingCalls`]: ['totalAwaitingCalls', 21],
	[`${prefix}.Code`]: ['code', 'A'],
});

const plain = (method: string): AnswerCase => ({ method, answer: ENVELOPE, shown: ENVELOPE_SHOWN });

const PENDING: AnswerCase = {
	method: 'GetCampaignPendingCalls',
	answer: {
		...ENVELOPE,
		Data: {
			Campaign: {
				...{ ID: 13570, Name: 'Leads', Status: 2, Code: IVR, StatusName: 'Disabled', TotalPendingCalls: 1 },
				...{ MaxPriority: 9, MinPriority: 1, IsDynamic: 0 },
			},
			Calls: [
				{
					...{ CampaignID: 13570, CallID: '29', Phone: '972501234567' },
					...{ CallStatus: { Status: 1, Description: 'Tosend' }, CallInserted: '2022-08-31T14:31:11.400Z' },
					...{ CallerID: '0722776772', CallerName: 'Shop', CustomerName: 'Dana', Priorety: 5 },
					...{ LastCallDate: '2022-08-31T15:00:00Z', CustomData: { var_Lead: '7' } },
					...{ OriginateTime: 2147169600, IsDateLocal: false },
				},
			],
		},
	},
	shown: {
		...ENVELOPE_SHOWN,
		'Data.Campaign.ID': ['campaign.id', '13570'],
		'Data.Campaign.Name': ['campaign.name', 'Leads'],
		'Data.Campaign.Status': ['campaign.isEnabled', false],
		'Data.Campaign.Code': ['campaign.code', IVR],
		'Data.Campaign.StatusName': ['campaign.status', 'Disabled'],
		'Data.Campaign.TotalPendingCalls': ['campaign.totalPendingCalls', 1],
		'Data.Campaign.MaxPriority': ['campaign.maxPriority', 9],
		'Data.Campaign.MinPriority': ['campaign.minPriority', 1],
		'Data.Campaign.IsDynamic': ['campaign.dialer', 'ivr'],
		'Data.Calls[].CampaignID': ['campaignId', '13570'],
		'Data.Calls[].CallID': ['callId', '29'],
		'Data.Calls[].Phone': ['phone', '972501234567'],
		'Data.Calls[].CallStatus.Status': ['statusId', '1'],
		'Data.Calls[].CallStatus.Description': ['status', 'Tosend'],
		'Data.Calls[].CallInserted': ['addedAt', '2022-08-31T14:31:11.400Z'],
		'Data.Calls[].CallerID': ['callerId', '0722776772'],
		'Data.Calls[].CallerName': ['callerName', 'Shop'],
		'Data.Calls[].CustomerName': ['customerName', 'Dana'],
		'Data.Calls[].Priorety': ['priority', 5],
		'Data.Calls[].LastCallDate': ['lastCallAt', '2022-08-31T15:00:00.000Z'],
		'Data.Calls[].CustomData': ['customData', { Lead: '7' }],
		'Data.Calls[].OriginateTime': ['callAt', '2038-01-15T12:00:00.000Z'],
		'Data.Calls[].IsDateLocal': ['callAt', '2038-01-15T12:00:00.000Z'],
	},
};

/** All of them. */
export const DIALER_ANSWERS: readonly AnswerCase[] = [
	{
		method: 'GetCampaignList',
		answer: { ...ENVELOPE, Data: [CAMPAIGN] },
		shown: { ...ENVELOPE_SHOWN, ...campaignShown('Data[]') },
	},
	{
		...{ method: 'GetCampaignList', given: 'an agent dialer’s campaign' },
		answer: { ...ENVELOPE, Data: [{ ...CAMPAIGN, TotalAwaitingCalls: null }] },
		shown: { 'Data[].TotalAwaitingCalls': ['dialer', 'agent'] },
	},
	{
		method: 'GetCampaignDetails',
		answer: { ...ENVELOPE, Data: CAMPAIGN },
		shown: { ...ENVELOPE_SHOWN, ...campaignShown('Data') },
	},
	...['AddCall', 'UpdateCall', 'RemoveCall', 'ClearCampaignCalls', 'StartCampaign', 'StopCampaign'].map(
		plain,
	),
	{
		method: 'AddCallsBulk',
		answer: {
			...ENVELOPE,
			AddResult: [{ Target: '972501234567', ErrorCode: 0, Description: 'OK', CustomData: {} }],
		},
		shown: {
			...ENVELOPE_SHOWN,
			'AddResult[].Target': PAIRS,
			'AddResult[].ErrorCode': VERDICT,
			'AddResult[].Description': 'is the text of an error',
			'AddResult[].CustomData': 'repeats the request',
		},
	},
	{
		method: 'GetMembersList',
		answer: { ...ENVELOPE, Data: [{ Member: 'SIPSIP1', DisplayName: 'Extension 1' }] },
		shown: {
			...{ ...ENVELOPE_SHOWN, 'Data[].Member': ['sip', 'SIPSIP1'] },
			'Data[].DisplayName': ['name', 'Extension 1'],
		},
	},
	{
		method: 'AddMember',
		answer: { ...ENVELOPE, Data: { TotalAdded: 1 } },
		shown: { ...ENVELOPE_SHOWN, 'Data.TotalAdded': ['added', true] },
	},
	{
		method: 'RemoveMember',
		answer: { ...ENVELOPE, Data: { TotalRemoved: 1 } },
		shown: { ...ENVELOPE_SHOWN, 'Data.TotalRemoved': ['removed', true] },
	},
	PENDING,
	{
		...{ method: 'GetCampaignPendingCalls', given: 'an agent dialer’s campaign, at the account’s time' },
		answer: {
			...ENVELOPE,
			Data: {
				Campaign: { ID: 13570, Status: 1, Code: IVR, IsDynamic: 1 },
				Calls: [{ Phone: '972501234567', OriginateTime: 2147169600, IsDateLocal: 'true' }],
			},
		},
		shown: {
			'Data.Campaign.Status': ['campaign.isEnabled', true],
			'Data.Campaign.IsDynamic': ['campaign.dialer', 'agent'],
			'Data.Calls[].IsDateLocal': ['callAt', '2038-01-15T12:00:00.000'],
		},
	},
	plain('UpdateCampaignStrategy'),
];
