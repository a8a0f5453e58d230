/** Hours for the Office Hours node that do not depend on when a test runs. */

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** At any time, on every day. */
export const ALWAYS_OPEN: Record<string, unknown> = {
	...Object.fromEntries(WEEKDAYS.map((day) => [day, '00:00-24:00'])),
	holidays: [],
};

const DAY_MS = 86_400_000;

/** A day in Israel, such as `Sunday`. */
export const israelsDay = (daysAgo = 0): string =>
	new Date(Date.now() - daysAgo * DAY_MS).toLocaleString('en', {
		timeZone: 'Asia/Jerusalem',
		weekday: 'long',
	});

const israelsDate = (daysAhead: number) =>
	new Date(Date.now() + daysAhead * DAY_MS).toLocaleDateString('sv', { timeZone: 'Asia/Jerusalem' });

/** Today, and tomorrow in case that midnight comes meanwhile. */
export const CLOSED_TODAY: Record<string, unknown> = {
	...ALWAYS_OPEN,
	ownDays: { day: [{ from: israelsDate(0), to: israelsDate(1), hours: '', name: '' }] },
};
