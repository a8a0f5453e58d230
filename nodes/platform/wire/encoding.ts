/** Which encoding a text is in: by its bytes first, for senders mislabel (voicenter-api.md §9). */

/**
 * Reads text whose label may be wrong.
 *
 * @param contentType the Content-Type header, if there was one
 */
export function readText(bytes: Buffer, contentType = ''): string {
	return decode(inBytes(bytes), saidEncoding(bytes, contentType));
}

/** The encoding that a text says it is in, if it says so. */
export function saidEncoding(bytes: Buffer, contentType: string): string | undefined {
	const start = bytes.subarray(0, 200).toString('latin1');
	const declared = /^\s*<\?xml[^>]*encoding=["']([\w-]+)/i.exec(start)?.[1];
	return /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? declared;
}

/** The text with a byte for each sign of its markup: UTF-16, which shows by its mark or its zeros, as UTF-8. */
export function inBytes(bytes: Buffer): Buffer {
	const [first, second, third, fourth] = bytes;
	if (first === 0xff && second === 0xfe) return asUtf8(bytes, 'utf-16le');
	if (first === 0xfe && second === 0xff) return asUtf8(bytes, 'utf-16be');
	// Markup begins with signs of the English keyboard; one zero alone is a stray one.
	if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return asUtf8(bytes, 'utf-16le');
	return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? asUtf8(bytes, 'utf-16be') : bytes;
}

function asUtf8(bytes: Buffer, charset: string): Buffer {
	return Buffer.from(new TextDecoder(charset).decode(bytes), 'utf8');
}

/** Labels that many a sender writes without looking. */
const THOUGHTLESS = /^(?:us-?ascii|ascii|iso-8859-1|iso8859-1|latin-?1|windows-1252|cp1252|utf-?8)$/i;

/** Two Hebrew letters side by side in Windows-1255; in the Western encodings hardly a word has such letters. */
const HEBREW_WORD = /[\u00E0-\u00FA]{2}/;

/**
 * What is valid UTF-8 is UTF-8, whatever its label; else the label counts, unless it is one that is written without
 * looking and the bytes are Hebrew; else Hebrew's older encoding, which still arrives now and then, said or not.
 */
export function decode(bytes: Buffer, charset: string | undefined): string {
	const isHebrew = () => HEBREW_WORD.test(bytes.toString('latin1'));
	const said = charset !== undefined && !(THOUGHTLESS.test(charset) && isHebrew()) ? [charset] : [];
	for (const encoding of ['utf-8', ...said]) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// The next one, then: this is another encoding, or none that there is.
		}
	}
	return new TextDecoder('windows-1255').decode(bytes);
}
