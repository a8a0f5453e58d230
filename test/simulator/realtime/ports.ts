import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SimulatorError } from '../errors';

const HOST = '127.0.0.1';

// Below the ports that the system gives to outgoing connections: one of those could take a killed server's port, and a
// client that tries a free port of that range on its own machine can even reach itself.
const FIRST = 20_000;
const COUNT = 12_000;
const ATTEMPTS = 50;

/** Listens on a free port of its own. @returns the port */
export async function listenAnywhere(server: Server): Promise<number> {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const port = FIRST + Math.floor(Math.random() * COUNT);
		if (await isListening(server, port)) return port;
	}
	throw new SimulatorError('no free port was found');
}

/** A port where nobody listens, and that no outgoing connection gets. */
export async function ownPort(): Promise<number> {
	const probe = createServer();
	const port = await listenAnywhere(probe);
	await new Promise((closed) => probe.close(closed));
	return port;
}

/** Listens on this port, as soon as nobody else does. @throws SimulatorError when that takes too long */
export async function listenOn(server: Server, port: number): Promise<void> {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (await isListening(server, port)) return;
		await wait(100);
	}
	throw new SimulatorError(`port ${port} is taken`);
}

function isListening(server: Server, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const failed = () => {
			server.off('listening', listening);
			resolve(false);
		};
		const listening = () => {
			server.off('error', failed);
			resolve(true);
		};
		server.once('error', failed);
		server.once('listening', listening);
		server.listen({ host: HOST, port });
	});
}
