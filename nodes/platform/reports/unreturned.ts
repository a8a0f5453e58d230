/** Callers whom nobody has served since they called. */
import type { WholeCall } from './wholeCalls';

/** A caller who waits for a call back. */
export interface Unreturned {
	/** Nationally, and in E.164 where it can be told. */
	customerNumber: string;
	customerE164?: string;
	isMobile?: boolean;
	isWithheld: false;
	/** How often they have called in vain. */
	calls: number;
	/** Of these, how often they gave up in a queue. */
	abandonedCalls: number;
	/** When they called first and last, in milliseconds. */
	firstCallAt: number;
	lastCallAt: number;
	lastCallId: string;
	queues: string[];
	/** Your numbers that they called. */
	calledNumbers: string[];
	longestWaitSeconds?: number;
}

/** Callers who withheld their numbers, and whom nobody can call back. */
export interface Withheld {
	calls: number;
	firstCallAt: number;
	lastCallAt: number;
}

/** Whose calls do not count. */
export interface UnreturnedOptions {
	/** In E.164 or as they come: colleagues' mobiles, numbers for tests. */
	leaveOut: ReadonlySet<string>;
	/** Whether a call is of interest at all, such as one to a chosen queue; a call that served the caller counts in any case. */
	isOfInterest: (call: WholeCall) => boolean;
}

/** The short number of a colleague's phone (voicenter-api.md §15): nobody outside calls from so few digits. */
const EXTENSION = /^\d{1,6}$/;

/** Keeps track of callers; nobody waits yet. Its memory grows with callers who wait, not with calls. */
export function createUnreturned({ leaveOut, isOfInterest }: UnreturnedOptions) {
	const callers = new Map<string, Unreturned>();
	let withheld: Withheld | undefined;

	return {
		/** Takes calls in the order in which they began. */
		add: (call: WholeCall): void => {
			const { customerNumber, customerE164, startedAt } = call;
			// Called from outside, or from here; by phone, click to call or a dialer: who has been talked with is served.
			const caller = customerE164 ?? customerNumber;
			if (call.isAnswered) {
				if (caller !== undefined) callers.delete(caller);
				return;
			}
			if (!(call.isMissed || call.isAbandoned) || call.direction !== 'incoming' || !isOfInterest(call))
				return;
			if (call.isWithheld) {
				withheld ??= { calls: 0, firstCallAt: startedAt, lastCallAt: startedAt };
				withheld.calls += 1;
				withheld.lastCallAt = startedAt;
				return;
			}
			if (caller === undefined || customerNumber === undefined || leaveOut.has(caller)) return;
			if (customerE164 === undefined && EXTENSION.test(customerNumber)) return;
			const known = callers.get(caller) ?? newcomer(call, customerNumber);
			callers.set(caller, known);
			note(known, call);
		},
		/** Who waits now, the longest first. */
		waiting: () => [...callers.values()].sort((one, other) => one.firstCallAt - other.firstCallAt),
		withheld: () => withheld,
	};
}

function newcomer(call: WholeCall, customerNumber: string): Unreturned {
	return {
		customerNumber,
		...(call.customerE164 !== undefined && { customerE164: call.customerE164 }),
		...(call.isMobile !== undefined && { isMobile: call.isMobile }),
		isWithheld: false,
		calls: 0,
		abandonedCalls: 0,
		firstCallAt: call.startedAt,
		lastCallAt: call.startedAt,
		lastCallId: call.callId,
		// As long as they are: the first push into an empty list makes room for seventeen.
		queues: listOf(call.queue),
		calledNumbers: listOf(call.did),
	};
}

function listOf(value: string | undefined): string[] {
	return value === undefined ? [] : [value];
}

function note(caller: Unreturned, call: WholeCall): void {
	caller.calls += 1;
	if (call.isAbandoned) caller.abandonedCalls += 1;
	caller.lastCallAt = call.startedAt;
	caller.lastCallId = call.callId;
	addOnce(caller.queues, call.queue);
	addOnce(caller.calledNumbers, call.did);
	if (call.waitSeconds !== undefined) {
		caller.longestWaitSeconds = Math.max(caller.longestWaitSeconds ?? 0, call.waitSeconds);
	}
}

function addOnce(list: string[], value: string | undefined): void {
	if (value !== undefined && !list.includes(value)) list.push(value);
}
