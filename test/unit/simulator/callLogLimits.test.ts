import { useSimulator } from '../../useSimulator';
import { ALWAYS, callLogOf } from './callLogSupport';

const simulator = useSimulator();

const log = callLogOf(() => simulator);
const BY_DATE = { sort: [{ field: 'Date', order: 'asc' }] };

describe('30 requests a minute', () => {
	it('are served; further ones are refused and counted', async () => {
		const statuses = [];
		for (let count = 0; count < 32; count++) {
			statuses.push((await log.post({ code: simulator.account.code, search: ALWAYS })).status);
		}
		expect(statuses).toEqual([...Array<number>(30).fill(200), 403, 403]);
		expect(await log.search()).toEqual({
			ERROR_NUMBER: 1,
			ERROR_DESCRIPTION: 'Request limit exceeded. Please try again later.',
			STATUS_CODE: 403,
			TOTAL_HITS: 0,
			RETURN_HITS: 0,
			CDR_LIST: [],
		});
		const arrivals = simulator.control.callLogArrivals();
		expect(arrivals.filter(({ refused }) => !refused)).toHaveLength(30);
		expect(arrivals.filter(({ refused }) => refused)).toHaveLength(3);
		expect(arrivals[0]).toMatchObject({ at: expect.any(Date) as unknown, code: simulator.account.code });
	});

	it('are the organisation’s, whichever of its codes is shown', async () => {
		simulator.control.setCallLogRules({ requestsPerWindow: 3 });
		const [top, sales] = simulator.account.departments.map(({ code }) => code);
		const user = simulator.account.extensions[0]?.user.code;
		const numbers = [];
		for (const code of [top, sales, user, top, sales, user]) {
			numbers.push((await log.search({}, { code })).ERROR_NUMBER);
		}
		expect(numbers).toEqual([0, 0, 0, 1, 1, 1]);
	});

	it('slide: one served long enough ago no longer counts', async () => {
		simulator.control.setCallLogRules({ requestsPerWindow: 2, windowMs: 1_000 });
		const ask = async () => (await log.search()).ERROR_NUMBER;
		expect([await ask(), await ask(), await ask()]).toEqual([0, 0, 1]);
		await new Promise((later) => setTimeout(later, 1_010));
		expect(await ask()).toBe(0);
	});

	it('do not count what was not authorised', async () => {
		simulator.control.setCallLogRules({ requestsPerWindow: 1 });
		await log.post({ code: 'XXXX', search: ALWAYS });
		expect(simulator.control.callLogArrivals()).toEqual([]);
		expect(await log.search()).toMatchObject({ ERROR_NUMBER: 0 });
	});
});

describe('10,000 records an answer', () => {
	it('are its most; TOTAL_HITS tells that it was cut', async () => {
		simulator.control.seedCallLog({ count: 10_001, from: '2026-01-01', to: '2026-01-02' });
		const answer = await log.search({}, { fields: ['CallID'] });
		expect(answer).toMatchObject({ TOTAL_HITS: 10_001, RETURN_HITS: 10_000 });
		expect(answer.CDR_LIST).toHaveLength(10_000);
	});

	const SIX = ['f', 'b', 'e', 'a', 'd', 'c'].map((CallID) => ({
		CallID,
		Date: `2026-01-0${CallID.charCodeAt(0) - 96}`,
	}));

	it('sorted before they are cut', async () => {
		simulator.control.addCallLogRecords(SIX);
		simulator.control.setCallLogRules({ maxRecords: 3 });
		expect(await log.list('CallID', {}, BY_DATE)).toEqual(['a', 'b', 'c']);
		const latestFirst = { sort: [{ field: 'Date', order: 'desc' }] };
		expect(await log.list('CallID', {}, latestFirst)).toEqual(['f', 'e', 'd']);
		expect(await log.search({}, BY_DATE)).toMatchObject({ TOTAL_HITS: 6, RETURN_HITS: 3 });
	});

	it("or cut in the server's own order and then sorted", async () => {
		simulator.control.addCallLogRecords(SIX);
		simulator.control.setCallLogRules({ maxRecords: 3, cut: 'beforeSorting' });
		expect(await log.list('CallID', {}, BY_DATE)).toEqual(['b', 'e', 'f']);
	});

	it('seeded records have an order of their own too, which is not that of time', async () => {
		simulator.control.seedCallLog({ count: 5_000, from: '2026-01-01', to: '2026-01-02' });
		simulator.control.setCallLogRules({ maxRecords: 100, cut: 'beforeSorting' });
		const cutFirst = await log.list('Date', {}, BY_DATE);
		expect(cutFirst).toEqual([...cutFirst].sort());

		simulator.control.setCallLogRules({ cut: 'afterSorting' });
		const sortedFirst = await log.list('Date', {}, BY_DATE);
		expect(String(sortedFirst.at(-1)) < String(cutFirst.at(-1))).toBe(true);
	});
});

