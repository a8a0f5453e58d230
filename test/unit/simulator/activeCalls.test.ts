import { useSimulator } from '../../useSimulator';
import { localEpochSeconds } from '../../simulator/times';
import { any, get, postJson } from './support';

const simulator = useSimulator();

const extensionsCalls = async (body: Record<string, unknown> = {}) =>
	(
		await postJson(`${simulator.url}/comet/API/GetExtensionsCalls`, { code: simulator.account.code, ...body })
	).json();
const callsOn = async (extension: string) => {
	const { EXTENSIONS } = await extensionsCalls({ extension });
	return (EXTENSIONS as { calls: unknown[] }[]).flatMap(({ calls }) => calls);
};
const queuesCallers = async (body: Record<string, unknown> = {}) =>
	(
		await postJson(`${simulator.url}/comet/API/GetQueuesCallers`, { code: simulator.account.code, ...body })
	).json();

describe('GetExtensionsCalls', () => {
	it("lists every extension with its calls, in the reference's fields", async () => {
		const { callId, startedAt } = simulator.control.startCall({ extension: 'SIPSIP1', did: '0722776773' });
		const answer = await extensionsCalls();

		expect(answer).toMatchObject({ ERR: 0, DESC: 'OK' });
		const [first, second] = answer['EXTENSIONS'] as unknown[];
		const epoch = Math.floor(startedAt.getTime() / 1000);
		expect(first).toEqual({
			name: 'Extension 1',
			username: 'SIPSIP1',
			userID: 12345601,
			onlineUserID: 12345601,
			onlineUserStatus: 1,
			representative: 12345601,
			calls: [
				{
					callStarted: epoch,
					callAnswered: epoch,
					answered: 1,
					callerphone: '0501234567',
					callstatus: 'Talking',
					direction: 'Incoming',
					ivrid: callId,
					recording: { Filename: `${callId}-aws-0501234567-SIPSIP1.mp3`, IsMuted: 0 },
					did: '0722776773',
				},
			],
		});
		expect(second).toMatchObject({ username: 'SIPSIP2', calls: [] });
	});

	it('counts the account’s wall clock, as the events do, when told so', async () => {
		simulator.control.setLiveTimes('wallClock');
		const { startedAt } = simulator.control.startCall();
		const callStarted = localEpochSeconds(startedAt);
		expect(await callsOn('SIPSIP1')).toMatchObject([{ callStarted, callAnswered: callStarted }]);

		const { joinedAt } = simulator.control.joinQueue({ queue: 'sales', waitedSeconds: 90 });
		const caller = { JoinTime: localEpochSeconds(joinedAt), Duration: any(Number) };
		expect(await queuesCallers({ queue: 123456789 })).toMatchObject({ QUEUES: [{ Callers: [caller] }] });
	});

	it('tells ringing, dialling and talking apart, and who is on the other side', async () => {
		simulator.control.startCall({ state: 'ringing', caller: '0501111111' });
		const outgoing = { direction: 'outgoing', caller: '0502222222', state: 'ringing' } as const;
		const { callId } = simulator.control.startCall(outgoing);
		expect(await callsOn('SIPSIP1')).toMatchObject([
			{
				callstatus: 'Ringing',
				direction: 'Incoming',
				callerphone: '0501111111',
				answered: 0,
				callAnswered: 0,
			},
			{ callstatus: 'Dialing', direction: 'Outgoing', callerphone: '0502222222', did: '' },
		]);

		simulator.control.answerCall(callId);
		expect(await callsOn('SIPSIP1')).toMatchObject([{}, { callstatus: 'Talking', answered: 1 }]);
	});

	it('shows a click-to-call, on the extension that it calls too', async () => {
		await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
			code: simulator.account.code,
			action: 'call',
			phone: 'SIPSIP1',
			target: 'SIPSIP2',
			record: 'True',
		});
		const [{ callId } = { callId: '' }] = simulator.control.calls();
		const recording = { Filename: `${callId}-aws-SIPSIP1-SIPSIP2.mp3`, IsMuted: 0 };
		const shown = { direction: 'Click2Call', ivrid: callId, recording };
		expect(await callsOn('SIPSIP1')).toMatchObject([{ ...shown, callerphone: 'SIPSIP2' }]);
		expect(await callsOn('SIPSIP2')).toMatchObject([{ ...shown, callerphone: 'SIPSIP1' }]);
	});

	it('shows what is muted', async () => {
		simulator.control.startCall();
		await postJson(`${simulator.url}/Comet/API/MuteUnmuteCalls`, { extension: 'SIPSIP1', state: '1' });
		expect(await callsOn('SIPSIP1')).toMatchObject([{ recording: { IsMuted: 1 } }]);
	});

	it('no longer shows a call that was hung up, and that leaves a record', async () => {
		const { callId } = simulator.control.startCall({ customData: { ticket: '7' } });
		simulator.control.startCall({ extension: 'SIPSIP2', direction: 'outgoing', state: 'ringing' });
		const missed = simulator.control.startCall({ state: 'ringing' });
		for (const call of simulator.control.calls()) simulator.control.hangUpCall(call.callId);

		expect(await callsOn('SIPSIP1')).toEqual([]);
		expect(simulator.control.cdrRecords()).toMatchObject([
			{
				ivruniqueid: callId,
				type: 'Incoming Call',
				status: 'ANSWER',
				targetextension: 'SIPSIP1',
				did: '0722776772',
				record: `https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/${callId}-aws-0501234567-SIPSIP1.mp3`,
				CustomData: { ticket: '7' },
			},
			{ type: 'Extension Outgoing', status: 'CANCEL', target: '972501234567', callerextension: 'SIPSIP2' },
			{ ivruniqueid: missed.callId, status: 'NOANSWER', record: '' },
		]);
	});

	it("shows a sub-account's code the sub-account's extensions", async () => {
		const { EXTENSIONS } = await extensionsCalls({ code: simulator.account.departments[1]?.code });
		expect(EXTENSIONS).toMatchObject([{ username: 'SIPSIP2' }, { username: 'SIPSIP3' }]);
	});

	it('knows who is logged out', async () => {
		simulator.control.setExtension('SIPSIP1', { online: false });
		expect((await extensionsCalls({ extension: 'SIPSIP1' }))['EXTENSIONS']).toMatchObject([
			{ userID: 12345601, onlineUserID: 0, onlineUserStatus: 2, representative: 0 },
		]);
	});

	it('takes a GET', async () => {
		const query = { code: simulator.account.code, extension: 'SIPSIP1' };
		const answer = await get(`${simulator.url}/comet/API/GetExtensionsCalls`, query);
		expect(answer.json()).toMatchObject({ ERR: 0, EXTENSIONS: [{ username: 'SIPSIP1' }] });
	});
});

