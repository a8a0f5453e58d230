/** A line to a Voicenter that can be cut anywhere, and a Voicenter that can be destroyed at any moment. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { type Simulator, startSimulator } from '../../simulator';

/**
 * How the line breaks, once.
 * - `request`: so many bytes of the request get through, then both ends see the connection die
 * - `answer`: the request gets through, and so many bytes of the answer
 * - `silence`: the request gets through, and the answer never does
 * - `gateway`: the request gets through, and a gateway on the way answers with an error of its own
 */
export type Cut =
	| { where: 'request' | 'answer'; bytes: number }
	| { where: 'silence' }
	| { where: 'gateway'; status: number };

/** One line; what travels over it travels at its `url`. */
export interface Line {
	readonly url: string;
	/** The Voicenter at the other end, for now. */
	readonly simulator: Simulator;
	/** The next request that comes over the line breaks it. */
	cutNext: (cut: Cut) => void;
	/** The Voicenter at the other end is destroyed, whatever it is doing; another one takes its place. */
	destroy: () => Promise<void>;
	/** Anything cut is mended. */
	mend: () => void;
	/** Ends all connections, and waits until nothing that was under way can reach Voicenter any more. */
	hangUp: () => Promise<void>;
	stop: () => Promise<void>;
}

const gatewayAnswer = (status: number): string =>
	`HTTP/1.1 ${status} Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

/** Voicenter reads all that was sent to it before it sees the end, and closes its side then. */
async function endGently(near: Socket, far: Socket): Promise<void> {
	near.removeAllListeners('close').destroy();
	if (far.destroyed) return;
	const closed = once(far, 'close');
	far.removeAllListeners('data').resume().end();
	await closed;
}

/** Lays a line to a Voicenter of its own. */
export async function layLine(): Promise<Line> {
	let simulator = await startSimulator();
	let next: Cut | undefined;
	const sockets = new Set<Socket>();
	const ends = new Map<Socket, Socket>();

	const server: Server = createServer((near) => {
		const far = connect(Number(new URL(simulator.url).port), '127.0.0.1');
		const both = [near, far];
		ends.set(near, far);
		far.on('close', () => ends.delete(near));
		let cut: Cut | undefined;
		let left = 0;
		const die = () => {
			for (const end of both) end.destroy();
		};
		for (const end of both) {
			sockets.add(end);
			end.on('error', die).on('close', () => {
				sockets.delete(end);
				die();
			});
		}
		/** Passes a piece on, as far as the cut lets it. */
		const pass = (piece: Buffer, to: Socket): void => {
			to.write(piece.subarray(0, left), die);
			left -= piece.length;
		};
		near.on('data', (piece) => {
			if (next) {
				cut = next;
				left = 'bytes' in cut ? cut.bytes : 0;
				next = undefined;
			}
			if (cut?.where === 'request' && left < piece.length) pass(piece, far);
			else {
				if (cut?.where === 'request') left -= piece.length;
				far.write(piece);
			}
		});
		far.on('data', (piece) => {
			if (cut?.where === 'silence') return;
			if (cut?.where === 'gateway') near.end(gatewayAnswer(cut.status));
			else if (cut?.where === 'answer' && left < piece.length) pass(piece, near);
			else if (cut?.where === 'request') die();
			else near.write(piece);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get simulator() {
			return simulator;
		},
		cutNext: (cut) => (next = cut),
		async destroy() {
			const [old, young] = [simulator, await startSimulator()];
			simulator = young;
			await old.stop();
		},
		mend: () => (next = undefined),
		async hangUp() {
			// What somebody has just given up may not have been read here.
			for (let turn = 0; turn < 5; turn += 1) await setImmediate();
			await Promise.all([...ends].map(([near, far]) => endGently(near, far)));
		},
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
			await simulator.stop();
		},
	};
}
