import { localEpochSeconds } from '../../../simulator/times';
import { any, matching } from '../support';
import type { Fields, TestClient } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, play, logged } = scene;

describe("a queue's events", () => {
	it("has the fields of the document's samples, in their order", async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'queueCall', outcome: 'abandoned', phones: 0 });
		const [join, left] = client.of('QueueEvent') as [Fields, Fields];
		expect(Object.keys(join)).toEqual([
			'data',
			'eventName',
			'reason',
			'servertime',
			'servertimeoffset',
			'telephonyservertime',
			'ivruniqueid',
		]);
		expect(join).toMatchObject({
			eventName: 'queue',
			ivruniqueid: callId,
			data: {
				QueueID: 123456789,
				QueueName: 'Sales Queue',
				Calls: [
					{
						CallerID: '0501234567',
						CallerName: 'Test Voicenter',
						IvrUniqueID: callId,
						JoinTimeStamp: join['servertime'],
						calldurationinterval: join['servertime'],
						ivrid: callId,
						customdata: {},
					},
				],
			},
		});
		expect(left).toMatchObject({ reason: 'ABANDONED', ivruniqueid: callId, data: { Calls: [] } });
	});

	it("say the telephony's time by the account's clock, also where the servers' own is UTC: the sample of JOIN", async () => {
		scene.simulator.control.setRealTimeRules({ serverTimeOffset: 0 });
		const client = await listen();
		await play(client, { kind: 'queueCall', outcome: 'abandoned', phones: 0 });
		const [join] = client.of('QueueEvent') as [{ servertime: number; telephonyservertime: number }];
		const clock = localEpochSeconds(new Date(join.servertime * 1000));
		expect(clock).toBeGreaterThan(join.servertime);
		expect(join.telephonyservertime).toBe(clock);
	});
});

const body = [
	'calls',
	'userID',
	'userName',
	'number',
	'extenUser',
	'summery',
	'onlineUserID',
	'representative',
	'representativeStatus',
	'lastCallEventEpoch',
	'lastAnsweredCallEventEpoch',
	'lastHangupCallEpoch',
	'representativeUpdated',
];

