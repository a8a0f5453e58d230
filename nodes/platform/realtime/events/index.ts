/** Reading the real-time connection (voicenter-api.md §13): wire → reader → state → summaries → filter. */
export { connectionEvent, eventsDropped } from './connection';
export {
	CALL_EVENTS,
	type CallFacts,
	CONDITION_EVENTS,
	type ConditionEventName,
	CONNECTION_EVENTS,
	type ExtensionState,
	type RealTimeEvent,
	type RealTimeEventName,
	SNAPSHOT_EVENTS,
} from './event';
export { eventFilter, type RealTimeFilter } from './filter';
export { numbersOf } from './international';
export { type OnceSettings, toldOnce } from './once';
export { createEventReader } from './reader';
export { sampleEvent } from './samples';
export { createAccountState } from './state';
export { createCallSummaries, SUMMARY_TIMES, type SummaryTimes } from './summaries';
