/** Conditions in a real n8n that dies or freezes while they last. */
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

const pause = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

/** A workflow that is told of a long queue, and the callers who make it long. */
async function watchQueue() {
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
	await connected(simulator);
	const callers = Array.from({ length: 3 }, () =>
		control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned', stepByStep: true }),
	);
	return {
		told,
		count: (wanted: number) =>
			until(async () => ((await told()).length >= wanted ? true : undefined), {
				...{ what: `${wanted} executions`, timeoutMs: 60_000 },
			}),
		join: () => {
			for (const caller of callers) caller.step();
		},
		leave: () => {
			for (const caller of callers) while (caller.remaining.length > 0) caller.step();
		},
		/** Told once, and once that it is over. */
		expectBoth: async () => {
			// Long enough for a second telling.
			await pause(5_000);
			const queue = { id: '123456789', name: 'Sales Queue' };
			const [began, over, ...more] = await told();
			expect(began).toMatchObject({ event: 'queueIsLong', queue, waitingCalls: 3 });
			expect(began).not.toHaveProperty('isOver', true);
			expect(over).toMatchObject({ event: 'queueIsLong', queue, isOver: true });
			expect(more).toEqual([]);
			await stage.api.deactivate(id);
			return { began, over };
		},
	};
}

it.each([
	['killed', killAndStart],
	['restarted', () => stage.n8n.restart()],
])('a queue is long while n8n is %s: told once, and once that it is over', async (_how, end) => {
	const { told, count, join, leave, expectBoth } = await watchQueue();
	join();
	await count(1);
	await end();
	await connected(simulator);
	await stage.api.login();
	// Long enough for the lists that a new connection brings, and for a second telling.
	await pause(10_000);
	expect(await told()).toHaveLength(1);
	leave();
	await count(2);
	await expectBoth();
});

const FREEZE_MS = 8_000;

/** n8n freezes, and something happens in the middle of that. */
async function whileFrozen(happens: () => unknown): Promise<void> {
	stage.n8n.freeze();
	try {
		await pause(FREEZE_MS / 2);
		await happens();
		await pause(FREEZE_MS / 2);
	} finally {
		stage.n8n.thaw();
	}
}

/** As a server does that hears nothing of a client. */
async function dropConnection(): Promise<void> {
	const { control } = simulator;
	for (const { id } of control.realTimeServers()) {
		await control.killRealTimeServer(id);
		await control.reviveRealTimeServer(id);
	}
}

it.each([
	['and its connection holds', () => Promise.resolve()],
	['and its connection is dropped', dropConnection],
])(
	'a queue gets long while n8n is frozen, and empties while it is frozen again, %s: told once, and once that it is over',
	async (_how, drop) => {
		const { told, count, join, leave, expectBoth } = await watchQueue();
		const began = Date.now();
		await whileFrozen(join);
		await count(1);
		await pause(2_000);
		expect(await told()).toHaveLength(1);
		await whileFrozen(async () => {
			await drop();
			leave();
		});
		await count(2);
		await connected(simulator);
		const both = await expectBoth();
		// The wire's times are whole seconds.
		const since = Date.parse(String(both.began?.['since']));
		expect(since).toBeGreaterThan(began + FREEZE_MS / 2 - 1_000);
		expect(since).toBeLessThan(began + FREEZE_MS);
	},
);
