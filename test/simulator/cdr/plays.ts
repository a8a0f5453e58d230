import { z } from 'zod/v4';
import { type Account, type Extension, extensionBySip, findQueue, type Queue } from '../account';
import { type ClickToCallOutcome, CLICK_TO_CALL_OUTCOMES, clickToCallRecords } from './clickToCallLegs';
import { SimulatorError } from '../errors';
import { withCountryPrefix } from '../phones';
import { newCallId, shiftSeconds } from '../times';
import { aiFields, newerFields } from './newerFields';
import { buildRecord, type CdrRecord } from './record';

/** A played call's id and records, as they go to the CDR target. Only seconds in the records pass, not real ones. */
export interface PlayedCall {
	readonly callId: string;
	readonly records: readonly CdrRecord[];
	/** What the Call Log calls the outcome, where it is more exact than the records. */
	readonly logStatus?: string;
	/** Real time between one record's push and the next. */
	readonly spacingMs?: number;
}

const seconds = z.int().min(0);
const common = {
	/** Merged over every record: further fields, other values; `null` takes a field away. */
	fields: z.record(z.string(), z.unknown()).optional(),
	customData: z.record(z.string(), z.string()).optional(),
	/** Adds what newer accounts get: direction, isAnswer, … */
	newerFields: z.boolean().default(false),
	/** Whether `duration` has the queue's wait in it, as newer pages say, or not, as the document does (voicenter-api.md §14). */
	durationCounts: z.enum(['talk', 'talkAndWait']).default('talk'),
	/** Adds `aiData`: true, or what it says. */
	ai: z.union([z.boolean(), z.record(z.string(), z.unknown())]).default(false),
};

const ivr = z.array(
	z.strictObject({ id: z.int(), name: z.string(), number: z.int(), dtmf: z.int().default(0) }),
);

// A push says ABANDONE to the first three (voicenter-api.md §9).
const QUEUE_EXITS = {
	hangUp: { status: 'ABANDONE', logStatus: 'ABANDONE' },
	timeout: { status: 'ABANDONE', logStatus: 'TIMEOUT' },
	exit: { status: 'ABANDONE', logStatus: 'EXIT' },
	full: { status: 'FULL', logStatus: 'FULL' },
	joinEmpty: { status: 'JOINEMPTY', logStatus: 'JOINEMPTY' },
} as const;

export const incomingCallSchema = z.strictObject({
	...common,
	/** A queue's key, name or id. Without it the call goes straight to an extension. */
	queue: z.union([z.string(), z.int()]).optional(),
	/** In a queue: answered or abandoned. Without one: answered, missed, voicemail or hungUpInIvr. */
	outcome: z.enum(['answered', 'abandoned', 'missed', 'voicemail', 'hungUpInIvr']),
	/** How an abandoned call left its queue: the Call Log tells these apart. */
	leftQueueBy: z.enum(Object.keys(QUEUE_EXITS) as [keyof typeof QUEUE_EXITS]).default('hangUp'),
	caller: z.string().default('0501234567'),
	did: z.string().optional(),
	/** The extension that answers, or that rang. */
	extension: z.string().default('SIPSIP1'),
	waitSeconds: seconds.default(20),
	ringSeconds: seconds.optional(),
	talkSeconds: seconds.default(20),
	ivr: ivr.optional(),
});
export type IncomingCallOptions = z.input<typeof incomingCallSchema>;

const OUTGOING_STATUS = {
	answered: 'ANSWER',
	noAnswer: 'NOANSWER',
	busy: 'BUSY',
	cancelled: 'CANCEL',
	congestion: 'CONGESTION',
} as const;

export const outgoingCallSchema = z.strictObject({
	...common,
	extension: z.string().default('SIPSIP1'),
	target: z.string().default('0501234567'),
	callerId: z.string().optional(),
	outcome: z.enum(Object.keys(OUTGOING_STATUS) as [keyof typeof OUTGOING_STATUS]).default('answered'),
	ringSeconds: seconds.default(2),
	talkSeconds: seconds.default(11),
});
export type OutgoingCallOptions = z.input<typeof outgoingCallSchema>;

