import { bringAbout, type MuteOutcome } from '../../../nodes/platform/services/muteConfirmation';
import type { WatchedCall } from '../../../nodes/platform/services/muteObserver';
import { type MuteConvention, opposite } from '../../../nodes/platform/services/muteRequest';
import { type Behaviour, pretendVoicenter, virtualClock } from './world';

interface Scene extends Behaviour {
	muted?: boolean;
	calls?: Record<string, boolean>;
	/** What is tried first. */
	tried?: MuteConvention;
	isProven?: boolean;
	/** What else happens. */
	meanwhile?: (
		world: ReturnType<typeof pretendVoicenter>,
		at: (ms: number, action: () => void) => void,
	) => void;
}

async function play(scene: Scene) {
	const { muted = true, calls = { a: false }, tried = 'zeroMutes', isProven = false, meanwhile } = scene;
	const clock = virtualClock();
	const world = pretendVoicenter(clock, calls, scene);
	meanwhile?.(world, clock.at);
	const task = { muted, convention: tried, isProven, clock, read: world.read, send: world.send(muted) };
	const outcome: MuteOutcome<WatchedCall> = await clock.run(bringAbout(task));
	const virtualMs = clock.now();
	// What is still under way comes about now.
	await clock.run(clock.wait(20_000));
	return { outcome, world, virtualMs };
}

const READINGS: MuteConvention[] = ['zeroMutes', 'oneMutes'];
const LAGS = [0, 60, 300, 700, 1_500, 1_900, 2_500, 3_500, 4_500];
const lagging = LAGS.flatMap((lag): { what: string; behaviour: Behaviour; lag: number }[] => [
	{ what: `what it does shows ${lag} ms later`, behaviour: { showsAfter: lag }, lag },
	{ what: `it does things ${lag} ms later`, behaviour: { effectAfter: lag }, lag },
	{ what: `it shows the same for ${lag} ms`, behaviour: { showsSameFor: lag }, lag },
]);
const everything = READINGS.flatMap((tried) =>
	READINGS.flatMap((convention) =>
		[true, false].flatMap((muted) =>
			lagging.map((lag) => ({ tried, convention, muted, ...lag, want: muted ? 'mutes' : 'unmutes' })),
		),
	),
);

describe.each([
	['every call the other way', { a: 'other', b: 'other' }],
	['one call so already', { a: 'other', b: 'same' }],
	['all calls so already', { a: 'same', b: 'same' }],
] as const)('%s', (_what, start) => {
	it.each(everything)(
		'$want, trying $tried where $convention is right, $what: what is confirmed is so, and stays so',
		async ({ tried, convention, muted, behaviour }) => {
			const calls = Object.fromEntries(
				Object.entries(start).map(([key, how]) => [key, how === 'same' ? muted : !muted]),
			);
			const { outcome, world } = await play({ ...behaviour, tried, convention, muted, calls });
			expect(outcome.kind).toBe('confirmed');
			expect([world.isMuted('a'), world.isMuted('b')]).toEqual([muted, muted]);
			if (outcome.kind === 'confirmed' && outcome.proven) expect(outcome.proven).toBe(convention);
		},
	);
});

describe('a reading that is right', () => {
	it('takes one request, and is proven', async () => {
		const { outcome, world, virtualMs } = await play({});
		expect(outcome).toMatchObject({ kind: 'confirmed', proven: 'zeroMutes' });
		expect(world.requests).toHaveLength(1);
		expect(virtualMs).toBeLessThan(100);
	});

	it('is not doubted when its effect is late by less than 2 seconds', async () => {
		const { world } = await play({ showsAfter: 1_900 });
		expect(world.requests).toHaveLength(1);
	});

	it('that was proven needs no look beforehand, and waits 6 seconds for its effect', async () => {
		const at = await play({ isProven: true });
		expect(at.world.requests[0]?.at).toBe(20);
		const late = await play({ isProven: true, showsAfter: 5_500 });
		expect(late.world.requests).toHaveLength(1);
		expect(late.outcome.kind).toBe('confirmed');
	});

	it('doubted wrongly, because its effect shows late, is sent again; recording goes on for the lag only', async () => {
		const { world } = await play({ showsAfter: 3_000 });
		expect(world.requests.map(({ convention }) => convention)).toEqual([
			'zeroMutes',
			'oneMutes',
			'zeroMutes',
		]);
		expect(world.recordedFor('a')).toBeLessThan(3_500);
	});
});

describe('a reading that is wrong', () => {
	it('is found out in 2 seconds, and the right one is proven', async () => {
		const { outcome, world, virtualMs } = await play({ convention: 'oneMutes' });
		expect(outcome).toMatchObject({ kind: 'confirmed', proven: 'oneMutes' });
		expect(world.requests.map(({ convention }) => convention)).toEqual(['zeroMutes', 'oneMutes']);
		expect(world.recordedFor('a')).toBeLessThan(2_700);
		expect(virtualMs).toBeLessThan(7_000);
	});

	it('is found out at once when it unmutes what was muted', async () => {
		const { world } = await play({ convention: 'oneMutes', calls: { a: false, b: true } });
		expect(world.recordedFor('b')).toBeLessThan(100);
		expect(world.recordedFor('a')).toBeLessThan(200);
	});

	it('never touches what is muted already', async () => {
		const { outcome, world } = await play({ convention: 'oneMutes', calls: { a: true } });
		expect(outcome).toEqual({ kind: 'confirmed', calls: [{ key: 'a', isMuted: true }], proven: undefined });
		expect(world.requests).toEqual([]);
	});

	it('that was right once, and no longer is, is found out too', async () => {
		const { outcome } = await play({ convention: 'oneMutes', isProven: true });
		expect(outcome).toMatchObject({ kind: 'confirmed', proven: 'oneMutes' });
	});
});

