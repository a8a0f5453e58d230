import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { type Simulator, startSimulator } from '../simulator';
import { useServers } from '../useServers';
import { liveWorkflows } from './liveWorkflows';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

let stage: Stage;

beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());

const { credentialFor, makeWorkflow, activate, received, connected } = liveWorkflows(() => stage);
const kept = useServers();
const account = (generation: '1.4.8' | '2.5.1' | '4' = '2.5.1') =>
	kept(startSimulator({ realTime: [generation] }));
/** Nobody listens any more. */
async function leave(simulator: Simulator, workflowId: string) {
	await stage.api.deactivate(workflowId);
	await connected(simulator, 0);
}

describe.each(['1.4.8', '2.5.1', '4'] as const)(
	'a queue call, from a server of Socket.IO %s',
	(generation) => {
		it('starts the workflow with everything that happened', async () => {
			const simulator = await account(generation);
			const workflowId = await activate(await credentialFor(simulator));
			await connected(simulator);
			const { callId } = simulator.control.playRealTime({
				kind: 'queueCall',
				phones: 2,
				outcome: 'answered',
				waitSeconds: 12,
				talkSeconds: 30,
			});
			const summary = await received(workflowId, 'callFinished', callId);
			expect(summary).toMatchObject({
				direction: 'incoming',
				callerNumber: '0501234567',
				callerE164: '+972501234567',
				queue: { id: '123456789', name: 'Sales Queue' },
				isAnswered: true,
				durationSeconds: 30,
			});
			for (const event of ['queueJoin', 'newCall', 'answered', 'queueExit', 'hangUp']) {
				expect(await received(workflowId, event, callId)).toMatchObject({ event, callId });
			}
			await leave(simulator, workflowId);
		});
	},
);

it('n8n is restarted: the connection is made again, and events come', async () => {
	const simulator = await account();
	const workflowId = await activate(await credentialFor(simulator), { events: ['queueAbandoned'] });
	await connected(simulator);
	const before = simulator.control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' });
	await received(workflowId, 'queueAbandoned', before.callId);
	await stage.n8n.restart();
	await connected(simulator);
	await stage.api.login();
	const after = simulator.control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' });
	expect(await received(workflowId, 'queueAbandoned', after.callId)).toMatchObject({ isAbandoned: true });
	await leave(simulator, workflowId);
});

/** Whom n8n was not there for: the Call Log is asked about them for minutes, while other tests run. */
let outage:
	{ simulator: Simulator; workflowId: string; gaveUp: (string | undefined)[]; backAt: number } | undefined;
afterAll(() => outage?.simulator.stop());

it('n8n is down: it is said since when', async () => {
	const simulator = await startSimulator({ realTime: ['2.5.1'] });
	const { control } = simulator;
	const giveUp = (count: number) =>
		Array.from(
			{ length: count },
			() => control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }).callId,
		);
	const workflowId = await activate(await credentialFor(simulator), {
		events: ['queueAbandoned', 'connectionRecovered'],
		options: { recoverMissedCalls: true },
		delivery: 'batches',
		batchEvents: 5000,
		batchMilliseconds: 1000,
	});
	outage = { simulator, workflowId, gaveUp: [], backAt: 0 };
	await connected(simulator);
	const [before] = giveUp(1);
	await received(workflowId, 'queueAbandoned', before);
	// As a power cut would.
	await stage.n8n.kill();
	await connected(simulator, 0);
	const missed = giveUp(68);
	await stage.n8n.start();
	await connected(simulator);
	await stage.api.login();
	const recovered = await received(workflowId, 'connectionRecovered');
	expect(Date.parse(String(recovered['lostAt']))).toBeLessThan(Date.parse(String(recovered['at'])));
	outage.backAt = Date.parse(String(recovered['at']));
	outage.gaveUp = [before, ...missed, ...giveUp(1)];
});

describe('what fails the activation, with its reason', () => {
	// n8n tries five times before it gives up, which takes it 15 seconds.
	it('a wrong token', async () => {
		const simulator = await account();
		const wrong = await credentialFor(simulator, { realTimeToken: 'not the token' });
		await expect(activate(wrong)).rejects.toThrow(
			/Voicenter refused the real-time login.*Check the real-time login in the credential/,
		);
	});

	it('no events', async () => {
		const credentials = await credentialFor(stage.simulator);
		await expect(activate(credentials, { events: [] })).rejects.toThrow(/required parameters: events/);
	});
});

