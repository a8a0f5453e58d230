import { secondsLate, showLate } from '../../../nodes/VoicenterRespond/late';
import { executeContext } from '../../n8nCore/execute';

interface Run {
	item?: object;
	nodes?: Record<string, object>;
	mode?: 'webhook' | 'manual';
}

/** An execution in which the nodes named have run with these items. */
const execution = ({ item = {}, nodes = {}, mode = 'webhook' }: Run) =>
	executeContext({
		node: { type: 'voicenterRespond' },
		parents: ['A', 'B'].map((name) => ({ type: 'voicenterExternalLayerTrigger', name })),
		outputs: Object.fromEntries(Object.entries(nodes).map(([name, json]) => [name, [json]])),
		items: [item],
		mode,
	});

const NOW = new Date('2026-03-01T10:00:10Z');
const EARLIER = { answerBy: '2026-03-01T10:00:07.500Z' };
const YESTERDAY = { answerBy: '2026-02-28T10:00:10Z' };
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
	['the last run of the editor says, just now', { item: EARLIER, mode: 'manual' }, 2.5],
	['pinned data of the editor say, and nobody was waiting', { item: YESTERDAY, mode: 'manual' }, undefined],
	['an execution says, after a day in a queue', { item: YESTERDAY }, 86_400],
	['what the item says is no time', { item: { answerBy: 'soon' } }, undefined],
] as [string, Run, number | undefined][])('when %s', (_name, options, expected) => {
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