describe('a million records', () => {
	const MONTH = { from: '2026-01-01T00:00:00Z', to: '2026-01-31T23:59:59Z' };
	const WHOLE = { fromdate: MONTH.from, todate: MONTH.to };

	it('are there at once, and found', async () => {
		simulator.control.seedCallLog({ count: 1_000_000, ...MONTH });
		const first = await log.search(WHOLE, BY_DATE);
		expect(first).toMatchObject({ TOTAL_HITS: 1_000_000, RETURN_HITS: 10_000 });

		const last = String(first.CDR_LIST.at(-1)?.['Date']);
		const next = await log.search({ ...WHOLE, fromdate: last }, BY_DATE);
		expect(next.CDR_LIST[0]?.['Date']).toBe(last);
		expect(next.TOTAL_HITS).toBeGreaterThanOrEqual(990_001);
	});

	it('are the same every time, with another seed others', () => {
		const day = { from: '2026-01-01', to: '2026-01-02' };
		const made = (seed: number) => {
			simulator.control.seedCallLog({ count: 1_000, ...day, seed });
			return simulator.control.callLogRecords();
		};
		const first = made(1);
		expect(made(1)).toEqual(first);
		expect(made(2)).not.toEqual(first);
	});

	it.each([
		['even', 0, 2],
		['uneven', 3, 1_000],
		['bursts', 200, 10_000],
		[[1, 0, 0, 9], 0, 10],
	] as const)('lie in time as told: %j', (distribution, least, most) => {
		const day = { from: '2026-01-01T00:00:00', to: '2026-01-01T23:59:59' };
		simulator.control.seedCallLog({ count: 20_000, ...day, distribution: distribution as 'even' });
		const records = simulator.control.callLogRecords(day);
		expect(records).toHaveLength(20_000);
		const perSecond = new Map<string, number>();
		for (const { Date } of records) perSecond.set(Date, (perSecond.get(Date) ?? 0) + 1);
		const busiest = Math.max(...perSecond.values());
		expect(busiest).toBeGreaterThanOrEqual(least);
		expect(busiest).toBeLessThanOrEqual(most);
	});

	it('hold the legs of click-to-calls, two records to a call id', async () => {
		simulator.control.seedCallLog({ count: 1_000, from: '2026-01-01', to: '2026-01-02' });
		const leg = simulator.control.callLogRecords().find(({ CdrType }) => CdrType === 10);
		const legs = await log.search({ CallID: leg?.CallID }, BY_DATE);
		expect(legs.CDR_LIST.map(({ CdrType }) => CdrType)).toEqual([9, 10]);
		expect(legs).toMatchObject({ TOTAL_HITS: 2, CDR_LIST: [{}, leg ?? {}] });
	});

	it('are filtered like all others, and mixed with records that are added', async () => {
		simulator.control.seedCallLog({ count: 2_000, from: '2026-01-01', to: '2026-01-02' });
		const everything = simulator.control.callLogRecords();
		const queued = everything.filter(({ CdrType }) => CdrType === 8);
		expect(await log.search({ cdrTypes: [8] })).toMatchObject({ TOTAL_HITS: queued.length });
		const phone = queued[0]?.CallerNumber;
		expect(await log.list('CallID', { cdrTypes: [8], phones: [phone] })).toEqual([queued[0]?.CallID]);

		const middle = everything[1_000]?.Date;
		simulator.control.addCallLogRecords([{ Date: middle, CallID: 'added' }]);
		const callIds = await log.list('CallID', {}, BY_DATE);
		expect(callIds).toHaveLength(2_001);
		expect(Math.abs(callIds.indexOf('added') - 1_000)).toBeLessThan(100);
	});
});
