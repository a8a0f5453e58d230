import type { AddressInfo } from 'node:net';
import type { Account } from './account';
import { type Control, createControl } from './control/control';
import { controlRoutes } from './control/routes';
import { makeCertificates } from './http/certificates';
import { createServer } from './http/server';
import type { Generation } from './realtime/generations';
import { ownPort } from './realtime/ports';
import { DOCUMENTED_HEARTBEAT } from './realtime/servers';
import { activeCallsService } from './services/activeCalls';
import { agentStatusService } from './services/agentStatus';
import { blacklistService } from './services/blacklist';
import { callLogService } from './services/callLog';
import { click2callService } from './services/click2call';
import { dialerService } from './services/dialer';
import { extensionsService } from './services/extensions';
import { insightsService } from './services/insights';
import { loginService } from './services/login';
import { muteService } from './services/mute';
import { recordingsService } from './services/recordings';
import { createWorld } from './world';

export type { Control } from './control/control';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; any free one unless told. One of its own, which nobody else gets while it is unplugged. */
	port?: number;
	/** https, with a certificate of its own making; `caCertificateFile` then makes a client trust it. */
	tls?: boolean;
	/** A simulated round trip: added to every answer, and once more to a connection's first. */
	latencyMs?: number;
	/** Socket.IO servers, in the order in which a login lists them; none is the default. */
	realTime?: readonly Generation[];
}

/** A Voicenter that runs on this machine. */
export interface Simulator {
	/** Origin of every service, such as http://127.0.0.1:4010: what the credential's base URL is set to. */
	readonly url: string;
	/** The organisation as it is now: its code, extensions, queues and DIDs. */
	readonly account: Account;
	readonly control: Control;
	/** With `tls`: PEM file for NODE_EXTRA_CA_CERTS. Gone after stop(). */
	readonly caCertificateFile?: string;
	/** Stops pushes, closes every connection and frees the port. */
	stop(): Promise<void>;
}

const HOST = '127.0.0.1';

const SERVICES = [
	click2callService,
	extensionsService,
	blacklistService,
	dialerService,
	muteService,
	activeCallsService,
	callLogService,
	recordingsService,
	agentStatusService,
	insightsService,
	loginService,
];

/**
 * Starts a simulator: every service of Voicenter that it knows, at one origin, with Voicenter's own paths.
 * @throws when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const world = createWorld();
	const certificates = options.tls ? await makeCertificates(HOST) : undefined;
	if (certificates) world.realTime.servers.useTls(certificates);
	const server = createServer(world, {
		latencyMs: options.latencyMs ?? 0,
		...(certificates && { tls: { key: certificates.key, cert: certificates.cert } }),
	});
	for (const addService of SERVICES) addService(server, world);
	const control = createControl(world);
	controlRoutes(server, control);
	try {
		await server.listen({ host: HOST, port: options.port ?? (await ownPort()) });
		for (const generation of options.realTime ?? []) {
			await world.realTime.servers.add({ generation, heartbeat: DOCUMENTED_HEARTBEAT, lasting: true });
		}
	} catch (error) {
		await world.realTime.stop();
		await certificates?.remove();
		throw error;
	}
	const { port } = server.server.address() as AddressInfo;
	world.plug.attach(server.server, port, () => server.server.closeAllConnections());
	return {
		url: `${certificates ? 'https' : 'http'}://${HOST}:${port}`,
		...(certificates && { caCertificateFile: certificates.caCertificateFile }),
		get account() {
			return world.account.get();
		},
		control,
		async stop() {
			world.asking.stop();
			await world.cdr.stop();
			await world.realTime.stop();
			await world.plug.stop();
			await server.close();
			await certificates?.remove();
		},
	};
}
