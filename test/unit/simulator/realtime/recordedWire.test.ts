import { any, matching } from '../support';
import type { Fields } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, play, settle, logged } = scene;

const EXTENSION = [
	'calls',
	'userID',
	'userName',
	'number',
	'extenUser',
	'accountID',
	'topAccountID',
	'summery',
	'onlineUserID',
	'representative',
	'representativeStatus',
	'lastCallEventEpoch',
	'lastAnsweredCallEventEpoch',
	'lastHangupCallEpoch',
	'representativeUpdated',
	'peerStatus',
];
const BESIDE = ['eventName', 'reason', 'servertime', 'servertimeoffset'];

describe("a recorded extension's events", () => {
	it('have reason and times beside data, and of a hang-up four more', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'incomingCall' });
		const [ring, answer, hangUp] = client.of('ExtensionEvent') as [Fields, Fields, Fields];
		expect(Object.keys(ring)).toEqual(['data', ...BESIDE, 'telephonyservertime']);
		expect(Object.keys(answer)).toEqual(Object.keys(ring));
		const ofHangUps = ['callerID', 'ivruniqueid', 'dialStatus', 'cause'];
		expect(Object.keys(hangUp)).toEqual([...Object.keys(ring), ...ofHangUps]);
		expect(hangUp).toMatchObject({
			eventName: 'extension',
			reason: 'HANGUP',
			telephonyservertime: hangUp['servertime'],
			callerID: '0501234567',
			ivruniqueid: callId,
			dialStatus: '',
			cause: 'Normal hangup',
		});
		for (const { data } of [ring, answer, hangUp]) {
			expect(Object.keys(data as Fields)).toEqual([...EXTENSION, 'currentCall']);
		}
	});

	it('have all the fields of a call, of their types', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'queueCall', customData: { order: '7' } });
		const [ring, answer] = client.of('ExtensionEvent') as [Fields, Fields];
		const call = (ring['data'] as Fields)['currentCall'] as Fields;
		const expected = {
			callStarted: ring['servertime'],
			calldurationinterval: ring['servertime'],
			callAnswered: 0,
			answered: 0,
			callername: 'Test Voicenter',
			callerphone: '0501234567',
			outgoingcallername: '',
			outgoingcallerphone: '',
			callstatus: 'Ringing',
			customdata: { order: '7' },
			direction: 'Incoming',
			ivrid: callId,
			recording: { Filename: matching(/\.mp3$/), Options: '', ApproximateURL: '', IsMuted: 0 },
			did: '0722776772',
			relatedIvrUniqueIDs: [],
			callType: 'Incoming',
			originalCallerID: '0501234567',
			actualDialedNumber: '0722776772',
			channel: matching(/^SIP\/SIPSIP1-[0-9a-f]{8}$/),
			channel2: matching(/^SIP\/Provider-[0-9a-f]{8}$/),
			queueID: 123456789,
			isSpyed: false,
			isInternal: false,
			ip: '192.0.2.1',
			blcServerID: any(Number),
			isOpensips: false,
		};
		expect(call).toEqual(expected);
		expect(Object.keys(call)).toEqual(Object.keys(expected));
		expect((ring['data'] as Fields)['calls']).toEqual([call]);
		expect((answer['data'] as Fields)['currentCall']).toMatchObject({ answered: 1, callstatus: 'Talking' });
	});

	it('of a change of status have no time of the telephony', async () => {
		const client = await listen();
		await play(client, { kind: 'agentStatus', extension: 'SIPSIP2', status: 3 });
		const [update] = client.of('ExtensionEvent') as [Fields];
		expect(Object.keys(update)).toEqual(['data', ...BESIDE]);
		const { data } = update as { data: Fields };
		expect(Object.keys(data)).toEqual(EXTENSION);
		expect(data).toMatchObject({ extenUser: 'SIPSIP2', representativeStatus: 3, calls: [] });
		expect(data['representativeUpdated']).toBe(Number(update['servertime']) * 1000);
	});

	it('of an outgoing call name the agent and the number that is shown', async () => {
		const client = await listen();
		await play(client, { kind: 'outgoingCall', target: '0521112233' });
		const call = extensionData(client)[0]?.['currentCall'];
		expect(call).toMatchObject({
			outgoingcallername: 'John Doe',
			outgoingcallerphone: '0722776772',
			callType: 'Outgoing',
			actualDialedNumber: '0521112233',
			did: '',
		});
		expect(call).not.toHaveProperty('originalCallerID');
		expect(call).not.toHaveProperty('queueID');
	});

	it.each([
		[{ cause: 'User alerting, no answer' }, { cause: 'User alerting, no answer', dialStatus: '' }],
		[{ cause: '' }, { cause: '', dialStatus: '' }],
		[{ dialStatus: 'Recheck' }, { cause: 'Normal hangup', dialStatus: 'Recheck' }],
	] as const)('of a hang-up told to be %j', async (told, expected) => {
		const client = await listen();
		await play(client, { kind: 'incomingCall', ...told });
		expect(client.of('ExtensionEvent').at(-1)).toMatchObject({ reason: 'HANGUP', ...expected });
	});

	it('of a hang-up may have null for the call', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'incomingCall', withoutCall: true });
		expect(client.of('ExtensionEvent').at(-1)).toMatchObject({
			callerID: '',
			ivruniqueid: callId,
			data: { currentCall: null, calls: [] },
		});
	});

	it('say that a call is listened to', async () => {
		const client = await listen();
		const { control } = scene.simulator;
		control.playRealTime({ kind: 'incomingCall', talk: ['hold'], stepByStep: true }).until('answer');
		control.playRealTime({ kind: 'spyCall', stepByStep: true }).until('answer');
		await settle(client);
		const [listenedTo, listens] = client.of('AllExtensionsStatus').at(-1)?.['extensions'] as Fields[];
		expect(listenedTo).toMatchObject({ calls: [{ isSpyed: true }] });
		expect(listens).toMatchObject({ calls: [{ isSpyed: false, callstatus: 'Spying' }] });
	});
});

