import { listExtensionActivity, listQueueActivity } from '../../../nodes/platform/services/activeCalls';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf, refusedInput } from '../connections';

jest.setTimeout(20_000);
const simulator = useSimulator();

const requests = () => simulator.control.requests().map(({ method, path, json }) => ({ method, path, json }));
const CODE = 'VCsomeOtherAccount11';

describe('calls', () => {
	it('are asked for as the reference has it, of all extensions or of one', async () => {
		await listExtensionActivity(connectTo(simulator), {});
		await listExtensionActivity(connectTo(simulator), { extension: 'SIPSIP2' });
		const sent = { method: 'POST', path: '/comet/API/GetExtensionsCalls' };
		const { code } = simulator.account;
		expect(requests()).toEqual([
			{ ...sent, json: { code } },
			{ ...sent, json: { code, extension: 'SIPSIP2' } },
		]);
	});

	it.each(['utc', 'wallClock'] as const)('come in our words, at the time they began: %s', async (times) => {
		simulator.control.setLiveTimes(times);
		const { callId, startedAt } = simulator.control.startCall({ extension: 'SIPSIP2', did: '0722776773' });
		simulator.control.startCall({ extension: 'SIPSIP1', direction: 'outgoing', state: 'ringing' });
		const extensions = await listExtensionActivity(connectTo(simulator), {});

		const at = new Date(Math.floor(startedAt.getTime() / 1_000) * 1_000).toISOString();
		expect(extensions.map(({ sip, userId, calls }) => [sip, userId, calls.length])).toEqual([
			['SIPSIP1', '12345601', 1],
			['SIPSIP2', '12345602', 1],
			['SIPSIP3', '12345603', 0],
		]);
		expect(extensions[0]?.calls[0]).toMatchObject({
			direction: 'outgoing',
			status: 'Dialing',
			isAnswered: false,
		});
		expect(extensions[0]?.calls[0]).not.toHaveProperty('answeredAt');
		expect(extensions[1]?.calls).toEqual([
			{
				callId,
				direction: 'incoming',
				status: 'Talking',
				isAnswered: true,
				callerNumber: '0501234567',
				callerE164: '+972501234567',
				did: '0722776773',
				startedAt: at,
				answeredAt: at,
				isMuted: false,
				recordingFile: `${callId}-aws-0501234567-SIPSIP2.mp3`,
				extension: { sip: 'SIPSIP2', name: 'Extension 2', userId: '12345602' },
				agent: { id: '12345602', name: 'Extension 2' },
				agentStatusCode: 1,
			},
		]);
	});
});

describe('queues', () => {
	it('are asked for as the reference has it, all or one', async () => {
		await listQueueActivity(connectTo(simulator), {});
		await listQueueActivity(connectTo(simulator), { queue: '123456789' });
		const sent = { method: 'POST', path: '/comet/API/GetQueuesCallers' };
		const { code } = simulator.account;
		expect(requests()).toEqual([
			{ ...sent, json: { code } },
			{ ...sent, json: { code, queue: '123456789' } },
		]);
	});

	it.each(['utc', 'wallClock'] as const)('come with who waits, and since when: %s', async (times) => {
		simulator.control.setLiveTimes(times);
		const { callId } = simulator.control.joinQueue({ queue: 'sales', waitedSeconds: 90 });
		const [sales, service] = await listQueueActivity(connectTo(simulator), {});
		expect(sales).toMatchObject({
			id: '123456789',
			name: 'Sales Queue',
			callers: [{ callId, callerNumber: '0501234567', queue: { id: '123456789', name: 'Sales Queue' } }],
		});
		const { joinedAt = '', waitSeconds = 0 } = sales?.callers[0] ?? {};
		expect(Math.abs(Date.parse(joinedAt) + 90_000 - Date.now())).toBeLessThan(3_000);
		expect(waitSeconds).toBeGreaterThanOrEqual(90);
		expect(service?.callers).toEqual([]);
	});
});

describe.each([
	['calls', '/comet/API/GetExtensionsCalls', listExtensionActivity],
	['queues', '/comet/API/GetQueuesCallers', listQueueActivity],
] as const)('trouble with %s', (_what, path, list) => {
	it('a wrong code', async () => {
		const error = await failureOf(list(connectTo(simulator, CODE), {}), CODE);
		expect(error).toMatchObject({ kind: 'refused', code: 2 });
		expect(error.hint).toMatch(/Check the account code/);
	});

	it('a format that is not right', async () => {
		simulator.control.addFault({
			path,
			kind: 'garbageBody',
			body: '{"ERR":1,"DESC":"Authorization failed."}',
		});
		const error = await failureOf(list(connectTo(simulator), {}), simulator.account.code);
		expect(error).toMatchObject({ kind: 'refused', code: 1 });
		expect(error.message).toMatch(/Authorization failed\. \(1\)/);
	});

	it('an address that is not allowed', async () => {
		simulator.control.setAllowlist('nobody');
		const error = await failureOf(list(connectTo(simulator), {}), simulator.account.code);
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
	});

	it.each(['closeBeforeAnswer', 'closeMidBody'] as const)('%s, once: it is read again', async (kind) => {
		simulator.control.addFault({ path, kind });
		await expect(list(connectTo(simulator), {})).resolves.not.toEqual([]);
		expect(requests()).toHaveLength(2);
	});
});

it('an unknown extension or queue', async () => {
	const { code } = simulator.account;
	const extension = listExtensionActivity(connectTo(simulator), { extension: 'SIPSIP9' });
	expect(await failureOf(extension, code)).toMatchObject({ code: 2 });
	expect(await failureOf(listQueueActivity(connectTo(simulator), { queue: '9' }), code)).toMatchObject({
		code: 2,
	});
});

it('an extension that is none is not sent', async () => {
	const error = await refusedInput(listExtensionActivity(connectTo(simulator), { extension: '12' }));
	expect(error.field).toBe('extension');
	expect(requests()).toEqual([]);
});
