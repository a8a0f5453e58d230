/** What is happening now: agents, queues, and the calls' agents by the names of their statuses. */
import { activeCall } from '../../../nodes/Voicenter/actions/activeCall';
import { getAll as getAgents } from '../../../nodes/Voicenter/actions/agentStatus/getAll';
import { getAll as getQueues } from '../../../nodes/Voicenter/actions/queue/getAll';
import { useSimulator } from '../../useSimulator';
import { run } from '../operationCall';

const simulator = useSimulator();
const all = { scope: 'all', returnAll: true };
const [getCalls] = activeCall.operations;
const STATUSES = '/UserLogin/GetStatusesList';

const setStatus = async (fields: object) =>
	fetch(`${simulator.url}/UserLogin/SetStatusFromAPI`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ Code: simulator.account.code, ...fields }),
	});

describe('Agent Status: Get Many', () => {
	it('gives every extension, idle ones too, with the status by its name', async () => {
		const { callId } = simulator.control.startCall({ extension: 'SIPSIP1', caller: '0501234567' });
		await setStatus({ UserId: '12345602', ExtensionUser: 'SIPSIP2', Status: 3 });
		await setStatus({ UserId: '12345603', ExtensionUser: 'SIPSIP3', Status: 2 });
		expect(await run(simulator, getAgents, all)).toEqual([
			{
				agent: { id: '12345601', name: 'Extension 1' },
				extension: { sip: 'SIPSIP1', name: 'Extension 1', userId: '12345601' },
				...{ status: 'Login', statusCode: '1', isLoggedIn: true, isOnCall: true, calls: 1 },
				onCallSince: expect.stringMatching(/^\d{4}-.*Z$/) as string,
				...{ callStatus: 'Talking', callId, callerNumber: '0501234567' },
			},
			{
				agent: { id: '12345602', name: 'Extension 2' },
				extension: { sip: 'SIPSIP2', name: 'Extension 2', userId: '12345602' },
				...{ status: 'Lunch', statusCode: '3', isLoggedIn: true, isOnCall: false, calls: 0 },
			},
			{
				extension: { sip: 'SIPSIP3', name: 'Extension 3', userId: '12345603' },
				...{ status: 'Logout', statusCode: '2', isLoggedIn: false, isOnCall: false, calls: 0 },
			},
		]);
	});

	it('tells of the call that is talked on, not of one that rings beside it', async () => {
		simulator.control.startCall({ extension: 'SIPSIP1', state: 'ringing' });
		const { callId } = simulator.control.startCall({ extension: 'SIPSIP1' });
		expect(await run(simulator, getAgents, { ...all, scope: 'one', extension: 'SIPSIP1' })).toMatchObject([
			{ isOnCall: true, calls: 2, callStatus: 'Talking', callId },
		]);
	});

	it('says nothing of a status that the account has no name for', async () => {
		simulator.control.setAgentStatuses([{ id: 7, name: 'פרטי' }]);
		const [first] = (await run(simulator, getAgents, all)) as object[];
		expect(first).toMatchObject({ statusCode: '1' });
		expect(first).not.toHaveProperty('status');
	});

	it('gives as many as asked for', async () => {
		expect(await run(simulator, getAgents, { scope: 'all', returnAll: false, limit: 2 })).toHaveLength(2);
	});
});

describe('Queue: Get Many', () => {
	it('gives every queue, with 0 where nobody waits', async () => {
		simulator.control.joinQueue({ queue: 'sales', waitedSeconds: 20 });
		simulator.control.joinQueue({ queue: 'sales', waitedSeconds: 90 });
		const queues = (await run(simulator, getQueues, all)) as { longestWaitSeconds: number }[];
		expect(queues).toMatchObject([
			{ id: '123456789', name: 'Sales Queue', waiting: 2 },
			{ id: '1234567', name: 'Service Queue', waiting: 0, longestWaitSeconds: 0 },
		]);
		expect([90, 91, 92]).toContain(queues[0]?.longestWaitSeconds);
		expect(queues[1]).not.toHaveProperty('longestWaitingSince');
	});

	it('gives one, and as many as asked for', async () => {
		expect(await run(simulator, getQueues, { ...all, scope: 'one', queue: '1234567' })).toMatchObject([
			{ id: '1234567', waiting: 0 },
		]);
		expect(await run(simulator, getQueues, { scope: 'all', returnAll: false, limit: 1 })).toHaveLength(1);
	});
});

describe('Active Call: Get Many', () => {
	it('has the names of statuses', async () => {
		simulator.control.startCall();
		expect(await run(simulator, getCalls, all)).toMatchObject([{ agentStatusCode: 1, agentStatus: 'Login' }]);
	});

	it('comes without them where they cannot be had', async () => {
		simulator.control.startCall();
		simulator.control.addFault({ path: STATUSES, kind: 'status', status: 404, times: 10 });
		const [call] = (await run(simulator, getCalls, all)) as object[];
		expect(call).toMatchObject({ agentStatusCode: 1 });
		expect(call).not.toHaveProperty('agentStatus');
	});

	it('does not ask for them when nobody is on a call', async () => {
		await run(simulator, getCalls, all);
		expect(simulator.control.requests(STATUSES)).toEqual([]);
	});
});
