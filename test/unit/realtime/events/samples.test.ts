import { createEventReader, type RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { LOGIN_SUCCESS, message, sample, SAMPLE_NAMES, type SampleName } from './document';

/** What one sample says, read after the document's loginSuccess, without the copy of the wire. */
function read(name: SampleName): Omit<RealTimeEvent, 'raw'> {
	const reader = createEventReader();
	reader.read(message('loginSuccess', LOGIN_SUCCESS));
	const [event, ...others] = reader.read(sample(name));
	expect(others).toEqual([]);
	const { raw, ...said } = event ?? { event: 'other' as const, at: '', raw: {} };
	expect(raw).toEqual(sample(name).payload);
	return said;
}

const CLARK = {
	extension: { sip: 'SIPSIP1', name: 'Clark Kent' },
	agent: { id: '7654321', name: 'Clark Kent' },
	agentStatus: { id: '1', name: 'Login', since: '2020-11-30T17:13:42.000Z' },
};

describe('the document’s samples', () => {
	const incoming = {
		callId: '202012021122010135330b4f77',
		direction: 'incoming',
		callerNumber: '0501234567',
		callerName: 'Test Voicenter',
		did: '0722776772',
		startedAt: '2020-12-02T09:22:03.000Z',
		isMuted: false,
		recordingFile: '2020120-aws-0501234567-0722776772.mp3',
		...CLARK,
	};

	it('an incoming call rings on an extension', () => {
		expect(read('incomingRings')).toEqual({
			event: 'newCall',
			at: '2020-12-02T09:22:04.000Z',
			reason: 'NEWCALL',
			callStatus: 'Ringing',
			isAnswered: false,
			...incoming,
		});
	});

	it('it is answered', () => {
		expect(read('incomingAnswered')).toEqual({
			event: 'answered',
			at: '2020-12-02T09:22:04.000Z',
			reason: 'ANSWER',
			callStatus: 'Talking',
			isAnswered: true,
			answeredAt: '2020-12-02T09:22:14.000Z',
			ringSeconds: 11,
			...incoming,
		});
	});

	it('it ends: five seconds were talked', () => {
		expect(read('incomingEnded')).toEqual({
			event: 'hangUp',
			at: '2020-12-02T09:22:19.000Z',
			reason: 'HANGUP',
			cause: 'Normal hangup',
			isAnswered: true,
			answeredAt: '2020-12-02T09:22:14.000Z',
			endedAt: '2020-12-02T09:22:19.000Z',
			ringSeconds: 11,
			durationSeconds: 5,
			...incoming,
		});
	});

	const clickToCall = {
		callId: '20201200013quvnhxku5v',
		direction: 'click2call',
		callerNumber: '0501234567',
		callerName: '0501234567',
		target: '0501234567',
		startedAt: '2020-12-02T10:44:40.000Z',
		isMuted: false,
		recordingFile: '2020120-aws-0501234567-0722776772.mp3',
		...CLARK,
	};

	it.each<[SampleName, object]>([
		[
			'clickToCallLeg1Rings',
			{
				event: 'newCall',
				at: '2020-12-02T10:44:40.000Z',
				reason: 'NEWCALL',
				leg: 1,
				callStatus: 'Dialing',
				isAnswered: false,
			},
		],
		[
			'clickToCallLeg1Answered',
			{
				event: 'answered',
				at: '2020-12-02T10:44:42.000Z',
				reason: 'ANSWER',
				leg: 1,
				callStatus: 'Talking',
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:42.000Z',
				ringSeconds: 2,
			},
		],
		[
			'clickToCallLeg2Rings',
			{
				event: 'newCall',
				at: '2020-12-02T10:44:43.000Z',
				reason: 'NEWCALL',
				leg: 2,
				callStatus: 'Talking',
				isAnswered: false,
			},
		],
		[
			'clickToCallLeg2Answered',
			{
				event: 'answered',
				at: '2020-12-02T10:44:50.000Z',
				reason: 'ANSWER',
				leg: 2,
				callStatus: 'Talking',
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:50.000Z',
			},
		],
		[
			'clickToCallEnded',
			{
				event: 'hangUp',
				at: '2020-12-02T10:44:54.000Z',
				reason: 'HANGUP',
				cause: 'Normal hangup',
				leg: 2,
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:50.000Z',
				endedAt: '2020-12-02T10:44:54.000Z',
				durationSeconds: 4,
			},
		],
	])('click to call: %s', (name, said) => {
		expect(read(name)).toEqual({ ...clickToCall, ...said });
	});

	it('an agent goes to lunch: reason and times stand beside data', () => {
		expect(read('statusChange')).toEqual({
			event: 'agentStatus',
			at: '2020-12-02T11:52:44.000Z',
			reason: 'userStatusUpdate',
			extension: CLARK.extension,
			agent: CLARK.agent,
			agentStatus: { id: '3', name: 'Lunch', since: '2020-12-02T11:52:44.000Z' },
		});
	});

	it('a caller joins a queue, on a server whose clock is UTC', () => {
		expect(read('queueJoin')).toEqual({
			event: 'queueJoin',
			at: '2022-10-20T10:51:12.000Z',
			reason: 'JOIN',
			callId: '2022102013511002256fea804710c058',
			direction: 'incoming',
			callerNumber: '0722776772',
			callerName: 'Queue Testing',
			joinedAt: '2022-10-20T10:51:12.000Z',
			queue: { id: '15106', name: 'ניקיטה בדיקה' },
			waitingCalls: 1,
		});
	});

	it('a caller who waited has left: it names no agent, so it does not say that one answered', () => {
		expect(read('queueExit')).toEqual({
			event: 'queueExit',
			at: '2020-08-23T15:08:39.000Z',
			reason: 'EXIT',
			callId: '2020082015645675456434324949c071d',
			direction: 'incoming',
			queue: { id: '1234567', name: 'Queue1' },
			waitingCalls: 0,
		});
	});

	it('a caller who waited gives up', () => {
		expect(read('queueAbandoned')).toEqual({
			event: 'queueAbandoned',
			at: '2020-08-23T15:10:51.000Z',
			reason: 'ABANDONED',
			callId: '2020082015645675456434324949c0712',
			direction: 'incoming',
			queue: { id: '1234567', name: 'Queue1' },
			isAnswered: false,
			isAbandoned: true,
			isMissed: true,
			waitingCalls: 0,
		});
	});

	it('the queues at login: the snapshot has no offset of its own, loginSuccess had', () => {
		expect(read('loginStatus')).toEqual({
			event: 'queuesSnapshot',
			at: '2020-08-20T13:42:07.000Z',
			queues: [
				{
					queue: { id: '12345678', name: 'Queue1' },
					calls: [
						{
							callId: '2020082015645675456434324949c071d',
							direction: 'incoming',
							callerNumber: '0501234567',
							callerName: 'John Doe',
							joinedAt: '2020-08-20T13:41:49.000Z',
						},
					],
				},
				{ queue: { id: '12345679', name: 'Queue2' }, calls: [] },
			],
		});
	});

	it('the extensions at login', () => {
		expect(read('allExtensionsStatus')).toEqual({
			event: 'extensionsSnapshot',
			at: '2020-08-20T14:46:46.000Z',
			extensions: [
				{
					extension: { sip: 'SIPSIP1', name: 'Clark Kent' },
					agent: { id: '12345678', name: 'Clark Kent' },
					agentStatus: { id: '2', name: 'Logout' },
					calls: [],
				},
				{
					extension: { sip: 'SIPSIP2', name: 'Lois Lane' },
					agent: { id: '12345679', name: 'Lois Lane' },
					agentStatus: { id: '1', name: 'Login', since: '2020-08-20T14:35:33.000Z' },
					calls: [],
				},
			],
		});
	});

	it('no sample is left out, and none of them is unknown', () => {
		expect(SAMPLE_NAMES).toHaveLength(14);
		for (const name of SAMPLE_NAMES) expect(read(name).event).not.toBe('other');
	});
});
