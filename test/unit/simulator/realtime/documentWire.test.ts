import { localEpochSeconds } from '../../../simulator/times';
import { any, matching } from '../support';
import { type Fields, story, type TestClient } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, play } = scene;

beforeEach(() => scene.simulator.control.setRealTimeRules({ wire: 'document' }));

describe("in the document's samples, a queue's events", () => {
	it('have these fields, in their order', async () => {
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

describe("in the document's samples, an extension's events", () => {
	const head = ['eventName', 'reason'];
	const times = ['servertime', 'servertimeoffset'];

	it('have all inside data', async () => {
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

	it('of a click-to-call say the leg as text, and of a hang-up who was called', async () => {
		const client = await listen();
		await play(client, { kind: 'clickToCall', target: '0521112233' });
		const legs = extensionData(client).map(({ currentCall }) => (currentCall as Fields)['c2cdirection']);
		expect(legs).toEqual(['1', '1', '2', '2', '2']);
		await play(client, { kind: 'outgoingCall', target: '0521112233' });
		expect(extensionData(client).at(-1)).toMatchObject({ callerID: '0722776772', cause: 'Normal hangup' });
	});

	it("of an outgoing call have its recording's name once it is answered", async () => {
		const client = await listen();
		await play(client, { kind: 'outgoingCall', target: '0521112233' });
		const recordings = extensionData(client).map(({ currentCall }) => (currentCall as Fields)['recording']);
		expect(recordings[0]).toEqual({ IsMuted: 0 });
		expect(recordings[1]).toMatchObject({ Filename: matching(/972521112233/) });
	});

	it("come before the queue's word of the answer, which names nobody", async () => {
		const client = await listen();
		await play(client, { kind: 'queueCall' });
		expect(story(client)).toEqual([
			'queue JOIN',
			'SIPSIP1 NEWCALL',
			'SIPSIP1 ANSWER',
			'queue EXIT',
			'SIPSIP1 HANGUP Normal hangup',
		]);
		expect(client.of('QueueEvent').at(-1)?.['data']).not.toHaveProperty('AnsweredAgent');
	});
});

describe("the document's snapshots", () => {
	const names = (client: TestClient) =>
		['loginStatus', 'AllExtensionsStatus'].map((name) => Object.keys(client.of(name)[0] ?? {}));

	it('have the fields of its samples', async () => {
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

	it('have what its tables have when told so', async () => {
		scene.simulator.control.setRealTimeRules({ snapshots: 'asInTheTables' });
		expect(names(await listen())).toEqual([
			['servertime', 'Queues', 'errorCode', 'errorDesc', 'servertimeoffset'],
			['servertime', 'extensions', 'errorCode', 'errorDesc', 'servertimeoffset'],
		]);
	});
});
