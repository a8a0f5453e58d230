import { setTimeout as pause } from 'node:timers/promises';

import { useFakeN8n } from './cdrTriggerN8n';

const n8n = useFakeN8n();

const RECORD = { type: 'Queue', status: 'ABANDONE', caller: '0501234567', time: 1595333610 };
const call = (ivruniqueid: string, more: object = {}) => ({ ...RECORD, ivruniqueid, ...more });
const leg = (ivruniqueid: string, number: 1 | 2) =>
	call(ivruniqueid, { type: `Click2Call leg${number}`, status: 'ANSWER' });

const send = async (...records: unknown[]) => {
	const response = await fetch(n8n.url, { method: 'POST', body: JSON.stringify(records) });
	return ((await response.json()) as { err: number }).err;
};
const startedCalls = () => n8n.started.map(({ callId }) => callId);

describe('a body that is a list of records', () => {
	it('starts one execution with an item each, and is acknowledged once', async () => {
		let executions = 0;
		n8n.store = () => {
			executions++;
		};
		expect(await send(call('a'), call('b'), call('c'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'b', 'c']);
		expect(executions).toBe(1);
	});

	it('leaves out what the filter drops and what came before', async () => {
		n8n.parameters = { triggerOn: ['abandoned'] };
		await send(call('a'));
		expect(await send(call('a'), call('b', { status: 'ANSWER' }), call('c'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'c']);
		expect(await send(call('a'), call('b', { status: 'ANSWER' }), call('c'))).toBe(0);
		await n8n.restart();
		expect(await send(call('c'), call('a'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'c']);
	});

	it('one of which is broken starts the workflow with the others, once, and is never acknowledged', async () => {
		const list = [call('a'), { caller: '0501234567' }, 'text', call('b')];
		expect([await send(...list), await send(...list)]).toEqual([1, 1]);
		expect(startedCalls()).toEqual(['a', 'b']);
		expect(n8n.logged[0]).toMatch(/a record could not be read. .*2 of 4 in the body.*ivruniqueid/);
	});

	it('that is mended when it comes again starts the workflow with the one that was broken', async () => {
		expect(await send(call('a'), { caller: '0501234567' })).toBe(1);
		expect(await send(call('a'), call('b'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'b']);
	});

	it('cannot be stored: all of it is to come again', async () => {
		n8n.store = () => Promise.reject(new Error('full'));
		expect(await send(call('a'), call('b'))).toBe(2);
		n8n.store = () => undefined;
		expect(await send(call('a'), call('b'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'b']);
	});

	it('of which one is under way elsewhere, and fails there: it is to come again', async () => {
		let fail: (error: Error) => void = () => undefined;
		n8n.store = (items) =>
			items[0]?.['callId'] === 'a' ? new Promise((_, reject) => (fail = reject)) : undefined;
		const first = send(call('a'));
		await pause(50);
		expect(await send(call('a'), call('b'))).toBe(2);
		expect(startedCalls()).toEqual(['b']);
		fail(new Error('full'));
		expect(await first).toBe(2);
		n8n.store = () => undefined;
		expect(await send(call('a'), call('b'))).toBe(0);
		expect(startedCalls()).toEqual(['b', 'a']);
	});

	it('with the same record twice starts the workflow with one of them', async () => {
		const answers = [await send(call('a'), call('a')), await send(call('a'), call('a'))];
		expect(answers.at(-1)).toBe(0);
		expect(startedCalls()).toEqual(['a']);
	});

	it('joins the legs in it, and is acknowledged at once', async () => {
		expect(await send(leg('x', 2), call('a'), leg('x', 1))).toBe(0);
		expect(startedCalls().sort()).toEqual(['a', 'x']);
		expect(n8n.started.find(({ callId }) => callId === 'x')?.['legs']).toMatchObject([
			{ leg: 1 },
			{ leg: 2 },
		]);
	});

	it('joins its legs with those of another list', async () => {
		const answers = [send(leg('x', 1), leg('y', 2)), send(call('a'), leg('x', 2), leg('y', 1))];
		expect(await Promise.all(answers)).toEqual([0, 0]);
		expect(startedCalls().sort()).toEqual(['a', 'x', 'y']);
	});

	it('with a leg that waits: nothing of it is lost, nor comes twice, when the process dies', async () => {
		void send(call('a'), leg('x', 1)).catch(() => undefined);
		await pause(50);
		expect(n8n.started).toEqual([]);
		await n8n.restart();
		expect(await send(call('a'), leg('x', 1), leg('x', 2))).toBe(0);
		expect(startedCalls().sort()).toEqual(['a', 'x']);
	});

	it('starts a test in the editor with every record that matches', async () => {
		n8n.isTest = true;
		n8n.parameters = { triggerOn: ['abandoned'] };
		expect(await send(call('a'), call('b', { status: 'ANSWER' }), call('c'))).toBe(0);
		expect(startedCalls()).toEqual(['a', 'c']);
	});
});
