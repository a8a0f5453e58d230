/** Text that looks the same is the same: what nobody sees or types with intent does not count. */

/** Marks of writing direction, of zero width, and the one that some files begin with. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Without quotes, of which there are more kinds than one here, too. */
const PLAIN = /^[\x20-\x26\x28-\x5F\x61-\x7E]*$/;

const ARABIC_ZEROS = [0x06_60, 0x06_f0];

/**
 * One spelling for each sign: Arabic and full-width digits as 0 to 9, every kind of blank as a blank, every hyphen and
 * dash as `-`, every kind of quote as `"` or `'`. Marks that nobody sees are gone.
 */
export function plainText(text: string): string {
	if (PLAIN.test(text)) return text;
	return (
		text
			// Normalized, it would be a blank and what stands above the next letter.
			.replace(/\u00B4/g, "'")
			.normalize('NFKC')
			.replace(INVISIBLE, '')
			.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => {
				const code = digit.charCodeAt(0);
				return String(code - (ARABIC_ZEROS.findLast((zero) => zero <= code) ?? code));
			})
			.replace(/\s/g, ' ')
			.replace(/[\u2010-\u2015\u2212\u05BE\uFE63\uFF0D]/g, '-')
			.replace(/[\u2018-\u201B\u2032\u05F3\u02B9\u02BC\u0060]/g, "'")
			.replace(/[\u201C-\u201F\u2033\u05F4\u00AB\u00BB]/g, '"')
			.replace(/''/g, '"')
	);
}
