/** Which events a workflow wants. */
import { entries, isOneOf } from '../../vocabulary/lists';
import { CALL_EVENTS, type RealTimeEvent, type RealTimeEventName, type CallPart } from './event';

/** What is absent or empty lets everything through. Lists: IDs or names, separated by commas. */
export interface RealTimeFilter {
	events?: RealTimeEventName[];
	/** Voicenter's words: NEWCALL, JOIN … */
	reasons?: string;
	directions?: string[];
	/** Of calls that are two calls joined; calls without legs pass. */
	legs?: number[];
	queues?: string | number;
	extensions?: string | number;
	agents?: string | number;
	dids?: string | number;
	campaigns?: string | number;
	/** Of hang-ups and finished calls; other events have none and pass, and so do those found out after a gap. */
	causes?: string | string[];
}

type Test = (event: RealTimeEvent) => boolean;

const CALLS: ReadonlySet<string> = new Set([...CALL_EVENTS, 'callerWaitsTooLong', 'callIsTooLong']);
const AGENTS: ReadonlySet<string> = new Set(['agentStatus', 'agentTooLongInStatus']);
const ENDS: ReadonlySet<string> = new Set(['hangUp', 'callFinished']);

/**
 * Makes the test of a filter, once: it is asked thousands of times a second. Each part looks at those events only that
 * can carry what it asks for: what is about the connection, or a snapshot, is chosen by `events` alone. An agent's
 * status must match `extensions` and `agents`, a long queue `queues`; a call's event everything. A finished call matches those two with
 * anybody who took part.
 *
 * @param filter what is wanted
 * @param sameNumber compares two phone numbers however they are written
 * @returns whether an event passes
 */
export function eventFilter(filter: RealTimeFilter, sameNumber: (a: string, b: string) => boolean): Test {
	const tests: Test[] = [];
	const add = (wanted: readonly unknown[], test: Test) => {
		if (wanted.length > 0) tests.push(test);
	};
	const kinds = new Set<string>(filter.events);
	if (kinds.size > 0) tests.push(({ event }) => kinds.has(event));
	const reasons = entries(filter.reasons);
	add(reasons, ({ reason }) => reason === undefined || reasons.includes(reason.toLowerCase()));
	const { directions = [], legs = [] } = filter;
	add(
		directions,
		ofCalls(({ direction }) => direction !== undefined && directions.includes(direction)),
	);
	add(
		legs,
		ofCalls(({ leg }) => leg === undefined || legs.includes(leg)),
	);
	const queues = entries(filter.queues);
	add(
		queues,
		({ event, queue }) =>
			(!CALLS.has(event) && event !== 'queueIsLong') || isOneOf([queue?.id, queue?.name], queues),
	);
	const dids = entries(filter.dids);
	add(
		dids,
		ofCalls(({ did }) => did !== undefined && dids.some((wanted) => sameNumber(wanted, did))),
	);
	const extensions = entries(filter.extensions);
	add(
		extensions,
		ofAnybody(({ extension }) => isOneOf([extension?.sip, extension?.name], extensions)),
	);
	const agents = entries(filter.agents);
	add(
		agents,
		ofAnybody(({ agent }) => isOneOf([agent?.id, agent?.name], agents)),
	);
	const campaigns = entries(filter.campaigns);
	add(campaigns, (event) => !isOfCampaign(event) || isOneOf([event.campaignId], campaigns));
	const causes = entries(typeof filter.causes === 'object' ? filter.causes.join(',') : filter.causes);
	add(causes, (event) => !ENDS.has(event.event) || hasCause(event, causes));
	return (event) => tests.every((test) => test(event));
}

function ofCalls(test: Test): Test {
	return (event) => !CALLS.has(event.event) || test(event);
}

/** A finished call is everybody's who took part: who it rang for, who answered, who it was transferred to. */
function ofAnybody(test: (who: Pick<CallPart, 'extension' | 'agent'>) => boolean): Test {
	return (event) =>
		(!CALLS.has(event.event) && !AGENTS.has(event.event)) ||
		test(event) ||
		(event.parts?.some(test) ?? false);
}

function hasCause({ cause, recovered }: RealTimeEvent, wanted: readonly string[]): boolean {
	if (cause === undefined) return recovered === true;
	// One of Voicenter's causes has a comma in it, which separates entries.
	return entries(cause).every((part) => wanted.includes(part));
}

function isOfCampaign({ event }: RealTimeEvent): boolean {
	return CALLS.has(event) || event === 'dialerEvent';
}
