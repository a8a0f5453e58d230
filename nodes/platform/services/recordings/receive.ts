/** Takes a recording as it comes in, and tells it from whatever else may be answered in its place. */
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import type { Connection } from '../../request/account';
import type { HttpStream } from '../../http/client';
import type { VoicenterError } from '../../http/errors';
import { withoutEnvelope } from '../../request/refusals';
import { HEAD_BYTES, isSound } from './naming';

/** What downloading is called in errors. */
export const NAME = 'Download a recording';

const LOGIN_HINT = 'It may want a login. Ask Voicenter to let this server download recordings without one.';

const BYTES_OF_MB = 1_048_576;

/** What came in answer to a request for a recording. */
export type Received =
	| { kind: 'sound'; bytes: number; contentType: string | undefined; head: Buffer }
	/** Not there yet, or not any more. */
	| { kind: 'notReady'; error: VoicenterError }
	/** Something for people: a login, perhaps. */
	| { kind: 'page'; error: VoicenterError }
	| { kind: 'elsewhere'; location: string; error: VoicenterError }
	/** Too many requests: not before so many milliseconds. */
	| { kind: 'tooMany'; waitMs: number; error: VoicenterError };

/**
 * Writes an answer that is a recording to a file.
 *
 * @param file where to
 * @param maxMegabytes the most that is taken, unpacked
 * @throws VoicenterError when it is too large, cannot be kept, or is a server's error
 */
export async function receive(
	connection: Connection,
	answer: HttpStream,
	file: string,
	maxMegabytes: number,
): Promise<Received> {
	const { contentType, body } = answer;
	const mimeType = contentType?.split(';')[0]?.trim().toLowerCase();
	try {
		const instead = insteadOf(connection, answer, mimeType);
		if (instead) {
			destroy(body);
			return instead;
		}
	} catch (error) {
		destroy(body);
		throw error;
	}
	const seen = { bytes: 0, head: Buffer.alloc(0), isPage: false };
	const count = new Transform({
		transform(chunk: Buffer, _, done) {
			const isFirst = seen.bytes === 0;
			if (seen.head.length < HEAD_BYTES)
				seen.head = Buffer.concat([seen.head, chunk.subarray(0, HEAD_BYTES)]);
			seen.isPage ||= isFirst && PAGE.test(seen.head.toString('latin1'));
			seen.bytes += chunk.length;
			if (seen.isPage) done(notSound(connection, 'text'));
			else if (seen.bytes > maxMegabytes * BYTES_OF_MB) done(tooLong(connection, maxMegabytes));
			else done(null, chunk);
		},
	});
	try {
		await pipeline([body, ...unpackers(connection, answer), count, createWriteStream(file)]);
	} catch (error) {
		if (seen.isPage) return { kind: 'page', error: error as VoicenterError };
		if (isPacked(error)) throw unpackable(connection, answer);
		throw isDiskError(error) ? notKept(connection, error) : error;
	}
	const { bytes, head } = seen;
	if (bytes === 0) return { kind: 'notReady', error: notReady(connection, 'the answer is empty') };
	return { kind: 'sound', bytes, contentType: isSound(mimeType) ? mimeType : undefined, head };
}

/** What is destroyed before its end says so, and nobody listens any more. */
function destroy(body: HttpStream['body']): void {
	body.on('error', () => undefined).destroy();
}

function unpackers(connection: Connection, answer: HttpStream): NodeJS.ReadWriteStream[] {
	const encodings = (answer.header('content-encoding') ?? '').toLowerCase().split(',');
	return encodings
		.map((encoding) => encoding.trim())
		.filter((encoding) => encoding !== '' && encoding !== 'identity')
		.toReversed()
		.map((encoding) => {
			if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
			if (encoding === 'deflate') return createInflate();
			if (encoding === 'br') return createBrotliDecompress();
			throw unpackable(connection, answer);
		});
}

function isPacked(error: unknown): boolean {
	return /^(Z_|ERR_.*BROTLI|ERR__)/.test((error as NodeJS.ErrnoException).code ?? '');
}

