import { InvalidInputError } from '../platform/http/errors';
import { plainText } from '../platform/vocabulary/plainText';

/** A time in which somebody is there, in minutes since the day began; over midnight the end is above 1,440. */
export interface Span {
	from: number;
	to: number;
}

const DAY_MINUTES = 24 * 60;
const SPAN = /^(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?$/;
const CLOSED = /^(closed|סגור)$/i;

/**
 * Reads the hours of a day as people write them: `09:00-13:00, 16:00-19:00`. An end that is not after its beginning is on
 * the next day; 24:00 is midnight. Nothing, or `closed`, is a closed day.
 *
 * @param field whose text it is, by its name in saved workflows
 * @returns the times in their order, those that touch joined
 * @throws InvalidInputError that says what is wrong and what would be right
 */
export function readHours(text: string, field: string): Span[] {
	const written = plainText(text).trim();
	if (written === '' || CLOSED.test(written)) return [];
	const spans = written.split(/[,;\n]/).map((part) => readSpan(part.trim(), field));
	const joined: Span[] = [];
	for (const span of spans.sort((one, other) => one.from - other.from)) {
		const last = joined.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else joined.push({ ...span });
	}
	return joined;
}

function readSpan(part: string, field: string): Span {
	const [, fromHour, fromMinute = '0', toHour, toMinute = '0'] = SPAN.exec(part) ?? [];
	const from = minutesOf(fromHour, fromMinute);
	const to = minutesOf(toHour, toMinute);
	if (from === undefined || to === undefined || from === DAY_MINUTES || from === to) {
		throw new InvalidInputError(
			field,
			`"${part}" is no time from and to. Right would be 09:00-17:00, or 09:00-13:00, 16:00-19:00, 24 hours are 00:00-24:00, and an empty field is a closed day.`,
		);
	}
	return { from, to: to > from ? to : to + DAY_MINUTES };
}

function minutesOf(hour: string | undefined, minute: string): number | undefined {
	if (hour === undefined) return undefined;
	const minutes = Number(hour) * 60 + Number(minute);
	return Number(minute) < 60 && minutes <= DAY_MINUTES ? minutes : undefined;
}
