import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { pollContext } from '../n8nCore/trigger';
import { type Stage, stage } from '../n8nCore/workflow';
import { useSimulator } from '../useSimulator';

const simulator = useSimulator({}, { keepsState: true });

/** The node, as its workflow has it saved. */
let node: {
	id: string;
	mode: 'trigger' | 'manual';
	parameters: object;
	code: string;
};
let poll: (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;
let nodes = 0;
beforeEach(async () => {
	// Each test is a process of its own: n8n's takes only 30 requests a minute.
	jest.resetModules();
	({ poll } = await import('../../nodes/VoicenterCallLogTrigger/poll'));
	simulator.control.reset();
	running = undefined;
	node = {
		id: `node ${nodes++}`,
		mode: 'trigger',
		parameters: {},
		code: simulator.account.code,
	};
});

/** What is set is saved in the workflow; the polls of one that is saved so share its static data. */
let running: { saved: string; on: Stage } | undefined;
function pollFunctions(): IPollFunctions {
	const { mode, parameters, code, id } = node;
	const saved = JSON.stringify([node, simulator.url]);
	if (running?.saved !== saved) {
		const on = stage({
			node: {
				...{ type: 'voicenterCallLogTrigger', name: 'Calls', id, parameters },
				credentials: { voicenterApi: { code, baseUrl: simulator.url } },
			},
			staticData: staticData(),
		});
		running = { saved, on };
	}
	return pollContext(running.on, { mode }).context;
}
/** What n8n saves of the workflow. */
const staticData = () => JSON.parse(JSON.stringify(running?.on.workflow.staticData ?? {})) as IDataObject;

const items = async (): Promise<IDataObject[]> =>
	((await poll.call(pollFunctions())) ?? [[]]).flat().map(({ json }: INodeExecutionData) => json);
const callIds = async () => (await items()).map(({ callId }) => callId);

/** Only the clock is another one. */
const NOT_FAKED = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

const ago = (minutes: number) => new Date(Math.floor(Date.now() / 1_000) * 1_000 - minutes * 60_000);
function call(CallID: string, minutesAgo: number, more: object = {}) {
	simulator.control.addCallLogRecords([{ CallID, Date: ago(minutesAgo), ...more }]);
}

it('the first poll starts nothing with what is there; what appears then starts the workflow once', async () => {
	call('old', 30);
	expect(await callIds()).toEqual([]);
	call('new', 2, {
		CallerNumber: '0501234567',
		DialStatus: 'ABANDONE',
		Type: 'Queue',
		CdrType: 8,
		QueueName: 'Sales Queue',
	});
	expect(await items()).toMatchObject([
		{
			callId: 'new',
			direction: 'incoming',
			typeId: 8,
			isAbandoned: true,
			callerE164: '+972501234567',
			queue: { name: 'Sales Queue' },
		},
	]);
	expect(await callIds()).toEqual([]);
});

it.each([
	{ records: 'withoutDate' },
	{ records: 'asInTheTable' },
	{ records: 'asInTheSample' },
	{ records: 'lowerCase' },
	{ readsTimesAtOffset: 2 },
	{ readsTimesAtOffset: 3, records: 'asInTheTable' },
	{ totalHits: 'stuck' },
] as const)('a service with %j: each call starts the workflow once', async (rules) => {
	simulator.control.setCallLogRules(rules);
	// What it reads by a clock of its own is as much earlier.
	const shift = 'readsTimesAtOffset' in rules ? rules.readsTimesAtOffset * 60 : 0;
	call('old', 100 + shift);
	expect(await callIds()).toEqual([]);
	call('new', 20 + shift);
	call('late', 110 + shift);
	expect((await callIds()).toSorted()).toEqual(['late', 'new']);
	for (let again = 0; again < 4; again += 1) expect(await callIds()).toEqual([]);
});

it('nothing new: no items at all, so that n8n starts nothing', async () => {
	expect(await poll.call(pollFunctions())).toBeNull();
	expect(await poll.call(pollFunctions())).toBeNull();
});

it('a call that comes late, behind others, is given; in time’s order, both legs of a call', async () => {
	await items();
	call('later', 5);
	await items();
	call('late', 100);
	call('two legs', 3, { Type: 'Click2Call leg1', CdrType: 9 });
	call('two legs', 3, { Type: 'Click2Call leg2', CdrType: 10 });
	expect(await callIds()).toEqual(['late', 'two legs', 'two legs']);
});

it('goes on after a restart from what n8n has saved', async () => {
	await items();
	call('one', 10);
	await items();
	jest.resetModules();
	({ poll } = await import('../../nodes/VoicenterCallLogTrigger/poll'));
	node.parameters = { ...node.parameters };
	call('two', 9);
	expect(await callIds()).toEqual(['two']);
});

it('the hours asked for are given at the first poll', async () => {
	node.parameters = { settings: { firstHours: 2 } };
	call('too old', 125);
	call('old', 100);
	expect(await callIds()).toEqual(['old']);
});

it.each([
	[{ outcomes: ['answered'] }, ['answered']],
	[{ callTypes: [4] }, ['outgoing']],
	[{ queues: 'sales queue' }, ['answered']],
	[{ dids: '+972 3-123-4567' }, ['outgoing']],
	[{ minDuration: 60 }, ['answered']],
])('the filter %j lets through %j', async (filters, expected) => {
	node.parameters = { filters };
	await items();
	call('answered', 3, {
		DialStatus: 'ANSWER',
		Type: 'Queue',
		CdrType: 8,
		QueueName: 'Sales Queue',
		Duration: 90,
		DID: '0722776772',
	});
	call('outgoing', 2, {
		DialStatus: 'BUSY',
		Type: 'Extension Outgoing',
		CdrType: 4,
		Duration: 0,
		DID: '031234567',
	});
	expect(await callIds()).toEqual(expected);
});

it('a day’s outage: more calls than one answer holds are read in several requests, and each is given once', async () => {
	node.parameters = { settings: { maxCalls: 5_000 } };
	// n8n was last up a day ago.
	jest.useFakeTimers({ doNotFake: [...NOT_FAKED], now: ago(24 * 60) });
	await items();
	jest.useRealTimers();
	simulator.control.setCallLogRules({ maxRecords: 1_000 });
	simulator.control.seedCallLog({ count: 3_210, from: ago(24 * 60), to: ago(5), distribution: 'bursts' });
	const given = await callIds();
	expect(given).toHaveLength(3_210);
	expect(await callIds()).toEqual([]);
});

it('a portion at a time', async () => {
	node.parameters = { settings: { maxCalls: 2 } };
	await items();
	for (const [index, name] of ['a', 'b', 'c', 'd', 'e'].entries()) call(name, 50 - index);
	expect([await callIds(), await callIds(), await callIds(), await callIds()]).toEqual([
		['a', 'b'],
		['c', 'd'],
		['e'],
		[],
	]);
});

it('a poll that takes longer than the interval: the next one does nothing, and nothing is given twice', async () => {
	await items();
	call('one', 1);
	simulator.control.addFault({ path: '/hub/cdr/', kind: 'delay', milliseconds: 300 });
	const answers = await Promise.all([callIds(), callIds(), callIds()]);
	expect(answers.flat()).toEqual(['one']);
});

it('Voicenter is out of order: n8n is told, nothing is noted, and the next poll catches up', async () => {
	await items();
	const before = JSON.stringify(staticData());
	call('one', 1);
	const { code } = node;
	node.code = 'wrong';
	await expect(items()).rejects.toThrow(/Authorization failed/);
	expect(JSON.stringify(staticData())).toBe(before);
	node.code = code;
	expect(await callIds()).toEqual(['one']);
});

describe('“Fetch Test Event”', () => {
	it('gives the latest call that passes the filter, and notes nothing', async () => {
		call('yesterday', 24 * 60, { DialStatus: 'ANSWER' });
		call('answered', 20, { DialStatus: 'ANSWER' });
		call('busy', 10, { DialStatus: 'BUSY' });
		node.mode = 'manual';
		node.parameters = { filters: { outcomes: ['answered'] } };
		expect([await callIds(), await callIds()]).toEqual([['answered'], ['answered']]);
		expect(staticData()).toEqual({});
	});

	it('no such call: nothing', async () => {
		node.mode = 'manual';
		expect(await poll.call(pollFunctions())).toBeNull();
	});
});

it('a country that is none is told when the workflow is activated', async () => {
	node.parameters = { settings: { country: 'Israel' } };
	await expect(items()).rejects.toThrow(/Default Country: "ISRAEL" is not a country/);
});