export const clickToCallPlaySchema = z.strictObject({
	...common,
	phone: z.string().default('SIPSIP1'),
	target: z.string().default('0501234567'),
	outcome: z.enum(Object.keys(CLICK_TO_CALL_OUTCOMES) as [ClickToCallOutcome]).default('answered'),
	record: z.boolean().default(false),
	phoneRingSeconds: seconds.default(3),
	targetRingSeconds: seconds.default(5),
	talkSeconds: seconds.default(30),
	/** Which leg's record comes first, and how long before the other. Real time. */
	legOrder: z.enum(['leg1First', 'leg2First']).default('leg1First'),
	legSpacingMs: z.int().min(0).default(0),
});
export type ClickToCallPlayOptions = z.input<typeof clickToCallPlaySchema>;

/** An incoming call that has just ended. @throws SimulatorError for an outcome that its path cannot have. */
export function incomingCallRecords(account: Account, call: z.output<typeof incomingCallSchema>): PlayedCall {
	const queue = call.queue === undefined ? undefined : knownQueue(account, call.queue);
	if (queue && call.outcome !== 'answered' && call.outcome !== 'abandoned') {
		throw new SimulatorError(`outcome: a call in a queue is answered or abandoned, not ${call.outcome}`);
	}
	if (!queue && call.outcome === 'abandoned') {
		throw new SimulatorError('outcome: only a call in a queue is abandoned; name a queue, or use "missed"');
	}
	const extension = knownExtension(account, call.extension);
	const talked = call.outcome === 'answered' || call.outcome === 'voicemail';
	const rang = call.outcome === 'answered' || call.outcome === 'missed' || call.outcome === 'voicemail';
	// The document's queue samples ring for 0 seconds: waiting is counted, ringing is not.
	const dialSeconds = rang ? (call.ringSeconds ?? (queue ? 0 : 4)) : 0;
	const durationSeconds = talked ? call.talkSeconds : 0;
	const waited = queue ? call.waitSeconds : 0;
	const story = played(durationSeconds + dialSeconds + waited, call, (callId, startedAt) => [
		buildRecord({
			account,
			callId,
			startedAt,
			...incomingTypeAndStatus(call, queue),
			caller: call.caller,
			target: queue || !rang ? '' : extension.sip,
			durationSeconds,
			dialSeconds,
			...(rang && { extension: { side: 'target', is: extension } }),
			did: call.did ?? queue?.did ?? account.dids[0] ?? '',
			...(queue && { queue: { is: queue, waitSeconds: call.waitSeconds } }),
			ivr:
				call.ivr ??
				queue?.ivr ??
				account.queues[0]?.ivr.slice(0, 1).map((layer) => ({ ...layer, dtmf: 0 })) ??
				[],
			recorded: talked,
			...(call.customData && { customData: call.customData }),
		}),
	]);
	const { logStatus } = QUEUE_EXITS[call.leftQueueBy];
	return call.outcome === 'abandoned' ? { ...story, logStatus } : story;
}

/** An outgoing call from an extension that has just ended. */
export function outgoingCallRecords(account: Account, call: z.output<typeof outgoingCallSchema>): PlayedCall {
	const extension = knownExtension(account, call.extension);
	const answered = call.outcome === 'answered';
	const durationSeconds = answered ? call.talkSeconds : 0;
	return played(durationSeconds + call.ringSeconds, call, (callId, startedAt) => [
		buildRecord({
			account,
			callId,
			startedAt,
			type: 'Extension Outgoing',
			status: OUTGOING_STATUS[call.outcome],
			caller: call.callerId ?? account.dids[0] ?? '',
			// The field's description says "with the country prefix"; the document's own sample has 0501234567.
			target: withCountryPrefix(call.target),
			durationSeconds,
			dialSeconds: call.ringSeconds,
			extension: { side: 'caller', is: extension },
			recorded: answered,
			...(call.customData && { customData: call.customData }),
		}),
	]);
}

