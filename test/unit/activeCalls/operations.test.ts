import { activeCall } from '../../../nodes/Voicenter/actions/activeCall';
import { searchActiveCalls } from '../../../nodes/Voicenter/pickers/activeCalls';
import { searchQueues } from '../../../nodes/Voicenter/pickers/queues';
import { useSimulator } from '../../useSimulator';
import { pickerOf } from '../../n8nCore/action';
import { run } from '../operationCall';

const simulator = useSimulator();

const [getAll, getQueueCallers] = activeCall.operations;
const all = { scope: 'all', returnAll: true };
const credential = () => ({ code: simulator.account.code, baseUrl: simulator.url });

describe('Get Many', () => {
	it('gives an item for each call, of all extensions or of one, and as many as asked for', async () => {
		const one = simulator.control.startCall({ extension: 'SIPSIP1' }).callId;
		const two = simulator.control.startCall({ extension: 'SIPSIP2' }).callId;
		expect(await run(simulator, getAll, all)).toMatchObject([{ callId: one }, { callId: two }]);
		expect(await run(simulator, getAll, { ...all, scope: 'one', extension: 'SIPSIP2' })).toMatchObject([
			{ callId: two },
		]);
		expect(await run(simulator, getAll, { scope: 'all', returnAll: false, limit: 1 })).toHaveLength(1);
	});

	it('gives nothing when nobody is on a call', async () => {
		expect(await run(simulator, getAll, all)).toEqual([]);
	});

	it('has no field that n8n refuses to read', async () => {
		simulator.control.startCall({ customData: { ticket: '7' } });
		const calls = (await run(simulator, getAll, all)) as object[];
		for (const name of ['caller', 'callee', 'arguments', 'constructor', 'prototype']) {
			expect(Object.keys(calls[0] ?? {})).not.toContain(name);
		}
	});
});

it('Get Queue Callers gives an item for each caller, of all queues or of one', async () => {
	const callers = getQueueCallers ?? getAll;
	const sales = simulator.control.joinQueue({ queue: 'sales' }).callId;
	const service = simulator.control.joinQueue({ queue: 'service' }).callId;
	expect(await run(simulator, callers, all)).toMatchObject([{ callId: sales }, { callId: service }]);
	expect(await run(simulator, callers, { ...all, scope: 'one', queue: '1234567' })).toMatchObject([
		{ callId: service, queue: { id: '1234567', name: 'Service Queue' } },
	]);
	expect(await run(simulator, callers, { scope: 'all', returnAll: false, limit: 1 })).toHaveLength(1);
});

describe('the queue picker', () => {
	it.each([
		['', ['123456789', '1234567']],
		['serv', ['1234567']],
		['12345678', ['123456789']],
		['nothing', []],
	])('finds "%s": %j', async (filter, found) => {
		const { results } = await searchQueues.call(pickerOf(credential()), filter);
		expect(results.map(({ value }) => value)).toEqual(found);
	});

	it('says why it has nothing to show', async () => {
		const wrong = pickerOf({ ...credential(), code: 'WrongButWellFormed1' });
		await expect(searchQueues.call(wrong)).rejects.toThrow(/Bad parameters/);
	});
});

it('the picker of calls shows who is on the line, and on which extension', async () => {
	const { callId } = simulator.control.startCall({ extension: 'SIPSIP2', caller: '0521111111' });
	simulator.control.startCall();
	const search = async (filter?: string) =>
		(await searchActiveCalls.call(pickerOf(credential()), filter)).results;
	expect(await search('052')).toEqual([
		{ name: '0521111111 (Extension 2, SIPSIP2, Talking)', value: callId },
	]);
	expect(await search()).toHaveLength(2);
	expect(await search(callId)).toHaveLength(1);
});
