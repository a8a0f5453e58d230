import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificates } from '../http/certificates';
import { tunnel } from '../standIns/tunnel';
import { createGraphApi } from './graphApi';
import type { WhatsAppMessage } from './messages';

export type { WhatsAppMessage } from './messages';

/** What somebody asked the proxy for, and did not get. */
export interface RefusedRequest {
	readonly at: Date;
	readonly method: string;
	/** `host:port` of a CONNECT, or the address of a plain request. */
	readonly target: string;
}

export interface WhatsAppStandIn {
	/** For HTTPS_PROXY: a loopback proxy that reaches graph.facebook.com's stand-in and nothing else. */
	readonly proxyUrl: string;
	/** PEM file for NODE_EXTRA_CA_CERTS. Gone after stop(). */
	readonly caCertificateFile: string;
	/** Every message taken, oldest first. */
	readonly messages: readonly WhatsAppMessage[];
	readonly refused: readonly RefusedRequest[];
	/** Forgets messages and refusals. */
	clear: () => void;
	stop: () => Promise<void>;
}

const HOST = 'graph.facebook.com';

/**
 * Starts a stand-in for WhatsApp Cloud API. n8n's own WhatsApp node always talks to https://graph.facebook.com, so
 * this is an HTTP CONNECT proxy on 127.0.0.1 that ends that one host's TLS itself; every other request is refused
 * with 403, which also shows what else would have gone out to the network.
 */
export async function startWhatsAppStandIn(options: { port?: number } = {}): Promise<WhatsAppStandIn> {
	const certificates = await makeCertificates(HOST);
	const messages: WhatsAppMessage[] = [];
	const refused: RefusedRequest[] = [];
	const graphApi = createGraphApi(certificates, (message) => messages.push(message));
	await graphApi.listen({ host: '127.0.0.1', port: 0 });
	const { port: graphPort } = graphApi.server.address() as AddressInfo;

	const tunnels = new Set<Duplex>();
	const refuse = (request: IncomingMessage) => {
		refused.push({ at: new Date(), method: request.method ?? '', target: request.url ?? '' });
	};
	const proxy = createServer((request: IncomingMessage, response: ServerResponse) => {
		refuse(request);
		response.writeHead(403, { 'content-type': 'text/plain' }).end(`Only https://${HOST} is reachable here\n`);
	});
	proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
		if (request.url?.toLowerCase() === `${HOST}:443`) {
			tunnel(client, head, graphPort, tunnels);
			return;
		}
		refuse(request);
		client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
	});
	const { port } = await listen(proxy, options.port ?? 0);

	return {
		proxyUrl: `http://127.0.0.1:${port}`,
		caCertificateFile: certificates.caCertificateFile,
		messages,
		refused,
		clear() {
			messages.length = 0;
			refused.length = 0;
		},
		async stop() {
			for (const socket of tunnels) socket.destroy();
			proxy.closeAllConnections();
			await new Promise((closed) => proxy.close(closed));
			await graphApi.close();
			await certificates.remove();
		},
	};
}

async function listen(proxy: ReturnType<typeof createServer>, port: number): Promise<AddressInfo> {
	await new Promise<void>((listening, failed) => {
		proxy.once('error', failed);
		proxy.listen(port, '127.0.0.1', listening);
	});
	return proxy.address() as AddressInfo;
}
