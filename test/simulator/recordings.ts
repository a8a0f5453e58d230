import { Readable } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { z } from 'zod/v4';

export const recordingRulesSchema = z.strictObject({
	/** Size of every recording. Default: about a second of silence. */
	bytes: z.int().min(1).default(15_846),
	/** null: no Content-Type at all. */
	contentType: z.string().nullable().default('audio/mpeg'),
	/** How the transfer is packed. */
	encoding: z.enum(['identity', 'gzip', 'deflate', 'br']).default('identity'),
	/** page: a login page, and the recording to whoever shows the account's code. */
	login: z.enum(['none', 'page']).default('none'),
	/** Where the recording really is; Voicenter's own address refers to it. A `*` stands for the file's name. */
	storage: z.string().nullable().default(null),
	/** Sends Content-Disposition with the file's name. */
	contentDisposition: z.boolean().default(false),
});

/** How recordings are served. */
export type RecordingRules = z.output<typeof recordingRulesSchema>;
export type RecordingRulesOptions = z.input<typeof recordingRulesSchema>;

/** One frame of MP3: MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, mono, silent. */
const FRAME = Buffer.alloc(417);
FRAME.set([0xff, 0xfb, 0x90, 0xc0]);

const FRAMES_A_CHUNK = 150;

/** Packs what is sent. */
export function packed(sound: Readable, encoding: RecordingRules['encoding']): Readable {
	switch (encoding) {
		case 'identity':
			return sound;
		case 'gzip':
			return sound.pipe(createGzip());
		case 'deflate':
			return sound.pipe(createDeflate());
		case 'br':
			return sound.pipe(createBrotliCompress());
	}
}

/** Silence of exactly so many bytes, made as it is read. */
export function silence(bytes: number): Readable {
	return Readable.from(chunks(bytes));
}

function* chunks(bytes: number): Generator<Buffer> {
	const chunk = Buffer.concat(Array.from({ length: FRAMES_A_CHUNK }, () => FRAME));
	for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}
