/** Recordings of calls: the addresses that records carry (voicenter-api.md §3, RecordURL; §9, record). */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod/v4';

import type { Connection } from '../account';
import type { VoicenterError } from '../http/errors';
import type { HttpStream } from '../http/client';
import { getCall } from './callLog';
import { textField } from './fields';
import { withoutEnvelope } from './refusals';
import { checkInput } from './serviceOperation';

const NAME = 'Download a recording';

/** Where recordings may come from: `cpanel.voicenter.co.il` in every sample, and Voicenter's other domains. */
const VOICENTER_DOMAINS = ['voicenter.co.il', 'voicenter.com', 'voicenter.co'];

const LOGIN_HINT = 'It may want a login. Ask Voicenter to let this server download recordings without one.';

const DEADLINE_MS = 10 * 60_000;
const BYTES_OF_MB = 1_048_576;

/** A recording that has come completely. */
export interface Recording {
	content: Readable;
	fileName: string;
	mimeType: string;
	bytes: number;
}

const downloadInput = z.object({
	recordingUrl: textField,
	maxMegabytes: z.coerce
		.number({ error: 'Give a number of megabytes' })
		.positive({ error: 'Give a number of megabytes above 0' })
		.default(100),
});

/**
 * Downloads a recording. It is kept in a file until it is complete, so that nobody ever stores half of one.
 *
 * @param input its address, and the most that is downloaded
 * @param store takes the recording; it is gone when what `store` returns has resolved
 * @throws InvalidInputError for an address that is not Voicenter's, VoicenterError
 */
export async function downloadRecording<Stored>(
	connection: Connection,
	input: z.input<typeof downloadInput>,
	store: (recording: Recording) => Promise<Stored>,
): Promise<Stored> {
	const { baseUrl } = connection.account;
	const { recordingUrl, maxMegabytes } = checkInput(downloadInput.check(isVoicenters(baseUrl)), input);
	const address = new URL(recordingUrl);
	const folder = await mkdtemp(path.join(tmpdir(), 'voicenter-recording-'));
	const file = path.join(folder, 'recording');
	try {
		const received = await connection.http.stream(
			{ operation: NAME, url: address.href, repeatable: true, deadlineMs: DEADLINE_MS },
			(answer) => receive(connection, answer, file, maxMegabytes),
		);
		const fileName = fileNameOf(address, received.contentType);
		const mimeType = received.contentType ?? mimeTypeOf(fileName);
		const content = createReadStream(file);
		try {
			return await store({ content, fileName, mimeType, bytes: received.bytes });
		} finally {
			content.destroy();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Looks up the address of a call's recording. Of a click to call, the second leg has it.
 *
 * @throws VoicenterError when there is no such call, or it has no recording
 */
export async function findRecording(
	connection: Connection,
	input: { callId: string; lookBackDays?: number | undefined },
): Promise<string> {
	const records = await getCall(connection, { ...input, fields: ['recording', 'callType', 'duration'] });
	const recorded = records.filter(({ recordingUrl }) => typeof recordingUrl === 'string');
	const weight = ({ leg, durationSeconds }: Record<string, unknown>): number =>
		(leg === 2 ? 1e9 : 0) + Number(durationSeconds ?? 0);
	const [best] = recorded.toSorted((a, b) => weight(b) - weight(a));
	if (typeof best?.['recordingUrl'] === 'string') return best['recordingUrl'];
	const isExpected = records.some(({ recordingExpected }) => recordingExpected === true);
	throw connection.http.fail({
		operation: NAME,
		kind: 'refused',
		text: isExpected
			? `the call ${input.callId} was recorded, but its recording is not there yet`
			: `the call ${input.callId} was not recorded`,
		hint: isExpected
			? 'Try again some minutes later.'
			: 'Whether calls are recorded is set in Voicenter’s back office, and by the option Record of Click to Call.',
	});
}

/** Addresses come from items, which anybody may have written: only Voicenter's own are asked. */
function isVoicenters(baseUrl: string | undefined) {
	return z.refine<{ recordingUrl: string }>(
		({ recordingUrl }) => {
			if (!URL.canParse(recordingUrl)) return false;
			const { protocol, hostname, origin, username, port } = new URL(recordingUrl);
			if (baseUrl !== undefined && URL.canParse(baseUrl) && new URL(baseUrl).origin === origin) return true;
			const isKnown = VOICENTER_DOMAINS.some(
				(domain) => hostname === domain || hostname.endsWith(`.${domain}`),
			);
			return isKnown && protocol === 'https:' && username === '' && port === '';
		},
		{
			path: ['recordingUrl'],
			error: ({ input }) =>
				`"${(input as { recordingUrl: string }).recordingUrl}" is not the address of a recording at Voicenter. ` +
				'Right would be https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/… as in a call’s record.',
		},
	);
}

interface Received {
	bytes: number;
	contentType: string | undefined;
}

async function receive(
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

function notKept({ http }: Connection, { code = '' }: NodeJS.ErrnoException): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'refused',
		text: `this server could not keep the recording (${code})`,
		hint: 'Make room on the disk of this server for temporary files.',
	});
}

const MIME_TYPES: Readonly<Record<string, string>> = {
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.ogg': 'audio/ogg',
	'.m4a': 'audio/mp4',
};

function isSound(mimeType: string | undefined): boolean {
	return /^(audio|video)\//.test(mimeType ?? '');
}

function mimeTypeOf(fileName: string): string {
	return MIME_TYPES[path.extname(fileName).toLowerCase()] ?? 'application/octet-stream';
}

/** The address's last part, with an ending if it has none: `202205181005020246363e832.mp3`. */
function fileNameOf({ pathname }: URL, mimeType = 'audio/mpeg'): string {
	const name = pathname.split('/').at(-1) ?? '';
	const safe = decode(name).replace(/[^\p{L}\p{N}._-]/gu, '_') || 'recording';
	if (path.extname(safe) !== '') return safe;
	const [ending = ''] = Object.entries(MIME_TYPES).find(([, type]) => type === mimeType) ?? [];
	return safe + ending;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
