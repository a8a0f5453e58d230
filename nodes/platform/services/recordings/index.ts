/** Recordings of calls: the addresses that records carry (voicenter-api.md §3, RecordURL; §9, record). */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { getCall } from '../callLog';
import { textField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { fileNameOf, mimeTypeOf } from './naming';
import { NAME, notKept, receive } from './receive';

/** Where recordings may come from: `cpanel.voicenter.co.il` in every sample, and Voicenter's other domains. */
const VOICENTER_DOMAINS = ['voicenter.co.il', 'voicenter.com', 'voicenter.co'];

const DEADLINE_MS = 10 * 60_000;

/** A recording that has come completely. */
export interface Recording {
	content: Readable;
	fileName: string;
	mimeType: string;
	bytes: number;
}

const downloadInput = z.object({
	recordingUrl: textField.refine((address) => address !== '', {
		error: 'This is empty. Give the recordingUrl of a call’s record; a call that was not recorded has none.',
	}),
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
	const folder = await mkdtemp(path.join(tmpdir(), 'voicenter-recording-')).catch((error: unknown) => {
		throw notKept(connection, error as NodeJS.ErrnoException);
	});
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
