/** Records that belong to one call, made one: legs, transfers, and whatever else has the call's ID. */
import type { CallRecord } from '../vocabulary/callRecord';
import { callTypeById, type Direction } from '../vocabulary/callTypes';

/** A call as a report counts it: once, however many records it left. */
export interface WholeCall {
	callId: string;
	/** When its first record began, in milliseconds. */
	startedAt: number;
	direction?: Direction;
	/** Voicenter's name of the first record's type. */
	type?: string;
	/** The other side's number, nationally, in E.164 where it can be told. */
	customerNumber?: string;
	customerE164?: string;
	isMobile?: boolean;
	isWithheld: boolean;
	isAnswered: boolean;
	isAbandoned: boolean;
	isMissed: boolean;
	isVoicemail: boolean;
	queue?: string;
	agent?: string;
	extension?: string;
	did?: string;
	campaign?: string;
	/** From the beginning until it was answered or given up, where that is known. */
	waitSeconds?: number;
	/** With the other side. */
	talkSeconds: number;
}

/** The longest call that Voicenter makes unless told otherwise (`maxduration`, voicenter-api.md §2). */
const LONGEST_CALL_MS = 7_200_000;

/** A call that may still get records, and what decides who is believed. */
interface Open {
	call: WholeCall;
	/** Of a click to call or a dialer call, the records seen so far. */
	legs: Set<number>;
}

/**
 * Joins the records of each call. A call is given once no further record of it can come, because the records are two
 * hours past its beginning: so that millions of them need little memory.
 *
 * @param give gets each call once, in the order in which the calls began
 */
export function joinCalls(give: (call: WholeCall) => void) {
	const open = new Map<string, Open>();

	function giveOlderThan(moment: number): void {
		for (const [callId, { call }] of open) {
			if (call.startedAt >= moment) return;
			open.delete(callId);
			give(call);
		}
	}

	return {
		/** Takes a record; they must come in the order in which they began. */
		add: (record: CallRecord): void => {
			const startedAt = Date.parse(record.startedAt ?? '');
			if (Number.isNaN(startedAt)) return;
			giveOlderThan(startedAt - LONGEST_CALL_MS);
			const known = open.get(record.callId);
			if (known) merge(known, record);
			else open.set(record.callId, begin(record, startedAt));
		},
		/** No further record comes. */
		end: (): void => {
			giveOlderThan(Infinity);
		},
	};
}

function begin(record: CallRecord, startedAt: number): Open {
	const call: WholeCall = {
		callId: record.callId,
		startedAt,
		isWithheld: false,
		isAnswered: false,
		isAbandoned: false,
		isMissed: false,
		isVoicemail: false,
		talkSeconds: 0,
	};
	const opened = { call, legs: new Set<number>() };
	merge(opened, record);
	return opened;
}

/** What was known first stays, but how the call ended is what the records say together. */
function merge(
	{ call, legs }: Open,
	record: CallRecord & { campaign?: { id?: string; name?: string } },
): void {
	const typeId = record.typeId ?? 0;
	const isAgentLeg = AGENT_LEGS.has(typeId);
	fill(call, 'direction', record.direction);
	fill(call, 'type', record.type);
	fill(call, 'customerNumber', record.customerNumber);
	fill(call, 'customerE164', record.customerE164);
	fill(call, 'isMobile', record.isMobile);
	fill(call, 'queue', record.queue?.name ?? record.queue?.id);
	fill(call, 'did', record.did);
	fill(call, 'campaign', record.campaign?.name ?? record.campaign?.id);
	fill(call, 'waitSeconds', isAgentLeg ? undefined : waitOf(record));
	call.isWithheld ||= record.isWithheld === true;
	// Whoever answered is who served; without an answer, whoever was asked.
	const serves = record.isAnswered && !call.isAnswered;
	take(call, 'agent', record.agent?.name ?? record.agent?.id, serves);
	take(call, 'extension', record.extension?.sip, serves);

	// An agent who picks up to make a call has not answered a customer.
	if (!isAgentLeg) {
		const isAnswered = record.isAnswered;
		// Of an IVR dialer's call the second leg tells whether anybody served the customer, who picked up on the first.
		if (SERVING_LEGS.has(typeId)) call.isAnswered = isAnswered;
		else if (!(typeId === CUSTOMER_PICKED_UP && [...SERVING_LEGS].some((leg) => legs.has(leg))))
			call.isAnswered ||= isAnswered;
		call.talkSeconds += record.durationSeconds ?? 0;
	}
	legs.add(typeId);
	call.isAbandoned = !call.isAnswered && (call.isAbandoned || record.isAbandoned);
	call.isMissed = !call.isAnswered && (call.isMissed || record.isMissed);
	call.isVoicemail = !call.isAnswered && (call.isVoicemail || record.isVoicemail);
}

/** Click2Call leg1, ProductiveCall Leg1: the agent's own phone (voicenter-api.md §1, §9). */
const AGENT_LEGS = new Set([9, 14]);

/** Click 2 IVR: the customer's phone. */
const CUSTOMER_PICKED_UP = 17;

/** Click 2 IVR Incoming, Click 2 Queue Incoming: what the customer was connected with. */
const SERVING_LEGS = new Set([18, 19]);

/** The queue's wait where it is told; the ringing of a call that no queue held. */
function waitOf({ waitSeconds, queue, typeId, ringSeconds }: CallRecord): number | undefined {
	if (waitSeconds !== undefined) return waitSeconds;
	const hasQueue = queue !== undefined || typeId === 8 || typeId === 19;
	return hasQueue || callTypeById(typeId)?.direction === 'transfer' ? undefined : ringSeconds;
}

function fill<Name extends keyof WholeCall>(
	call: WholeCall,
	name: Name,
	value: WholeCall[Name] | undefined,
): void {
	if (call[name] === undefined && value !== undefined) call[name] = value;
}

function take(call: WholeCall, name: 'agent' | 'extension', value: string | undefined, wins: boolean): void {
	if (value !== undefined && (wins || call[name] === undefined)) call[name] = value;
}
