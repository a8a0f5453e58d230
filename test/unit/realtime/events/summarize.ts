/** What is told of calls as a whole, once all of their events are. */
import {
	createCallSummaries,
	type RealTimeEvent,
	SUMMARY_TIMES,
} from '../../../../nodes/platform/realtime/events';

/** Tells events to a fresh memory and waits until all is settled: what was finished. */
export function summariesOf(...events: RealTimeEvent[]): RealTimeEvent[] {
	const summaries = createCallSummaries();
	const finished = events.flatMap((one) => summaries.apply(one, Date.parse(one.at)));
	const last = Math.max(...events.map((one) => Date.parse(one.at)));
	return [...finished, ...summaries.tick(last + SUMMARY_TIMES.beforeTalkMs)];
}

/** The only summary of these events. */
export function summaryOf(...events: RealTimeEvent[]) {
	const [summary, ...others] = summariesOf(...events);
	expect(others).toEqual([]);
	return summary;
}
