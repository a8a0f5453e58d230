const MASK = '••••••';

/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

const SHORTEST_BASE64 = 6;

/**
 * Blanks out secrets: as they are, in the other case, and as they look in a URL, a form, JSON, XML or base64.
 *
 * @param text anything that a person or a log may see
 * @param secrets the values to hide
 * @returns the text without them
 */
export function redact(text: string, secrets: readonly string[]): string {
	const hidden = secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.toSorted((a, b) => b.length - a.length);
	return hidden.length === 0 ? text : text.replace(patternOf(hidden), MASK);
}

/** Made once: of a list of targets each may fail, and making a pattern of a long token takes a millisecond. */
const patterns = new Map<string, RegExp>();

const MOST_PATTERNS = 50;

function patternOf(secrets: readonly string[]): RegExp {
	const key = JSON.stringify(secrets);
	const known = patterns.get(key);
	if (known) return known;
	const ways = secrets.flatMap((secret) => [written(secret), ...inBase64(secret)]);
	const pattern = new RegExp(ways.join('|'), 'giu');
	if (patterns.size >= MOST_PATTERNS) patterns.clear();
	patterns.set(key, pattern);
	return pattern;
}

const NAMED_ENTITIES: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** A pattern of a text in which each character may be written in any of the usual ways, or in several, one in the other. */
function written(secret: string): string {
	return Array.from(secret, inAllWays).join('');
}

function inAllWays(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
	const bytes = [...Buffer.from(character)];
	const entity = NAMED_ENTITIES[character];
	const ways = [
		`\\\\{0,4}${escaped(character)}`,
		bytes.map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
		units.map((unit) => `\\\\{1,4}u${hex(unit, 4)}`).join(''),
		`&(?:amp;)*#(?:x0*${hex(point, 1)}|0*${point});`,
		...(entity === undefined ? [] : [`&(?:amp;)*${entity};`]),
		...(character === ' ' ? ['\\+'] : []),
	];
	return `(?:${ways.join('|')})`;
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

function escaped(character: string): string {
	return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** Base64 of a text in which the secret stands: it looks different after none, one or two bytes of something else. */
function inBase64(secret: string): string[] {
	const pieces = [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		// The first and last characters hold bits of the neighbours too.
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(first, last);
	});
	return pieces
		.filter((piece) => piece.length >= SHORTEST_BASE64)
		.map((piece) => piece.replaceAll('+', '(?:\\+|-|%2b)').replaceAll('/', '(?:\\\\?/|_|%2f)'));
}

/**
 * Leaves out a user and a password that stand in an address, which need not be one that can be read.
 *
 * @param address as somebody wrote it
 */
export function withoutPassword(address: string): string {
	const at = address.lastIndexOf('@');
	return at < 0 ? address : `…${address.slice(at)}`;
}
