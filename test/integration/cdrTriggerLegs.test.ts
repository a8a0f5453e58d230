import { setTimeout as pause } from 'node:timers/promises';

import { useSimulator } from '../useSimulator';
import { useFakeN8n } from './cdrTriggerN8n';

const n8n = useFakeN8n();
const simulator = useSimulator(undefined, { keepsState: true });
let legs: object[];
beforeEach(() => {
	legs = [...simulator.control.playClickToCall({ record: true, talkSeconds: 30 }).records];
});

const errOf = async (record: object | undefined) => {
	const response = await fetch(n8n.url, { method: 'POST', body: JSON.stringify(record) });
	return ((await response.json()) as { err: number }).err;
};
const both = async (...records: (object | undefined)[]) => Promise.all(records.map(errOf));

it.each([
	['the agent’s leg first', (): (object | undefined)[] => [legs[0], legs[1]]],
	['the customer’s leg first', (): (object | undefined)[] => [legs[1], legs[0]]],
])('%s: one item when both have come, and both are acknowledged then', async (_order, inOrder) => {
	const [first, second] = inOrder();
	n8n.parameters = { settings: { includeRaw: true } };
	const answer = errOf(first);
	await expect(Promise.race([answer, pause(50, 'nothing yet')])).resolves.toBe('nothing yet');
	expect(n8n.started).toEqual([]);
	expect(await both(second)).toEqual([0]);
	expect(await answer).toBe(0);
	expect(n8n.started).toMatchObject([
		{
			direction: 'click2call',
			type: 'Click2Call leg2',
			isAnswered: true,
			durationSeconds: 30,
			recordingUrl: expect.stringContaining('PlayRecord') as string,
			legs: [
				{ leg: 1, type: 'Click2Call leg1', raw: legs[0] },
				{ leg: 2, type: 'Click2Call leg2', raw: legs[1] },
			],
			raw: legs[1],
		},
	]);
	expect(n8n.started[0]).not.toHaveProperty('leg');
});

it('the other leg does not come: the first starts alone after the wait, and so does the other in the end', async () => {
	n8n.parameters = { settings: { otherLegWait: 0.05 } };
	expect(await errOf(legs[0])).toBe(0);
	expect(n8n.started).toMatchObject([{ leg: 1, legs: [{ leg: 1 }] }]);
	expect(await errOf(legs[1])).toBe(0);
	expect(n8n.started).toMatchObject([{ leg: 1 }, { leg: 2, legs: [{ leg: 2 }] }]);
});

it('the second comes only when the first has been answered, with err 2: they are joined all the same', async () => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	const first = errOf(legs[0]);
	await pause(50);
	jest.advanceTimersByTime(8_000);
	expect(await first).toBe(2);
	jest.advanceTimersByTime(15_000);
	expect(await errOf(legs[1])).toBe(0);
	expect(await errOf(legs[0])).toBe(0);
	expect(n8n.started).toMatchObject([{ legs: [{ leg: 1 }, { leg: 2 }] }]);
});

it('n8n dies while a leg waits: it was not acknowledged, comes again, and is joined', async () => {
	n8n.parameters = { settings: { otherLegWait: 0.2 } };
	void errOf(legs[0]).catch(() => undefined);
	await pause(50);
	await n8n.restart();
	// What the dead process would do is not done.
	await pause(200);
	expect(await both(legs[0], legs[1])).toEqual([0, 0]);
	expect(n8n.started).toHaveLength(1);
});

it('repeats of either leg start nothing, not even after a restart', async () => {
	await both(legs[0], legs[1]);
	expect(await both(legs[0], legs[1], legs[1])).toEqual([0, 0, 0]);
	await n8n.restart();
	expect(await both(legs[0], legs[1])).toEqual([0, 0]);
	expect(n8n.started).toHaveLength(1);
});

it('a repeat of the leg that waits waits with it', async () => {
	const answers = both(legs[0], legs[0]);
	await pause(50);
	await errOf(legs[1]);
	expect(await answers).toEqual([0, 0]);
	expect(n8n.started).toHaveLength(1);
});

it('the execution cannot be stored: both are to come again', async () => {
	n8n.store = () => Promise.reject(new Error('full'));
	expect(await both(legs[0], legs[1])).toEqual([2, 2]);
	n8n.store = () => undefined;
	expect(await both(legs[1], legs[0])).toEqual([0, 0]);
	expect(n8n.started).toHaveLength(1);
});

it('a call passes the filter when one of its legs does, and is acknowledged whether or not', async () => {
	n8n.parameters = { filters: { callTypes: [10] } };
	expect(await both(legs[0], legs[1])).toEqual([0, 0]);
	expect(n8n.started).toMatchObject([{ legs: [{ leg: 1 }, { leg: 2 }] }]);
	n8n.parameters = { filters: { callTypes: [8] } };
	const other = simulator.control.playClickToCall();
	expect(await both(...other.records)).toEqual([0, 0]);
	expect(n8n.started).toHaveLength(1);
});

it('an answer of the agent’s is no answer of the customer’s', async () => {
	const unanswered = simulator.control.playClickToCall({ outcome: 'targetNoAnswer' });
	n8n.parameters = { triggerOn: ['answered'] };
	expect(await both(...unanswered.records)).toEqual([0, 0]);
	expect(n8n.started).toEqual([]);
	n8n.parameters = { filters: { minDuration: 1 } };
	expect(await both(...unanswered.records)).toEqual([0, 0]);
	expect(n8n.started).toEqual([]);
	n8n.parameters = { triggerOn: ['answered'] };
	expect(await both(...legs)).toEqual([0, 0]);
	expect(n8n.started).toMatchObject([{ isAnswered: true, durationSeconds: 30 }]);
});

it('each leg starts the workflow where they are not to be joined', async () => {
	n8n.parameters = { settings: { joinLegs: false } };
	expect(await both(...legs)).toEqual([0, 0]);
	expect(n8n.started.map(({ leg }) => leg).sort()).toEqual([1, 2]);
});

it('a call of one leg does not wait', async () => {
	const [queueCall] = simulator.control.playIncomingCall({ queue: 'sales', outcome: 'answered' }).records;
	expect(await errOf(queueCall)).toBe(0);
	expect(n8n.started[0]).not.toHaveProperty('legs');
});

it('legs of two calls are not mixed up', async () => {
	const other = [...simulator.control.playClickToCall().records];
	await both(legs[0], other[1], other[0], legs[1]);
	expect(n8n.started).toHaveLength(2);
	for (const { callId, legs: own } of n8n.started) {
		expect(own).toMatchObject([{ callId }, { callId }]);
	}
});
