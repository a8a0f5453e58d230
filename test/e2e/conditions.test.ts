/** Conditions in a real n8n that dies while they last. */
import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { type Simulator, startSimulator } from '../simulator';
import { liveWorkflows } from './liveWorkflows';
import { setStage, type Stage } from './stage';

jest.setTimeout(240_000);

let stage: Stage;
let simulator: Simulator;
beforeAll(async () => {
	stage = await setStage();
	simulator = await startSimulator({ realTime: ['4'] });
});
afterAll(async () => {
	await stage.close();
	await (simulator as Simulator | undefined)?.stop();
});

const { credentialFor, activate, connected } = liveWorkflows(() => stage);

/** As a power cut does. */
async function killAndStart(): Promise<void> {
	await stage.n8n.kill();
	await connected(simulator, 0);
	await stage.n8n.start();
}

it.each([
	['killed', killAndStart],
	['restarted', () => stage.n8n.restart()],
])('a queue is long while n8n is %s: told once, and once that it is over', async (_how, end) => {
	const { control } = simulator;
	const id = await activate(await credentialFor(simulator), {
		events: ['queueIsLong'],
		queueIsLongFrom: 3,
		queueIsOverAt: 1,
	});
	const told = async () => {
		const executions = await stage.api.listExecutions(id);
		const whole = await Promise.all(executions.reverse().map((one) => stage.api.getExecution(one.id)));
		return whole.flatMap((one) => itemsOf(one, 'Live').map(({ json }) => json));
	};
	const count = (wanted: number) =>
		until(async () => ((await told()).length >= wanted ? true : undefined), {
			...{ what: `${wanted} executions`, timeoutMs: 60_000 },
		});
	await connected(simulator);
	const waiting = Array.from({ length: 3 }, () =>
		control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned', stepByStep: true }),
	);
	for (const call of waiting) call.step();
	await count(1);
	await end();
	await connected(simulator);
	await stage.api.login();
	// Long enough for the lists that a new connection brings, and for a second telling.
	await new Promise((later) => setTimeout(later, 10_000));
	expect(await told()).toHaveLength(1);
	for (const call of waiting) while (call.remaining.length > 0) call.step();
	await count(2);
	await new Promise((later) => setTimeout(later, 5_000));
	const queue = { id: '123456789', name: 'Sales Queue' };
	const [began, over, ...more] = await told();
	expect(began).toMatchObject({ event: 'queueIsLong', queue, waitingCalls: 3 });
	expect(began).not.toHaveProperty('isOver', true);
	expect(over).toMatchObject({ event: 'queueIsLong', queue, isOver: true });
	expect(more).toEqual([]);
	await stage.api.deactivate(id);
});
