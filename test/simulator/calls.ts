import type { Extension } from './account';

export type CallState = 'ringing' | 'active' | 'ended';

/** A call that the simulator's exchange knows of. Times are real ones; a CDR shifts them itself. */
export interface Call {
	readonly callId: string;
	readonly kind: 'clickToCall' | 'incoming' | 'outgoing';
	readonly state: CallState;
	/** Leg 1 of a click-to-call: an extension's SIP code, a number or SIPTRUNK. Else who calls. */
	readonly phone: string;
	readonly target: string;
	readonly extension?: Extension;
	readonly startedAt: Date;
	readonly answeredAt?: Date;
	readonly endedAt?: Date;
	/** What was asked for, for a click-to-call: the request's fields as they came. */
	readonly request?: Readonly<Record<string, unknown>>;
	readonly did?: string;
	readonly customData?: Readonly<Record<string, string>>;
	/** The recording's file; absent when the call is not recorded. */
	readonly recordingFile?: string;
	/** Nothing is recorded at the moment. */
	readonly muted?: boolean;
}

/** Every call since the last reset, oldest first. */
export interface CallBook {
	all: () => readonly Call[];
	find: (callId: string) => Call | undefined;
	/** Calls not yet ended that ring or talk on an extension, on either leg. */
	activeOn: (sip: string) => readonly Call[];
	add: (call: Call) => void;
	/** A ringing call is answered; any other stays as it is. */
	answer: (callId: string) => void;
	/** Mutes the recording of a call that has not ended, or goes on with it. */
	setMuted: (callId: string, muted: boolean) => void;
	/** A call that has not ended ends now. */
	end: (callId: string) => void;
	reset: () => void;
}

/** An empty book. */
export function createCallBook(): CallBook {
	const calls = new Map<string, Call>();
	const change = (callId: string, from: readonly CallState[], to: Partial<Call>) => {
		const call = calls.get(callId);
		if (call && from.includes(call.state)) calls.set(callId, { ...call, ...to });
	};
	return {
		all: () => [...calls.values()],
		find: (callId) => calls.get(callId),
		activeOn: (sip) =>
			[...calls.values()].filter(
				(call) => call.state !== 'ended' && [call.phone, call.target, call.extension?.sip].includes(sip),
			),
		add: (call) => void calls.set(call.callId, call),
		answer: (callId) => change(callId, ['ringing'], { state: 'active', answeredAt: new Date() }),
		setMuted: (callId, muted) => change(callId, ['ringing', 'active'], { muted }),
		end: (callId) => change(callId, ['ringing', 'active'], { state: 'ended', endedAt: new Date() }),
		reset: () => calls.clear(),
	};
}