describe("an extension's events", () => {
	const head = ['eventName', 'reason'];
	const times = ['servertime', 'servertimeoffset'];

	it("have the fields of the document's samples, all inside data", async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'incomingCall' });
		for (const payload of client.of('ExtensionEvent')) expect(Object.keys(payload)).toEqual(['data']);
		const [ring, answer, hangUp] = extensionData(client) as [Fields, Fields, Fields];
		expect(Object.keys(ring)).toEqual([...head, ...times, ...body, 'currentCall']);
		expect(Object.keys(answer)).toEqual(Object.keys(ring));
		expect(Object.keys(hangUp)).toEqual([
			...head,
			'cause',
			'callerID',
			'ivruniqueid',
			...times,
			...body,
			'currentCall',
		]);
		const call = {
			callStarted: ring['servertime'],
			calldurationinterval: ring['servertime'],
			callAnswered: 0,
			answered: 0,
			callername: 'Test Voicenter',
			callerphone: '0501234567',
			callstatus: 'Ringing',
			customdata: {},
			direction: 'Incoming',
			ivrid: callId,
			recording: { Filename: matching(/\.mp3$/), IsMuted: 0 },
			did: '0722776772',
		};
		expect(ring).toMatchObject({
			eventName: 'extension',
			reason: 'NEWCALL',
			calls: [call],
			currentCall: call,
		});
		expect(Object.keys(ring['currentCall'] as Fields)).toEqual(Object.keys(call));
		expect(answer['currentCall']).toMatchObject({
			answered: 1,
			callstatus: 'Talking',
			callAnswered: any(Number),
		});
		expect(hangUp).toMatchObject({
			cause: 'Normal hangup',
			callerID: '0501234567',
			ivruniqueid: callId,
			calls: [],
			currentCall: { callstatus: 'Talking', answered: 1 },
		});
	});

	it('of a change of status have its reason and times beside data', async () => {
		const client = await listen();
		await play(client, { kind: 'agentStatus', extension: 'SIPSIP2', status: 3 });
		const [update] = client.of('ExtensionEvent') as [Fields];
		expect(Object.keys(update)).toEqual([...head, ...times, 'data']);
		const { data } = update as { data: Fields };
		expect(Object.keys(data)).toEqual(body);
		expect(data).toMatchObject({ extenUser: 'SIPSIP2', representativeStatus: 3, calls: [] });
		expect(data['representativeUpdated']).toBe(Number(update['servertime']) * 1000);
		expect(scene.simulator.control.agentStates()).toMatchObject([{ extension: 'SIPSIP2', status: 3 }]);
	});

	it('have all of it beside data when told so', async () => {
		scene.simulator.control.setRealTimeRules({ extensionEvents: 'beside' });
		const client = await listen();
		const { callId } = await play(client, { kind: 'incomingCall', outcome: 'missed' });
		const [ring, hangUp] = client.of('ExtensionEvent') as [Fields, Fields];
		expect(Object.keys(ring)).toEqual([...head, ...times, 'ivruniqueid', 'data']);
		expect(hangUp).toMatchObject({ reason: 'HANGUP', cause: 'Normal hangup', ivruniqueid: callId });
		expect(hangUp['data']).not.toHaveProperty('reason');
	});

	it.each([null, 180, 0, -60])('have times that are ahead of UTC by their offset: %s', async (offset) => {
		scene.simulator.control.setRealTimeRules({ serverTimeOffset: offset });
		const client = await listen();
		const before = Math.floor(Date.now() / 1000);
		await play(client, { kind: 'agentStatus' });
		const [update] = client.of('ExtensionEvent') as [Fields];
		const minutes = Number(update['servertimeoffset']);
		if (offset === null) expect([120, 180]).toContain(minutes);
		else expect(minutes).toBe(offset);
		const utc = Number(update['servertime']) - minutes * 60;
		expect(utc).toBeGreaterThanOrEqual(before);
		expect(utc).toBeLessThan(before + 60);
	});

	it('tell the seconds that a play is told to take', async () => {
		const client = await listen();
		await play(client, { kind: 'queueCall', waitSeconds: 30, ringSeconds: 5, talkSeconds: 60 });
		const [join, exit] = client.of('QueueEvent') as [Fields, Fields];
		expect(Number(exit['servertime']) - Number(join['servertime'])).toBe(35);
		const hangUp = extensionData(client).at(-1);
		expect(Number(hangUp?.['servertime']) - Number(exit['servertime'])).toBe(60);
		expect(logged()).toEqual([['Queue', 'ANSWER', 60]]);
		expect(scene.simulator.control.cdrRecords()[0]).toMatchObject({ seconds_waiting_in_queue: 35 });
	});
});

describe('snapshots', () => {
	const names = (client: TestClient) =>
		['loginStatus', 'AllExtensionsStatus'].map((name) => Object.keys(client.of(name)[0] ?? {}));

	it("have the fields of the document's samples", async () => {
		const client = await listen();
		expect(names(client)).toEqual([
			['servertime', 'queues', 'errorCode'],
			['servertime', 'extensions', 'errorCode'],
		]);
		const [extension] = client.of('AllExtensionsStatus')[0]?.['extensions'] as Fields[];
		expect(Object.keys(extension ?? {})).toEqual([...body, 'peerStatus']);
		expect(client.of('AllUsersStatus')[0]).toMatchObject({
			users: [{ userID: 12345601, userName: 'John Doe', accountID: 12345678 }, any(Object), any(Object)],
		});
	});

	it('have what the tables have when told so', async () => {
		scene.simulator.control.setRealTimeRules({ snapshots: 'asInTheTables' });
		expect(names(await listen())).toEqual([
			['servertime', 'Queues', 'errorCode', 'errorDesc', 'servertimeoffset'],
			['servertime', 'extensions', 'errorCode', 'errorDesc', 'servertimeoffset'],
		]);
	});
});
