import { type Extension, extensionBySip } from '../../account';
import { SimulatorError } from '../../errors';
import type { World } from '../../world';
import type { Lately, Leg } from '../live';
import { asInTheDocument } from '../payloads/call';
import { type Ending, type ExtensionNews, extensionEvent } from '../payloads/extensions';
import { type QueueNews, queueEvent } from '../payloads/queues';
import type { Handed } from '../journal';
import { type Audience, broadcast } from '../session';

/** What all legs of a call have in common. */
export type CallFacts = Pick<
	Leg,
	| 'callId'
	| 'direction'
	| 'phone'
	| 'name'
	| 'did'
	| 'file'
	| 'customData'
	| 'queue'
	| 'campaignId'
	| 'dialled'
	| 'relatedCallIds'
	| 'transferredBy'
>;

type Change = Partial<Omit<Leg, 'callId' | 'sip'>>;

/** Events that are never sent, although what they are of has happened, and the connection is up all the time. */
export type Lost = 'hangUp' | 'queueExit';

/** What can happen to a call: each changes what the snapshots show, and sends its event. */
export interface Stage {
	readonly facts: CallFacts;
	join: (at: Date) => void;
	/** @param agent who took the call, where the queue says so */
	leave: (reason: Exclude<QueueNews['reason'], 'JOIN'>, at: Date, agent?: string) => void;
	/** NEWCALL. */
	ring: (sip: string, at: Date, change?: Change) => void;
	/** ANSWER. */
	answer: (sip: string, at: Date, change?: Change) => void;
	/**
	 * An agent has taken the call out of its queue: the phone talks, and shows nothing of who calls. `since` is when the
	 * queue let the caller go; a NEWCALL does not count that as an answer, an ANSWER does.
	 */
	take: (sip: string, at: Date, how: { readonly since: Date; readonly as: 'NEWCALL' | 'ANSWER' }) => void;
	hold: (sip: string, at: Date) => void;
	unhold: (sip: string, at: Date) => void;
	/** No event of its own is documented: the call's next one shows it. */
	setMuted: (sip: string, muted: boolean) => void;
	hangUp: (sip: string, ending: Ending, at: Date) => void;
}

/** @throws SimulatorError for an unknown extension */
export function knownExtension(world: World, sip: string): Extension {
	const extension = extensionBySip(world.account.get(), sip);
	if (!extension) throw new SimulatorError(`There is no extension ${sip}`);
	return extension;
}

/** Where events go. */
export type Send = (event: Handed, audience: Audience) => void;

/** A call's stage. @param lost events of it that are never sent @param send where the others go, if not to everybody connected */
export function stageOf(
	world: World,
	facts: CallFacts,
	lost: readonly Lost[] = [],
	send: Send = (event, audience) => broadcast(world, event, audience),
): Stage {
	const { live } = world.realTime;
	const { callId, queue } = facts;
	const tell = (news: ExtensionNews, lately: Lately) => {
		// In the samples, the event itself still has the times before.
		const documented = asInTheDocument(world);
		if (!documented) live.happened(news.extension.sip, lately);
		const payload = extensionEvent(world, news);
		const event = { name: 'ExtensionEvent', callId, reason: news.reason, payload };
		if (news.reason !== 'HANGUP' || !lost.includes('hangUp')) send(event, news.extension);
		if (documented) live.happened(news.extension.sip, lately);
	};
	const tellQueue = (reason: QueueNews['reason'], at: Date, agent?: string) => {
		if (!queue || (reason !== 'JOIN' && lost.includes('queueExit'))) return;
		const payload = queueEvent(world, { queue, reason, callId, at, ...(agent !== undefined && { agent }) });
		send({ name: 'QueueEvent', callId, reason, payload }, 'accounts');
	};
	const change = (sip: string, reason: 'ANSWER' | 'HOLD' | 'UNHOLD', at: Date, to: Change) => {
		const before = live.leg(sip, callId);
		// A reset may have come between two steps.
		if (!before) return;
		const leg = { ...before, ...to };
		live.put(leg);
		const lately = reason === 'ANSWER' ? { callAt: at, answeredAt: at } : { callAt: at };
		tell({ extension: knownExtension(world, sip), reason, leg, at }, lately);
	};
	return {
		facts,
		join(at) {
			if (!queue) return;
			live.setCaller(callId, facts);
			world.waiting.join({ callId, queue, phone: facts.phone, joinedAt: at });
			tellQueue('JOIN', at);
		},
		leave(reason, at, agent) {
			world.waiting.leave(callId);
			live.forgetCaller(callId);
			tellQueue(reason, at, agent);
		},
		ring(sip, at, own = {}) {
			const leg: Leg = { ...facts, status: 'Ringing', startedAt: at, muted: false, ...own, sip };
			live.put(leg);
			tell({ extension: knownExtension(world, sip), reason: 'NEWCALL', leg, at }, { callAt: at });
		},
		answer: (sip, at, own = {}) => change(sip, 'ANSWER', at, { status: 'Talking', answeredAt: at, ...own }),
		take(sip, at, { since, as }) {
			const answeredAt = as === 'ANSWER' && { answeredAt: since };
			const leg: Leg = {
				...facts,
				sip,
				status: 'Talking',
				startedAt: since,
				...answeredAt,
				muted: false,
				anonymous: true,
			};
			live.put(leg);
			tell({ extension: knownExtension(world, sip), reason: as, leg, at }, { callAt: at, ...answeredAt });
		},
		hold(sip, at) {
			// Of a call that was taken out of a queue, this is the first event that says since when it is talked.
			const since = live.leg(sip, callId);
			change(sip, 'HOLD', at, {
				status: 'Hold',
				...(since && { answeredAt: since.answeredAt ?? since.startedAt }),
			});
		},
		unhold: (sip, at) => change(sip, 'UNHOLD', at, { status: 'Talking' }),
		setMuted(sip, muted) {
			const leg = live.leg(sip, callId);
			if (leg) live.put({ ...leg, muted });
		},
		hangUp(sip, ending, at) {
			const leg = live.leg(sip, callId);
			if (!leg) return;
			live.remove(sip, callId);
			const talked = leg.status !== 'Ringing' && leg.status !== 'Dialing';
			const answeredAt = talked && !asInTheDocument(world) && { answeredAt: at };
			const lately = { callAt: at, hungUpAt: at, ...answeredAt };
			tell({ extension: knownExtension(world, sip), reason: 'HANGUP', leg, ending, at }, lately);
		},
	};
}
