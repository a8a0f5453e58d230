import { connect } from '../../../nodes/platform/request/account';
import { listExtensionActivity, listQueueActivity } from '../../../nodes/platform/services/activeCalls';
import { closedPort, startServer, stopServers } from '../platform/http/servers';

afterEach(stopServers);
async function answering(body: unknown) {
	const server = await startServer((_number, _request, response) => response.end(JSON.stringify(body)));
	return connect({ code: 'VCsomeCode', baseUrl: server.url });
}

const CALL = {
	callStarted: '1602465818',
	callAnswered: 0,
	answered: '0',
	callername: 'Voicenter',
	callerphone: '0722776772',
	callstatus: 'Ringing',
	customdata: { ticket: '7' },
	direction: 'Outgoing',
	ivrid: '2020101201cc7b38df',
	recording: { Filename: '', IsMuted: '1' },
	did: '',
};

const extensionsOf = async (...extensions: object[]) =>
	listExtensionActivity(await answering({ ERR: '0', DESC: 'OK', EXTENSIONS: extensions }), {});

describe('active calls', () => {
	it('have times in milliseconds, too', async () => {
		const [inSeconds] = await extensionsOf({ username: 'SIPSIP2', calls: [CALL] });
		const [inMilliseconds] = await extensionsOf({
			username: 'SIPSIP2',
			calls: [{ ...CALL, callStarted: '1602465818000' }],
		});
		expect(inMilliseconds).toEqual(inSeconds);
	});

	it("are read as Voicenter's newer pages show them, numbers as texts or not, and absent is absent", async () => {
		const [extension] = await extensionsOf({
			name: 'User 2',
			representative: 'User 2',
			username: 'SIPSIP2',
			userID: 46454322,
			onlineUserID: 46454322,
			onlineUserStatus: 1,
			calls: [CALL],
		});
		expect(extension).toEqual({
			sip: 'SIPSIP2',
			name: 'User 2',
			userId: '46454322',
			agent: { id: '46454322', name: 'User 2' },
			agentStatusCode: 1,
			calls: [
				{
					callId: '2020101201cc7b38df',
					direction: 'outgoing',
					status: 'Ringing',
					isAnswered: false,
					callerNumber: '0722776772',
					callerE164: '+972722776772',
					callerName: 'Voicenter',
					startedAt: '2020-10-12T01:23:38.000Z',
					isMuted: true,
					extension: { sip: 'SIPSIP2', name: 'User 2', userId: '46454322' },
					agent: { id: '46454322', name: 'User 2' },
					agentStatusCode: 1,
					customData: { ticket: '7' },
				},
			],
		});
	});

	it.each([
		['no list of calls', { username: 'S1PS' }],
		['null for it', { username: 'S1PS', calls: null }],
		['an empty one', { username: 'S1PS', calls: [] }],
	])('of an extension with %s are none', async (_what, extension) => {
		expect(await extensionsOf(extension)).toEqual([{ sip: 'S1PS', calls: [] }]);
	});

	it.each([undefined, null, '', {}])(
		'with %j for the recording are not said to be muted or not',
		async (recording) => {
			const [extension] = await extensionsOf({ username: 'S1PS', calls: [{ ...CALL, recording }] });
			expect(extension?.calls[0]).not.toHaveProperty('isMuted');
		},
	);

	it('of nobody who is logged in have no agent', async () => {
		const [extension] = await extensionsOf({
			username: 'S1PS',
			name: 'Dana',
			userID: 7,
			onlineUserID: 0,
			representative: 0,
			calls: [CALL],
		});
		expect(extension?.calls[0]).not.toHaveProperty('agent');
	});
});

it('callers are listed with their queue, those who wait longest first', async () => {
	const callers = [
		{ Phone: '0501111111', CallID: 'a', JoinTime: 1602599565, Duration: 21 },
		{ Phone: '', CallID: 'b', JoinTime: 1602599500, Duration: '86' },
	];
	const queues = [
		{ Name: 'Sales Queue', ID: 12345678, Weight: 5, Callers: callers },
		{ Name: 'Support Queue', ID: 87654321, Weight: 0, Callers: null },
	];
	const answer = await listQueueActivity(await answering({ ERR: 0, DESC: 'OK', QUEUES: queues }), {});
	expect(answer).toEqual([
		{
			id: '12345678',
			name: 'Sales Queue',
			weight: 5,
			callers: [
				{
					callId: 'b',
					joinedAt: '2020-10-13T14:31:40.000Z',
					waitSeconds: 86,
					queue: { id: '12345678', name: 'Sales Queue', weight: 5 },
				},
				{
					callId: 'a',
					callerNumber: '0501111111',
					callerE164: '+972501111111',
					joinedAt: '2020-10-13T14:32:45.000Z',
					waitSeconds: 21,
					queue: { id: '12345678', name: 'Sales Queue', weight: 5 },
				},
			],
		},
		{ id: '87654321', name: 'Support Queue', weight: 0, callers: [] },
	]);
});

it.each([{ timeZone: 'Israel/Nowhere' }, { queue: 'Sales' }])(
	'%j is refused before it is sent',
	async (input) => {
		const connection = connect({ code: 'VCsomeCode', baseUrl: `http://127.0.0.1:${await closedPort()}` });
		await expect(listQueueActivity(connection, input)).rejects.toMatchObject({
			name: 'InvalidInputError',
			field: Object.keys(input)[0],
		});
	},
);
