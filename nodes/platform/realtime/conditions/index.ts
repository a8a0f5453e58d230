/** Conditions: what is wrong now, told once when it begins and once when it is over, out of one account's events. */
import type { RealTimeEvent } from '../events/event';
import { type ConditionParts, Desk } from './desk';
import { createTracker } from './tracker';
import type { ConditionSettings, ToldConditions } from './settings';

export type { ConditionParts } from './desk';
export type { ConditionSettings, ToldConditions } from './settings';
export { SLOT_MS } from './times';
export { createWatching, type Watched, type WatchedConditions } from './watching';

/** The conditions of one workflow alone. Times: milliseconds by a clock that does not go back. */
export function createConditions(settings: ConditionSettings, parts: ConditionParts = {}) {
	const tracker = createTracker();
	const said: RealTimeEvent[] = [];
	const desk = new Desk(settings, parts, (event) => said.push(event));
	tracker.attach(desk);
	return {
		/**
		 * @param event from the account's state, in order: lists and connection events, too
		 * @returns what is over by it
		 */
		apply(event: RealTimeEvent, now: number): RealTimeEvent[] {
			tracker.apply(event, now);
			return said.splice(0);
		},
		/** @returns what has begun and lasted long enough; to be asked every {@link SLOT_MS} */
		tick(now: number): RealTimeEvent[] {
			tracker.tick(now);
			return said.splice(0);
		},
		/** What has been told and is not over, for the next process. */
		told: (): ToldConditions => desk.told.all(),
	};
}
