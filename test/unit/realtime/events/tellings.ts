/** What is told of calls as a whole, once all of their events are. */
import {
	createCallStories,
	type RealTimeEvent,
	STORY_TIMES,
} from '../../../../nodes/platform/realtime/events';

/** Tells events to a fresh memory and waits until all is settled: what was finished. */
export function storiesOf(...events: RealTimeEvent[]): RealTimeEvent[] {
	const stories = createCallStories();
	const finished = events.flatMap((one) => stories.apply(one, Date.parse(one.at)));
	const last = Math.max(...events.map((one) => Date.parse(one.at)));
	return [...finished, ...stories.tick(last + STORY_TIMES.beforeTalkMs)];
}

/** The only story of these events. */
export function storyOf(...events: RealTimeEvent[]) {
	const [story, ...others] = storiesOf(...events);
	expect(others).toEqual([]);
	return story;
}