describe('GetQueuesCallers', () => {
	it('lists every queue with who waits there', async () => {
		const { callId } = simulator.control.joinQueue({
			queue: 'sales',
			caller: '0501234567',
			waitedSeconds: 30,
		});
		const answer = await queuesCallers();

		expect(answer).toEqual({
			ERR: 0,
			DESC: 'OK',
			QUEUES: [
				{
					Name: 'Sales Queue',
					ID: 123456789,
					Weight: 0,
					Callers: [{ Phone: '0501234567', CallID: callId, JoinTime: any(Number), Duration: any(Number) }],
				},
				{ Name: 'Service Queue', ID: 1234567, Weight: 0, Callers: [] },
			],
		});
		expect(answer).toMatchObject({
			QUEUES: [{ Callers: [{ JoinTime: Math.floor(Date.now() / 1000) - 30 }] }, {}],
		});

		simulator.control.leaveQueue(callId);
		expect(await queuesCallers({ queue: 123456789 })).toMatchObject({ QUEUES: [{ Callers: [] }] });
		expect(() => simulator.control.leaveQueue(callId)).toThrow('waits in a queue');
	});

	it('a caller who waited is answered under the same call id', async () => {
		const { callId } = simulator.control.joinQueue({ queue: 1234567 });
		simulator.control.leaveQueue(callId);
		simulator.control.startCall({ callId });
		expect(await callsOn('SIPSIP1')).toMatchObject([{ ivrid: callId }]);
		expect(() => simulator.control.startCall({ callId })).toThrow('is a call already');
	});
});

it.each([
	['no code', { code: undefined }],
	['a wrong code', { code: 'XXXXXXXXXXXXXXX' }],
	['an unknown extension or queue', { extension: 'SIPSIP9', queue: 1 }],
])('both answer %s with ERR 2', async (_, body) => {
	expect(await extensionsCalls(body)).toEqual({ ERR: 2, DESC: 'Bad parameters', EXTENSIONS: [] });
	expect(await queuesCallers(body)).toEqual({ ERR: 2, DESC: 'Bad parameters', QUEUES: [] });
});

it('answers a body that is no JSON object with ERR 1', async () => {
	const answer = await postJson(`${simulator.url}/comet/API/GetExtensionsCalls`, '[]');
	expect(answer.json()).toEqual({ ERR: 1, DESC: 'Bad format', EXTENSIONS: [] });
});

it('refuses an address that is not on the allow-list', async () => {
	simulator.control.setAllowlist('nobody');
	expect(await extensionsCalls()).toMatchObject({ ERR: 2, DESC: 'IP address 127.0.0.1 is not trusted' });
});

it('control names what it does not know', () => {
	expect(() => simulator.control.startCall({ extension: 'SIPSIP9' })).toThrow('there is no SIPSIP9');
	expect(() => simulator.control.joinQueue({ queue: 'lost' })).toThrow('there is no "lost"');
});
