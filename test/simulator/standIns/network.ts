import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerOptions } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { makeCertificates } from '../http/certificates';
import { tunnel } from './tunnel';

/** What somebody asked the network for, and did not get: `CONNECT host:port`, or a plain request's method and address. */
export type Refused = string;

/** Makes the server that plays a host; it is given its certificate. */
export type PlayHost = (tls: ServerOptions) => FastifyInstance;

/** All of the internet that a test's n8n can reach. */
export interface Network {
	/** For HTTPS_PROXY and HTTP_PROXY. */
	readonly proxyUrl: string;
	/** PEM file for NODE_EXTRA_CA_CERTS. Gone after stop(). */
	readonly caCertificateFile: string;
	readonly refused: readonly Refused[];
	/** Forgets refusals. */
	clear: () => void;
	stop: () => Promise<void>;
}

/**
 * Starts a loopback CONNECT proxy behind which only these hosts are, each played by a server of this machine. Everything
 * else is refused with 403 and noted.
 *
 * @param hosts a server for each host's name
 */
export async function startNetwork(hosts: Readonly<Record<string, PlayHost>>): Promise<Network> {
	const [first, ...others] = Object.keys(hosts);
	if (first === undefined) throw new Error('A network needs a host');
	const certificates = await makeCertificates(first, ...others);
	const servers = new Map<string, FastifyInstance>();
	const ports = new Map<string, number>();
	for (const [host, play] of Object.entries(hosts)) {
		const server = play({ key: certificates.key, cert: certificates.cert });
		await server.listen({ host: '127.0.0.1', port: 0 });
		servers.set(host, server);
		ports.set(`${host}:443`, (server.server.address() as AddressInfo).port);
	}

	const refused: Refused[] = [];
	const refuse = ({ method = '', url = '' }: IncomingMessage) => refused.push(`${method} ${url}`);
	const tunnels = new Set<Duplex>();
	const proxy = createServer((request: IncomingMessage, response: ServerResponse) => {
		refuse(request);
		response.writeHead(403, { 'content-type': 'text/plain' }).end('This host is not played here\n');
	});
	proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
		const port = ports.get((request.url ?? '').toLowerCase());
		if (port !== undefined) {
			tunnel(client, head, port, tunnels);
			return;
		}
		refuse(request);
		client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
	});
	await new Promise<void>((listening, failed) => {
		proxy.once('error', failed);
		proxy.listen(0, '127.0.0.1', listening);
	});

	return {
		proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		caCertificateFile: certificates.caCertificateFile,
		refused,
		clear() {
			refused.length = 0;
		},
		async stop() {
			for (const socket of tunnels) socket.destroy();
			proxy.closeAllConnections();
			await new Promise((closed) => proxy.close(closed));
			await Promise.all([...servers.values()].map((server) => server.close()));
			await certificates.remove();
		},
	};
}
