import { z } from 'zod/v4';
import { type Extension, findQueue, type Queue, withMoreExtensions } from '../../account';
import { landRecord } from '../../callLog/landing';
import { buildRecord, recordingFile } from '../../cdr/record';
import { SimulatorError } from '../../errors';
import { newCallId } from '../../times';
import type { World } from '../../world';
import type { Script, Step } from './play';
import { knownExtension, stageOf } from './stage';
import { type Holder, talkSchema, talkSteps } from './talk';

const seconds = z.int().min(0).default(0);
const shared = {
	/** SIP codes, or how many phones: the account's first, and new ones when it has too few. */
	phones: z.union([z.array(z.string()), z.int().min(0).max(1000)]).default(['SIPSIP1']),
	/** One of the phones. Default: the first. */
	answeredBy: z.string().optional(),
	phone: z.string().default('0501234567'),
	name: z.string().default('Test Voicenter'),
	did: z.string().optional(),
	callId: z.string().min(1).optional(),
	customData: z.record(z.string(), z.string()).default({}),
	/** Of a dialer's call. */
	campaignId: z.int().optional(),
	recorded: z.boolean().default(true),
	talk: talkSchema,
	/** Seconds in the events' and records' times. Nobody waits for them. */
	waitSeconds: seconds,
	ringSeconds: seconds,
	talkSeconds: seconds,
};

export const queueCallSchema = z.strictObject({
	kind: z.literal('queueCall'),
	queue: z.union([z.string(), z.int()]).default('sales'),
	/** abandoned: hangs up; timeout: has waited as long as the queue lets; exit: leaves it by a key. */
	outcome: z.enum(['answered', 'abandoned', 'timeout', 'exit']).default('answered'),
	...shared,
});

export const incomingCallSchema = z.strictObject({
	kind: z.literal('incomingCall'),
	outcome: z.enum(['answered', 'missed']).default('answered'),
	...shared,
});

type Options = z.output<typeof queueCallSchema> | z.output<typeof incomingCallSchema>;

// How the Call Log calls each outcome, and which event the queue sends. The document has EXIT for calls that are
// answered, and also says that a caller who leaves by a key exits.
const QUEUE_ENDS = {
	abandoned: { reason: 'ABANDONED', logStatus: 'ABANDONE' },
	timeout: { reason: 'ABANDONED', logStatus: 'TIMEOUT' },
	exit: { reason: 'EXIT', logStatus: 'EXIT' },
} as const;

/** A call from outside: through a queue, or straight to phones. @throws SimulatorError for what does not exist */
export function incomingScript(world: World, options: Options): Script {
	const queue = options.kind === 'queueCall' ? knownQueue(world, options.queue) : undefined;
	const phones = phonesOf(world, options.phones);
	const answering = options.answeredBy ?? phones[0];
	if (options.outcome === 'answered' && (answering === undefined || !phones.includes(answering))) {
		throw new SimulatorError('answeredBy: is none of the phones that ring');
	}
	for (const what of options.talk) if (typeof what === 'object') knownExtension(world, what.transferTo);

	const callId = options.callId ?? newCallId(new Date());
	const did = options.did ?? queue?.did ?? world.account.get().dids[0] ?? '';
	const { phone, name, customData, campaignId, outcome } = options;
	const stage = stageOf(world, {
		callId,
		direction: 'Incoming',
		phone,
		name,
		did,
		customData,
		...(options.recorded && { file: recordingFile(callId, phone, did) }),
		...(queue && { queue }),
		...(campaignId !== undefined && { campaignId }),
	});
	const holder: Holder = { sip: answering ?? '', since: undefined, before: [] };
	let startedAt: Date | undefined;
	let rangAt: Date | undefined;
	const land = (at: Date) =>
		landIncoming(world, options, {
			callId,
			did,
			queue,
			holder,
			startedAt: startedAt ?? at,
			rangAt,
			endedAt: at,
		});

	const join: Step = {
		name: 'join',
		run(at) {
			startedAt = at;
			stage.join(at);
		},
	};
	const ring: Step = {
		name: 'ring',
		afterSeconds: options.waitSeconds,
		run(at) {
			startedAt ??= at;
			rangAt = at;
			for (const sip of phones) stage.ring(sip, at);
		},
	};
	const answer: Step = {
		name: 'answer',
		afterSeconds: options.ringSeconds,
		run(at) {
			holder.since = at;
			stage.answer(holder.sip, at);
			if (queue) stage.leave('EXIT', at);
			for (const sip of phones) if (sip !== holder.sip) stage.hangUp(sip, 'Answered elsewhere', at);
		},
	};
	const hangUp: Step = {
		name: 'hangUp',
		afterSeconds: options.talkSeconds,
		run(at) {
			stage.hangUp(holder.sip, 'Normal hangup', at);
			land(at);
		},
	};
	const giveUp: Step = {
		name: outcome,
		afterSeconds: options.ringSeconds,
		run(at) {
			for (const sip of phones) stage.hangUp(sip, 'Normal hangup', at);
			if (outcome !== 'answered' && outcome !== 'missed') stage.leave(QUEUE_ENDS[outcome].reason, at);
			land(at);
		},
	};
	const talk = talkSteps(stage, holder, options.talk);
	const end = outcome === 'answered' ? [answer, ...talk, hangUp] : [giveUp];
	return { callId, steps: [...(queue ? [join] : []), ...(phones.length > 0 ? [ring] : []), ...end] };
}

