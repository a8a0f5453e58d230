import { recallNewRecords, type Remembered } from '../../../nodes/platform/services/callLog/newRecords';
import { IS_SOAK } from '../../scale';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Row {
	second: number;
	identity: string;
	/** From then on the log shows it. */
	visibleAt: number;
	isWanted: boolean;
}

/** A Call Log, and whoever polls it, in a time of their own. */
class World {
	readonly rows: Row[] = [];
	readonly given: string[] = [];
	/** In the database, and in the memory of the process. */
	saved: Remembered | undefined;
	memory: Remembered | undefined;
	/** How far this machine's clock is from the true time. */
	clockError = 0;
	about: unknown = 'all calls';
	lookBack = 150 * MINUTE;
	limit = 1_000;
	firstFrom: number | undefined;
	/** What the service gives besides, by reading a request's times otherwise than they are meant. */
	shifted = { early: 0, late: 0 };

	call(second: number, delay: number, isWanted = true): string {
		const identity = `call ${this.rows.length}`;
		this.rows.push({ second, identity, visibleAt: second + delay, isWanted });
		return identity;
	}

	/** n8n saves what is remembered when it starts a workflow, and after the first poll of an activation. */
	poll(at: number, { isActivation = false } = {}): string[] {
		const now = at + this.clockError;
		const news = recallNewRecords<Row>(this.memory, {
			about: this.about,
			now,
			lookBackSeconds: this.lookBack,
			firstFrom: this.firstFrom,
		});
		const { from, to } = news.range;
		expect(to).toBeGreaterThanOrEqual(from);
		const most = news.old + 2 * this.limit;
		const { early, late } = this.shifted;
		const shown = this.rows
			.filter(({ second, visibleAt }) => visibleAt <= at && second >= from - early && second <= to + late)
			.sort((a, b) => a.second - b.second)
			.slice(0, most);
		const { fresh, remember } = news.take(shown, {
			isWanted: ({ isWanted }) => isWanted,
			limit: this.limit,
			isAll: shown.length < most,
		});
		this.memory = JSON.parse(JSON.stringify(remember)) as Remembered;
		if (fresh.length > 0 || isActivation) this.saved = this.memory;
		const names = fresh.map(({ identity }) => identity);
		this.given.push(...names);
		return names;
	}

	/** A kill: what was in the process's memory is gone. */
	restart(at: number): string[] {
		this.memory = this.saved;
		return this.poll(at, { isActivation: true });
	}
}

