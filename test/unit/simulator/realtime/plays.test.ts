import { any, matching } from '../support';
import { type Fields, story, type TestClient } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, play, settle, logged } = scene;

const extensionsNow = async (client: TestClient) => {
	await settle(client);
	return (client.of('AllExtensionsStatus').at(-1)?.['extensions'] ?? []) as Fields[];
};
const queuesNow = async (client: TestClient) => {
	await settle(client);
	return (client.of('loginStatus').at(-1)?.['queues'] ?? []) as Fields[];
};

describe('a call through a queue', () => {
	it('joins, rings on ten phones, is answered on one and elsewhere not', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'queueCall', phones: 10, answeredBy: 'SIPSIP4' });
		const phones = Array.from({ length: 10 }, (_, index) => `SIPSIP${index + 1}`);
		expect(story(client)).toEqual([
			'queue JOIN',
			...phones.map((sip) => `${sip} NEWCALL`),
			'queue EXIT',
			'SIPSIP4 ANSWER',
			...phones.filter((sip) => sip !== 'SIPSIP4').map((sip) => `${sip} HANGUP Answered elsewhere`),
			'SIPSIP4 HANGUP Normal hangup',
		]);
		expect(logged()).toEqual([['Queue', 'ANSWER', 0]]);
		expect(scene.simulator.control.callLogRecords()[0]?.CallID).toBe(callId);
		expect(scene.simulator.control.cdrRecords()).toHaveLength(1);
	});

	it.each([
		['abandoned', 'ABANDONED', 'ABANDONE'],
		['timeout', 'ABANDONED', 'TIMEOUT'],
		['exit', 'EXIT', 'EXIT'],
	] as const)('%s: the queue says %s, the Call Log %s', async (outcome, reason, status) => {
		const client = await listen();
		await play(client, { kind: 'queueCall', outcome, phones: ['SIPSIP1', 'SIPSIP2'] });
		expect(story(client)).toEqual([
			'queue JOIN',
			'SIPSIP1 NEWCALL',
			'SIPSIP2 NEWCALL',
			`queue ${reason}`,
			'SIPSIP1 HANGUP Normal hangup',
			'SIPSIP2 HANGUP Normal hangup',
		]);
		expect(logged()).toEqual([['Queue', status, 0]]);
	});

	it('is among the snapshots while it waits and talks', async () => {
		const client = await listen();
		const call = scene.simulator.control.playRealTime({ kind: 'queueCall', stepByStep: true });
		expect(call.remaining).toEqual(['join', 'ring', 'answer', 'hangUp']);
		call.until('ring');
		expect(await queuesNow(client)).toMatchObject([
			{ QueueID: 123456789, Calls: [{ ivrid: call.callId }] },
			{ Calls: [] },
		]);
		expect((await extensionsNow(client))[0]).toMatchObject({
			extenUser: 'SIPSIP1',
			calls: [{ ivrid: call.callId, callstatus: 'Ringing', answered: 0, callAnswered: 0 }],
		});
		expect(scene.simulator.control.waitingCallers()).toMatchObject([{ callId: call.callId }]);

		expect(call.step()).toBe('answer');
		expect(await queuesNow(client)).toMatchObject([{ Calls: [] }, { Calls: [] }]);
		expect((await extensionsNow(client))[0]).toMatchObject({
			calls: [{ callstatus: 'Talking', answered: 1 }],
		});
		expect(logged()).toEqual([]);

		call.finish();
		await call.done;
		expect((await extensionsNow(client))[0]).toMatchObject({ calls: [] });
		expect(logged()).toHaveLength(1);
		expect(call.step()).toBeUndefined();
	});
});

describe('during a call', () => {
	it('hold, mute and a transfer', async () => {
		const client = await listen();
		const { callId } = await play(client, {
			kind: 'queueCall',
			talk: ['hold', 'unhold', 'mute', 'hold', 'unmute', 'unhold', { transferTo: 'SIPSIP2' }],
			talkSeconds: 20,
		});
		expect(story(client)).toEqual([
			'queue JOIN',
			'SIPSIP1 NEWCALL',
			'queue EXIT',
			'SIPSIP1 ANSWER',
			'SIPSIP1 HOLD',
			'SIPSIP1 UNHOLD',
			'SIPSIP1 HOLD',
			'SIPSIP1 UNHOLD',
			'SIPSIP1 HANGUP Normal hangup',
			'SIPSIP2 NEWCALL',
			'SIPSIP2 ANSWER',
			'SIPSIP2 HANGUP Normal hangup',
		]);
		const muted = extensionData(client).map(
			({ currentCall }) => (currentCall as { recording: Fields }).recording['IsMuted'],
		);
		expect(muted.slice(0, 6)).toEqual([0, 0, 0, 0, 1, 0]);
		expect(extensionData(client)[2]).toMatchObject({
			currentCall: { callstatus: 'Hold', queueID: 123456789 },
		});
		expect(logged()).toEqual([
			['Queue', 'ANSWER', 0],
			['XferCDR', 'ANSWER', 20],
		]);
		expect(scene.simulator.control.cdrRecords()[1]).toMatchObject({ OriginalIvrUniqueID: callId });
	});
});