/** A click-to-call that nobody asked the service for, just ended. */
export function clickToCallPlayRecords(
	account: Account,
	play: z.output<typeof clickToCallPlaySchema>,
): PlayedCall {
	const extension = extensionBySip(account, play.phone);
	const total = play.phoneRingSeconds + play.targetRingSeconds + play.talkSeconds;
	const story = played(total, play, (callId, startedAt) =>
		clickToCallRecords({
			...play,
			account,
			call: {
				callId,
				kind: 'clickToCall',
				state: 'ended',
				phone: play.phone,
				target: play.target,
				...(extension && { extension }),
				startedAt,
				request: { ...asVariables(play.customData), record: play.record },
			},
		}),
	);
	const records = play.legOrder === 'leg2First' ? story.records.toReversed() : story.records;
	return { ...story, records, spacingMs: play.legSpacingMs };
}

function incomingTypeAndStatus(
	{ outcome, leftQueueBy }: z.output<typeof incomingCallSchema>,
	queue: Queue | undefined,
): { type: string; status: string } {
	switch (outcome) {
		case 'answered':
			return { type: queue ? 'Queue' : 'Incoming Call', status: 'ANSWER' };
		case 'abandoned':
			return { type: 'Queue', status: QUEUE_EXITS[leftQueueBy].status };
		case 'missed':
			return { type: 'Incoming Call', status: 'NOANSWER' };
		case 'voicemail':
			return { type: 'VoiceMail', status: 'VOICEMAIL' };
		case 'hungUpInIvr':
			return { type: 'Incoming Call', status: 'VOEND' };
	}
}

interface Extras {
	readonly fields?: Record<string, unknown> | undefined;
	readonly newerFields: boolean;
	readonly durationCounts: 'talk' | 'talkAndWait';
	readonly ai: boolean | Readonly<Record<string, unknown>>;
}

function played(
	totalSeconds: number,
	extras: Extras,
	build: (callId: string, startedAt: Date) => CdrRecord[],
): PlayedCall {
	const startedAt = shiftSeconds(new Date(), -totalSeconds);
	const callId = newCallId(startedAt);
	return { callId, records: build(callId, startedAt).map((record) => withExtras(record, extras)) };
}

function withExtras(record: CdrRecord, extras: Extras): CdrRecord {
	const ai = typeof extras.ai === 'object' ? { aiData: extras.ai } : extras.ai && aiFields(record);
	const waited = extras.durationCounts === 'talkAndWait' ? (record.seconds_waiting_in_queue ?? 0) : 0;
	const merged = {
		...record,
		duration: record.duration + waited,
		...(extras.newerFields && newerFields(record)),
		...ai,
		...extras.fields,
	};
	return Object.fromEntries(
		Object.entries(merged as Record<string, unknown>).filter(([, value]) => value !== null),
	) as unknown as CdrRecord;
}

function asVariables(customData: Record<string, string> = {}): Record<string, string> {
	const named = (name: string) => (name.startsWith('var_') ? name : `var_${name}`);
	return Object.fromEntries(Object.entries(customData).map(([name, value]) => [named(name), value]));
}

function knownExtension(account: Account, sip: string): Extension {
	const extension = extensionBySip(account, sip);
	if (extension) return extension;
	const known = account.extensions.map((one) => one.sip).join(', ');
	throw new SimulatorError(`extension: there is no ${sip}; there are ${known}`);
}

function knownQueue(account: Account, wanted: string | number): Queue {
	const queue = findQueue(account, wanted);
	if (queue) return queue;
	throw new SimulatorError(
		`queue: there is no "${wanted}"; there are ${account.queues.map((one) => one.key).join(', ')}`,
	);
}
