import { DateTime } from 'luxon';
import type { z } from 'zod/v4';

import type { Connection } from '../../../nodes/platform/request/account';
import { createCallLog } from '../../../nodes/platform/services/callLog';
import type { findInput } from '../../../nodes/platform/services/callLog/input';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf, refusedInput } from '../connections';

const simulator = useSimulator();

type Search = z.input<typeof findInput>;

const DAY: Search = {
	dateRange: 'custom',
	from: '2026-01-15T00:00:00',
	to: '2026-01-15T23:59:59',
	timeZone: 'Asia/Jerusalem',
};
/** A Call Log that nothing before this test has sent requests with. */
const callLog = () => createCallLog(createPacing({ limit: 30, intervalMs: 61_000, waitsMs: [20, 40] }));
const find = async (over: Partial<Search> = {}, connection: Connection = connectTo(simulator)) =>
	callLog().findCalls(connection, { ...DAY, ...over });
const bodies = () =>
	simulator.control
		.requests()
		.map(({ json }) => json as { fields: string[]; search: Record<string, unknown>; sort: object[] });
const sent = () => bodies().at(-1);

const ALL_FIELDS = [
	...[
		'CallerNumber',
		'TargetNumber',
		'Date',
		'DateEpoch',
		'Duration',
		'CallID',
		'Type',
		'CdrType',
		'DialStatus',
		'DialStatus2',
	],
	...[
		'TargetExtension',
		'CallerExtension',
		'DID',
		'QueueName',
		'RecordURL',
		'RecordExpect',
		'RingTime',
		'Price',
	],
	...['RepresentativeName', 'RepresentativeCode', 'UserName', 'UserId', 'DepartmentName', 'DepartmentId'],
	...['TargetPrefixName', 'DTMFData', 'CustomData'],
];

