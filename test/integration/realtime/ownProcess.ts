/** Live events in a process of its own: what is left of it when it is closed keeps that process from ending. */
import {
	joinMonitor,
	type MonitorOptions,
	type SharedMonitor,
} from '../../../nodes/platform/realtime/monitor';

/** What the test asks for. */
export type Command = { do: 'join'; options: MonitorOptions } | { do: 'leave' | 'measure' | 'end' };

/** What it gets: what happens to the connection, and an answer to each command. */
export type Message = { change: string; reason?: string } | { done: Command['do']; heapBytes: number };

let share: SharedMonitor | undefined;

const commands: Record<Command['do'], (command: Command) => unknown> = {
	async join(command) {
		if (command.do !== 'join') return;
		share = await joinMonitor(command.options, {
			onEvent({ event, message }) {
				const change = /^connection(.+)$/.exec(event)?.[1]?.toLowerCase();
				if (change !== undefined) say({ change, ...(message !== undefined && { reason: message }) });
			},
			onRefused: () => undefined,
		});
	},
	leave: () => share?.leave(),
	measure: () => globalThis.gc?.(),
	end: () => undefined,
};

process.on('message', (command: Command) => {
	void Promise.resolve(commands[command.do](command)).then(() => {
		say({ done: command.do, heapBytes: process.memoryUsage().heapUsed });
		if (command.do === 'end') process.disconnect();
	});
});

function say(message: Message): void {
	process.send?.(message);
}
