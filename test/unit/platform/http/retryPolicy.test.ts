import type { FailureKind } from '../../../../nodes/platform/http/errors';
import { mayRetry, RETRY } from '../../../../nodes/platform/http/retryPolicy';

type Verdict = 'always' | 'only when repeatable' | 'never';

const verdict = (kind: FailureKind, httpStatus?: number): Verdict => {
	const [read, call] = [true, false].map((repeatable) => mayRetry({ kind, httpStatus, repeatable }));
	if (read && call) return 'always';
	return read ? 'only when repeatable' : 'never';
};

it.each<[string, FailureKind, Verdict]>([
	['nothing was sent', 'unreachable', 'always'],
	['the connection broke', 'interrupted', 'only when repeatable'],
	['no answer came in time', 'timeout', 'only when repeatable'],
	['Voicenter said no', 'refused', 'never'],
	['there were too many', 'rateLimited', 'never'],
	['the address is none', 'invalidAddress', 'never'],
	['there is no code', 'noCode', 'never'],
	['the address is not on the list', 'notAllowed', 'never'],
	['the answer makes no sense', 'unreadable', 'never'],
	['the user stopped it', 'cancelled', 'never'],
])('when %s (%s), it is sent again: %s', (_what, kind, expected) => {
	expect(verdict(kind)).toBe(expected);
	expect(verdict(kind, 500)).toBe(expected);
});

it.each<[number, Verdict]>([
	[400, 'never'],
	[401, 'never'],
	[403, 'never'],
	[404, 'never'],
	[408, 'only when repeatable'],
	[429, 'only when repeatable'],
	[500, 'only when repeatable'],
	[501, 'never'],
	[502, 'only when repeatable'],
	[503, 'only when repeatable'],
	[504, 'only when repeatable'],
])('after HTTP error %i, it is sent again: %s', (status, expected) => {
	expect(verdict('http', status)).toBe(expected);
});

it('an HTTP error without a status is not sent again', () => {
	expect(verdict('http')).toBe('never');
});

it('tries end, and waits stay bearable', () => {
	expect(RETRY.attempts).toBeGreaterThanOrEqual(3);
	const longest = Array.from({ length: RETRY.attempts - 1 }, (_, attempt) =>
		Math.min(2 * RETRY.firstWaitMs * 2 ** attempt, RETRY.longestWaitMs),
	).reduce((sum, wait) => sum + wait, 0);
	expect(longest).toBeLessThan(10_000);
});
