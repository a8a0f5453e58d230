/** A session in a process of its own: what is left of it when it is closed keeps that process from ending. */
import { joinSession, type SharedSession } from '../../../nodes/platform/realtime/sessions';
import type { SessionOptions } from '../../../nodes/platform/realtime/connection/session';

/** What the test asks for. */
export type Command = { do: 'join'; options: SessionOptions } | { do: 'leave' | 'measure' | 'end' };

/** What it gets: what happens to the connection, and an answer to each command. */
export type Message = { change: string; reason?: string } | { done: Command['do']; heapBytes: number };

let share: SharedSession | undefined;

const commands: Record<Command['do'], (command: Command) => unknown> = {
	async join(command) {
		if (command.do !== 'join') return;
		share = await joinSession(command.options, {
			onEvent: () => undefined,
			onConnection: (change) =>
				say({ change: change.state, ...('reason' in change && { reason: change.reason }) }),
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
