import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { secondsLate, showLate } from '../../../nodes/VoicenterRespond/late';

/** An execution in which the nodes named have run with these items. */
function execution({ item = {}, nodes = {} }: { item?: IDataObject; nodes?: Record<string, IDataObject> }) {
	const hints: { message?: string }[] = [];
	const context = {
		getInputData: () => [{ json: item }],
		getWorkflowDataProxy: () => ({
			$: (name: string) => {
				const json = nodes[name];
				if (!json) throw new Error(`Node '${name}' hasn't been executed`);
				return { first: () => ({ json }) };
			},
		}),
		addExecutionHints: (hint: { message?: string }) => hints.push(hint),
	};
	return { context: context as unknown as IExecuteFunctions, hints };
}

const NOW = new Date('2026-03-01T10:00:10Z');
const EARLIER = { answerBy: '2026-03-01T10:00:07.500Z' };
const LATER = { answerBy: '2026-03-01T10:00:11Z' };

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
	jest.useRealTimers();
});

it.each([
	['the item says', { item: EARLIER }, 2.5],
	['the trigger says, where the item has become another', { item: { id: 1 }, nodes: { A: EARLIER } }, 2.5],
	['the one of two triggers that has run says', { nodes: { B: EARLIER } }, 2.5],
	['there is time', { item: LATER }, undefined],
	['nobody knows', { item: {}, nodes: {} }, undefined],
	['what the item says is no time', { item: { answerBy: 'soon' } }, undefined],
])('when %s', (_name, options, expected) => {
	expect(secondsLate(execution(options).context, ['A', 'B'])).toBe(expected);
});

it('is shown at the node and in the items', () => {
	const { context, hints } = execution({});
	const items = [{ json: { callId: '1' }, pairedItem: 0 }];
	expect(showLate(context, items, 2.54)).toEqual([
		{ json: { callId: '1', answeredInTime: false }, pairedItem: 0 },
	]);
	expect(hints).toEqual([
		expect.objectContaining({ message: expect.stringMatching(/2\.5 seconds too late/) as string }),
	]);
	expect(items[0]?.json).not.toHaveProperty('answeredInTime');
});
