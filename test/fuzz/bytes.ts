/** Changes to bytes, after they were written: what lines, proxies and careless senders do to them. */
import type { Random } from '../integration/storms/random';
import { windows1255 } from './encode';

/** How a text becomes bytes, and what the label says of that. */
const ENCODINGS: readonly { toBytes: (text: string) => Buffer; charset?: string }[] = [
	{ toBytes: (text) => Buffer.from(`\uFEFF${text}`) },
	{ toBytes: (text) => Buffer.from(`\uFEFF\uFEFF${text}`), charset: 'utf-8' },
	{ toBytes: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), charset: 'utf-16le' },
	{ toBytes: (text) => Buffer.from(text, 'utf16le') },
	{ toBytes: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), charset: 'utf-16be' },
	{ toBytes: (text) => Buffer.from(text, 'latin1'), charset: 'iso-8859-1' },
	{ toBytes: windows1255, charset: 'windows-1255' },
	{ toBytes: windows1255, charset: 'iso-8859-8' },
	{ toBytes: windows1255 },
	{ toBytes: (text) => Buffer.from(text), charset: 'utf-7' },
	{ toBytes: (text) => Buffer.from(text), charset: 'klingon' },
	{ toBytes: (text) => Buffer.from(text), charset: '"utf-8' },
	{ toBytes: (text) => Buffer.from(text), charset: '' },
];

/**
 * Writes a text in some encoding, under its own name or another's.
 *
 * @returns the bytes, and what belongs behind the label
 */
export function inSomeEncoding(text: string, random: Random): { bytes: Buffer; suffix: string } {
	const { toBytes } = random.pick(ENCODINGS);
	const { charset } = random.pick(ENCODINGS);
	return { bytes: toBytes(text), suffix: charset === undefined ? '' : `; charset=${charset}` };
}

const TOKENS = [
	...[
		'{',
		'}',
		'[',
		']',
		'"',
		"'",
		',',
		':',
		'\\',
		'\\u',
		'\\uD800',
		'/*',
		'//',
		'\n',
		'\u0000',
		'\uFEFF',
		'null',
	],
	...[
		'<',
		'>',
		'</',
		'/>',
		'&',
		'&amp;',
		'&#x110000;',
		'&#0;',
		'&lol;',
		'<![CDATA[',
		']]>',
		'<!--',
		'-->',
		'<?xml',
	],
	...[
		'<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]>',
		'<value>',
		'</struct>',
		'<struct>',
		'<nil/>',
	],
	...[
		'&',
		'=',
		'%',
		'%D7',
		'%00',
		'%u05D0',
		'+',
		'[]',
		'[__proto__]',
		'[constructor][prototype][x]=1&',
		'.',
		';',
	],
	...['__proto__', '"__proto__":{"polluted":1},', 'NaN', 'Infinity', '1e999', '-', '0x', 'שלום', '😀'],
];

/** Longest body that is made on purpose; Voicenter's own are some kilobytes, and 2 MB is where reading ends. */
const LONGEST = 3 * 1024 * 1024;

/**
 * Changes bytes in one place.
 *
 * @param other what may be spliced in
 */
export function changeBytes(bytes: Buffer, other: Buffer, random: Random): Buffer {
	const at = random.whole(0, bytes.length);
	const end = Math.min(bytes.length, at + random.whole(0, 64));
	const around = (...middle: Buffer[]) =>
		Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(end)]);
	switch (random.whole(0, 8)) {
		case 0:
			return bytes.subarray(0, at);
		case 1:
			return bytes.subarray(at);
		case 2:
			return around();
		case 3:
			return around(bytes.subarray(at, end), bytes.subarray(at, end));
		case 4:
			return around(Buffer.from(random.pick(TOKENS)), bytes.subarray(at, end));
		case 5:
			return around(Buffer.from(random.pick(TOKENS).repeat(random.whole(1, 400))));
		case 6:
			return Buffer.concat([bytes.subarray(0, at), other.subarray(random.whole(0, other.length))]);
		case 7:
			return flipBits(bytes, random);
		default:
			return random.percent(3) ? huge(bytes, random) : around(noise(random));
	}
}

function flipBits(bytes: Buffer, random: Random): Buffer {
	const flipped = Buffer.from(bytes);
	for (let count = random.whole(1, 4); count > 0 && flipped.length > 0; count -= 1) {
		const index = random.whole(0, flipped.length - 1);
		flipped[index] = (flipped[index] ?? 0) ^ (1 << random.whole(0, 7));
	}
	return flipped;
}

function noise(random: Random): Buffer {
	return Buffer.from(Array.from({ length: random.whole(1, 40) }, () => random.whole(0, 255)));
}

/** The same again and again, also past the bound. */
function huge(bytes: Buffer, random: Random): Buffer {
	const piece = random.percent(50) ? bytes : Buffer.from(random.pick(TOKENS));
	if (piece.length === 0) return piece;
	const length = random.pick([20_000, 70_000, 300_000, LONGEST]);
	return Buffer.concat([bytes, Buffer.alloc(length, piece)]);
}
