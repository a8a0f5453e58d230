/** The time that is read, as a person says it. */
import { DateTime } from 'luxon';

/** Named ranges, by their names in saved workflows. */
export const PRESETS = [
	'custom',
	'last10Minutes',
	'last24Hours',
	'last7Days',
	'lastHour',
	'sinceLastRun',
	'today',
	'yesterday',
] as const;

/** A named range. */
export type Preset = (typeof PRESETS)[number];

/** The first and the last second, in seconds since 1970. */
export interface Range {
	from: number;
	to: number;
}

const BACK = {
	last10Minutes: { minutes: 10 },
	last24Hours: { hours: 24 },
	last7Days: { days: 7 },
	lastHour: { hours: 1 },
} as const;

/**
 * The range of a name. Days begin and end, and seven days go back, by the clock of the time zone.
 *
 * @param now the present moment, in the time zone that counts
 */
export function presetRange(preset: Exclude<Preset, 'custom' | 'sinceLastRun'>, now: DateTime): Range {
	switch (preset) {
		case 'today':
			return rangeOf(now.startOf('day'), now);
		case 'yesterday': {
			const yesterday = now.minus({ days: 1 });
			return rangeOf(yesterday.startOf('day'), yesterday.endOf('day'));
		}
		default:
			return rangeOf(now.minus(BACK[preset]), now);
	}
}

/**
 * @param from the beginning
 * @param to the end; what it falls into belongs to the range
 */
export function rangeOf(from: DateTime, to: DateTime): Range {
	return { from: Math.floor(from.toSeconds()), to: Math.floor(to.toSeconds()) };
}

/** How the service wants a time: GMT, ISO 8601, without milliseconds and without a Z (voicenter-api.md §3). */
export function toGmt(seconds: number): string {
	return new Date(seconds * 1_000).toISOString().slice(0, 19);
}
