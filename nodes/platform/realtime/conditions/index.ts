/** Conditions: what is wrong now, told once when it begins and once when it is over, out of one account's events. */
import type { RealTimeEvent } from '../events/event';
import { Holdings } from './holdings';
import { Phones } from './phones';
import { Queues } from './queues';
import { type ConditionSettings, QUEUE_CONDITIONS, type ToldConditions } from './settings';

export { SLOT_MS } from './holdings';
export type { ConditionSettings, ToldConditions } from './settings';

/** The conditions of one workflow. Times: milliseconds by a clock that does not go back. */
export interface Conditions {
	/**
	 * @param event from the account's state, in order: lists and connection events, too
	 * @returns what is over by it
	 */
	apply(event: RealTimeEvent, now: number): RealTimeEvent[];
	/** @returns what has begun and lasted long enough; to be asked every {@link SLOT_MS} */
	tick(now: number): RealTimeEvent[];
	/** What has been told and is not over, for {@link createConditions} in the next process. */
	told(): ToldConditions;
}

/** What else conditions depend on. */
export interface ConditionParts {
	/** The filter. What it does not want when it begins is not told as over either. */
	isWanted?: (event: RealTimeEvent) => boolean;
	/** What an earlier process has told. */
	toldBefore?: ToldConditions | undefined;
}

/**
 * Watches an account that is not known yet. What holds already when it first shows is told, too. A gap neither ends nor
 * begins anything: until a list or an event says how it is, nothing is told of it.
 *
 * @param settings which conditions
 */
export function createConditions(
	settings: ConditionSettings,
	{ isWanted = () => true, toldBefore = {} }: ConditionParts = {},
): Conditions {
	const wanted = Object.entries(toldBefore).filter(([, { event }]) => event in settings);
	const holdings = new Holdings(settings.tellsOver, isWanted, Object.fromEntries(wanted));
	const queues = new Queues(settings, holdings);
	const phones = new Phones(settings, holdings);
	const lists = { queues: 0, extensions: 0 };
	const { queueIsLong, callerWaitsTooLong, agentTooLongInStatus, nobodyIsFree, callIsTooLong } = settings;
	// What no condition asks for is not followed.
	const followsQueues = queueIsLong !== undefined || callerWaitsTooLong !== undefined;
	const followsCalls = nobodyIsFree !== undefined || callIsTooLong !== undefined;
	const followsStatuses = nobodyIsFree !== undefined || agentTooLongInStatus !== undefined;
	const unconfirmed = (isOfQueues: boolean, at: string) =>
		holdings.endUnconfirmed((event) => QUEUE_CONDITIONS.has(event) === isOfQueues, at);
	return {
		apply(event, now) {
			switch (event.event) {
				case 'connectionLost':
					queues.lost();
					phones.lost();
					return [];
				case 'queueJoin':
					return followsQueues ? queues.join(event, now) : [];
				case 'queueExit':
				case 'queueAbandoned':
					return followsQueues ? queues.leave(event, now) : [];
				case 'newCall':
				case 'answered':
				case 'hold':
				case 'unhold':
				case 'hangUp':
					return followsCalls ? phones.apply(event, now) : [];
				case 'agentStatus':
					return followsStatuses ? phones.apply(event, now) : [];
				case 'queuesSnapshot': {
					const over = queues.list(event, now);
					return (lists.queues += 1) === 1 ? [...over, ...unconfirmed(true, event.at)] : over;
				}
				case 'extensionsSnapshot': {
					const over = phones.list(event, now);
					return (lists.extensions += 1) === 1 ? [...over, ...unconfirmed(false, event.at)] : over;
				}
				default:
					return [];
			}
		},
		tick: (now) => holdings.tick(now),
		told: () => holdings.told(),
	};
}
