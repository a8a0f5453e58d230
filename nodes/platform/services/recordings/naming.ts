/** What a recording's file is called, and of which type it is. */
import path from 'node:path';

const MIME_TYPES: Readonly<Record<string, string>> = {
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.ogg': 'audio/ogg',
	'.m4a': 'audio/mp4',
};

/** Whether an answer's type says that it is a recording. */
export function isSound(mimeType: string | undefined): boolean {
	return /^(audio|video)\//.test(mimeType ?? '');
}

/** The type of a file, by its ending. */
export function mimeTypeOf(fileName: string): string {
	return MIME_TYPES[path.extname(fileName).toLowerCase()] ?? 'application/octet-stream';
}

/** The address's last part, with an ending if it has none: `202205181005020246363e832.mp3`. */
export function fileNameOf({ pathname }: URL, mimeType = 'audio/mpeg'): string {
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
