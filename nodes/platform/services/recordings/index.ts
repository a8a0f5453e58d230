/** Recordings of calls: the addresses that records carry (voicenter-api.md §3, RecordURL; §9, record). */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { type Clock, realClock } from '../../request/clock';
import { getCall } from '../callLog';
import { textField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { VoicenterError } from '../../http/errors';
import { fetchSound } from './fetchSound';
import { isAllowed, secured } from './hosts';
import { nameOf } from './naming';
import { NAME, notKept } from './receive';
import { NotReadyError, untilReady } from './waiting';

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
	waitMinutes: z.coerce
		.number({ error: 'Give a number of minutes' })
		.nonnegative({ error: 'Give a number of minutes, or 0' })
		.default(0),
});

/**
 * Downloads a recording. It is kept in a file until it is complete, so that nobody ever stores half of one.
 *
 * @param input its address, and the most that is downloaded
 * @param store takes the recording; it is gone when what `store` returns has resolved
 * @param clock how waiting is done
 * @throws InvalidInputError for an address that recordings do not have, VoicenterError
 */
export async function downloadRecording<Stored>(
	connection: Connection,
	input: z.input<typeof downloadInput>,
	store: (recording: Recording) => Promise<Stored>,
	clock: Clock = realClock(connection, NAME),
): Promise<Stored> {
	const { baseUrl } = connection.account;
	const checked = checkInput(downloadInput.check(isRecordings(baseUrl)), input);
	const address = secured(new URL(checked.recordingUrl), baseUrl);
	const folder = await mkdtemp(path.join(tmpdir(), 'voicenter-recording-')).catch((error: unknown) => {
		throw notKept(connection, error as NodeJS.ErrnoException);
	});
	const file = path.join(folder, 'recording');
	try {
		const { bytes, contentType, head } = await untilReady(checked.waitMinutes, clock, () =>
			fetchSound(connection, { address, file, maxMegabytes: checked.maxMegabytes, clock }),
		);
		const content = createReadStream(file);
		try {
			return await store({ content, bytes, ...nameOf(address, contentType, head) });
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
 * @param input which call; how far back it may have been; how long to wait for its record and its recording
 * @throws VoicenterError when there is no such call, or it has no recording
 */
export async function findRecording(
	connection: Connection,
	{ waitMinutes = 0, ...input }: { callId: string; lookBackDays?: number | undefined; waitMinutes?: number },
	clock: Clock = realClock(connection, NAME),
): Promise<string> {
	return untilReady(waitMinutes, clock, async () => {
		const records = await getCall(connection, {
			...input,
			fields: ['recording', 'callType', 'duration'],
		}).catch((error: unknown) => {
			throw error instanceof VoicenterError && error.kind === 'refused' ? new NotReadyError(error) : error;
		});
		const recorded = records.filter(({ recordingUrl }) => typeof recordingUrl === 'string');
		const weight = ({ leg, durationSeconds }: Record<string, unknown>): number =>
			(leg === 2 ? 1e9 : 0) + Number(durationSeconds ?? 0);
		const [best] = recorded.toSorted((a, b) => weight(b) - weight(a));
		if (typeof best?.['recordingUrl'] === 'string') return best['recordingUrl'];
		const isExpected = records.some(({ recordingExpected }) => recordingExpected === true);
		const error = connection.http.fail({
			operation: NAME,
			kind: 'refused',
			text: isExpected
				? `the call ${input.callId} was recorded, but its recording is not there yet`
				: `the call ${input.callId} was not recorded`,
			hint: isExpected
				? 'Try again some minutes later, or set the option Wait Until Ready (Minutes).'
				: 'Whether calls are recorded is set in Voicenter’s back office, and by the option Record of Click to Call.',
		});
		throw isExpected ? new NotReadyError(error) : error;
	});
}

function isRecordings(baseUrl: string | undefined) {
	return z.refine<{ recordingUrl: string }>(
		({ recordingUrl }) => URL.canParse(recordingUrl) && isAllowed(new URL(recordingUrl), baseUrl),
		{
			path: ['recordingUrl'],
			error: ({ input }) =>
				`"${(input as { recordingUrl: string }).recordingUrl}" is not the address of a recording at Voicenter or its storage. ` +
				'Right would be https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/… as in a call’s record.',
		},
	);
}
