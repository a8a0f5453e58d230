/** What every operation is run with, so that each field of its output is seen at least once. */
import { CASES } from '../e2e/operationCases';
import type { Simulator } from '../simulator';

/** Arranges the simulator, and says what the node is given. */
export type Scene = (simulator: Simulator) => Given | Promise<Given>;

/** Fields that are left out have their defaults. */
export interface Given {
	parameters: object;
	items?: readonly object[];
}

const IVR_CAMPAIGN = 'VCsimIvrCampaign1aBcDeFgHiJkLmNo';
const AGENT_CAMPAIGN = 'VCsimAgentCampaign2aBcDeFgHiJkLm';
const CALL_ID = '202605011204550233243ghff3189e5c';
const RECORDING = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/meeting.mp3';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The records of one call: through a queue and handed on, and the second leg of a click to call. */
export function addCallRecords({ control }: Simulator): void {
	const shared = {
		CallID: CALL_ID,
		Duration: 20,
		RingTime: 4,
		Price: 5,
		RecordURL: RECORDING,
		TargetPrefixName: 'Israel',
		CustomData: { var_customer: '2342', OriginalIvrUniqueID: '202605011204550233243ghff3189e5b' },
	};
	control.addCallLogRecords([
		{
			...shared,
			Type: 'Queue',
			TargetExtension: 'SIPSIP1',
			DID: '0722776772',
			QueueName: 'Sales Queue',
			DTMFData: [{ LayerName: 'Main IVR', DTMF: 2, LayerNumber: '1' }],
		},
		{ ...shared, Type: 'Click2Call leg2', CallerExtension: 'SIPSIP1', TargetNumber: '972501234567' },
	]);
}

/** Answers in place of the simulator, for what newer accounts get and the simulator leaves empty. */
function answerWith({ control }: Simulator, path: string, answer: object): void {
	const headers = { 'content-type': 'application/json' };
	control.addFault({ path, kind: 'status', status: 200, headers, body: JSON.stringify(answer) });
}

async function addTarget({ url, account }: Simulator, campaign: string): Promise<void> {
	await fetch(`${url}/ForwardDialer/Dialer/AddCall`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ Code: account.code, Campaign: campaign, Target: '0501234567', Priority: 7 }),
	});
}

const call = (extension: string) => ({
	extension,
	direction: 'incoming' as const,
	state: 'active' as const,
	recorded: true,
});

/** As a user writes it: a date and a time, in the workflow's time zone. */
const inAYear = () => new Date(Date.now() + 365 * 24 * 3_600_000).toISOString().slice(0, 19);

const targetAtATime: Scene = () => ({
	parameters: {
		campaign: byId(AGENT_CAMPAIGN),
		phone: '050-123-4567',
		options: { callAt: inAYear() },
	},
});

const muteByExtension: Scene = ({ control }) => {
	control.startCall(call('SIPSIP1'));
	return { parameters: { muteBy: 'extension', extension: byId('SIPSIP1') } };
};

const muteByCallId: Scene = ({ control }) => {
	const { callId } = control.startCall(call('SIPSIP1'));
	return { parameters: { muteBy: 'callId', callId: byId(callId) } };
};