function unpackable({ http }: Connection, { header }: HttpStream): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'unreadable',
		text: `the recording came packed (${header('content-encoding') ?? ''}) and could not be unpacked`,
		hint: 'Try again. If it stays, ask Voicenter.',
	});
}

const NOT_READY: Readonly<Record<number, string>> = {
	202: 'Voicenter is still making it',
	204: 'the answer is empty',
	404: 'there is none at its address',
};

function insteadOf(
	connection: Connection,
	{ status, header }: HttpStream,
	mimeType: string | undefined,
): Received | undefined {
	const { http } = connection;
	const fail = (text: string, hint: string): VoicenterError =>
		http.fail({ operation: NAME, kind: 'refused', httpStatus: status, text, hint });
	const why = NOT_READY[status];
	if (why !== undefined) return { kind: 'notReady', error: notReady(connection, why, status) };
	if (status === 410) {
		throw fail('the recording has been deleted (HTTP 410)', 'Ask Voicenter how long recordings are kept.');
	}
	if (status === 429) {
		return { kind: 'tooMany', waitMs: waitOf(header('retry-after')), error: tooMany(connection) };
	}
	if (status === 401)
		return { kind: 'page', error: fail('Voicenter asks for a login (HTTP 401)', LOGIN_HINT) };
	if (status >= 300 && status < 400) {
		const error = fail(`Voicenter refers to another address for the recording (HTTP ${status})`, LOGIN_HINT);
		return { kind: 'elsewhere', location: header('location') ?? '', error };
	}
	if (status === 403 && header('server') === 'AmazonS3') {
		throw fail(
			'the storage of the recording refused this server (HTTP 403)',
			'Such addresses are good for some time only: get the call’s record again, and the address with it.',
		);
	}
	if (status !== 200) throw http.fail({ operation: NAME, ...withoutEnvelope(status, undefined, true) });
	const isText = mimeType !== undefined && /^text\/|html|json|xml/.test(mimeType);
	return isText ? { kind: 'page', error: notSound(connection, mimeType) } : undefined;
}

/** Told neither in seconds nor as a time. */
const DEFAULT_WAIT_MS = 5_000;

function waitOf(retryAfter = ''): number {
	if (/^\d{1,6}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000;
	const until = Date.parse(retryAfter) - Date.now();
	return Number.isNaN(until) ? DEFAULT_WAIT_MS : Math.max(0, until);
}

/** How pages and messages begin, and no sound does. */
const PAGE = /^\s*(<!doctype|<html|<\?xml|\{\s*")/i;

function notSound({ http }: Pick<Connection, 'http'>, what: string): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'refused',
		text: `Voicenter answered with a page (${what}) instead of a recording`,
		hint: LOGIN_HINT,
	});
}

function notReady({ http }: Connection, why: string, httpStatus?: number): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'refused',
		httpStatus,
		text: `the recording is not ready yet: ${why}${httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`}`,
		hint: 'It can take some minutes after the call: try again later, or set the option Wait Until Ready (Minutes). If it stays, the recording was deleted.',
	});
}

function tooMany({ http }: Connection): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'rateLimited',
		httpStatus: 429,
		text: 'Voicenter took no more requests for recordings, again and again (HTTP 429)',
		hint: 'Download fewer recordings at a time.',
	});
}

function tooLong({ http }: Connection, maxMegabytes: number): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'unreadable',
		text: `the recording is larger than ${maxMegabytes} MB`,
		hint: 'Nothing was kept. Raise Largest Recording (MB) if you want it all the same.',
	});
}

function isDiskError(error: unknown): error is NodeJS.ErrnoException {
	const { code } = error as NodeJS.ErrnoException;
	return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE', 'ENOENT', 'EFBIG'].includes(code ?? '');
}

/** Something about this server's disk. */
export function notKept({ http }: Connection, { code = '' }: NodeJS.ErrnoException): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'refused',
		text: `this server could not keep the recording (${code})`,
		hint: 'Make room on the disk of this server for temporary files.',
	});
}
