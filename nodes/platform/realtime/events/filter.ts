/** Which events a workflow wants. */
import { z } from 'zod/v4';

import { entries, type List } from '../../vocabulary/lists';
import { pickTest, saw } from '../../vocabulary/picks';
import { wireText } from '../../wire/values';
import { CALL_EVENTS, type RealTimeEvent, type RealTimeEventName, type CallPart } from './event';

/** What is absent or empty lets everything through. Lists: IDs or names, picked or typed. */
export interface RealTimeFilter {
	events?: RealTimeEventName[];
	/** Voicenter's words: NEWCALL, JOIN … */
	reasons?: string;
	directions?: string[];
	/** Of calls that are two calls joined; calls without legs pass. */
	legs?: number[];
	queues?: List;
	extensions?: List;
	agents?: List;
	dids?: List;
	campaigns?: List;
	/** Of hang-ups and finished calls; other events have none and pass, and so do those found out after a gap. */
	causes?: string | string[];
}

type Test = (event: RealTimeEvent) => boolean;

/** One part of a filter: whether an event passes it, and what of the event it looked at, in words. */
interface Part {
	test: Test;
	says: (event: RealTimeEvent) => string;
}

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
 */
export function eventFilter(filter: RealTimeFilter, sameNumber: (a: string, b: string) => boolean) {
	const parts: Part[] = [];
	const add = (wanted: readonly unknown[], test: Test, says: Part['says']) => {
		if (wanted.length > 0) parts.push({ test, says });
	};
	const kinds = new Set<string>(filter.events);
	const isOfKind: Test = ({ event }) => kinds.size === 0 || kinds.has(event);
	const reasons = entries(filter.reasons);
	add(
		reasons,
		({ reason }) => reason === undefined || reasons.includes(reason.toLowerCase()),
		({ reason }) => saw('reason', { id: reason }, filter.reasons),
	);
	const { directions = [], legs = [] } = filter;
	add(
		directions,
		ofCalls(({ direction }) => direction !== undefined && directions.includes(direction)),
		({ direction }) => saw('direction', { id: direction }, directions),
	);
	add(
		legs,
		ofCalls(({ leg }) => leg === undefined || legs.includes(leg)),
		({ leg }) => saw('leg', { id: leg?.toString() }, legs),
	);
	const isOfQueues = pickTest(filter.queues);
	add(
		entries(filter.queues),
		({ event, queue }) => (!CALLS.has(event) && event !== 'queueIsLong') || isOfQueues(queue ?? {}),
		({ queue }) => saw('queue', queue, filter.queues),
	);
	const dids = entries(filter.dids);
	add(
		dids,
		ofCalls(({ did }) => did !== undefined && dids.some((wanted) => sameNumber(wanted, did))),
		({ did }) => saw('called number', { id: did }, filter.dids),
	);
	const isOfExtensions = pickTest(filter.extensions);
	add(
		entries(filter.extensions),
		ofAnybody(({ extension }) => isOfExtensions({ id: extension?.sip, name: extension?.name })),
		({ extension }) => saw('extension', { id: extension?.sip, name: extension?.name }, filter.extensions),
	);
	const isOfAgents = pickTest(filter.agents, { isSure: false });
	add(
		entries(filter.agents),
		ofAnybody(({ agent }) => isOfAgents(agent ?? {})),
		({ agent }) => saw('agent', agent, filter.agents),
	);
	const isOfCampaigns = pickTest(filter.campaigns);
	const campaignIds = new Set<string>();
	add(
		entries(filter.campaigns),
		(event) => {
			const { campaignId } = event;
			if (!CALLS.has(event.event) && event.event !== 'dialerEvent') return true;
			return campaignId !== undefined && (campaignIds.has(campaignId) || isOfCampaigns({ id: campaignId }));
		},
		({ campaignId }) => saw('campaign', { id: campaignId }, filter.campaigns),
	);
	const causes = entries(typeof filter.causes === 'object' ? filter.causes.join(',') : filter.causes);
	add(
		causes,
		(event) => !ENDS.has(event.event) || hasCause(event, causes),
		({ cause }) => saw('cause', { id: cause }, filter.causes),
	);
	return {
		/** Whether an event passes. */
		passes: (event: RealTimeEvent) => isOfKind(event) && parts.every(({ test }) => test(event)),
		/** Sees a list of campaigns, whichever of them are wanted: only that gives their IDs beside their names. */
		learn({ event, raw }: RealTimeEvent): void {
			if (event !== 'dialersSnapshot') return;
			for (const { id, code, name } of campaignsIn(raw)) {
				if (id !== undefined && isOfCampaigns({ id: [id, code], name })) campaignIds.add(id);
			}
		},
		/** Of an event of a kind that is wanted, and that does not pass: why, in parts of a sentence. */
		whyNot: (event: RealTimeEvent) =>
			isOfKind(event) ? parts.filter(({ test }) => !test(event)).map(({ says }) => says(event)) : [],
	};
}

const wireCampaigns = z
	.array(z.object({ campaignID: wireText, code: wireText, name: wireText }))
	.catch([])
	.transform((all) => all.map(({ campaignID, code, name }) => ({ id: campaignID, code, name })));

/** A list of campaigns names each of them, and has its code, which other services know it by (voicenter-api.md §13). */
function campaignsIn(raw: Record<string, unknown>) {
	return wireCampaigns.parse(raw['dialers']);
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
