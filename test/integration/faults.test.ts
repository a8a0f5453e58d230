import { placeCall, hangUp } from '../../nodes/platform/services/click2call';
import { listExtensions } from '../../nodes/platform/services/extensions';
import type { Simulator } from '../simulator';
import { useSimulator } from '../useSimulator';
import { connectTo, failureOf, impatient } from './connections';

jest.setTimeout(20_000);
const simulator = useSimulator();

type Fault = Parameters<Simulator['control']['addFault']>[0];

const CALL = { first: { path: '*', kind: 'extension', extension: 'SIPSIP1' }, target: '0501234567' } as const;
const connection = () => impatient(connectTo(simulator), 400);
const cause = (trouble: Fault) => simulator.control.addFault(trouble);
/** Longer than the first wait between two attempts can be. */
const aWhile = () => new Promise((over) => setTimeout(over, 800));

const PASSING: [string, Fault, calls: number][] = [
	['the connection closes before the answer', { path: '*', kind: 'closeBeforeAnswer' }, 1],
	['the connection closes in the middle of the answer', { path: '*', kind: 'closeMidBody' }, 1],
	['the answer comes after the deadline', { path: '*', kind: 'delay', milliseconds: 900 }, 1],
	['a proxy answers 500', { path: '*', kind: 'status', status: 500 }, 0],
	['a proxy answers 503', { path: '*', kind: 'status', status: 503 }, 0],
	['a proxy answers 429', { path: '*', kind: 'status', status: 429 }, 0],
];

describe.each(PASSING)('%s', (_what, trouble, calls) => {
	it('and a call is not asked for a second time', async () => {
		cause(trouble);
		const error = await failureOf(placeCall(connection(), CALL), simulator.account.code);
		await aWhile();

		expect(simulator.control.requests()).toHaveLength(1);
		expect(simulator.control.calls()).toHaveLength(calls);
		if (calls > 0) expect(error.hint).toMatch(/may have acted.*before sending it again/);
	});

	it('and hanging up is not asked for a second time', async () => {
		cause(trouble);
		await failureOf(hangUp(connection(), { extension: 'SIPSIP1' }), simulator.account.code);
		await aWhile();
		expect(simulator.control.requests()).toHaveLength(1);
	});

	it('and a list is asked for again, and comes', async () => {
		cause(trouble);
		await expect(listExtensions(connection(), { wholeOrganisation: true })).resolves.toHaveLength(3);
		expect(simulator.control.requests()).toHaveLength(2);
	});
});

describe('an answer that is spoiled', () => {
	it.each<[string, Fault]>([
		['has blanks inside its keys', { path: '*', kind: 'blankInKeys' }],
		['leaves quotes unescaped', { path: '*', kind: 'unescapedQuotes' }],
	])('is read when it only %s', async (_what, trouble) => {
		cause(trouble);
		const { callId } = await placeCall(connection(), CALL);
		expect(simulator.control.calls()).toMatchObject([{ callId }]);

		cause(trouble);
		await expect(listExtensions(connection(), { wholeOrganisation: true })).resolves.toHaveLength(3);
	});

	it.each<[string, Fault, RegExp]>([
		['is a page', { path: '*', kind: 'garbageBody' }, /could not be read/],
		['has no end', { path: '*', kind: 'oversizedBody' }, /longer than 20 MB/],
	])(
		'is an error when it %s; the call was placed once, and the user is told to look',
		async (_what, trouble, text) => {
			cause(trouble);
			const error = await failureOf(placeCall(connectTo(simulator), CALL), simulator.account.code);

			expect(error.kind).toBe('unreadable');
			expect(error.message).toMatch(text);
			expect(error.hint).toMatch(/may have acted/);
			expect(simulator.control.calls()).toHaveLength(1);
		},
	);
});
