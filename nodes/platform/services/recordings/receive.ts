/** Takes a recording as it comes in, and tells it from a page that says why there is none. */
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Connection } from '../../request/account';
import type { HttpStream } from '../../http/client';
import type { VoicenterError } from '../../http/errors';
import { withoutEnvelope } from '../../request/refusals';
import { isSound } from './naming';

/** What downloading is called in errors. */
export const NAME = 'Download a recording';

const LOGIN_HINT = 'It may want a login. Ask Voicenter to let this server download recordings without one.';

const BYTES_OF_MB = 1_048_576;

/** What came. */
export interface Received {
	bytes: number;
	/** Where the answer says that it is sound. */
	contentType: string | undefined;
}

/**
 * Writes an answer that is a recording to a file.
 *
 * @param file where to
 * @param maxMegabytes the most that is taken
 * @throws VoicenterError when it is no recording, too large, or cannot be kept
 */
export async function receive(
	connection: Connection,
	{ status, contentType, body }: HttpStream,
	file: string,
	maxMegabytes: number,
): Promise<Received> {
	const mimeType = contentType?.split(';')[0]?.trim().toLowerCase();
	const refused = whyNot(connection, status, mimeType);
	if (refused) {
		// What is destroyed before its end says so, and nobody listens any more.
		body.on('error', () => undefined).destroy();
		throw refused;
	}
	let bytes = 0;
	const count = new Transform({
		transform(chunk: Buffer, _, done) {
			const isPage = bytes === 0 && PAGE.test(chunk.subarray(0, 100).toString('latin1'));
			bytes += chunk.length;
			if (isPage) done(notSound(connection, 'text'));
			else if (bytes > maxMegabytes * BYTES_OF_MB) done(tooLong(connection, maxMegabytes));
			else done(null, chunk);
		},
	});
	try {
		await pipeline(body, count, createWriteStream(file));
	} catch (error) {
		throw isDiskError(error) ? notKept(connection, error) : error;
	}
	if (bytes === 0) {
		throw connection.http.fail({
			operation: NAME,
			kind: 'unreadable',
			text: 'the recording is empty',
			hint: 'Try again some minutes later: it may not be there yet. If it stays, ask Voicenter.',
		});
	}
	return { bytes, contentType: isSound(mimeType) ? mimeType : undefined };
}

function whyNot(
	{ http }: Pick<Connection, 'http'>,
	httpStatus: number,
	mimeType: string | undefined,
): VoicenterError | undefined {
	const fail = (text: string, hint: string): VoicenterError =>
		http.fail({ operation: NAME, kind: 'refused', httpStatus, text, hint });
	if (httpStatus === 404 || httpStatus === 410) {
		return fail(
			`Voicenter has no recording at this address (HTTP ${httpStatus})`,
			'It is not there yet, which can take some minutes after the call, or it was deleted.',
		);
	}
	if (httpStatus === 401) {
		return fail('Voicenter asks for a login (HTTP 401)', LOGIN_HINT);
	}
	if (httpStatus >= 300 && httpStatus < 400) {
		return fail(`Voicenter refers to another address for the recording (HTTP ${httpStatus})`, LOGIN_HINT);
	}
	if (httpStatus !== 200)
		return http.fail({ operation: NAME, ...withoutEnvelope(httpStatus, undefined, true) });
	return mimeType !== undefined && /^text\/|html|json|xml/.test(mimeType)
		? notSound({ http }, mimeType)
		: undefined;
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
