import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail as it came, with all that is in it still encoded. */
export interface Mail {
	readonly from: string;
	readonly to: readonly string[];
	readonly source: string;
}

/** A mail server that takes every mail and sends none on. */
export interface MailServer {
	readonly port: number;
	readonly mails: readonly Mail[];
	stop: () => Promise<void>;
}

/** Starts it on the loopback, without TLS and without a login (RFC 5321, as far as one mail after the other goes). */
export async function startMailServer(): Promise<MailServer> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.once('close', () => sockets.delete(socket)));
		talk(socket, (mail) => mails.push(mail));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}

function talk(socket: Socket, take: (mail: Mail) => void): void {
	const say = (line: string) => socket.write(`${line}\r\n`);
	let from = '';
	let to: string[] = [];
	let content: string[] | undefined;
	say('220 mail.example.com');
	createInterface({ input: socket }).on('line', (line) => {
		if (content) {
			if (line !== '.') {
				content.push(line.replace(/^\./, ''));
				return;
			}
			take({ from, to, source: content.join('\r\n') });
			[from, to, content] = ['', [], undefined];
			say('250 taken');
			return;
		}
		const [, verb = '', address = ''] = /^(\w+)(?:[^<]*<([^>]*)>)?/.exec(line) ?? [];
		switch (verb.toUpperCase()) {
			case 'EHLO':
			case 'HELO':
			case 'RSET':
				say('250 mail.example.com');
				return;
			case 'MAIL':
				from = address;
				say('250 sender noted');
				return;
			case 'RCPT':
				to.push(address);
				say('250 recipient noted');
				return;
			case 'DATA':
				content = [];
				say('354 go on');
				return;
			case 'QUIT':
				socket.end('221 bye\r\n');
				return;
			default:
				say('502 not known here');
		}
	});
}
