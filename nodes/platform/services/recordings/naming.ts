/** What a recording's file is called, and of which type it is. */
import path from 'node:path';

const MIME_TYPES: Readonly<Record<string, string>> = {
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.ogg': 'audio/ogg',
	'.m4a': 'audio/mp4',
};

/** Other names of these types. */
const SAME: Readonly<Record<string, string>> = {
	'audio/mp3': 'audio/mpeg',
	'audio/x-mp3': 'audio/mpeg',
	'audio/x-mpeg': 'audio/mpeg',
	'audio/x-wav': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/vnd.wave': 'audio/wav',
	'audio/x-m4a': 'audio/mp4',
	'application/ogg': 'audio/ogg',
};

/** How files of these types begin, and so many bytes of them are looked at. */
const BEGINNINGS: readonly [type: string, pattern: RegExp][] = [
	['audio/mpeg', /^(?:ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff])/],
	['audio/wav', /^RIFF[^]{4}WAVE/],
	['audio/ogg', /^OggS/],
	['audio/mp4', /^[^]{4}ftyp/],
];
export const HEAD_BYTES = 100;

/** Whether an answer's type says that it is a recording. */
export function isSound(mimeType: string | undefined): boolean {
	return /^(audio|video)\//.test(mimeType ?? '') || (mimeType ?? '') in SAME;
}

/** What a recording is called, and its type. */
export interface Named {
	fileName: string;
	mimeType: string;
}

/**
 * The address's last part, with the ending of what it is: `202205181005020246363e832.mp3`. What the file itself says
 * counts most, then the answer's type, then the address.
 *
 * @param address where it came from
 * @param contentType what the answer says of its type, where that is a sound
 * @param head the file's first bytes
 */
export function nameOf({ pathname }: URL, contentType: string | undefined, head: Buffer): Named {
	const given = (pathname.split('/').at(-1) ?? '').trim();
	const safe = decode(given).replace(/[^\p{L}\p{N}._-]/gu, '_') || 'recording';
	const extension = path.extname(safe).toLowerCase();
	const begins = head.toString('latin1');
	const mimeType =
		BEGINNINGS.find(([, pattern]) => pattern.test(begins))?.[0] ??
		(contentType === undefined ? undefined : (SAME[contentType] ?? contentType)) ??
		MIME_TYPES[extension] ??
		(extension === '' ? 'audio/mpeg' : 'application/octet-stream');
	const [right] = Object.entries(MIME_TYPES).find(([, type]) => type === mimeType) ?? [];
	if (right === undefined || extension === right) return { fileName: safe, mimeType };
	// Of a page's name, such as play.aspx, the ending is no part that anybody wants; nor is another sound's.
	const isEnding = extension in MIME_TYPES || /^\.(?:aspx?|php|html?|bin|dat)$/.test(extension);
	return { fileName: (isEnding ? safe.slice(0, -extension.length) : safe) + right, mimeType };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