describe("a recorded queue's events", () => {
	it('name the agent in EXIT alone', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'queueCall' });
		const [join, exit] = client.of('QueueEvent') as [Fields, Fields];
		expect(Object.keys(exit)).toEqual(['data', ...BESIDE, 'telephonyservertime', 'ivruniqueid']);
		const data = ['QueueID', 'QueueName', 'UserID', 'DistributorID', 'IsDistributedQueue', 'Calls'];
		expect(Object.keys(join['data'] as Fields)).toEqual(data);
		expect(Object.keys(exit['data'] as Fields)).toEqual([...data, 'AnsweredAgent']);
		expect(join).toMatchObject({
			eventName: 'queue',
			ivruniqueid: callId,
			telephonyservertime: join['servertime'],
			data: {
				IsDistributedQueue: false,
				Calls: [{ ivrid: callId, CallerID: '0501234567', JoinTimeStamp: join['servertime'] }],
			},
		});
		expect(exit).toMatchObject({ reason: 'EXIT', data: { AnsweredAgent: 'John Doe', Calls: [] } });
	});
});

describe('recorded times', () => {
	it.each([null, 180, 0, -60])('are ahead of UTC by their offset: %s', async (offset) => {
		scene.simulator.control.setRealTimeRules({ serverTimeOffset: offset });
		const client = await listen();
		const before = Math.floor(Date.now() / 1000);
		await play(client, { kind: 'queueCall', outcome: 'abandoned', phones: 0 });
		const [update] = client.of('QueueEvent') as [Fields];
		const minutes = Number(update['servertimeoffset']);
		if (offset === null) expect([120, 180]).toContain(minutes);
		else expect(minutes).toBe(offset);
		const utc = Number(update['servertime']) - minutes * 60;
		expect(utc).toBeGreaterThanOrEqual(before);
		expect(utc).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
		expect(update['telephonyservertime']).toBe(update['servertime']);
	});

	it('tell the seconds that a play is told to take', async () => {
		const client = await listen();
		await play(client, { kind: 'queueCall', waitSeconds: 30, ringSeconds: 5, talkSeconds: 60 });
		const [join, exit] = client.of('QueueEvent') as [Fields, Fields];
		expect(Number(exit['servertime']) - Number(join['servertime'])).toBe(35);
		const hangUp = client.of('ExtensionEvent').at(-1);
		expect(Number(hangUp?.['servertime']) - Number(exit['servertime'])).toBe(60);
		expect(logged()).toEqual([['Queue', 'ANSWER', 60]]);
		expect(scene.simulator.control.cdrRecords()[0]).toMatchObject({ seconds_waiting_in_queue: 35 });
	});
});

describe('recorded snapshots', () => {
	it('have lower-case lists, and their times and outcome after them', async () => {
		const client = await listen();
		const end = ['servertime', 'servertimeoffset', 'errorCode', 'errorDesc'];
		const lists = {
			loginStatus: 'queues',
			AllExtensionsStatus: 'extensions',
			AllDialersStatus: 'dialers',
			AllUsersStatus: 'users',
		};
		for (const [name, list] of Object.entries(lists)) {
			const [snapshot] = client.of(name) as [Fields];
			expect(Object.keys(snapshot)).toEqual([list, ...end]);
			expect(snapshot).toMatchObject({ [list]: any(Array), errorCode: 0, errorDesc: 'OK' });
		}
		const [extension] = client.of('AllExtensionsStatus')[0]?.['extensions'] as Fields[];
		expect(Object.keys(extension ?? {})).toEqual(EXTENSION);
		expect(extension).toMatchObject({ accountID: 12345678, topAccountID: 12345678, peerStatus: null });
		expect(client.of('AllUsersStatus')[0]).toMatchObject({
			users: [{ userID: 12345601, userName: 'John Doe', accountID: 12345678 }, any(Object), any(Object)],
		});
	});

	it('answer a keepalive with its times', async () => {
		const client = await listen();
		client.emit('keepalive', client.token);
		await client.until(() => client.of('keepaliveResponse').length > 0);
		client.emit('keepalive', 'no such token');
		await client.until(() => client.of('keepaliveResponse').length > 1);
		const times = { servertime: any(Number), servertimeoffset: any(Number) };
		expect(client.of('keepaliveResponse')).toEqual([
			{ errorCode: 0, isOK: true, ...times },
			{ errorCode: 401, errorDesc: 'Unauthorized', isOK: false, ...times },
		]);
	});
});
