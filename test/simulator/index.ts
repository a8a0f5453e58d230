import type { AddressInfo } from 'node:net';
import type { Account } from './account';
import { type Control, createControl } from './control/control';
import { controlRoutes } from './control/routes';
import { createServer } from './http/server';
import { activeCallsService } from './services/activeCalls';
import { blacklistService } from './services/blacklist';
import { callLogService } from './services/callLog';
import { click2callService } from './services/click2call';
import { dialerService } from './services/dialer';
import { extensionsService } from './services/extensions';
import { muteService } from './services/mute';
import { recordingsService } from './services/recordings';
import { createWorld } from './world';

export type { Control } from './control/control';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; 0, the default, takes any free one. */
	port?: number;
}

/** A Voicenter that runs on this machine. */
export interface Simulator {
	/** Origin of every service, such as http://127.0.0.1:4010: what the credential's base URL is set to. */
	readonly url: string;
	/** The organisation as it is now: its code, extensions, queues and DIDs. */
	readonly account: Account;
	readonly control: Control;
	/** Stops pushes, closes every connection and frees the port. */
	stop(): Promise<void>;
}

const SERVICES = [
	click2callService,
	extensionsService,
	blacklistService,
	dialerService,
	muteService,
	activeCallsService,
	callLogService,
	recordingsService,
];

/**
 * Starts a simulator: every service of Voicenter that it knows, at one origin, with Voicenter's own paths.
 * @throws when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const world = createWorld();
	const server = createServer(world);
	for (const addService of SERVICES) addService(server, world);
	const control = createControl(world);
	controlRoutes(server, control);
	await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		get account() {
			return world.account.get();
		},
		control,
		async stop() {
			await world.cdr.stop();
			await server.close();
		},
	};
}
