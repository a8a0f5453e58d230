import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { type Simulator, startSimulator } from '../../simulator';
import { joining } from './listener';
import type { Command, Message } from './ownProcess';

/** The larger form of the last test: as many as the promise counts. */
const RECONNECTS = Number(process.env['VOICENTER_RECONNECTS'] ?? 60);
const MOST_GROWTH_BYTES = 5 * 1_048_576;

let simulator: Simulator;
let child: ChildProcess;
let messages: Message[];
beforeEach(async () => {
	simulator = await startSimulator({ realTime: ['2.5.1', '4'] });
	messages = [];
	child = fork(path.join(__dirname, 'ownProcess.ts'), {
		execArgv: ['--import', 'tsx', '--expose-gc'],
	});
	child.on('message', (message: Message) => messages.push(message));
});
afterEach(async () => {
	child.kill('SIGKILL');
	await simulator.stop();
});

async function message<Wanted extends Message>(
	wanted: (given: Message) => given is Wanted,
	from = 0,
): Promise<Wanted> {
	for (;;) {
		const found = messages.slice(from).find(wanted);
		if (found) return found;
		await once(child, 'message');
	}
}

async function ask(command: Command): Promise<{ heapBytes: number }> {
	const from = messages.length;
	child.send(command);
	return message(
		(given): given is Extract<Message, { done: string }> => 'done' in given && given.done === command.do,
		from,
	);
}

const change = (state: string, from = 0) =>
	message((given): given is { change: string } => 'change' in given && given.change === state, from);

/** The process ends of its own accord as soon as nothing is left to wait for. */
async function expectNothingLeft(): Promise<void> {
	await ask({ do: 'leave' });
	const ended = once(child, 'exit');
	await ask({ do: 'end' });
	const [code] = (await ended) as [number | null];
	expect(code).toBe(0);
}

async function killAll(): Promise<void> {
	for (const { id } of simulator.control.realTimeServers()) await simulator.control.killRealTimeServer(id);
}

function freezeAll(): void {
	for (const { id } of simulator.control.realTimeServers()) simulator.control.freezeRealTimeServer(id);
}

const joinCommand = (): Command => {
	const { account, login, timings } = joining(simulator, { stableMs: 0 });
	return { do: 'join', options: { account, login, timings } };
};

describe('nothing is left of a session', () => {
	test('that is live', async () => {
		await ask(joinCommand());
		await change('connected');
		await expectNothingLeft();
		expect(simulator.control.realTimeConnections().open).toBe(0);
	});

	test('by polling', async () => {
		for (const { id } of simulator.control.realTimeServers()) {
			simulator.control.setRealTimeDoor(id, { blockWebSocket: true });
		}
		await ask(joinCommand());
		await change('connected');
		await expectNothingLeft();
		expect(simulator.control.realTimeConnections().open).toBe(0);
	});

	test('whose servers are all dead', async () => {
		await killAll();
		await ask(joinCommand());
		await change('waiting');
		await expectNothingLeft();
	});

	test('whose server has frozen', async () => {
		await ask(joinCommand());
		await change('connected');
		freezeAll();
		await expectNothingLeft();
	});

	test('that is connecting to a server that has frozen', async () => {
		await ask(joinCommand());
		await change('connected');
		for (const { id, connections } of simulator.control.realTimeServers()) {
			if (connections === 0) simulator.control.freezeRealTimeServer(id);
		}
		for (const { id, connections } of simulator.control.realTimeServers()) {
			if (connections > 0) await simulator.control.killRealTimeServer(id);
		}
		await change('lost');
		await expectNothingLeft();
	});

	test('whose login has an outage', async () => {
		simulator.control.setRealTimeRules({ login: 'unavailable' });
		await ask(joinCommand());
		await change('waiting');
		await expectNothingLeft();
	});
});

test(`nothing gathers in ${RECONNECTS} reconnects`, async () => {
	const { control } = simulator;
	await ask(joinCommand());
	let afterTen = 0;
	for (let round = 1; round <= RECONNECTS; round++) {
		const from = messages.length;
		const id = control.realTimeConnections().connections[0]?.serverId ?? '';
		await control.killRealTimeServer(id);
		await change('recovered', from);
		await control.reviveRealTimeServer(id);
		if (round === 10) afterTen = (await ask({ do: 'measure' })).heapBytes;
	}
	await ask({ do: 'measure' });
	const { heapBytes } = await ask({ do: 'measure' });
	expect(heapBytes - afterTen).toBeLessThan(MOST_GROWTH_BYTES);
	expect(control.realTimeConnections().open).toBe(1);
	if (process.env['VOICENTER_RECONNECTS']) console.log(`heap: ${heapBytes - afterTen} bytes more`);
	await expectNothingLeft();
});