it('Voicenter cannot be reached at activation: it activates, says so, and connects when it can', async () => {
	const simulator = await account();
	const [server] = simulator.control.realTimeServers();
	await simulator.control.killRealTimeServer(server?.id ?? '');
	const workflowId = await activate(await credentialFor(simulator), {
		events: ['newCall', 'connectionWaiting', 'connectionConnected'],
	});
	expect(await received(workflowId, 'connectionWaiting')).toHaveProperty('message');
	expect(await stage.n8n.log()).toMatch(/Live: waiting for Voicenter/);
	await simulator.control.reviveRealTimeServer(server?.id ?? '');
	await connected(simulator);
	await received(workflowId, 'connectionConnected');
	const { callId } = simulator.control.playRealTime({ kind: 'incomingCall' });
	await received(workflowId, 'newCall', callId);
	await leave(simulator, workflowId);
});

it('ten workflows share one connection; nine go and it stays; the tenth closes it within a second', async () => {
	const simulator = await account();
	const credentials = await credentialFor(simulator);
	const workflows: string[] = [];
	for (let index = 0; index < 10; index++) workflows.push(await activate(credentials));
	expect(simulator.control.realTimeConnections()).toMatchObject({ open: 1, opened: 1, mostOpen: 1 });
	for (const workflowId of workflows.slice(1)) await stage.api.deactivate(workflowId);
	expect(simulator.control.realTimeConnections()).toMatchObject({ open: 1, opened: 1 });
	const { callId } = simulator.control.playRealTime({ kind: 'incomingCall' });
	await received(workflows[0] ?? '', 'newCall', callId);
	await stage.api.deactivate(workflows[0] ?? '');
	await until(() => Promise.resolve(simulator.control.realTimeConnections().open === 0 ? true : undefined), {
		what: 'the connection to close',
		timeoutMs: 1_000,
	});
});

it('events of many calls come in batches', async () => {
	const simulator = await account();
	const workflowId = await activate(await credentialFor(simulator), {
		events: ['newCall'],
		delivery: 'batches',
		batchEvents: 5,
		batchMilliseconds: 60_000,
	});
	await connected(simulator);
	for (let call = 0; call < 5; call++) simulator.control.playRealTime({ kind: 'incomingCall' });
	const execution = await stage.api.waitForExecution(workflowId);
	expect(itemsOf(execution, 'Live')).toHaveLength(5);
	await stage.api.deactivate(workflowId);
});

describe('Listen for test event', () => {
	it('gives the next event that matches, and leaves the connection', async () => {
		const simulator = await account();
		const workflowId = await makeWorkflow(await credentialFor(simulator), { events: ['queueAbandoned'] });
		const run = await stage.api.runWorkflow(workflowId, 'Live');
		if (!('executionId' in run)) throw new Error('the test did not start');
		await connected(simulator);
		simulator.control.playRealTime({ kind: 'incomingCall' });
		const { callId } = simulator.control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' });
		expect(await received(workflowId, 'queueAbandoned', callId)).toMatchObject({ isAbandoned: true });
		await connected(simulator, 0);
	});

	it('gives samples at once, without a connection', async () => {
		const workflowId = await makeWorkflow(await credentialFor(stage.simulator), {
			events: ['newCall', 'callFinished', 'agentStatus'],
			testWith: 'samples',
		});
		const execution = await stage.api.runToEnd(workflowId, 'Live');
		expect(itemsOf(execution, 'Live').map(({ json }) => json['event'])).toEqual([
			'newCall',
			'callFinished',
			'agentStatus',
		]);
		expect(stage.simulator.control.realTimeConnections().opened).toBe(0);
	});
});

it('everybody who gave up while n8n was down is told of once, also when the Call Log is asked again', async () => {
	if (!outage) throw new Error('n8n was not down');
	const { simulator, workflowId, gaveUp, backAt } = outage;
	const toldOf = async () => {
		const executions = await stage.api.listExecutions(workflowId);
		const whole = await Promise.all(executions.map(({ id }) => stage.api.getExecution(id)));
		const items = whole.flatMap((one) => itemsOf(one, 'Live').map(({ json }) => json));
		return items.filter(({ event }) => event === 'queueAbandoned').map(({ callId }) => callId);
	};
	await until(async () => ((await toldOf()).length >= gaveUp.length ? true : undefined), {
		what: 'everybody to be told of',
		timeoutMs: 120_000,
	});
	// It is asked a minute after the connection is back, and again two and a half minutes after.
	const isAgain = ({ at }: { at: Date }) => at.getTime() > backAt + 100_000;
	await until(() => simulator.control.requests('/hub/cdr/').some(isAgain) || undefined, {
		what: 'the Call Log to be asked again',
		timeoutMs: 180_000,
	});
	// Long enough for what it knows to be told, be it a second time.
	await new Promise((later) => setTimeout(later, 10_000));
	expect((await toldOf()).toSorted()).toEqual(gaveUp.toSorted());
	await stage.api.deactivate(workflowId);
}, 400_000);
