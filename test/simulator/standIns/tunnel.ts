import type { Duplex } from 'node:stream';
import { connect, type Socket } from 'node:net';

/**
 * Joins a client that asked a proxy for a tunnel with the stand-in that answers for the host.
 *
 * @param head what the client has sent already
 * @param port where the stand-in listens on this machine
 * @param tunnels holds both ends for as long as they are open
 */
export function tunnel(client: Socket, head: Buffer, port: number, tunnels: Set<Duplex>): void {
	const server = connect(port, '127.0.0.1', () => {
		client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		server.write(head);
		client.pipe(server).pipe(client);
	});
	for (const [socket, other] of [
		[client, server],
		[server, client],
	] as const) {
		tunnels.add(socket);
		socket.on('error', () => other.destroy());
		socket.on('close', () => {
			tunnels.delete(socket);
			other.destroy();
		});
	}
}
