import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { noteDue } from '../../../nodes/support/webhook/due';
import { runRespond, type RespondRun } from './runRespond';

const NOW = new Date('2026-03-01T10:00:10Z');
const EARLIER = { answerBy: '2026-03-01T10:00:07.500Z' };
const YESTERDAY = { answerBy: '2026-02-28T10:00:10Z' };
const LATER = { answerBy: '2026-03-01T10:00:11Z' };

const ANSWER = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 12 };
const goToLayer = (options: object = {}) => ({
	resource: 'externalLayer',
	operation: 'goToLayer',
	layer: '12',
	options,
});
const asks = (name: string, output?: IDataObject) => ({
	type: 'voicenterExternalLayerTrigger',
	name,
	...(output && { output }),
});

const TOO_LATE = (seconds: string) =>
	`This answer came ${seconds} seconds too late and was not sent: Voicenter had already got the trigger’s own answer.`;
const SECOND =
	'The node “Voicenter” had answered already, and a call takes one answer: this one was not sent.';

beforeEach(() => {
	jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

const fromTrigger = (item: IDataObject, run: Partial<RespondRun> = {}): RespondRun => ({
	parameters: goToLayer(),
	parents: [asks('A', item)],
	items: [item],
	...run,
});

const firstOf = ({ items: [first = {}] = [] }: RespondRun) => first;

describe('an answer in time', () => {
	it.each<[string, RespondRun]>([
		['the item says until when', fromTrigger(LATER)],
		['the trigger says, where the item has become another', fromTrigger(LATER, { items: [{ id: 1 }] })],
		[
			'the one of two triggers that has run says',
			fromTrigger(LATER, { parents: [asks('B'), asks('A', LATER)], items: [{}] }),
		],
		['nobody says until when', fromTrigger({ callId: '1' })],
		['what the item says is no time', fromTrigger({ answerBy: 'soon' })],
		['pinned data of the editor are old, and nobody was waiting', fromTrigger(YESTERDAY, { mode: 'manual' })],
	])('when %s: it is in the output', async (_when, run) => {
		const { sent, output, hints } = await runRespond(run);
		expect([sent.map(({ body }) => body), hints]).toEqual([[ANSWER], []]);
		expect(output[0]?.json).toEqual({ ...firstOf(run), sentAnswer: ANSWER });
	});
});

describe('an answer that comes too late', () => {
	const late: [string, RespondRun, string][] = [
		['the item says', fromTrigger(EARLIER), '2.5'],
		[
			'the trigger says, where the item has become another',
			fromTrigger(EARLIER, { items: [{ id: 1 }] }),
			'2.5',
		],
		[
			'the editor’s last run says, just now',
			fromTrigger(EARLIER, { mode: 'manual' as WorkflowExecuteMode }),
			'2.5',
		],
		['an execution says, after a day in a queue', fromTrigger(YESTERDAY), '86400.0'],
	];

	it.each(late)('as %s: fails the node', async (_who, run, seconds) => {
		await expect(runRespond(run)).rejects.toThrow(TOO_LATE(seconds));
	});

	it.each(late)('as %s: goes on, and says so, when told to', async (_who, run, seconds) => {
		const parameters = goToLayer({ onLateAnswer: 'continue' });
		const { output, hints } = await runRespond({ ...run, parameters });
		expect(output[0]?.json).toEqual({ ...firstOf(run), answeredInTime: false });
		expect(hints).toEqual([TOO_LATE(seconds)]);
	});
});

describe('a clock that is set while a call waits', () => {
	const due = { answerBy: '2026-03-01T10:00:12.000Z' };
	beforeEach(() => noteDue(due.answerBy, performance.now() + 2_000));

	it.each([
		['back', '2026-03-01T09:00:00Z'],
		['forward', '2026-03-01T11:00:00Z'],
	])('%s, changes nothing about what is late', async (_, time) => {
		jest.setSystemTime(new Date(time));
		jest.advanceTimersByTime(1_000);
		expect((await runRespond(fromTrigger(due))).sent).toHaveLength(1);
		jest.advanceTimersByTime(3_500);
		await expect(runRespond(fromTrigger(due))).rejects.toThrow(TOO_LATE('2.5'));
	});
});

describe('an answer after another one', () => {
	it('fails the node, in time or not', async () => {
		const flow = {};
		await runRespond(fromTrigger(LATER, { flow }));
		for (const item of [LATER, EARLIER])
			await expect(runRespond(fromTrigger(item, { flow }))).rejects.toThrow(SECOND);
	});

	it('goes on, and says so, when told to', async () => {
		const flow = {};
		await runRespond(fromTrigger(LATER, { flow }));
		const run = fromTrigger(LATER, { flow, parameters: goToLayer({ onLateAnswer: 'continue' }) });
		const { output, hints } = await runRespond(run);
		expect([output.map(({ json }) => json), hints]).toEqual([[LATER], [SECOND]]);
	});

	it('that was not sent is the first', async () => {
		const flow = {};
		const wrong = { ...goToLayer(), layer: 'sales' };
		await runRespond(fromTrigger(LATER, { flow, parameters: wrong, continueOnFail: true }));
		await runRespond(fromTrigger(EARLIER, { flow, continueOnFail: true }));
		expect((await runRespond(fromTrigger(LATER, { flow }))).sent).toHaveLength(1);
	});
});

describe('where nobody has asked', () => {
	const NOBODY = /^Nobody waits for this answer/;
	const nobody: [string, NonNullable<RespondRun['parents']>][] = [
		['a sub-workflow', [{ type: 'n8n-nodes-base.executeWorkflowTrigger', name: 'Start', output: {} }]],
		['a workflow behind n8n’s own Webhook', [{ type: 'n8n-nodes-base.webhook', name: 'Hook', output: {} }]],
		['a workflow after a call’s record', [{ type: 'voicenterTrigger', name: 'CDR', output: {} }]],
		[
			'a workflow started by hand beside a trigger that asks',
			[{ type: 'n8n-nodes-base.manualTrigger', name: 'Manual', output: {} }, asks('A')],
		],
		['a workflow whose trigger is switched off', [{ ...asks('A'), disabled: true }]],
		['nothing before it', []],
	];

	it.each(nobody)('%s: fails, and sends nothing', async (_where, parents) => {
		const run = { parameters: goToLayer(), parents };
		await expect(runRespond(run)).rejects.toThrow(NOBODY);
		const { sent, output } = await runRespond({ ...run, continueOnFail: true });
		expect(sent).toEqual([]);
		expect(output[0]?.json['error']).toMatch(NOBODY);
	});

	it.each(nobody)('%s: builds the answer where that is the output', async (_where, parents) => {
		const { sent, output } = await runRespond({ parameters: goToLayer({ output: 'answer' }), parents });
		expect([sent, output.map(({ json }) => json)]).toEqual([[], [ANSWER]]);
	});
});

describe('Caller ID of Dial', () => {
	const dial = (callerId: string) => ({
		resource: 'externalLayer',
		operation: 'dial',
		targets: { values: [{ kind: 'phone', phone: '0501234567' }] },
		callerId,
		layerIfFailed: '15',
	});
	const callerIdOf = async (run: RespondRun) => {
		const { sent } = await runRespond(run);
		return (sent[0]?.body as { CALLER_ID: string }).CALLER_ID;
	};
	const call = { ...LATER, did: '0722776772' };

	it('is the number that was called, unless told', async () => {
		expect(await callerIdOf(fromTrigger(call, { parameters: dial('') }))).toBe('0722776772');
		expect(await callerIdOf(fromTrigger(call, { parameters: dial(''), items: [{ customer: 7 }] }))).toBe(
			'0722776772',
		);
		expect(await callerIdOf(fromTrigger(call, { parameters: dial('0721111111') }))).toBe('0721111111');
	});

	it('is asked for where nobody knows which number was called', async () => {
		await expect(runRespond(fromTrigger(LATER, { parameters: dial('') }))).rejects.toThrow(/^Caller ID: /);
	});
});
