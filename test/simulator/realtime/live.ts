import type { Extension, Queue } from '../account';
import type { Call } from '../calls';
import type { World } from '../world';

/** One call as one extension sees it: rings, talks, holds. */
export interface Leg {
	readonly callId: string;
	readonly sip: string;
	readonly direction: 'Incoming' | 'Outgoing' | 'Click2Call' | 'Spy';
	/** Of a click-to-call. */
	readonly clickToCallLeg?: 1 | 2;
	readonly status: 'Ringing' | 'Dialing' | 'Talking' | 'Hold' | 'Spying';
	readonly startedAt: Date;
	readonly answeredAt?: Date;
	/** The other side. */
	readonly phone: string;
	readonly name: string;
	readonly did: string;
	/** The recording's file; absent when there is none (yet). */
	readonly file?: string;
	readonly muted: boolean;
	readonly customData: Readonly<Record<string, string>>;
	/** The queue that the call came through. */
	readonly queue?: Queue;
	readonly campaignId?: number;
	/** An agent has taken it out of a queue: the phone is told nothing of who calls. */
	readonly anonymous?: boolean;
	/** Of a call between colleagues: the other extension, and the short numbers of who calls and who is called. */
	readonly colleague?: { readonly sip: string; readonly from: string; readonly to: string };
	/** What was dialled, where that is not plain from the rest; at times the wire has a number for it. */
	readonly dialled?: string | number;
	/** Of a call that joins two others: those. */
	readonly relatedCallIds?: readonly string[];
	/** The extension that passed the call on. */
	readonly transferredBy?: string;
}

/** When things last happened on an extension. */
export interface Lately {
	readonly callAt?: Date;
	readonly answeredAt?: Date;
	readonly hungUpAt?: Date;
}

/** What a queue's snapshot says of a waiting caller beyond the waiting room's own. */
export interface CallerFacts {
	readonly name: string;
	readonly customData: Readonly<Record<string, string>>;
}

/** Calls of scripts that are going on, leg by leg. */
export interface Live {
	legs: () => readonly Leg[];
	leg: (sip: string, callId: string) => Leg | undefined;
	/** Adds a leg, or puts it in the place of the one before. */
	put: (leg: Leg) => void;
	remove: (sip: string, callId: string) => void;
	/** On every phone of the call. */
	setMuted: (callId: string, muted: boolean) => void;
	lately: (sip: string) => Lately;
	happened: (sip: string, what: Lately) => void;
	caller: (callId: string) => CallerFacts;
	setCaller: (callId: string, facts: CallerFacts) => void;
	forgetCaller: (callId: string) => void;
	reset: () => void;
}

/** Nothing goes on. */
export function createLive(): Live {
	const legs = new Map<string, Leg>();
	const lately = new Map<string, Lately>();
	const callers = new Map<string, CallerFacts>();
	const key = (sip: string, callId: string) => `${sip} ${callId}`;
	return {
		legs: () => [...legs.values()],
		leg: (sip, callId) => legs.get(key(sip, callId)),
		put: (leg) => void legs.set(key(leg.sip, leg.callId), leg),
		remove: (sip, callId) => void legs.delete(key(sip, callId)),
		setMuted(callId, muted) {
			for (const [at, leg] of legs) if (leg.callId === callId) legs.set(at, { ...leg, muted });
		},
		lately: (sip) => lately.get(sip) ?? {},
		happened: (sip, what) => void lately.set(sip, { ...lately.get(sip), ...what }),
		caller: (callId) => callers.get(callId) ?? { name: '', customData: {} },
		setCaller: (callId, facts) => void callers.set(callId, facts),
		forgetCaller: (callId) => void callers.delete(callId),
		reset() {
			for (const map of [legs, lately, callers]) map.clear();
		},
	};
}

/** All that goes on on an extension: scripts' legs, and the calls of the Active Calls service. */
export function legsOn(world: World, extension: Extension): readonly Leg[] {
	const scripted = world.realTime.live.legs().filter(({ sip }) => sip === extension.sip);
	const known = new Set(scripted.map(({ callId }) => callId));
	const others = world.calls.activeOn(extension.sip).filter(({ callId }) => !known.has(callId));
	return [...scripted, ...others.map((call) => legOfCall(call, extension.sip))];
}

const DIRECTIONS = { incoming: 'Incoming', outgoing: 'Outgoing', clickToCall: 'Click2Call' } as const;

function legOfCall(call: Call, sip: string): Leg {
	const phone = call.target === sip ? call.phone : call.target;
	return {
		callId: call.callId,
		sip,
		direction: DIRECTIONS[call.kind],
		...(call.kind === 'clickToCall' && { clickToCallLeg: 1 as const }),
		status: call.state === 'active' ? 'Talking' : call.kind === 'incoming' ? 'Ringing' : 'Dialing',
		startedAt: call.startedAt,
		...(call.answeredAt && { answeredAt: call.answeredAt }),
		phone,
		name: phone,
		did: call.did ?? '',
		...(call.recordingFile !== undefined && { file: call.recordingFile }),
		muted: call.muted ?? false,
		customData: call.customData ?? {},
	};
}
