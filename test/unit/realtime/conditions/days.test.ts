/** Random small days: what was told is what a look at every second of them says, none twice and none missed. */
import fc from 'fast-check';

import { type Action, expected, type Limits, play } from './day';
import { deskOf, short } from './desk';

const actions = fc.array(
	fc.record<Action>({
		kind: fc.oneof(
			{
				weight: 6,
				arbitrary: fc.constantFrom<Action['kind']>('join', 'leave', 'answer', 'hangUp', 'status'),
			},
			{ weight: 4, arbitrary: fc.constant<Action['kind']>('nothing') },
			{ weight: 1, arbitrary: fc.constantFrom<Action['kind']>('lists', 'gap') },
		),
		which: fc.nat(11),
	}),
	{ minLength: 1, maxLength: 120, size: 'max' },
);

const limits = fc
	.record({
		callers: fc.integer({ min: 1, max: 4 }),
		below: fc.integer({ min: 1, max: 4 }),
		lasts: fc.integer({ min: 0, max: 6 }),
		wait: fc.integer({ min: 1, max: 20 }),
		status: fc.integer({ min: 1, max: 20 }),
		talk: fc.integer({ min: 1, max: 20 }),
	})
	.map(({ below, ...rest }): Limits => ({ ...rest, overAt: Math.max(0, rest.callers - below) }));

it('are told as they were, over gaps and lists too', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(actions, limits, (day, limit) => {
			const { callers, overAt, lasts, wait, status, talk } = limit;
			const desk = deskOf({
				queueIsLong: { callers, overAt, lastsMs: lasts * 1_000 },
				nobodyIsFree: { whose: '', lastsMs: lasts * 1_000 },
				callerWaitsTooLong: { ms: wait * 1_000 },
				agentTooLongInStatus: { statuses: '3, 7', ms: status * 1_000 },
				callIsTooLong: { ms: talk * 1_000 },
			});
			const seconds = play(day);
			for (const { events } of seconds) desk.hear(...events);
			desk.until(seconds.length);
			const told = short(desk.told());
			for (const one of told)
				seen.add(
					one
						.replace(/ .* (?=told|over)/, ' ')
						.replace(/ at \S+/, '')
						.replace(/\d+$/, 'n'),
				);
			expect(told.toSorted()).toEqual(expected(seconds, limit).toSorted());
		}),
		{ numRuns: 300 },
	);
	// Every condition began, ended and ended unseen in some of them.
	expect([...seen].toSorted()).toHaveLength(15);
});
