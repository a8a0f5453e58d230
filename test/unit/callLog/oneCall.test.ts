/** One call, asked of a service that may filter by its ID or not, and may give all or a part. */
import { connect } from '../../../nodes/platform/request/account';
import { readCall } from '../../../nodes/platform/services/callLog/oneCall';
import type { Range } from '../../../nodes/platform/services/callLog/range';
import type { Reading, Row } from '../../../nodes/platform/services/callLog/reading';

const DAY = 86_400;
const BEGIN = Date.UTC(2026, 0, 15) / 1_000;
const CALL_ID = '20260115120455ab';

const row = (isWanted: boolean): Row => ({
	...{ second: 0, identity: '', isDated: true, isWanted, sortValues: [], output: {} },
});
const [OWN, OTHER] = [row(true), row(false)];

/** @param page the first answer; `inDay` and `inAll`: what the walks find */
async function read(
	page: { rows: Row[]; total?: number },
	{
		inDay = [] as Row[],
		inAll = [] as Row[],
		callId = CALL_ID,
		from = BEGIN - 30 * DAY,
		to = BEGIN + 30 * DAY,
		lookBackDays = 60,
	} = {},
) {
	const walked: Range[] = [];
	const range = { from, to };
	const reader = {
		readPage: () => Promise.resolve({ total: page.rows.length, ...page }),
		readByTime: (_connection: unknown, _reading: unknown, asked: Range) => {
			walked.push(asked);
			return Promise.resolve(asked === range ? inAll : inDay);
		},
		readRange: () => Promise.reject(new Error('not asked for')),
	};
	const result = await readCall(reader, connect({ code: 'TheCode123' }), {} as Reading, {
		callId,
		range,
		lookBackDays,
	}).then(
		(rows) => rows.length,
		(error: unknown) => (error as Error).message,
	);
	return { result, walked };
}
const none = (days: string, others = '') =>
	`Get a call from the Call Log: there is no record of the call ${CALL_ID} in the last ${days}${others}`;
const OTHERS = '; Voicenter’s answer holds other calls only';

it.each<[string, Parameters<typeof read>[0], object, number | string, number]>([
	['it alone', { rows: [OWN, OWN] }, {}, 2, 0],
	['it among others', { rows: [OTHER, OWN] }, {}, 1, 0],
	['nothing', { rows: [] }, {}, none('60 days'), 0],
	['nothing of a day', { rows: [] }, { lookBackDays: 1 }, none('day'), 0],
	['others', { rows: [OTHER] }, {}, none('60 days', OTHERS), 0],
	['it alone, and says that there is more', { rows: [OWN], total: 2 }, {}, 1, 0],
	[
		'a part of all, it among them: the rest may have another leg',
		{ rows: [OWN, OTHER], total: 3 },
		{ inDay: [OWN, OWN] },
		2,
		1,
	],
	['a part of all, and it is not in its day', { rows: [OTHER], total: 100_000 }, { inAll: [OWN] }, 1, 2],
	['a part of all, and it is nowhere', { rows: [OTHER], total: 2 }, {}, none('60 days', OTHERS), 2],
	[
		'a part of too many',
		{ rows: [OTHER], total: 100_001 },
		{ inAll: [OWN] },
		expect.stringMatching(/gives all 100001 calls of the last 60 days, too many/) as never,
		1,
	],
	['a part of too many, and it is in its day', { rows: [OTHER], total: 100_001 }, { inDay: [OWN] }, 1, 1],
])('given %s', async (_, page, more, result, walks) => {
	const done = await read(page, more);
	expect(done.result).toEqual(result);
	expect(done.walked).toHaveLength(walks);
});

describe('its day', () => {
	const dayOf = async (more: object) => {
		const { walked } = await read({ rows: [OTHER], total: 2 }, { inDay: [OWN], inAll: [OWN], ...more });
		return walked[0];
	};
	const ALL = { from: BEGIN - 30 * DAY, to: BEGIN + 30 * DAY };

	it.each<[string, object, Range]>([
		['is that of its ID, whatever the clock there', {}, { from: BEGIN - DAY, to: BEGIN + 2 * DAY }],
		[
			'is no longer than what is looked at',
			{ from: BEGIN, to: BEGIN + DAY },
			{ from: BEGIN, to: BEGIN + DAY },
		],
		['is not that of an ID which is no time', { callId: 'x' }, ALL],
		['nor of one that is too short', { callId: '2026011512045x' }, ALL],
		['nor of another century', { callId: '19260115120455' }, ALL],
		['nor of no day at all', { callId: '20261315120455' }, ALL],
		['nor where the ID begins otherwise', { callId: 'x20260115120455' }, ALL],
		[
			'nor of a time that is not looked at',
			{ from: BEGIN + 2 * DAY },
			{ from: BEGIN + 2 * DAY, to: BEGIN + 30 * DAY },
		],
		['nor of one long after', { to: BEGIN - DAY }, { from: BEGIN - 30 * DAY, to: BEGIN - DAY }],
	])('%s', async (_, more, expected) => {
		expect(await dayOf(more)).toEqual(expected);
	});
});
