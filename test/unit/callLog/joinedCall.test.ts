import { joinRecords } from '../../../nodes/platform/services/callLog/joinedCall';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';

/** Undefined: as if the record had none. */
type Fields = { [Name in keyof CallRecord]?: CallRecord[Name] | undefined };

const record = (over: Fields = {}) =>
	({
		...{ callId: 'one', typeId: 1, status: 'ANSWER', durationSeconds: 30 },
		...{ isAnswered: true, isAbandoned: false, isMissed: false, isVoicemail: false },
		...over,
	}) as CallRecord;
const agents = (over: Fields = {}) => record({ typeId: 9, leg: 1, durationSeconds: 40, ...over });
const customers = (over: Fields = {}) => record({ typeId: 10, leg: 2, leg1Status: 'ANSWER', ...over });
const UNANSWERED = { isAnswered: false, isMissed: true, status: 'NOANSWER', durationSeconds: 0 };

it('none is none', () => {
	expect(joinRecords([])).toBeUndefined();
});

describe('how it ended is known, and nothing more is to come', () => {
	it.each<[string, CallRecord[], boolean, boolean]>([
		['one record', [record()], true, true],
		['both legs', [agents(), customers()], true, true],
		['the customer’s alone', [customers()], true, false],
		['the agent’s alone, who answered', [agents()], false, false],
		['the agent’s alone, who did not', [agents(UNANSWERED)], true, true],
		['no duration', [record({ durationSeconds: undefined })], false, false],
		['no status', [record({ status: undefined })], false, false],
		['the agent’s status alone', [agents(), customers({ status: undefined })], true, true],
		['a recording to come', [record({ recordingExpected: true })], true, false],
		['a recording', [record({ recordingExpected: true, recordingUrl: 'https://x' })], true, true],
		['none to come', [record({ recordingExpected: false })], true, true],
	])('%s', (_, records, isEndKnown, isWhole) => {
		expect(joinRecords(records)).toMatchObject({ isEndKnown, isWhole });
	});

	it('else it is not said how it ended', () => {
		const times = { answeredAt: 'x', endedAt: 'y', startedAt: '2026-01-01T00:00:00Z' };
		expect(joinRecords([record({ ...times, durationSeconds: undefined })])?.call).toEqual({
			...{ callId: 'one', typeId: 1, startedAt: times.startedAt },
		});
		expect(joinRecords([record(times)])?.call).toEqual(record(times));
	});
});

describe('the agent', () => {
	it.each<[string, CallRecord[], boolean | undefined]>([
		['answered, says the customer’s leg', [agents({ status: 'BUSY' }), customers()], true],
		['did not, says the customer’s leg', [agents(), customers({ leg1Status: 'BUSY' })], false],
		['answered, says their own', [agents({ status: 'answer' }), customers({ leg1Status: undefined })], true],
		['did not, says their own', [agents(UNANSWERED)], false],
		['of a dialer', [record({ typeId: 14, leg: 1 })], true],
		['of a dialer, says the customer’s leg', [record({ typeId: 15, leg: 2, leg1Status: 'ANSWER' })], true],
		['of whom nobody says it', [customers({ leg1Status: undefined })], undefined],
		['of a call that rings no agent first', [record({ leg1Status: 'ANSWER' })], undefined],
		['of a call of no type', [record({ typeId: undefined, leg1Status: 'ANSWER' })], undefined],
	])('%s', (_, records, expected) => {
		expect(joinRecords(records)?.call.isAnsweredByAgent).toBe(expected);
		expect(joinRecords(records.toReversed())?.call.isAnsweredByAgent).toBe(expected);
	});
});

it.each<[string, Fields, Fields]>([
	['that was answered', { durationSeconds: 1 }, { ...UNANSWERED, durationSeconds: 99 }],
	['that counts longest', { ...UNANSWERED, durationSeconds: 9 }, { ...UNANSWERED, durationSeconds: 8 }],
	[
		'that counts at all',
		{ ...UNANSWERED, durationSeconds: 1 },
		{ ...UNANSWERED, durationSeconds: undefined },
	],
])('of several phones, the one %s', (_, best, other) => {
	const all = [record({ ...best, target: 'best' }), record({ ...other, target: 'other' })];
	for (const records of [all, all.toReversed()]) expect(joinRecords(records)?.call.target).toBe('best');
});

it('the customer’s leg counts, and what it lacks the agent’s may know', () => {
	const known = {
		...{
			agent: { id: '1' },
			extension: { sip: 'SIPSIP1' },
			user: { id: '2' },
			department: 'Sales',
			departmentId: '3',
		},
		...{ customData: { ticket: '7' }, originalCallId: 'zero', did: '0722776772' },
	};
	const joined = joinRecords([
		agents({ ...known, target: 'SIPSIP1', queue: { name: 'x' } }),
		customers({ did: '1', ringSeconds: 6 }),
	]);
	expect(joined?.call).toEqual({
		...customers({ ...known, did: '1', ringSeconds: 6 }),
		leg: undefined,
		isAnsweredByAgent: true,
	});
	expect(joined?.call).not.toHaveProperty('leg');
});

it('it begins with its first record that says when, and costs what all of them cost', () => {
	const joined = joinRecords([
		customers({ startedAt: '2026-01-01T10:00:04Z', startedAtLocal: '12:00 later', priceAgorot: 21 }),
		agents({ startedAt: '2026-01-01T09:00:00-01:00', startedAtLocal: '12:00', priceAgorot: 3 }),
		agents(),
	]);
	expect(joined?.call).toMatchObject({
		startedAt: '2026-01-01T09:00:00-01:00',
		startedAtLocal: '12:00',
		priceAgorot: 24,
	});
	for (const name of ['startedAt', 'priceAgorot'])
		expect(joinRecords([record()])?.call).not.toHaveProperty(name);
});
