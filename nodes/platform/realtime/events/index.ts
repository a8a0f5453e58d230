/** Reading the real-time connection (voicenter-api.md §13): wire → reader → state → summaries → filter. */
export { connectionEvent, eventsDropped } from './connection';
export {
	type AgentStatus,
	CALL_EVENTS,
	type CallEventName,
	type CallFacts,
	CONDITION_EVENTS,
	type ConditionEventName,
	CONNECTION_EVENTS,
	type ConnectionEventName,
	type ExtensionState,
	type QueueState,
	type RealTimeEvent,
	type RealTimeEventName,
	SNAPSHOT_EVENTS,
	type SnapshotEventName,
	type CallPart,
} from './event';
export { type EventFilter, eventFilter, type RealTimeFilter } from './filter';
export { type Numbers, numbersOf } from './international';
export { type OnceSettings, toldOnce } from './once';
export { createEventReader, type EventReader } from './reader';
export { sampleEvent } from './samples';
export { type AccountState, createAccountState } from './state';
export { type CallSummaries, createCallSummaries, SUMMARY_TIMES, type SummaryTimes } from './summaries';
