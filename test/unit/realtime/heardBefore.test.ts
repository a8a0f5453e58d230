/** What the trigger remembers in the workflow, for the process after this one. */
import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';

import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import type { HeardBefore, MonitorSubscriber } from '../../../nodes/platform/realtime/monitor';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { triggerContext } from '../../n8nCore/trigger';
import { watcherOf } from './conditions/watcher';
import { event, inQueue, onPhone } from './events/account';

const monitor = {
	joined: [] as { subscriber: MonitorSubscriber; hear: (event: RealTimeEvent) => void }[],
	heard: undefined as HeardBefore | undefined,
};

jest.mock('../../../nodes/platform/realtime/monitor', () => ({
	joinMonitor: (_options: unknown, subscriber: MonitorSubscriber) => {
		const { hear, told, leave } = watcherOf(subscriber);
		monitor.joined.push({ subscriber, hear });
		return Promise.resolve({
			heard: () => monitor.heard,
			resync: () => undefined,
			told,
			leave: () => Promise.resolve(leave()),
		});
	},
}));
beforeEach(() => Object.assign(monitor, { joined: [], heard: undefined }));

const send = (...events: RealTimeEvent[]) => {
	for (const one of events) monitor.joined[0]?.hear(one);
};
const heard = (until: string): HeardBefore => ({ account: 'account', until, told: {} });
const EARLIER = heard('2026-01-31T09:00:00.000Z');
/** What a node of that ID has left in the workflow. */
const left = (): IDataObject => ({ 'voicenter:node': { written: 1, json: JSON.stringify(EARLIER) } });
const remembered = ({ staticData }: { staticData: IDataObject }) => {
	// As n8n saves it.
	const all = JSON.parse(JSON.stringify(staticData['global'] ?? {})) as IDataObject;
	return JSON.parse((all['voicenter:node'] as { json?: string } | undefined)?.json ?? 'null') as unknown;
};
/** The trigger in a workflow that n8n activates. */
function active(activation: WorkflowActivateMode, global = left(), parameters = {}) {
	const { context, workflow, emitted } = triggerContext({
		node: {
			type: 'voicenterRealTimeTrigger',
			id: 'node',
			parameters: { events: ['newCall', 'queueAbandoned'], ...parameters },
			credentials: { voicenterApi: { code: 'code', realTimeLogin: 'token', realTimeToken: 'token' } },
		},
		activation,
		staticData: { global },
	});
	const received = () => emitted.flatMap(({ items }) => items.map(({ json }) => json));
	return { workflow, received, trigger: () => new VoicenterRealTimeTrigger().trigger.call(context) };
}

it.each(['init', 'leadershipChange', 'update'] as const)(
	'before counts when n8n goes on (%s)',
	async (activation) => {
		await active(activation).trigger();
		expect(monitor.joined[0]?.subscriber.heardBefore).toEqual(EARLIER);
	},
);

it('before does not count when somebody activates the workflow: it was off', async () => {
	monitor.heard = heard('2026-01-31T10:00:00.000Z');
	const { trigger, workflow } = active('activate');
	await trigger();
	expect(monitor.joined[0]?.subscriber.heardBefore).toBeUndefined();
	expect(remembered(workflow)).toEqual(monitor.heard);
});

it('is remembered as the workflow is told of an ending, and of others once a minute', async () => {
	jest.useFakeTimers();
	try {
		const { trigger, workflow } = active('activate', {});
		monitor.heard = heard('1');
		await trigger();
		expect(remembered(workflow)).toEqual(heard('1'));
		monitor.heard = heard('2');
		send(onPhone('newCall', 0, '1', 'SIPSIP1'));
		expect(remembered(workflow)).toEqual(heard('1'));
		send(event('queueAbandoned', 1, { callId: '2' }));
		expect(remembered(workflow)).toEqual(heard('2'));
		monitor.heard = heard('3');
		jest.advanceTimersByTime(60_000);
		send(onPhone('newCall', 0, '3', 'SIPSIP1'));
		expect(remembered(workflow)).toEqual(heard('3'));
	} finally {
		jest.useRealTimers();
	}
});

it('goes with the workflow when that is deactivated', async () => {
	monitor.heard = heard('1');
	const { closeFunction } = await active('activate', {}).trigger();
	await closeFunction?.();
	monitor.joined.length = 0;
	await active('init', {}).trigger();
	expect(monitor.joined[0]?.subscriber.heardBefore).toBeUndefined();
});

describe('conditions', () => {
	const LONG = { events: ['queueIsLong'], queueIsLongFrom: '2', queueIsOverAt: 0 };
	const queue = { id: '77' };
	const list = (second: number, ...callIds: string[]) =>
		event('queuesSnapshot', second, { queues: [{ queue, calls: callIds.map((callId) => ({ callId })) }] });
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it.each([
		['init', []],
		['activate', [{ event: 'queueIsLong', isOver: false }]],
	] as const)('that an earlier process has told are over when they are (%s)', async (activation, again) => {
		monitor.heard = heard('2026-01-31T10:00:00.000Z');
		const first = active('activate', {}, LONG);
		await first.trigger();
		send(
			inQueue('queueJoin', 0, '1', { waitingCalls: 1 }),
			inQueue('queueJoin', 0, '2', { waitingCalls: 2 }),
		);
		jest.advanceTimersByTime(1_000);
		expect(first.received()).toMatchObject([{ event: 'queueIsLong', isOver: false }]);
		const global = JSON.parse(JSON.stringify(first.workflow.staticData['global'])) as IDataObject;
		monitor.joined = [];
		const second = active(activation, global, LONG);
		await second.trigger();
		send(list(60, '1', '2'));
		jest.advanceTimersByTime(1_000);
		expect(second.received()).toMatchObject(again);
		send(list(90));
		expect(second.received()).toMatchObject([...again, { event: 'queueIsLong', isOver: true }]);
	});
});