interface Told {
	readonly callId: string;
	readonly did: string;
	readonly queue: Queue | undefined;
	readonly holder: Holder;
	readonly startedAt: Date;
	readonly rangAt: Date | undefined;
	readonly endedAt: Date;
}

function landIncoming(world: World, options: Options, told: Told): void {
	const { callId, did, queue, holder, startedAt, endedAt } = told;
	const account = world.account.get();
	const answered = options.outcome === 'answered';
	const answeredAt = holder.before[0]?.from ?? holder.since;
	const left = answeredAt ?? endedAt;
	const extension = (sip: string): { side: 'target'; is: Extension } => ({
		side: 'target',
		is: knownExtension(world, sip),
	});
	const rangOn = answered || !queue ? (holder.before[0]?.sip ?? holder.sip) : '';
	const common = { account, callId, did, caller: options.phone, customData: options.customData };
	landRecord(
		world,
		buildRecord({
			...common,
			startedAt,
			type: queue ? 'Queue' : 'Incoming Call',
			status: answered ? 'ANSWER' : queue ? 'ABANDONE' : 'NOANSWER',
			target: queue ? '' : rangOn,
			durationSeconds: answered && answeredAt ? between(answeredAt, holder.before[0]?.until ?? endedAt) : 0,
			dialSeconds: queue ? 0 : between(told.rangAt ?? startedAt, left),
			...(rangOn !== '' && { extension: extension(rangOn) }),
			...(queue && { queue: { is: queue, waitSeconds: between(startedAt, left) }, ivr: queue.ivr }),
			recorded: answered && options.recorded,
		}),
		options.kind === 'queueCall' && options.outcome !== 'answered'
			? QUEUE_ENDS[options.outcome].logStatus
			: undefined,
	);
	// After a transfer, the others who had the call have a record each, linked to the call.
	const later = [
		...holder.before.slice(1),
		{ sip: holder.sip, from: holder.since ?? endedAt, until: endedAt },
	];
	if (holder.before.length === 0) return;
	for (const { sip, from, until } of later) {
		const record = buildRecord({
			...common,
			callId: newCallId(from),
			startedAt: from,
			type: 'XferCDR',
			status: 'ANSWER',
			target: sip,
			durationSeconds: between(from, until),
			dialSeconds: 0,
			extension: extension(sip),
			recorded: options.recorded,
		});
		landRecord(world, { ...record, OriginalIvrUniqueID: callId });
	}
}

function between(from: Date, until: Date): number {
	return Math.max(0, Math.round((until.getTime() - from.getTime()) / 1000));
}

function knownQueue(world: World, wanted: string | number): Queue {
	const queue = findQueue(world.account.get(), wanted);
	if (!queue) throw new SimulatorError(`queue: there is no "${wanted}"`);
	return queue;
}

function phonesOf(world: World, phones: readonly string[] | number): readonly string[] {
	if (typeof phones === 'number') {
		world.account.update((account) => withMoreExtensions(account, phones));
		return world.account
			.get()
			.extensions.slice(0, phones)
			.map(({ sip }) => sip);
	}
	for (const sip of phones) knownExtension(world, sip);
	return phones;
}
