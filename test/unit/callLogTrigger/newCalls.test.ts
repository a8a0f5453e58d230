import type { LogRecord } from '../../../nodes/platform/services/callLog';
import { readNewCalls } from '../../../nodes/platform/services/callLog/newCalls';
import type { Remembered } from '../../../nodes/platform/services/callLog/newRecords';
import { walkRange } from '../../../nodes/platform/services/callLog/rangeWalk';

/** As many as Voicenter gives with one answer (voicenter-api.md §3). */
const PAGE_SIZE = 10_000;
const NOW = Date.UTC(2026, 9, 21, 12) / 1_000;
const HOUR = 3_600;

let records: LogRecord[];
let memory: Remembered | undefined;
let requests: number;
beforeEach(() => {
	records = [];
	memory = undefined;
	requests = 0;
});

function call(second: number): string {
	const CallID = `call ${records.length}`;
	records.push({ second, identity: CallID, raw: { CallID } });
	return CallID;
}

/** So many calls, as evenly as seconds allow, the last of them a second before. */
const calls = (count: number, seconds: number): string[] =>
	Array.from({ length: count }, (_, index) => call(NOW - seconds + Math.floor((index * seconds) / count)));

/** The log, read as the service reads it: page by page, until there are enough. */
const readRecords: Parameters<typeof readNewCalls>[0]['readRecords'] = async (_, { from, to }, some) => {
	const { rows } = await walkRange<LogRecord>({
		from,
		to,
		limit: some?.limit,
		fetchPage: (begin, end) => {
			requests++;
			const found = records.filter(({ second }) => second >= begin && second <= end);
			found.sort((a, b) => a.second - b.second);
			return Promise.resolve({ rows: found.slice(0, PAGE_SIZE), total: found.length });
		},
		secondOf: ({ second }) => second,
		identityOf: ({ identity }) => identity,
	});
	return rows;
};

async function poll(now: number, more: { about?: string; firstFrom?: number } = {}): Promise<string[]> {
	const { calls: fresh, remember } = await readNewCalls({ readRecords }, { account: {} } as never, memory, {
		about: 'all calls',
		now,
		lookBackSeconds: 2.5 * HOUR,
		country: 'IL',
		isWanted: () => true,
		limit: 1_000,
		...more,
	});
	memory = remember;
	return fresh.map(({ callId }) => callId);
}

/** Polls until nothing comes any more. */
async function pollAll(from: number, more: Parameters<typeof poll>[1] = {}): Promise<string[]> {
	const given: string[] = [];
	for (let at = from; ; at += 60) {
		const fresh = await poll(at, more);
		if (fresh.length === 0) return given;
		given.push(...fresh);
	}
}

describe('a call centre with 15,000 calls in the time that is looked back', () => {
	it('the first poll gives none of them, and neither does any later one; what appears then is given', async () => {
		calls(15_000, 2.4 * HOUR);
		expect(await poll(NOW)).toEqual([]);
		expect(await poll(NOW + 60)).toEqual([]);
		const next = call(NOW + 70);
		expect(await poll(NOW + 120)).toEqual([next]);
		expect(await poll(NOW + 180)).toEqual([]);
	});

	it('a search that was changed begins as well anew', async () => {
		await poll(NOW - 3 * HOUR);
		calls(15_000, 2.4 * HOUR);
		for (const minute of [0, 1, 2]) {
			expect(await poll(NOW + minute * 60, { about: 'other calls' })).toEqual([]);
		}
	});

	it('those of the last hour are asked for: all of them come, poll by poll, and none before', async () => {
		calls(15_000, 2.4 * HOUR);
		const firstFrom = NOW - HOUR;
		const wanted = records.filter(({ second }) => second >= firstFrom).map(({ identity }) => identity);
		const given = await pollAll(NOW, { firstFrom });
		expect(given).toHaveLength(wanted.length);
		expect(given).toEqual(wanted);
	});

	it('more hours than are looked back are asked for: the first poll reads no more than it gives', async () => {
		const all = calls(15_000, 20 * HOUR);
		const fresh = await poll(NOW, { firstFrom: NOW - 24 * HOUR });
		expect(fresh).toEqual(all.slice(0, 1_000));
		expect(requests).toBeLessThanOrEqual(2);
	});
});
