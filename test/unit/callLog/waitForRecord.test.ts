/** Many items wait at once. */
import type { Connection } from '../../../nodes/platform/request/account';
import { connect } from '../../../nodes/platform/request/account';
import { waitForRecord } from '../../../nodes/Voicenter/actions/callLog/waitForRecord';
import type { OperationCall } from '../../../nodes/Voicenter/actions/operation';

interface Asked {
	input: { callId: string };
	signal: AbortSignal | undefined;
	give: (call: object) => void;
	fail: (error: Error) => void;
}
const mockAsked: Asked[] = [];
jest.mock('../../../nodes/platform/services/callLog', () => ({
	waitForRecord: ({ http: { signal } }: Connection, input: Asked['input']) =>
		new Promise((give, fail) => mockAsked.push({ input, signal, give, fail })),
}));
beforeEach(() => void mockAsked.splice(0));

/** Runs it for items with these fields; resolves when all of them are asked for. */
async function run(
	items: Record<string, unknown>[],
	{ stopsAtError = false, signal = undefined as AbortSignal | undefined } = {},
) {
	const connection = connect({ code: 'TheCode123' }, { signal });
	const at = (index: number) => ({
		connection,
		tools: { stopsAtError },
		field: (name: string, fallback?: unknown) => items[index]?.[name] ?? fallback,
	});
	if (!('executeAll' in waitForRecord)) throw new Error('It does not take all items at once');
	const outcomes = waitForRecord.executeAll({
		length: items.length,
		at: at as unknown as (index: number) => OperationCall,
	});
	while (mockAsked.length < items.length) await new Promise((resolve) => setImmediate(resolve));
	return { outcomes, asked: [...mockAsked] };
}
const ITEMS = [
	{ callId: 'a', waitMinutes: 5 },
	{ callId: 'b', waitMinutes: 0, options: { country: 'US' } },
];

it('each is asked for as its fields say, and comes out in its place', async () => {
	const { outcomes, asked } = await run(ITEMS);
	expect(asked.map(({ input }) => input)).toEqual([
		{ callId: 'a', waitMinutes: 5 },
		{ callId: 'b', waitMinutes: 0, country: 'US' },
	]);
	asked[1]?.give({ callId: 'b', isFound: true });
	asked[0]?.give({ callId: 'a', isFound: false });
	expect(await outcomes).toEqual([
		{ itemIndex: 0, json: { callId: 'a', isFound: false } },
		{ itemIndex: 1, json: { callId: 'b', isFound: true } },
	]);
});

it('an error is that item’s where the run goes on', async () => {
	const { outcomes, asked } = await run(ITEMS);
	const error = new Error('no');
	asked[0]?.fail(error);
	await Promise.resolve();
	expect(asked[1]?.signal?.aborted).toBe(false);
	asked[1]?.give({});
	expect(await outcomes).toEqual([
		{ itemIndex: 0, error },
		{ itemIndex: 1, json: {} },
	]);
});

it('the first error ends the run where it stops at one: nobody waits for the others', async () => {
	const { outcomes, asked } = await run(ITEMS, { stopsAtError: true });
	const error = new Error('no');
	asked[1]?.fail(error);
	await new Promise((resolve) => setImmediate(resolve));
	expect(asked[0]?.signal?.aborted).toBe(true);
	asked[0]?.fail(new Error('stopped'));
	expect(await outcomes).toEqual([{ itemIndex: 1, error }]);
});

it('a stop of the execution stops all of them', async () => {
	const stop = new AbortController();
	const { outcomes, asked } = await run(ITEMS, { signal: stop.signal });
	expect(asked.map(({ signal }) => signal?.aborted)).toEqual([false, false]);
	stop.abort();
	expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
	for (const { fail } of asked) fail(new Error('stopped'));
	expect(await outcomes).toHaveLength(2);
});