/** For operations whose case in a real n8n does not show every field. */
const RICHER: Readonly<Record<string, readonly Scene[]>> = {
	'activeCall: getAll': [
		(simulator) => {
			answerWith(simulator, '/comet/API/GetExtensionsCalls', {
				ERR: 0,
				DESC: 'OK',
				EXTENSIONS: [
					{
						name: 'Extension 1',
						username: 'SIPSIP1',
						userID: 12345601,
						onlineUserID: 12345601,
						onlineUserStatus: 1,
						representative: 'John Doe',
						calls: [
							{
								callStarted: 1_780_000_000,
								callAnswered: 1_780_000_005,
								answered: 1,
								callerphone: '0501234567',
								callername: 'Dana Levi',
								callstatus: 'Talking',
								customdata: { customer: '2342' },
								direction: 'Incoming',
								ivrid: CALL_ID,
								recording: { Filename: 'meeting.mp3', IsMuted: 0 },
								did: '0722776772',
							},
						],
					},
				],
			});
			return { parameters: {} };
		},
	],
	'callLog: getAll': [
		(simulator) => {
			addCallRecords(simulator);
			return { parameters: { dateRange: 'last24Hours', returnAll: true } };
		},
	],
	'callLog: get': [
		(simulator) => {
			addCallRecords(simulator);
			return { parameters: { callId: CALL_ID } };
		},
	],
	'callLog: waitForRecord': [
		(simulator) => {
			addCallRecords(simulator);
			const parameters = { callId: CALL_ID, waitMinutes: 0 };
			return { parameters };
		},
		({ control }) => {
			control.addCallLogRecords([
				{ CallID: CALL_ID, Type: 'Click2Call leg1', DialStatus: 'NOANSWER', TargetExtension: 'SIPSIP1' },
			]);
			return { parameters: { callId: CALL_ID, waitMinutes: 0 } };
		},
		({ control }) => {
			control.addCallLogRecords([
				{ CallID: CALL_ID, Type: 'Queue', QueueName: 'Sales Queue', DID: '0722776772', RingTime: 4 },
			]);
			return { parameters: { callId: CALL_ID, waitMinutes: 0 } };
		},
	],
	'callLog: getUnreturned': [
		({ control }) => {
			control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller: '0501234567' });
			const options = { minimumAgeMinutes: 0, withWithheld: true };
			return { parameters: { dateRange: 'last24Hours', options } };
		},
	],
	'callLog: summarize': [
		...[
			{ groupBy: 'queue', thenBy: 'agent', compare: true },
			{ groupBy: 'extension', thenBy: 'did' },
			{ groupBy: 'day', thenBy: 'hour' },
			{ groupBy: 'weekday', thenBy: 'type' },
			{ output: 'report' },
		].map((parameters): Scene => (simulator) => {
			addCallRecords(simulator);
			return { parameters: { dateRange: 'last24Hours', ...parameters } };
		}),
	],
	'callLog: downloadRecording': [
		({ control }) => {
			control.addRecording('meeting.mp3');
			return { parameters: { recordingBy: 'url', recordingUrl: RECORDING } };
		},
	],
	'callLog: getInsights': [
		(simulator) => {
			addCallRecords(simulator);
			simulator.control.setInsights(CALL_ID, { insights: { summary: 'Asked for the balance' } });
			return { parameters: { callId: CALL_ID } };
		},
	],
	'campaign: getAll': [
		async (simulator) => {
			await addTarget(simulator, IVR_CAMPAIGN);
			return { parameters: {} };
		},
	],
	'campaign: get': [
		async (simulator) => {
			await addTarget(simulator, IVR_CAMPAIGN);
			return { parameters: { campaign: byId(IVR_CAMPAIGN) } };
		},
	],
	'campaign: getPendingCalls': [
		(simulator) => {
			answerWith(simulator, '/ForwardDialer/Dialer/GetCampaignPendingCalls', {
				ErrorCode: 0,
				Description: 'OK',
				Data: {
					Campaign: {
						ID: 13571,
						Name: 'Campaign2',
						Status: 1,
						Code: AGENT_CAMPAIGN,
						StatusName: 'Enabled',
						TotalPendingCalls: 1,
						MaxPriority: 7,
						MinPriority: 7,
						IsDynamic: 1,
					},
					Calls: [
						{
							CampaignID: 13571,
							CallID: '1',
							Phone: '972501234567',
							CallStatus: { Status: 1, Description: 'Tosend' },
							CallInserted: '2022-08-31T14:31:11.400Z',
							CallerID: '0722776772',
							CallerName: 'Voicenter',
							CustomerName: 'Dana Levi',
							Priorety: 7,
							LastCallDate: '2022-08-31T14:31:11.400Z',
							CustomData: { customer: '2342' },
							OriginateTime: 1_780_000_000,
							IsDateLocal: false,
						},
					],
				},
			});
			return { parameters: { campaign: byId(AGENT_CAMPAIGN) } };
		},
	],
	'campaignAgent: add': [
		() => ({ parameters: { campaign: byId(AGENT_CAMPAIGN), extension: byId('SIPSIP3') } }),
	],
	'campaignTarget: add': [targetAtATime],
	'campaignTarget: addMany': [targetAtATime],
	'campaignTarget: update': [targetAtATime],
	'phoneNumber: check': [
		() => ({ parameters: { phone: '050-123-4567' } }),
		() => ({ parameters: { phone: '12-34' } }),
	],
	'recording: mute': [muteByCallId, muteByExtension],
	'recording: unmute': [muteByCallId, muteByExtension],
};

/**
 * @param operation resource and operation: `call: clickToCall`
 * @returns none for an operation that nobody has described
 */
export function scenesOf(operation: string): readonly Scene[] {
	const richer = RICHER[operation];
	if (richer) return richer;
	return CASES.filter((one) => one.operation === operation).map(
		({ parameters, items, arrange }): Scene =>
			async (simulator) => {
				await arrange?.(simulator);
				return { parameters, ...(items && { items }) };
			},
	);
}
