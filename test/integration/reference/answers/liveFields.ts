/** As fields.ts, of active calls and queue callers (§8). */
import { type AnswerCase, VERDICT } from './answer';

const now = Math.floor(Date.now() / 1_000);
const iso = (epoch: number) => new Date(epoch * 1_000).toISOString();

/** All of them. */
export const LIVE_ANSWERS: readonly AnswerCase[] = [
	{
		method: 'GetExtensionsCalls',
		answer: {
			...{ ERR: 0, DESC: 'OK' },
			EXTENSIONS: [
				{
					...{ name: 'Extension 1', username: 'SIPSIP1', userID: 12345601, onlineUserID: 12345602 },
					...{ onlineUserStatus: 1, representative: 'Walter Melon' },
					calls: [
						{
							...{ callStarted: now - 60, callAnswered: now - 50, answered: 1, callerphone: '0501234567' },
							...{ callstatus: 'Talking', direction: 'Incoming', ivrid: 'call-1', did: '0722776772' },
							recording: { Filename: 'a.mp3', IsMuted: 1 },
						},
					],
				},
			],
		},
		shown: {
			...{ ERR: VERDICT, DESC: 'is the text of an error' },
			'EXTENSIONS[].name': ['extension.name', 'Extension 1'],
			'EXTENSIONS[].username': ['extension.sip', 'SIPSIP1'],
			'EXTENSIONS[].userID': ['extension.userId', '12345601'],
			'EXTENSIONS[].onlineUserID': ['agent.id', '12345602'],
			'EXTENSIONS[].onlineUserStatus': ['agentStatusCode', 1],
			'EXTENSIONS[].representative': ['agent.name', 'Walter Melon'],
			'EXTENSIONS[].calls[].callStarted': ['startedAt', iso(now - 60)],
			'EXTENSIONS[].calls[].callAnswered': ['answeredAt', iso(now - 50)],
			'EXTENSIONS[].calls[].answered': ['isAnswered', true],
			'EXTENSIONS[].calls[].callerphone': ['callerNumber', '0501234567'],
			'EXTENSIONS[].calls[].callstatus': ['status', 'Talking'],
			'EXTENSIONS[].calls[].direction': ['direction', 'incoming'],
			'EXTENSIONS[].calls[].ivrid': ['callId', 'call-1'],
			'EXTENSIONS[].calls[].recording.Filename': ['recordingFile', 'a.mp3'],
			'EXTENSIONS[].calls[].recording.IsMuted': ['isMuted', true],
			'EXTENSIONS[].calls[].did': ['did', '0722776772'],
		},
	},
	{
		method: 'GetQueuesCallers',
		answer: {
			...{ ERR: 0, DESC: 'OK' },
			QUEUES: [
				{
					...{ Name: 'Sales Queue', ID: 123456789, Weight: 3 },
					Callers: [{ Phone: '0501234567', CallID: 'call-1', JoinTime: now - 40, Duration: 40 }],
				},
			],
		},
		shown: {
			...{ ERR: VERDICT, DESC: 'is the text of an error' },
			'QUEUES[].Name': ['queue.name', 'Sales Queue'],
			'QUEUES[].ID': ['queue.id', '123456789'],
			'QUEUES[].Weight': ['queue.weight', 3],
			'QUEUES[].Callers[].Phone': ['callerNumber', '0501234567'],
			'QUEUES[].Callers[].CallID': ['callId', 'call-1'],
			'QUEUES[].Callers[].JoinTime': ['joinedAt', iso(now - 40)],
			'QUEUES[].Callers[].Duration': ['waitSeconds', 40],
		},
	},
];
