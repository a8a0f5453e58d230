/** Changes to values, before they are written: keys and values that programs stumble over. */
import type { Random } from '../integration/storms/random';
import { encode, RawText } from './encode';

type Fields = Record<string, unknown>;

const KEYS = [
	...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then'],
	...[
		'length',
		'__defineGetter__',
		'',
		' ',
		'0',
		'-1',
		'[]',
		'a.b',
		'a[b]',
		'שלום',
		'😀',
		'\u202Eabc',
		'raw',
	],
];

const TEXTS = [
	...[
		'',
		' ',
		'0',
		'-0',
		'null',
		'undefined',
		'NaN',
		'true',
		'[]',
		'{}',
		'[{',
		'{"a":',
		'"',
		"'",
		'\\',
		'\u0000',
	],
	...[
		'שלום עולם',
		'👩‍👩‍👧‍👦😀',
		'مرحبا',
		'\u200F972-50-123',
		'\uD800',
		'\uFEFF',
		'İ',
		'<b>&amp;</b>',
		']]>',
		'%D7%',
		'%',
	],
	...[
		'+972501234567',
		'*2700',
		'99999999999999999999',
		'1e400',
		'0x10',
		'١٢٣',
		'-1',
		'1.7976931348623157e308',
	],
	...[
		'2026-02-30T25:61:61',
		'Queue',
		'ANSWER',
		'Click2Call leg1',
		'Ringing',
		'IVR_LAYER_INPUT',
		'OK',
		'{{ $json }}',
	],
	...['={{ 1 }}', 'https://example.com/a.mp3', 'file:///etc/passwd', "'; DROP TABLE calls; --", '../../..'],
];

const NUMBERS = [
	'1e400',
	'-1e400',
	'1e-400',
	'9007199254740993',
	'-0',
	'123456789012345678901234567890',
	'0.1',
	'1E5',
];

const number = (random: Random): unknown => {
	if (random.percent(50)) return new RawText(random.pick(NUMBERS));
	const exponent = random.whole(0, 308);
	return (random.percent(50) ? 1 : -1) * random.whole(0, 1_000_000) * 10 ** exponent;
};

/** A long text; most are some thousand characters. */
const longText = (random: Random): string =>
	random
		.pick(['a', '1', 'ש', '😀', '"', '\\', '[', '<a>', ' ', '\n', '-', '05'])
		.repeat(random.whole(1, 1_500));

/** Something nested deep, sometimes deeper than anything is read. */
const nested = (random: Random): unknown => {
	const depth = random.percent(5) ? random.whole(100, 800) : random.whole(2, 60);
	const isList = random.percent(50);
	let value: unknown = 1;
	for (let level = 0; level < depth; level += 1) value = isList ? [value] : { a: value };
	return value;
};

/** Any value that a field should not have. */
function oddValue(random: Random, seed: unknown): unknown {
	switch (random.whole(0, 9)) {
		case 0:
			return null;
		case 1:
			return number(random);
		case 2:
			return longText(random);
		case 3:
			return nested(random);
		case 4:
			return random.percent(50);
		case 5:
			return random.pick([[], {}, [[]], [null], [{}], ['a', 1], { a: {} }]);
		case 6:
			return polluting(random);
		case 7:
			// The seed inside itself, also as text: records do carry lists as JSON inside a text.
			return random.percent(50) ? seed : encode(seed, 'json');
		default:
			return random.pick(TEXTS);
	}
}

/** An object that would poison every other one if it were merged carelessly. */
function polluting(random: Random): Fields {
	const poison = { polluted: 'yes', toString: 1, isAdmin: true };
	return ownKey(
		ownKey({}, random.pick(['__proto__', 'constructor']), { ...poison, prototype: poison }),
		'x',
		1,
	);
}

/** Sets a key of the object's own, whatever its name. */
function ownKey(fields: Fields, key: string, value: unknown): Fields {
	const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(fields)) as Fields;
	return Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
}

function withoutKey(fields: Fields, key: string): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

/**
 * Changes a value in one place.
 *
 * @param seed the whole value; it is not changed
 * @returns a changed copy
 */
export function changeValue(seed: Fields, random: Random): unknown {
	if (random.percent(2)) return oddValue(random, seed);
	if (random.percent(2)) return [seed];
	return changeInside(seed, seed, random);
}

function changeInside(value: Fields, seed: Fields, random: Random): Fields {
	const keys = Object.keys(value);
	if (keys.length === 0) return ownKey(value, random.pick(KEYS), oddValue(random, seed));
	const key = random.pick(keys);
	const inner = value[key];
	if (isFields(inner) && random.percent(70)) return ownKey(value, key, changeInside(inner, seed, random));
	if (Array.isArray(inner) && inner.length > 0 && random.percent(50)) {
		return ownKey(value, key, changeList(inner, seed, random));
	}
	switch (random.whole(0, 6)) {
		case 0:
			return withoutKey(value, key);
		case 1:
			return ownKey(withoutKey(value, key), respelled(key, random), inner);
		case 2:
			return ownKey(value, random.pick(KEYS), oddValue(random, seed));
		case 3:
			return ownKey(value, key, typeof inner === 'number' ? String(inner) : Number(encode(inner, 'json')));
		default:
			return ownKey(value, key, oddValue(random, seed));
	}
}

function changeList(list: unknown[], seed: Fields, random: Random): unknown[] {
	const index = random.whole(0, list.length - 1);
	const entry: unknown = list[index];
	const changed =
		isFields(entry) && random.percent(60) ? changeInside(entry, seed, random) : oddValue(random, seed);
	return random.percent(10)
		? Array.from({ length: random.whole(2, 300) }, () => changed)
		: list.with(index, changed);
}

function respelled(key: string, random: Random): string {
	return random.pick([
		key.toUpperCase(),
		key.toLowerCase(),
		` ${key} `,
		`${key}[]`,
		`${key}[a]`,
		`${key}\u200F`,
		random.pick(KEYS),
	]);
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawText);
}
