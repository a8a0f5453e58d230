/** What calls add up to, against a model that keeps every call and counts by going over them. */
import * as fc from 'fast-check';

import { createFigures, type Figures, type FiguresOptions } from '../../../nodes/platform/reports/figures';
import { joinCalls } from '../../../nodes/platform/reports/wholeCalls';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { day, type PlannedCall, recordOf, recordsOf } from './calls';

const OPTIONS: FiguresOptions = {
	by: ['queue'],
	timeZone: 'Asia/Jerusalem',
	direction: 'incoming',
	serviceLevelSeconds: 20,
	shortAbandonSeconds: 0,
};

function figuresOf(records: readonly CallRecord[], options: Partial<FiguresOptions> = {}): Figures[] {
	const figures = createFigures({ ...OPTIONS, ...options });
	const joiner = joinCalls(figures.add);
	for (const record of records) joiner.add(record);
	joiner.end();
	return figures.rows();
}

const inVain = { isAnswered: false, isMissed: true, durationSeconds: 0 };
const gaveUp = { ...inVain, isAbandoned: true };

it('counts calls, how they ended, and how long people talked', () => {
	const records = [
		recordOf({ durationSeconds: 30 }),
		recordOf({ durationSeconds: 91 }),
		recordOf({ ...gaveUp, customerNumber: '0521111111', customerE164: '+972521111111' }),
		recordOf({ ...inVain, isVoicemail: true }),
	];
	expect(figuresOf(records)).toEqual([
		{
			queue: 'Sales',
			offered: 4,
			answered: 2,
			abandoned: 1,
			missed: 2,
			voicemail: 1,
			answeredPercent: 50,
			waitKnown: 0,
			averageTalkSeconds: 61,
			longestTalkSeconds: 91,
			totalTalkSeconds: 121,
			uniqueCallers: 2,
		},
	]);
});

it('leaves out colleagues, and who asked for nobody', () => {
	const records = [
		recordOf({ direction: 'internal' }),
		recordOf({ direction: 'outgoing' }),
		recordOf({ isAnswered: false, queue: undefined }),
	];
	expect(figuresOf(records)).toEqual([]);
	expect(figuresOf(records, { by: [] })).toMatchObject([{ offered: 0, uniqueCallers: 0 }]);
	expect(figuresOf(records, { direction: 'outgoing' })).toMatchObject([{ offered: 1 }]);
});

describe('the service level', () => {
	const records = [
		recordOf({ waitSeconds: 20 }),
		recordOf({ waitSeconds: 21 }),
		recordOf({ ...gaveUp, waitSeconds: 5 }),
		recordOf({ ...gaveUp, waitSeconds: 6 }),
	];

	it('is the share of all calls that was answered within the time', () => {
		expect(figuresOf(records)).toMatchObject([
			{ serviceLevelPercent: 25, waitKnown: 4, averageWaitSeconds: 13 },
		]);
	});

	it('leaves out who gave up at once, where that is asked for', () => {
		expect(figuresOf(records, { shortAbandonSeconds: 5 })).toMatchObject([{ serviceLevelPercent: 33.3 }]);
	});

	it('leaves out nobody unless it is asked for, not even who gave up in the first second', () => {
		const atOnce = recordOf({ ...gaveUp, waitSeconds: 0 });
		expect(figuresOf([...records, atOnce])).toMatchObject([{ serviceLevelPercent: 20, waitKnown: 5 }]);
	});

	it('is not told where the wait of a call is not known', () => {
		const [row] = figuresOf([...records, recordOf()]);
		expect(row).toMatchObject({ offered: 5, waitKnown: 4 });
		expect(row).not.toHaveProperty('serviceLevelPercent');
	});
});

it.each([
	['day', { day: '2026-11-30' }],
	['hour', { hour: 1 }],
	['weekday', { weekday: 2, weekdayName: 'Monday' }],
	['agent', { agent: 'Dana' }],
	['extension', { extension: 'SIPDANA1' }],
	['did', { did: '0722776772' }],
	['type', { type: 'Queue' }],
] as const)('groups by %s, by the account’s clock', (grouping, expected) => {
	const record = recordOf({
		startedAt: '2026-11-29T23:30:00Z',
		agent: { id: '7', name: 'Dana' },
		extension: { sip: 'SIPDANA1' },
		did: '0722776772',
	});
	expect(figuresOf([record], { by: [grouping] })).toMatchObject([{ ...expected, offered: 1 }]);
});

it('groups by two, numbers by size and names by the alphabet, those without any last', () => {
	const at = (hour: number) => ({ startedAt: `2026-11-29T${String(hour).padStart(2, '0')}:00:00Z` });
	const records = [
		recordOf({ ...at(0), queue: { name: 'Support' } }),
		recordOf({ ...at(1), queue: undefined }),
		recordOf({ ...at(7), queue: { name: 'Sales' } }),
		recordOf({ ...at(8), queue: { name: 'Sales' } }),
	];
	const rows = figuresOf(records, { by: ['queue', 'hour'] }).map(({ queue, hour }) => [queue, hour]);
	expect(rows).toEqual([
		['Sales', 9],
		['Sales', 10],
		['Support', 2],
		[undefined, 3],
	]);
});

describe('on any day', () => {
	/** By going over the plan of the day. */
	function model(plan: readonly PlannedCall[], queue: string): Partial<Figures> {
		const calls = plan.filter(
			(call) => call.queue === queue && ['answered', 'abandoned', 'missed', 'voicemail'].includes(call.fate),
		);
		const of = (...fates: string[]) => calls.filter(({ fate }) => fates.includes(fate));
		const talks = of('answered').map(({ talk }) => talk);
		const inTime = of('answered').filter(({ wait }) => wait <= 20).length;
		const share = (part: number) => Math.round((part / calls.length) * 1_000) / 10;
		return {
			offered: calls.length,
			answered: talks.length,
			abandoned: of('abandoned').length,
			missed: of('abandoned', 'missed', 'voicemail').length,
			voicemail: of('voicemail').length,
			answeredPercent: share(talks.length),
			serviceLevelPercent: share(inTime),
			longestWaitSeconds: Math.max(...calls.map(({ wait }) => wait)),
			totalTalkSeconds: talks.reduce((sum, talk) => sum + talk, 0),
			uniqueCallers: new Set(calls.filter(({ withheld }) => !withheld).map(({ caller }) => caller)).size,
		};
	}

	it('a queue’s figures are what the day itself knows', () => {
		fc.assert(
			fc.property(day, (plan) => {
				const rows = figuresOf(plan.flatMap(recordsOf));
				for (const { queue = '', ...row } of rows) expect(row).toMatchObject(model(plan, queue));
				const told = rows.reduce((sum, { offered }) => sum + offered, 0);
				expect(told).toBe(
					plan.filter(({ fate }) => ['answered', 'abandoned', 'missed', 'voicemail'].includes(fate)).length,
				);
			}),
		);
	});

	it('calls from here count once, answered when the customer answered', () => {
		fc.assert(
			fc.property(day, (plan) => {
				const [row] = figuresOf(plan.flatMap(recordsOf), { by: [], direction: 'outgoing' });
				const returned = plan.filter(({ fate }) => fate === 'returned');
				const tried = plan.filter(({ fate }) => fate === 'tried');
				expect(row).toMatchObject({
					offered: returned.length + tried.length,
					answered: returned.length,
					totalTalkSeconds: returned.reduce((sum, { talk }) => sum + talk, 0),
				});
			}),
		);
	});
});