describe('calls come and go', () => {
	it.each([false, true])('one that begins after the request is muted too (proven: %s)', async (isProven) => {
		const { outcome, world } = await play({
			isProven,
			showsAfter: 400,
			meanwhile: (there, at) => at(100, () => there.begin('b')),
		});
		expect(outcome.kind).toBe('confirmed');
		expect([world.isMuted('a'), world.isMuted('b')]).toEqual([true, true]);
	});

	it('one that is shown only after the request is muted', async () => {
		const { outcome, world } = await play({
			calls: {},
			meanwhile: (there, at) => at(500, () => there.begin('a')),
		});
		expect(outcome.kind).toBe('confirmed');
		expect(world.isMuted('a')).toBe(true);
	});

	it('none at all is said', async () => {
		expect((await play({ calls: {} })).outcome).toEqual({ kind: 'noCalls' });
	});

	it('all over before it could be seen', async () => {
		const ended = await play({ effectAfter: 1_000, meanwhile: (there, at) => at(200, () => there.end('a')) });
		expect(ended.outcome).toEqual({ kind: 'ended' });
	});

	it('one that is over does not stand in the way of the others', async () => {
		const { outcome } = await play({
			calls: { a: false, b: false },
			deaf: ['b'],
			meanwhile: (there, at) => at(1_000, () => there.end('b')),
		});
		expect(outcome).toMatchObject({ kind: 'confirmed', calls: [{ key: 'a' }] });
	});

	it('somebody unmutes while another call is waited for: it is muted again', async () => {
		const { outcome, world } = await play({
			calls: { a: false, b: false },
			deaf: ['b'],
			meanwhile: (there, at) => {
				at(700, () => there.press('a', false));
				at(1_500, () => there.press('b', true));
			},
		});
		expect(outcome.kind).toBe('confirmed');
		expect(world.isMuted('a')).toBe(true);
	});
});

describe('what does not come about', () => {
	it.each(READINGS)('is said, and what was configured (%s) is what was sent last', async (tried) => {
		const { outcome, world, virtualMs } = await play({ tried, deaf: ['a'] });
		expect(outcome).toEqual({ kind: 'unconfirmed', calls: [{ key: 'a', isMuted: false }] });
		expect(world.requests.at(-1)?.convention).toBe(tried);
		expect(world.requests.map(({ convention }) => convention)).toContain(opposite(tried));
		expect(virtualMs).toBeLessThan(16_000);
	});

	it('for some calls only, does not undo what came about for the others', async () => {
		const { outcome, world } = await play({ calls: { a: false, b: false }, deaf: ['b'] });
		expect(outcome.kind).toBe('unconfirmed');
		expect(world.isMuted('a')).toBe(true);
		expect(world.recordedFor('a')).toBeLessThan(100);
		expect(new Set(world.requests.map(({ convention }) => convention))).toEqual(new Set(['zeroMutes']));
	});

	it('for some calls only, with the wrong reading first: those others stay muted', async () => {
		const calls = { a: false, b: false };
		const { outcome, world } = await play({ convention: 'oneMutes', calls, deaf: ['b'] });
		expect(outcome.kind).toBe('unconfirmed');
		expect(world.isMuted('a')).toBe(true);
	});

	it('is not taken for so when Active Calls does not say', async () => {
		const clock = virtualClock();
		const read = async () => {
			await clock.wait(10);
			return [{ key: 'a', isMuted: undefined }];
		};
		const send = async () => clock.wait(10);
		const task = { muted: true, convention: 'zeroMutes', isProven: false, clock, read, send } as const;
		expect(await clock.run(bringAbout(task))).toMatchObject({ kind: 'unconfirmed' });
	});
});

describe('trouble', () => {
	const clockAnd = (reads: (number: number) => Promise<WatchedCall[]>) => {
		const clock = virtualClock();
		const sent: MuteConvention[] = [];
		let number = 0;
		const read = async () => reads((number += 1));
		const send = async (convention: MuteConvention) => {
			sent.push(convention);
			await clock.wait(10);
		};
		const task = { muted: true, convention: 'zeroMutes', isProven: false, clock, read, send } as const;
		return { sent, outcome: clock.run(bringAbout(task)), clock };
	};

	it('a look beforehand that fails does not keep from muting', async () => {
		const { sent, outcome } = clockAnd(async () => Promise.reject(new Error('unreachable')));
		await expect(outcome).rejects.toThrow('unreachable');
		expect(sent).toEqual(['zeroMutes']);
	});

	it('nor does one that takes long', async () => {
		const never = new Promise<WatchedCall[]>(() => undefined);
		const shown = [{ key: 'a', isMuted: true }];
		const { sent, outcome, clock } = clockAnd(async (number) => (number === 1 ? never : shown));
		await expect(outcome).resolves.toMatchObject({ kind: 'confirmed', proven: undefined });
		expect(sent).toEqual(['zeroMutes']);
		expect(clock.now()).toBeLessThan(4_000);
	});

	it('a Voicenter that switches to and fro is given up', async () => {
		let isMuted = false;
		const { sent, outcome } = clockAnd(async () =>
			Promise.resolve([{ key: 'a', isMuted: (isMuted = !isMuted) }]),
		);
		await outcome;
		expect(sent.length).toBeLessThan(40);
	});
});
