/** The document's samples of requests (§3–§7): the simulator takes them as they stand there. */
import { useSimulator } from '../../../useSimulator';
import { AGENT, IVR } from '../operations';
import { withCommas } from './sample';

const simulator = useSimulator();

type Fields = Record<string, unknown>;

/** A sample with values of the simulator's own where the document has X after X, or nobody's. */
function filled(name: string, own: Fields): unknown {
	const fill = (fields: Fields) => ({ ...fields, ...own });
	const request = JSON.parse(withCommas(name)) as Fields | Fields[];
	return Array.isArray(request) ? request.map(fill) : fill(request);
}

async function ask(path: string, body: unknown): Promise<unknown> {
	const response = await fetch(`${simulator.url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(200);
	return response.json();
}

const dialer = (method: string) => `/ForwardDialer/Dialer/${method}`;
const OK = { ErrorCode: 0, Description: 'OK' };

it.each<[string, string, Fields, unknown]>([
	['addCall request', dialer('AddCall'), { Campaign: IVR }, OK],
	['addCall request', dialer('UpdateCall'), { Campaign: IVR }, OK],
	['addCallsBulk request', dialer('AddCallsBulk'), { Campaign: IVR }, expect.objectContaining(OK)],
	['removeCall request', dialer('RemoveCall'), { Campaign: IVR }, OK],
	['member request', dialer('RemoveMember'), { Campaign: AGENT }, { ...OK, Data: { TotalRemoved: 1 } }],
	[
		'member request',
		dialer('AddMember'),
		{ Campaign: 'VCsimAgentCampaign3aBcDeFgHiJkLm' },
		{ ...OK, Data: { TotalAdded: 1 } },
	],
	[
		'strategy request',
		dialer('UpdateCampaignStrategy'),
		{ Campaign: IVR },
		{ ' ErrorCode': 0, Description: 'OK' },
	],
	[
		'mute request',
		'/Comet/API/MuteUnmuteCalls',
		{ extension: 'SIPSIP1' },
		expect.objectContaining({ ErrorCode: '200', Message: 'Success' }),
	],
	['mute request', '/Comet/API/MuteUnmuteCalls', {}, { ErrorCode: 400, Message: 'Extension not found' }],
])('%s, to %s', async (name, path, own, answer) => {
	expect(await ask(path, filled(name, own))).toEqual(answer);
});

it.each(['AddBlackList', 'RemoveBulkFromBlacklist'])('numbers of the blacklist, to %s', async (method) => {
	const { code: Code } = simulator.account;
	const name = method === 'AddBlackList' ? 'blacklist request' : 'blacklist remove request';
	expect(await ask(`/Blacklist/${method}`, filled(name, { Code }))).toEqual({
		ErrorCode: 0,
		ErrorMessage: 'OK',
		Phones: [
			{ ErrorCode: 0, ErrorMessage: 'OK', Phone: '972501234567' },
			{ ErrorCode: 0, ErrorMessage: 'OK', Phone: '97231234567' },
		],
	});
});

it('extensions of the code’s own account', async () => {
	const request = filled('extensions request', { code: simulator.account.code });
	expect(await ask('/Comet/api/GetExtensions', request)).toMatchObject({
		...{ ERR: 0, DESC: 'OK', EXTENSIONS: [{ SIP: 'SIPSIP1', AccountName: 'Voicenter Account' }] },
	});
});

it('a search of the Call Log, and only what it asks for', async () => {
	const phone = { CallerNumber: '0501234567', TargetExtension: 'SipSip', CallID: 'xxxxxxxxxxxxxxxxxxxxxx' };
	simulator.control.addCallLogRecords([
		{ ...phone, Date: '2021-10-02T12:55:18Z', Type: 'Incoming Call' },
		{ ...phone, Date: '2021-10-03T12:55:18Z', Type: 'Queue', QueueName: 'Sales Queue' },
		{ ...phone, Date: '2021-10-03T12:55:18Z', Type: 'Extension Outgoing' },
		{ ...phone, Date: '2021-11-10T00:00:00Z', Type: 'Incoming Call' },
	]);
	const request = filled('Call Log request', { code: simulator.account.code });
	const answer = await ask('/hub/cdr', request);
	expect(answer).toMatchObject({
		...{ ERROR_NUMBER: 0, TOTAL_HITS: 2, RETURN_HITS: 2 },
		CDR_LIST: [{ CdrType: 8, Date: '2021-10-03T12:55:18Z' }, { CdrType: 1 }],
	});
	const [first = {}] = (answer as { CDR_LIST: Fields[] }).CDR_LIST;
	expect(Object.keys(first)).toEqual((request as { fields: string[] }).fields);
});
