/** How an account writes: whose national numbers it uses, and which clock it goes by. */
import { DEFAULT_COUNTRY, numberKey, type Phone, readPhone } from './phones';
import { DEFAULT_TIME_ZONE } from './times';

/** See {@link localeOf}. */
export interface Locale {
	readonly timeZone: string;
	/** Reads a phone number; undefined for what is none. */
	readonly phone: (number: string) => Phone | undefined;
	/** What tells a number from every other; see {@link numberKey}. */
	readonly key: (number: string) => string;
}

/** Numbers that are remembered: the same ones come again and again, and reading one costs more than all else. */
const MOST_NUMBERS = 10_000;

/**
 * @param account `country`: two letters, whose national numbers are understood; `timeZone`: the account's. Israel's
 *   unless told
 */
export function localeOf({
	country = DEFAULT_COUNTRY,
	timeZone = DEFAULT_TIME_ZONE,
}: { country?: string | undefined; timeZone?: string | undefined } = {}): Locale {
	return {
		timeZone,
		phone: remembering((number) => readPhone(number, country)),
		key: remembering((number) => numberKey(number, country)),
	};
}

function remembering<Value>(read: (number: string) => Value): (number: string) => Value {
	const known = new Map<string, Value>();
	return (number) => {
		if (known.has(number)) return known.get(number) as Value;
		if (known.size >= MOST_NUMBERS) known.clear();
		const value = read(number);
		known.set(number, value);
		return value;
	};
}
