/** A record that is completed, lacks its date, or comes from a service with a clock of its own, is no new one. */
import { identityOf } from '../../../nodes/platform/services/callLog/identity';
import { recallNewRecords, type Remembered } from '../../../nodes/platform/services/callLog/newRecords';
import { momentOf } from '../../../nodes/platform/services/callLog/record';
import { readRow } from '../../../nodes/platform/services/callLog/row';

const NOW = Date.UTC(2026, 9, 21, 12) / 1_000;
const MINUTE = 60;

interface Row {
	second: number;
	identity: string;
	name: string;
}

let log: Record<string, unknown>[];
let memory: Remembered | undefined;
beforeEach(() => {
	log = [];
	memory = undefined;
});

const iso = (second: number) => new Date(second * 1_000).toISOString().replace('.000', '');
const QUEUE_CALL = {
	...{ CallID: 'one', Type: 'Queue', CdrType: 8, CallerNumber: '0501234567', DialStatus: 'ANSWER' },
	...{ Date: iso(NOW - 10 * MINUTE), DateEpoch: NOW - 10 * MINUTE, Duration: 0, TargetExtension: 'SIPSIP1' },
};

/** Everything that is in the log, whatever was asked for: the worst that a service can do. */
function poll(now: number, { limit = 1_000, most = Infinity } = {}): string[] {
	const news = recallNewRecords<Row>(memory, { about: 'all', now, lookBackSeconds: 150 * MINUTE });
	let second = news.range.from;
	const rows = log.slice(0, most).map((raw): Row => {
		const row = readRow(raw);
		const moment = momentOf(row);
		if (moment) second = moment.getTime() / 1_000;
		return { second, identity: identityOf(row), name: row.CallID ?? 'none' };
	});
	const { fresh, remember } = news.take(rows, {
		isWanted: () => true,
		limit,
		isAll: rows.length === log.length,
	});
	memory = JSON.parse(JSON.stringify(remember)) as Remembered;
	return fresh.map(({ name }) => name);
}

/** Nothing comes of ten polls. */
function expectQuiet(from: number) {
	for (let minute = 0; minute < 50; minute += 5) expect(poll(from + minute * MINUTE)).toEqual([]);
}

describe('a record', () => {
	beforeEach(() => void poll(NOW - 20 * MINUTE));

	it.each<[string, object, object]>([
		['gets its duration', { Duration: 0 }, { Duration: 75 }],
		['gets its status', { DialStatus: '' }, { DialStatus: 'ANSWER' }],
		['gets another status', { DialStatus: 'NOANSWER' }, { DialStatus: 'ANSWER' }],
		['gets its extension', { TargetExtension: '' }, { TargetExtension: 'SIPSIP1' }],
		['gets its number', { CallerNumber: '' }, { CallerNumber: '0501234567' }],
		['gets its recording', {}, { RecordURL: 'https://x' }],
		['gets its type', { Type: '', CdrType: '' }, { Type: 'Queue', CdrType: 8 }],
		['loses its type', { Type: 'Queue', CdrType: 8 }, { Type: '', CdrType: '' }],
		['gets its date', { Date: '', DateEpoch: 0 }, { Date: QUEUE_CALL.Date }],
		['has its date in another form', { DateEpoch: 0 }, { Date: '2026-10-21 11:50:00', DateEpoch: '' }],
		['has its type in another form', { CdrType: 8 }, { CdrType: '', Type: 'queue' }],
		['has its names in small letters', {}, {}],
	])('that %s afterwards starts the workflow once', (what, before, after) => {
		log = [{ ...QUEUE_CALL, ...before }];
		expect(poll(NOW)).toEqual(['one']);
		const completed = { ...QUEUE_CALL, ...before, ...after };
		const small = Object.entries(completed).map(([name, value]) => [name.toLowerCase(), value] as const);
		log = [what.includes('small') ? Object.fromEntries(small) : completed];
		expectQuiet(NOW + MINUTE);
	});

	it.each([
		['without a date', { Date: '', DateEpoch: '' }],
		['with one that says nothing', { Date: 'soon', DateEpoch: '' }],
		['with the day before the month', { Date: '21/10/2026 11:50:00', DateEpoch: '' }],
		['with milliseconds', { Date: '', DateEpoch: (NOW - 10 * MINUTE) * 1_000 }],
		['with a zero', { Date: '', DateEpoch: 0 }],
		['in Microsoft’s form', { Date: `/Date(${(NOW - 10 * MINUTE) * 1_000})/`, DateEpoch: '' }],
		['of long ago', { Date: iso(NOW - 5 * 3_600), DateEpoch: '' }],
		['of the future', { Date: iso(NOW + 300 * 86_400), DateEpoch: '' }],
	])('%s starts the workflow once, and keeps no other from doing so', (_, date) => {
		log = [{ ...QUEUE_CALL, ...date }];
		expect(poll(NOW)).toEqual(['one']);
		expectQuiet(NOW + MINUTE);
		log.push({ ...QUEUE_CALL, CallID: 'two', Date: iso(NOW + 50 * MINUTE), DateEpoch: '' });
		expect(poll(NOW + 60 * MINUTE)).toEqual(['two']);
		expectQuiet(NOW + 61 * MINUTE);
	});

	it.each<[string, object]>([
		['another status', { DialStatus: 'NOANSWER' }],
		['another extension', { TargetExtension: 'SIPSIP2' }],
		['another type', { Type: 'Click2Call leg2', CdrType: 10 }],
		['another beginning', { Date: iso(NOW - 9 * MINUTE), DateEpoch: '' }],
	])('beside the first one, of the same call, with %s is another one', (_, other) => {
		log = [QUEUE_CALL];
		expect(poll(NOW)).toEqual(['one']);
		log.push({ ...QUEUE_CALL, ...other });
		expect(poll(NOW + MINUTE)).toEqual(['one']);
		expectQuiet(NOW + 2 * MINUTE);
	});

	it('that is completed while a second one of its call comes: one more start, not two', () => {
		log = [QUEUE_CALL];
		poll(NOW);
		log = [
			{ ...QUEUE_CALL, Duration: 75 },
			{ ...QUEUE_CALL, DialStatus: 'NOANSWER' },
		];
		expect(poll(NOW + MINUTE)).toHaveLength(1);
		expectQuiet(NOW + 2 * MINUTE);
	});

	it('of a second in which reading stopped is not taken for another one of it', () => {
		const one = (TargetExtension: string) => ({ ...QUEUE_CALL, TargetExtension });
		log = [one('SIPSIP1'), one('SIPSIP2'), one('SIPSIP3')];
		const given = [poll(NOW, { most: 1 }), poll(NOW + 1, { most: 2 }), poll(NOW + 2), poll(NOW + 3)];
		expect(given).toEqual([['one'], ['one'], ['one'], []]);
	});
});

it('with a limit, everything is given once, poll by poll', () => {
	poll(NOW - 20 * MINUTE);
	log = Array.from({ length: 25 }, (_, index) => ({
		...QUEUE_CALL,
		CallID: `call ${index}`,
		Date: '',
		DateEpoch: '',
	}));
	const given: string[] = [];
	for (let minute = 0; minute < 10; minute += 1) given.push(...poll(NOW + minute * MINUTE, { limit: 4 }));
	expect(given.toSorted()).toEqual(log.map(({ CallID }) => CallID).toSorted());
});