describe('calls that we place', () => {
	it('a click-to-call has both legs on the extension', async () => {
		const client = await listen();
		const { callId } = await play(client, { kind: 'clickToCall', target: '0521112233' });
		expect(
			client.of('ExtensionEvent').map(({ reason, data }) => {
				const call = (data as Fields)['currentCall'] as Fields;
				return [reason, call['c2cdirection'], call['callstatus'], call['answered'], call['callerphone']];
			}),
		).toEqual([
			['NEWCALL', 1, 'Dialing', 0, '0521112233'],
			['ANSWER', 1, 'Talking', 1, '0521112233'],
			['NEWCALL', 2, 'Talking', 0, '0521112233'],
			['ANSWER', 2, 'Talking', 1, '0521112233'],
			['HANGUP', 2, 'Talking', 1, '0521112233'],
		]);
		expect(extensionData(client)[0]).toMatchObject({
			currentCall: { direction: 'Click2Call', did: '', ivrid: callId },
		});
		expect(scene.simulator.control.callLogRecords().map(({ Type, CallID }) => [Type, CallID])).toEqual([
			['Click2Call leg1', callId],
			['Click2Call leg2', callId],
		]);
	});

	it('a click-to-call that the agent does not take is rejected', async () => {
		const client = await listen();
		await play(client, { kind: 'clickToCall', outcome: 'phoneNoAnswer' });
		expect(story(client)).toEqual(['SIPSIP1 NEWCALL', 'SIPSIP1 HANGUP Call Rejected']);
		expect(logged()).toEqual([['Click2Call leg1', 'NOANSWER', 0]]);
	});

	it("an outgoing call says whom it calls, with the recording's name from the start", async () => {
		const client = await listen();
		await play(client, { kind: 'outgoingCall', target: '0521112233' });
		const call = { direction: 'Outgoing', callerphone: '0521112233', actualDialedNumber: '0521112233' };
		const recording = { Filename: matching(/972521112233/) };
		expect(client.of('ExtensionEvent')).toMatchObject([
			{ reason: 'NEWCALL', data: { currentCall: { ...call, callstatus: 'Dialing', recording } } },
			{ reason: 'ANSWER', data: { currentCall: { ...call, answered: 1 } } },
			{ reason: 'HANGUP', callerID: '0521112233' },
		]);
		expect(logged()).toEqual([['Extension Outgoing', 'ANSWER', 0]]);
	});

	it.each([
		['noAnswer', 'No user responding', 'NOANSWER'],
		['busy', 'User busy', 'BUSY'],
		['cancelled', 'Normal hangup', 'CANCEL'],
	] as const)('an outgoing call, %s: the hang-up says %s', async (outcome, cause, status) => {
		const client = await listen();
		await play(client, { kind: 'outgoingCall', outcome });
		expect(story(client)).toEqual(['SIPSIP1 NEWCALL', `SIPSIP1 HANGUP ${cause}`]);
		expect(logged()).toEqual([['Extension Outgoing', status, 0]]);
	});

	it('an extension that listens to another', async () => {
		const client = await listen();
		await play(client, { kind: 'spyCall', extension: 'SIPSIP2', on: 'SIPSIP1' });
		expect(story(client)).toEqual(['SIPSIP2 NEWCALL', 'SIPSIP2 ANSWER', 'SIPSIP2 HANGUP Normal hangup']);
		expect(extensionData(client)[1]).toMatchObject({
			currentCall: { callstatus: 'Spying', direction: 'Spy', callerphone: 'SIPSIP1' },
		});
	});

	it("a dialer's event, and its campaign on calls", async () => {
		const client = await listen();
		await play(client, { kind: 'dialerEvent' });
		await play(client, { kind: 'incomingCall', campaignId: 13570 });
		expect(client.of('DialerEvent')).toMatchObject([{ eventName: 'dialer', data: { code: any(String) } }]);
		expect(extensionData(client)[0]).toMatchObject({ campaignID: 13570 });
	});
});

describe('who gets what', () => {
	it('a user gets their own extensions, no queues and no dialers; an account gets all', async () => {
		const [john] = scene.simulator.account.extensions;
		const user = await listen('User', { email: john?.user.email, pin: john?.user.pin });
		const { username, password } = scene.simulator.account.realTime;
		const account = await listen('Account', { username, password });
		expect(user.of('loginStatus')[0]).toMatchObject({ queues: [] });
		expect(user.of('AllExtensionsStatus')[0]).toMatchObject({ extensions: [{ extenUser: 'SIPSIP1' }] });
		expect(user.of('AllDialersStatus')[0]).toMatchObject({ dialers: [] });

		scene.simulator.control.playRealTime({ kind: 'queueCall', phones: ['SIPSIP1', 'SIPSIP2'] });
		scene.simulator.control.playRealTime({ kind: 'dialerEvent' });
		await Promise.all([settle(user), settle(account)]);
		expect(story(user)).toEqual(['SIPSIP1 NEWCALL', 'SIPSIP1 ANSWER', 'SIPSIP1 HANGUP Normal hangup']);
		expect(user.of('DialerEvent')).toEqual([]);
		expect(story(account)).toHaveLength(7);
		expect(account.of('DialerEvent')).toHaveLength(1);
	});
});

describe('while nobody listens', () => {
	it('calls go on, and land in the Call Log', async () => {
		await scene.simulator.control.killRealTimeServer(scene.serverId);
		const { callId } = scene.simulator.control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' });
		expect(scene.simulator.control.callLogRecords()).toMatchObject([
			{ CallID: callId, DialStatus: 'ABANDONE' },
		]);
		expect(scene.simulator.control.realTimeDeliveries()).toEqual([]);
	});

	it('a play goes on by itself at its pace, until a reset', async () => {
		const paced = scene.simulator.control.playRealTime({ kind: 'incomingCall', paceMs: 20 });
		expect(paced.remaining).toEqual(['answer', 'hangUp']);
		await paced.done;
		expect(logged()).toHaveLength(1);

		const stopped = scene.simulator.control.playRealTime({ kind: 'incomingCall', paceMs: 20 });
		scene.simulator.control.reset();
		await new Promise((later) => setTimeout(later, 100));
		expect(stopped.remaining).toEqual(['answer', 'hangUp']);
		expect(logged()).toEqual([]);
	});
});
