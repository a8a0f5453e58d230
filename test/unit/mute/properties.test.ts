import fc from 'fast-check';

import { bringAbout } from '../../../nodes/platform/services/muteConfirmation';
import type { MuteConvention } from '../../../nodes/platform/services/muteRequest';
import { type Behaviour, pretendVoicenter, virtualClock } from './world';

const reading = fc.constantFrom<MuteConvention>('zeroMutes', 'oneMutes');

/** Voicenters whose effects show up to 5 seconds late, in any of three ways, and up to 0.4 seconds later still. */
const behaviour: fc.Arbitrary<Behaviour> = fc.record({
	convention: reading,
	effectAfter: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_500 })),
	showsAfter: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_500 })),
	showsSameFor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_500 })),
	jitter: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }),
	travel: fc.integer({ min: 0, max: 300 }),
	deaf: fc.subarray(['a', 'b', 'c']),
});

const calls = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.boolean(), {
	minKeys: 1,
	noNullPrototype: true,
});

it('what is confirmed is so, in the end, whatever Voicenter is like; and what is proven is right', async () => {
	const kinds: Record<string, number> = {};
	await fc.assert(
		fc.asyncProperty(behaviour, calls, reading, fc.boolean(), async (how, active, tried, muted) => {
			const clock = virtualClock();
			const world = pretendVoicenter(clock, active, how);
			const task = {
				muted,
				convention: tried,
				isProven: false,
				clock,
				read: world.read,
				send: world.send(muted),
			};
			const outcome = await clock.run(bringAbout(task));
			const virtualMs = clock.now();
			await clock.run(clock.wait(20_000));
			kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
			expect(virtualMs).toBeLessThan(30_000);
			if (outcome.kind !== 'confirmed') return;
			for (const key of Object.keys(active)) expect(world.isMuted(key)).toBe(muted);
			if (outcome.proven) expect(outcome.proven).toBe(how.convention);
		}),
		{ numRuns: 3_000 },
	);
	expect(kinds['confirmed']).toBeGreaterThan(1_000);
});
