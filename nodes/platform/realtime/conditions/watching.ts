/** The conditions of everybody who listens to one connection: one {@link Tracker}, as long as anybody watches. */
import type { RealTimeEvent } from '../events/event';
import type { ConditionParts } from './desk';
import { Desk } from './desk';
import type { ConditionSettings, ToldConditions } from './settings';
import { SLOT_MS } from './times';
import { createTracker } from './tracker';

/** What a workflow watches. */
export interface WatchedConditions extends ConditionParts {
	settings: ConditionSettings;
	/** Hears what has begun and what is over. */
	take: (event: RealTimeEvent) => void;
}

/** One workflow's share; see {@link createWatching}. */
export interface Watched {
	/** What has been told and is not over, for the next process. */
	told: () => ToldConditions;
	leave: () => void;
}

/**
 * Nothing is followed while nobody watches; whoever comes is told what holds already once a list has come.
 *
 * @param hear begins to hear the account's events; gives what ends that
 * @returns what takes in a workflow
 */
export function createWatching(
	hear: (take: (event: RealTimeEvent) => void) => () => void,
): (conditions: WatchedConditions) => Watched {
	let following: { tracker: ReturnType<typeof createTracker>; stop: () => void } | undefined;
	let watching = 0;

	function follow(): NonNullable<typeof following> {
		const tracker = createTracker();
		const unhear = hear((event) => tracker.apply(event, performance.now()));
		// Time passes without events, too.
		const ticking = setInterval(() => tracker.tick(performance.now()), SLOT_MS);
		const stop = () => {
			clearInterval(ticking);
			unhear();
		};
		return { tracker, stop };
	}

	return ({ settings, take, ...parts }) => {
		following ??= follow();
		const { tracker, stop } = following;
		const desk = new Desk(settings, parts, take);
		tracker.attach(desk);
		watching += 1;
		let isOver = false;
		return {
			told: () => desk.told.all(),
			leave() {
				if (isOver) return;
				isOver = true;
				tracker.detach(desk);
				watching -= 1;
				if (watching > 0) return;
				following = undefined;
				stop();
			},
		};
	};
}