/** The same figures each time. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

const START = Date.UTC(2026, 9, 21) / 1_000;

let world: World;
beforeEach(() => {
	world = new World();
});

describe('the first poll', () => {
	it('gives nothing of what is in the log, and then whatever appears, however long ago it began', () => {
		world.call(START - 2 * HOUR, 5 * MINUTE);
		const underWay = world.call(START - 30 * MINUTE, 40 * MINUTE);
		expect(world.poll(START)).toEqual([]);
		expect(world.poll(START + 11 * MINUTE)).toEqual([underWay]);
	});

	it('gives what began within the hours asked for', () => {
		world.firstFrom = START - 24 * HOUR;
		world.call(START - 25 * HOUR, 0);
		const [early, late] = [world.call(START - 23 * HOUR, 0), world.call(START - HOUR, 0)];
		expect(world.poll(START)).toEqual([early, late]);
		expect(world.poll(START + MINUTE)).toEqual([]);
	});

	it('more than fit at once are given by the next polls', () => {
		world.firstFrom = START - 24 * HOUR;
		world.limit = 10;
		const calls = Array.from({ length: 25 }, (_, index) => world.call(START - 20 * HOUR + index * 600, 0));
		for (let minute = 0; minute < 5; minute++) world.poll(START + minute * MINUTE);
		expect(world.given).toEqual(calls);
	});

	it('an old call that comes into reach later is no new one', () => {
		world.call(START - 3 * HOUR, 0);
		const newest = START - 2 * HOUR;
		world.call(newest, 0);
		world.poll(START);
		world.poll(START + MINUTE);
		expect(world.given).toEqual([]);
	});
});

it('a call that appears late, among others that were there before, is given', () => {
	world.poll(START);
	world.call(START + 10 * MINUTE, 5 * MINUTE);
	world.poll(START + 30 * MINUTE);
	const late = world.call(START + 2 * MINUTE, 140 * MINUTE);
	for (let minute = 31; minute < 140; minute += 5) {
		world.call(START + minute * MINUTE, 0);
		world.poll(START + minute * MINUTE);
	}
	expect(world.poll(START + 143 * MINUTE)).toEqual([late]);
});

it('a call that is not wanted is not given later either', () => {
	world.poll(START);
	world.call(START + MINUTE, 0, false);
	expect([world.poll(START + 2 * MINUTE), world.poll(START + 3 * MINUTE)]).toEqual([[], []]);
});

it('another filter: what is there is old, what appears is new', () => {
	world.poll(START);
	world.call(START + MINUTE, 0, false);
	world.poll(START + 2 * MINUTE);
	world.about = 'other calls';
	for (const row of world.rows) row.isWanted = true;
	expect(world.poll(START + 3 * MINUTE)).toEqual([]);
	const next = world.call(START + 4 * MINUTE, 0);
	expect(world.poll(START + 5 * MINUTE)).toEqual([next]);
});

it('looking back further from now on gives no call a second time', () => {
	world.poll(START);
	for (let minute = 1; minute < 10 * 60; minute += 10) {
		world.call(START + minute * MINUTE, 0);
		world.poll(START + (minute + 1) * MINUTE);
	}
	const before = [...world.given];
	world.lookBack = DAY;
	expect(world.poll(START + 10 * HOUR)).toEqual([]);
	expect(world.given).toEqual(before);

	// And from then on it reaches as far as was asked for.
	world.call(START + 11 * HOUR, 0);
	const late = world.call(START + 10 * HOUR + MINUTE, 20 * HOUR);
	world.poll(START + 12 * HOUR);
	world.call(START + 29 * HOUR, 0);
	world.poll(START + 29 * HOUR);
	expect(world.poll(START + 31 * HOUR)).toEqual([late]);
	expect(world.given).toHaveLength(new Set(world.given).size);
});

it('a day without n8n, with more calls than one request holds: each is given once, in time’s order', () => {
	world.poll(START, { isActivation: true });
	const calls = Array.from({ length: 12_345 }, (_, index) => world.call(START + 60 + index * 6, 60));
	const first = world.restart(START + DAY);
	expect(first).toHaveLength(1_000);
	for (let minute = 1; minute < 30; minute++) world.poll(START + DAY + minute * MINUTE);
	expect(world.given).toEqual(calls);
});

it.each([
	['jumps back by an hour', -HOUR],
	['jumps back by a day', -DAY],
	['jumps ahead by a day', DAY],
	['jumps ahead by an hour', HOUR],
])('the machine’s clock %s, and is put right: each call is given once', (_what, clockError) => {
	const calls: string[] = [];
	world.poll(START);
	for (let minute = 1; minute < 10 * 60; minute++) {
		if (minute === 180) world.clockError = clockError;
		if (minute === 300) world.clockError = 0;
		if (minute % 3 === 0) calls.push(world.call(START + minute * MINUTE, (minute % 7) * MINUTE));
		world.poll(START + minute * MINUTE);
	}
	world.poll(START + 11 * HOUR);
	expect([...world.given].sort()).toEqual([...calls].sort());
});

it('a record of the far future keeps nothing from being given', () => {
	world.poll(START);
	const odd = world.call(START + 365 * DAY, -365 * DAY);
	world.poll(START + MINUTE);
	const next = world.call(START + 2 * MINUTE, 0);
	expect(world.poll(START + 5 * MINUTE)).toEqual([next]);
	expect(world.given).not.toContain(odd);
});

it('what is kept is small: about sixteen characters a call of the time looked back', () => {
	world.poll(START);
	for (let second = 0; second < DAY; second += 30) world.call(START + second, 0);
	for (let hour = 1; hour <= 24; hour++) for (let part = 0; part < 4; part++) world.poll(START + hour * HOUR);
	const within = (world.lookBack + 15 * MINUTE) / 30;
	expect(JSON.stringify(world.memory).length).toBeLessThan(within * 16 + 1_000);
});

it.each(IS_SOAK ? [1, 2, 3] : [1])(
	'a week with outages, kills, late records, and clocks put forward and back: each call once (seed %i)',
	(seed) => {
		const next = random(seed);
		const wanted: string[] = [];
		for (let second = 0; second < 7 * DAY; second += Math.ceil(next() * 240)) {
			// Most appear within minutes; some as late as it can be.
			const delay = next() < 0.05 ? next() * 145 * MINUTE : next() * 8 * MINUTE;
			const isWanted = next() < 0.6;
			const name = world.call(START + 60 + second, Math.floor(delay), isWanted);
			if (isWanted) wanted.push(name);
		}
		world.poll(START, { isActivation: true });
		let isDown = false;
		for (let minute = 1; minute < 7 * 24 * 60 + 200; minute += 4) {
			const at = START + minute * MINUTE;
			// Israel's summer time ends on 25 October 2026; a badly kept clock does as if it did.
			if (next() < 0.004)
				world.clockError = world.clockError === 0 ? (next() < 0.5 ? -HOUR : 20 * MINUTE) : 0;
			if (minute > 7 * 24 * 60) world.clockError = 0;
			if (!isDown && next() < 0.008) {
				isDown = true;
				continue;
			}
			if (isDown && next() < 0.04) {
				isDown = false;
				world.restart(at);
				continue;
			}
			if (!isDown) world.poll(at);
		}
		if (isDown) world.restart(START + 8 * DAY);
		world.clockError = 0;
		world.poll(START + 8 * DAY);
		expect(world.given).toHaveLength(new Set(world.given).size);
		expect([...world.given].sort()).toEqual([...wanted].sort());
	},
);
