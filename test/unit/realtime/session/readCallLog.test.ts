import { connect } from '../../../../nodes/platform/request/account';
import { readCallLog } from '../../../../nodes/platform/realtime/gap/readCallLog';
import type { LogRecord } from '../../../../nodes/platform/services/callLog';

const mockAsked: { connection: ReturnType<typeof connect>; from: number; to: number }[] = [];
const mockRecords: { read: (index: number) => Partial<LogRecord>[] } = { read: () => [] };
jest.mock('../../../../nodes/platform/services/callLog/index', () => ({
	readRecords: (connection: ReturnType<typeof connect>, range: { from: number; to: number }) => {
		mockAsked.push({ connection, ...range });
		return Promise.resolve(mockRecords.read(mockAsked.length - 1));
	},
}));
beforeEach(() => void mockAsked.splice(0));

const at = (second: number) => new Date(second * 1_000);
async function read(
	from: number,
	to: number,
	options = { signal: AbortSignal.timeout(60_000), log: () => undefined },
) {
	const parts = [];
	for await (const part of readCallLog({ code: 'TheCode123' }, { from: at(from), to: at(to) }, options))
		parts.push(part);
	return parts;
}

it.each([
	['few: twice as much each time, up to six hours', 249, [4_200, 8_400, 16_800, 21_600, 21_600]],
	['some', 250, [4_200, 4_200, 4_200]],
	['as many as it should be', 1_000, [4_200, 4_200, 4_200]],
	['many: half as much each time, down to a minute', 1_001, [4_200, 2_100, 1_050, 525, 262, 131, 65, 60, 60]],
])('records are %s', async (_, count, lengths) => {
	mockRecords.read = () => Array.from({ length: count }, () => ({}));
	await read(1_000, 1_000 + lengths.reduce((sum, length) => sum + length, 0) - 1);
	expect(mockAsked.map(({ from, to }) => to - from + 1)).toEqual(lengths);
	expect(mockAsked.map(({ from }) => from)).toEqual([
		1_000,
		...mockAsked.slice(0, -1).map(({ to }) => to + 1),
	]);
});

it('the seconds belong to it in which it begins and ends, and one second is enough', async () => {
	await read(1_000.9, 1_009.1);
	await read(1_000, 1_000);
	expect(mockAsked).toMatchObject([
		{ from: 1_000, to: 1_010 },
		{ from: 1_000, to: 1_000 },
	]);
});

it('what it gives is read when it is asked for, once; a stop and the log are handed on', async () => {
	const raw = { CallID: 'one', Duration: 5 };
	mockRecords.read = () => [
		{ identity: 'first', raw },
		{ identity: 'second', raw: {} },
	];
	const options = { signal: AbortSignal.timeout(60_000), log: () => undefined };
	const [[first, second] = []] = await read(1_000, 1_000, options);
	expect(first).toMatchObject({ identity: 'first', raw, record: { callId: 'one', durationSeconds: 5 } });
	expect(first?.record).toBe(first?.record);
	expect(second?.record.callId).toBe('');
	expect(mockAsked[0]?.connection).toMatchObject({
		account: { code: 'TheCode123' },
		log: options.log,
		http: { signal: options.signal },
	});
});