describe('a search', () => {
	it('asks in GMT, without milliseconds, for every field, the earliest first', async () => {
		await find();
		expect(simulator.control.requests()).toMatchObject([{ method: 'POST', path: '/hub/cdr/', query: {} }]);
		expect(bodies()).toEqual([
			{
				code: simulator.account.code,
				fields: ALL_FIELDS,
				search: { fromdate: '2026-01-14T22:00:00', todate: '2026-01-15T21:59:59' },
				sort: [{ field: 'date', order: 'asc' }],
			},
		]);
	});

	it.each<[Partial<Search>, Record<string, unknown>]>([
		[{ phones: '+972 50-123-4567, 072-277-6772' }, { phones: ['0501234567', '0722776772'] }],
		[{ phones: ['+44 20 7183 8750'] }, { phones: ['442071838750'] }],
		[{ phones: '(415) 555-2671', country: 'us' }, { phones: ['14155552671'] }],
		[{ extensions: 'SIPSIP1; SIPSIP2' }, { extensions: ['SIPSIP1', 'SIPSIP2'] }],
		[{ callTypes: [1, 8] }, { cdrTypes: [1, 8] }],
		[{ callTypes: ['Queue', 'Click2Callleg2'] }, { cdrTypes: [8, 10] }],
		[{ queues: '123456789, 987654321' }, { queueID: [123456789, 987654321] }],
		[{ queues: 123456789 }, { queueID: [123456789] }],
		[{ campaigns: '17' }, { campaignID: [17] }],
		[{ callId: ' abc ' }, { CallID: 'abc', callID: 'abc' }],
		[{ scope: 'account' }, { IdentityCriteria: 'Account' }],
		[{ scope: 'hierarchical' }, { IdentityCriteria: 'Hierarchical' }],
		[{ scope: 'department' }, { IdentityCriteria: 'Department' }],
		[{ scope: 'user' }, { IdentityCriteria: 'User' }],
		[{ phones: '', extensions: '', callTypes: [], queues: '', campaigns: '', callId: '' }, {}],
	])('%j is %j', async (given, expected) => {
		await find(given);
		const { fromdate, todate, ...criteria } = sent()?.search ?? {};
		expect([fromdate, todate]).toEqual(['2026-01-14T22:00:00', '2026-01-15T21:59:59']);
		expect(criteria).toEqual(expected);
	});

	it.each<[Partial<Search>, object[]]>([
		[{ sort: [{ field: 'startedAt', direction: 'desc' }], limit: 5 }, [{ field: 'date', order: 'desc' }]],
		[
			{
				sort: [
					{ field: 'startedAt', direction: 'asc' },
					{ field: 'duration', direction: 'desc' },
				],
			},
			[
				{ field: 'date', order: 'asc' },
				{ field: 'Duration', order: 'desc' },
			],
		],
		[{ sort: [{ field: 'price' }], limit: 5 }, [{ field: 'Price', order: 'asc' }]],
	])('sorted by %j', async (given, expected) => {
		await find(given);
		expect(sent()?.sort).toEqual(expected);
	});

	it("takes a time as n8n's own expressions give it", async () => {
		await find({
			from: DateTime.fromISO('2026-01-15T08:00:00Z'),
			to: new Date('2026-01-15T09:00:00Z'),
		});
		expect(sent()?.search).toMatchObject({
			fromdate: '2026-01-15T08:00:00',
			todate: '2026-01-15T09:00:00',
		});
	});

	it('reads a date alone as its whole day, and without an end goes on until now', async () => {
		await find({ from: '2026-01-15', to: '2026-01-16' });
		expect(sent()?.search).toMatchObject({
			fromdate: '2026-01-14T22:00:00',
			todate: '2026-01-16T21:59:59',
		});
		const before = Date.now();
		await find({ to: ' ' });
		expect(Date.parse(`${String(sent()?.search['todate'])}Z`)).toBeGreaterThanOrEqual(before - 1_000);
	});

	it.each<[Partial<Search>, string, RegExp]>([
		[{ from: '' }, 'from', /^This is empty\. Give a date and time/],
		[{ from: 46_354 }, 'from', /^46354 is not a date and time/],
		[{ from: '2100-01-01', to: '' }, 'from', /later than now/],
		[{ from: 'tomorrow' }, 'from', /"tomorrow" is not a date and time\. Right would be/],
		[{ to: '31/01/2026' }, 'to', /is not a date and time/],
		[{ from: { day: 'today' } }, 'from', /is not a date and time/],
		[{ to: '2026-01-14' }, 'to', /ends before it begins/],
		[
			{ phones: '050-123-4567, 12' },
			'phones',
			/"12" is not a phone number\. Right would be [\d +-]+ or [\d +]+;/,
		],
		[{ extensions: '050-123' }, 'extensions', /is not an extension's SIP code/],
		[{ queues: 'Sales' }, 'queues', /"Sales" is not an ID/],
		[{ queues: '12a' }, 'queues', /"12a" is not an ID/],
		[{ queues: 'a12' }, 'queues', /"a12" is not an ID/],
		[{ campaigns: '1,x' }, 'campaigns', /"x" is not an ID/],
		[{ callTypes: ['Quue'] }, 'callTypes', /"Quue" is not a call type/],
		[{ country: 'XX' }, 'country', /is not a country/],
		[{ limit: 0 }, 'limit', /above 0/],
		[{ timeZone: 'Israel/Tel Aviv' }, 'timeZone', /is not a time zone/],
	])('%j is refused before anything is sent', async (given, field, text) => {
		const { field: path, message } = await refusedInput(find(given));
		expect(path).toBe(field);
		expect(message).toMatch(text);
		expect(simulator.control.requests()).toEqual([]);
	});
});

describe('records', () => {
	const at = (time: string) => `2026-01-15T${time}Z`;

	it('come in our words', async () => {
		simulator.control.addCallLogRecords([
			{
				Date: at('09:00:00'),
				CallID: 'one',
				Type: 'Queue',
				DialStatus: 'ABANDONE',
				QueueName: 'Sales Queue',
			},
		]);
		expect(await find()).toMatchObject([
			{ callId: 'one', direction: 'incoming', isAbandoned: true, queue: { name: 'Sales Queue' } },
		]);
	});

	it('come as Voicenter has them, when asked for', async () => {
		const added = simulator.control.addCallLogRecords([{ Date: at('09:00:00') }]);
		expect(await find({ simplify: false })).toEqual(added);
	});

	it('come with the chosen fields alone, though more is asked for to tell them apart', async () => {
		const [added] = simulator.control.addCallLogRecords([{ Date: at('09:00:00'), CallID: 'one', Price: 7 }]);
		expect(await find({ fields: ['price', 'callerNumber'] })).toEqual([
			{
				customerNumber: '0501234567',
				customerE164: '+972501234567',
				isMobile: true,
				isWithheld: false,
				callId: 'one',
				callerNumber: '0501234567',
				callerE164: '+972501234567',
				priceAgorot: 7,
			},
		]);
		expect(sent()?.fields).toEqual(expect.arrayContaining(['Price', 'CdrType', 'DateEpoch']));
		expect(sent()?.fields).not.toContain('CustomData');
		expect(await find({ fields: ['price'], simplify: false })).toEqual([
			{ CallID: 'one', Price: added?.Price },
		]);
	});

	it('are none where there is no call', async () => {
		expect(await find()).toEqual([]);
	});

	it('of both legs of a call come in its order', async () => {
		simulator.control.addCallLogRecords([
			{ Date: at('09:00:00'), CallID: 'one', Type: 'Click2Call leg1' },
			{ Date: at('09:00:00'), CallID: 'one', Type: 'Click2Call leg2', Duration: 20 },
		]);
		expect(await find()).toMatchObject([
			{ callId: 'one', leg: 1 },
			{ callId: 'one', leg: 2, isAnswered: true },
		]);
	});

	it.each<[Search['sort'], number | undefined, string[]]>([
		[[], undefined, ['a', 'b', 'c']],
		[[], 2, ['a', 'b']],
		[[{ field: 'startedAt', direction: 'desc' }], undefined, ['c', 'b', 'a']],
		[[{ field: 'startedAt', direction: 'desc' }], 1, ['c']],
		[[{ field: 'duration', direction: 'desc' }], undefined, ['b', 'c', 'a']],
		[[{ field: 'duration', direction: 'desc' }], 1, ['b']],
		[[{ field: 'callType' }, { field: 'duration', direction: 'asc' }], undefined, ['a', 'c', 'b']],
	])('sorted by %j, %s of them: %j', async (sort, limit, expected) => {
		simulator.control.addCallLogRecords([
			{ Date: at('09:00:00'), CallID: 'a', Duration: 1 },
			{ Date: at('09:00:01'), CallID: 'b', Duration: 9, Type: 'Queue' },
			{ Date: at('09:00:02'), CallID: 'c', Duration: 5, Type: 'Queue' },
		]);
		const calls = await find({ sort, limit });
		expect(calls.map(({ callId }) => callId)).toEqual(expected);
	});
});

describe('a call by its ID', () => {
	const get = async (callId: string, over: object = {}) =>
		callLog().getCall(connectTo(simulator), { callId, ...over });
	const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

	it('is looked for in the last year, and comes with every record that has it', async () => {
		simulator.control.addCallLogRecords([
			{ Date: hoursAgo(5_000), CallID: 'one', Type: 'Click2Call leg1' },
			{ Date: hoursAgo(5_000), CallID: 'one', Type: 'Click2Call leg2' },
			{ Date: hoursAgo(1), CallID: 'two' },
		]);
		expect(await get('one')).toMatchObject([{ leg: 1 }, { leg: 2 }]);
		const search = sent()?.search ?? {};
		expect(search).toMatchObject({ CallID: 'one' });
		const span = Date.parse(`${String(search['todate'])}Z`) - Date.parse(`${String(search['fromdate'])}Z`);
		expect(span / 86_400_000).toBe(365);
	});

	it('that is not there is an error that says how far was looked', async () => {
		const error = await failureOf(get('nowhere', { lookBackDays: 30 }), simulator.account.code);
		expect(error.message).toMatch(/no record of the call nowhere in the last 30 days/);
		expect(error.hint).toMatch(/some minutes after the call/);
	});

	it('that is empty is refused', async () => {
		expect((await refusedInput(get(' '))).field).toBe('callId');
	});
});

describe('since the last run', () => {
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

	it('each call comes once, also one whose record comes late', async () => {
		const memory = {};
		const run = async (over: Partial<Search> = {}) =>
			(await find({ dateRange: 'sinceLastRun', memory, ...over })).map(({ callId }) => callId);
		simulator.control.addCallLogRecords([{ Date: minutesAgo(30), CallID: 'first' }]);
		expect(await run()).toEqual(['first']);
		expect(await run()).toEqual([]);
		simulator.control.addCallLogRecords([
			{ Date: minutesAgo(100), CallID: 'a long call' },
			{ Date: minutesAgo(1), CallID: 'a short one' },
		]);
		expect(await run({ limit: 1 })).toEqual(['a long call']);
		expect(await run({ sort: [{ field: 'startedAt', direction: 'desc' }] })).toEqual(['a short one']);
		expect(await run()).toEqual([]);
	});
});

/** How many requests it takes to find the first ones, of 3,000 calls where one answer holds 200. */
describe('the first ones', () => {
	const requestsFor = async (sort: Search['sort'], limit: number) => {
		simulator.control.seedCallLog({
			...{ count: 3_000, from: '2026-01-15', to: '2026-01-15T21:00:00', distribution: 'uneven', seed: 1 },
		});
		simulator.control.setCallLogRules({ maxRecords: 200, requestsPerWindow: 10_000, cut: 'afterSorting' });
		const unhurried = createCallLog(createPacing({ limit: 10_000, intervalMs: 1_000, waitsMs: [] }));
		const found = await unhurried.findCalls(connectTo(simulator), { ...DAY, sort, limit });
		expect(found).toHaveLength(limit);
		return bodies().length;
	};
	// One record more is asked for, to know whether there are more.
	it('by something else than time are asked for from either end, to see that the service sorted them', async () => {
		expect(await requestsFor([{ field: 'duration', direction: 'desc' }], 199)).toBe(2);
	});

	it('that one answer does not hold are found by time', async () => {
		expect(await requestsFor([{ field: 'duration', direction: 'desc' }], 200)).toBeGreaterThan(15);
	});
});
