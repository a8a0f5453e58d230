import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from './faults';

/** A fault's part after the service has answered: the payload to send in place of its own. */
export function spoilAnswer(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: unknown,
): unknown {
	const { socket } = request.raw;
	switch (fault.kind) {
		case 'closeBeforeAnswer':
			socket.destroy();
			return answer;
		case 'closeMidBody': {
			const bytes = lengthOf(reply, answer);
			reply.header('content-length', bytes);
			return Readable.from(halfThen(piecesOf(answer), bytes, () => socket.destroy()));
		}
		case 'slowBody':
			reply.header('content-length', lengthOf(reply, answer));
			return Readable.from(slowly(piecesOf(answer), fault.bytes, fault.milliseconds));
		case 'oversizedBody':
			// The service's own answer and then blanks: only a bound on size can refuse it.
			reply.removeHeader('content-length');
			return Readable.from(padded(piecesOf(answer), fault.bytes));
		case 'garbageBody':
			return withLength(reply, fault.body);
		case 'blankInKeys':
			if (typeof answer !== 'string') return answer;
			return withLength(reply, answer.replace(/"(\w+)"(\s*:)/g, '" $1"$2'));
		case 'unescapedQuotes':
			if (typeof answer !== 'string') return answer;
			return withLength(reply, answer.replace(MESSAGE_MEMBER, '$1$2, should be "ivrid" and "mute" "'));
		default:
			return answer;
	}
}

// As the mute service's sample does (voicenter-api.md §5).
const MESSAGE_MEMBER = /("(?:ERRORMESSAGE|DESC|Message|Description|ERROR_DESCRIPTION)"\s*:\s*")([^"]*)"/i;

type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

/** A text answer, or a recording as it is read. */
function piecesOf(answer: unknown): Pieces {
	return answer instanceof Readable ? (answer as AsyncIterable<Buffer>) : [Buffer.from(String(answer))];
}

function lengthOf(reply: FastifyReply, answer: unknown): number {
	if (typeof answer === 'string') return Buffer.byteLength(answer);
	return Number(reply.getHeader('content-length') ?? 0);
}

function withLength(reply: FastifyReply, body: string): string {
	reply.header('content-length', Buffer.byteLength(body));
	return body;
}

async function* halfThen(pieces: Pieces, bytes: number, close: () => void): AsyncGenerator<Buffer> {
	let left = Math.ceil(bytes / 2);
	for await (const piece of pieces) {
		yield piece.subarray(0, left);
		left -= piece.length;
		if (left <= 0) break;
	}
	await wait(20);
	close();
}

async function* slowly(pieces: Pieces, bytes: number, milliseconds: number): AsyncGenerator<Buffer> {
	for await (const piece of pieces) {
		for (let start = 0; start < piece.length; start += bytes) {
			yield piece.subarray(start, start + bytes);
			await wait(milliseconds, undefined, { ref: false });
		}
	}
}

async function* padded(pieces: Pieces, bytes: number): AsyncGenerator<Buffer> {
	let sent = 0;
	for await (const piece of pieces) {
		yield piece;
		sent += piece.length;
	}
	const blanks = Buffer.alloc(64 * 1024, ' ');
	for (; sent < bytes; sent += blanks.length) yield blanks;
}
