/** n8n around the Real-Time Trigger, and a monitor that sends what a test says in place of the account's. */
import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import type { MonitorOptions, MonitorSubscriber } from '../../../nodes/platform/realtime/monitor';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { triggerContext } from '../../n8nCore/trigger';
import { watcherOf } from './conditions/watcher';
import { onPhone } from './events/account';

/** What the trigger asked of it, and what it answers. */
export const monitor = {
	joined: [] as {
		options: MonitorOptions;
		subscriber: MonitorSubscriber;
		hear: (event: RealTimeEvent) => void;
	}[],
	left: 0,
	resyncs: 0,
	/** What is told at once, to one who joins a connection that others use. */
	present: [] as RealTimeEvent[],
	refusal: undefined as Error | undefined,
};

jest.mock('../../../nodes/platform/realtime/monitor', () => ({
	joinMonitor: async (options: MonitorOptions, subscriber: MonitorSubscriber) => {
		const { hear, told, leave } = watcherOf(subscriber);
		monitor.joined.push({ options, subscriber, hear });
		monitor.present.forEach((one) => subscriber.onEvent(one));
		await Promise.resolve();
		if (monitor.refusal) throw monitor.refusal;
		return {
			state: 'live',
			resync: () => (monitor.resyncs += 1),
			heard: () => undefined,
			told,
			leave: () => {
				leave();
				monitor.left += 1;
				return Promise.resolve();
			},
		};
	},
}));
jest.mock('../../../nodes/platform/services/accountLists', () => ({
	...jest.requireActual<object>('../../../nodes/platform/services/accountLists'),
	readAccountList: () => Promise.reject(new Error('nobody is asked here')),
}));
const started: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of started.splice(0)) await close();
});
beforeEach(() => {
	Object.assign(monitor, {
		joined: [],
		left: 0,
		resyncs: 0,
		present: [],
		refusal: undefined,
	});
});

/** A credential. */
export const TOKEN = { code: 'the code', realTimeLogin: 'token', realTimeToken: 'the token' };

/** The trigger in a workflow of n8n's. */
export function n8n(parameters: object, credential: object = TOKEN, mode: 'trigger' | 'manual' = 'trigger') {
	const node = {
		type: 'voicenterRealTimeTrigger',
		name: 'Live',
		parameters: { events: ['newCall', 'answered', 'queueAbandoned'], ...parameters },
		credentials: { voicenterApi: credential },
	};
	const { context, emitted, errors, log, logged } = triggerContext({ node, mode });
	const trigger = async () => {
		const response = await new VoicenterRealTimeTrigger().trigger.call(context);
		if (response.closeFunction) started.push(response.closeFunction);
		return response;
	};
	const received = () => emitted.flatMap(({ items }) => items.map(({ json }) => json));
	return { trigger, emitted, received, errors, log, logged };
}

/** Comes from the account. */
export const send = (...events: RealTimeEvent[]) => {
	for (const one of events) monitor.joined[0]?.hear(one);
};
/** A call rings on SIPSIP1. */
export const rings = (callId: string) =>
	onPhone('newCall', 0, callId, 'SIPSIP1', { callerNumber: '0501234567' });
