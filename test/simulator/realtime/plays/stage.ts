import { type Extension, extensionBySip } from '../../account';
import { SimulatorError } from '../../errors';
import type { World } from '../../world';
import type { Leg } from '../live';
import { type ExtensionNews, extensionEvent, queueEvent } from '../payloads';
import { broadcast } from '../session';

/** What all legs of a call have in common. */
export type CallFacts = Pick<
	Leg,
	'callId' | 'direction' | 'phone' | 'name' | 'did' | 'file' | 'customData' | 'queue' | 'campaignId'
>;

type Change = Partial<Pick<Leg, 'status' | 'clickToCallLeg' | 'startedAt' | 'file'>>;

/** What can happen to a call: each changes what the snapshots show, and sends its event. */
export interface Stage {
	join: (at: Date) => void;
	leave: (reason: 'EXIT' | 'ABANDONED', at: Date) => void;
	/** NEWCALL. */
	ring: (sip: string, at: Date, change?: Change) => void;
	/** ANSWER. */
	answer: (sip: string, at: Date, change?: Change) => void;
	hold: (sip: string, at: Date) => void;
	unhold: (sip: string, at: Date) => void;
	/** No event of its own is documented: the call's next one shows it. */
	setMuted: (sip: string, muted: boolean) => void;
	hangUp: (sip: string, cause: NonNullable<ExtensionNews['cause']>, at: Date) => void;
}

/** @throws SimulatorError for an unknown extension */
export function knownExtension(world: World, sip: string): Extension {
	const extension = extensionBySip(world.account.get(), sip);
	if (!extension) throw new SimulatorError(`There is no extension ${sip}`);
	return extension;
}

/** A call's stage. */
export function stageOf(world: World, facts: CallFacts): Stage {
	const { live } = world.realTime;
	const { callId, queue } = facts;
	const tell = (news: ExtensionNews) => {
		const payload = extensionEvent(world, news);
		const event = { name: 'ExtensionEvent', callId, reason: news.reason, payload };
		broadcast(world, event, news.extension);
	};
	const tellQueue = (reason: 'JOIN' | 'EXIT' | 'ABANDONED', at: Date) => {
		if (!queue) return;
		const payload = queueEvent(world, queue, reason, callId, at);
		broadcast(world, { name: 'QueueEvent', callId, reason, payload }, 'accounts');
	};
	const change = (sip: string, reason: ExtensionNews['reason'], at: Date, to: Partial<Leg>) => {
		const before = live.leg(sip, callId);
		// A reset may have come between two steps.
		if (!before) return;
		const leg = { ...before, ...to };
		live.put(leg);
		tell({ extension: knownExtension(world, sip), reason, leg, at });
	};
	return {
		join(at) {
			if (!queue) return;
			live.setCaller(callId, facts);
			world.waiting.join({ callId, queue, phone: facts.phone, joinedAt: at });
			tellQueue('JOIN', at);
		},
		leave(reason, at) {
			world.waiting.leave(callId);
			live.forgetCaller(callId);
			tellQueue(reason, at);
		},
		ring(sip, at, own = {}) {
			const leg: Leg = { ...facts, sip, status: 'Ringing', startedAt: at, muted: false, ...own };
			live.put(leg);
			live.happened(sip, { callAt: at });
			tell({ extension: knownExtension(world, sip), reason: 'NEWCALL', leg, at });
		},
		answer(sip, at, own = {}) {
			change(sip, 'ANSWER', at, { status: 'Talking', answeredAt: at, ...own });
			// As in the samples: the event itself still has the answer before.
			live.happened(sip, { answeredAt: at });
		},
		hold: (sip, at) => change(sip, 'HOLD', at, { status: 'Hold' }),
		unhold: (sip, at) => change(sip, 'UNHOLD', at, { status: 'Talking' }),
		setMuted(sip, muted) {
			const leg = live.leg(sip, callId);
			if (leg) live.put({ ...leg, muted });
		},
		hangUp(sip, cause, at) {
			const leg = live.leg(sip, callId);
			if (!leg) return;
			live.remove(sip, callId);
			live.happened(sip, { callAt: at, hungUpAt: at });
			tell({ extension: knownExtension(world, sip), reason: 'HANGUP', leg, cause, at });
		},
	};
}
