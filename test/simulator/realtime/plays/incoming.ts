import { z } from 'zod/v4';
import { findQueue, type Queue, withMoreExtensions } from '../../account';
import { recordingFile } from '../../cdr/record';
import { SimulatorError } from '../../errors';
import { newCallId } from '../../times';
import type { World } from '../../world';
import { asInTheDocument } from '../payloads/call';
import { HANG_UP_CAUSES } from '../payloads/extensions';
import { endingFields, endingOf, lostSchema } from './ending';
import { isAnswered, landIncoming, QUEUE_ENDS } from './incomingRecords';
import type { Script, Step } from './play';
import { knownExtension, stageOf } from './stage';
import { type Holder, talkSchema, talkSteps } from './talk';

const seconds = z.int().min(0).default(0);
const shared = {
	/** SIP codes, or how many phones: the account's first, and new ones when it has too few. */
	phones: z.union([z.array(z.string()), z.int().min(0).max(1000)]).default(['SIPSIP1']),
	/** One of the phones; of a call that is taken out of its queue, any. Default: the first of the phones. */
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
	/** How often the phones ring in vain, 15 s each time, before the outcome. */
	ringsInVain: z.int().min(0).max(20).default(0),
	/** How each of those ends. */
	vainCause: z.enum(HANG_UP_CAUSES).default('Normal hangup'),
	...endingFields,
	lost: lostSchema,
	/** Seconds in the events' and records' times. Nobody waits for them. */
	waitSeconds: seconds,
	ringSeconds: seconds,
	talkSeconds: seconds,
};

export const queueCallSchema = z.strictObject({
	kind: z.literal('queueCall'),
	queue: z.union([z.string(), z.int()]).default('sales'),
	/**
	 * answered: by one of the phones that ring; taken: an agent takes the caller out of the queue; abandoned: hangs up;
	 * timeout: has waited as long as the queue lets; exit: leaves it by a key.
	 */
	outcome: z.enum(['answered', 'taken', 'abandoned', 'timeout', 'exit']).default('answered'),
	/** Of a call that is taken: the phone's first event, and how long after the queue's it comes. */
	takenAs: z.enum(['NEWCALL', 'ANSWER']).default('NEWCALL'),
	takenAfterSeconds: z.int().min(0).max(10).default(0),
	...shared,
});

export const incomingCallSchema = z.strictObject({
	kind: z.literal('incomingCall'),
	outcome: z.enum(['answered', 'missed']).default('answered'),
	...shared,
});

export type IncomingOptions = z.output<typeof queueCallSchema> | z.output<typeof incomingCallSchema>;

// As in the recordings: the phones ring again a few seconds after they have stopped.
const VAIN_RING_SECONDS = 15;
const VAIN_PAUSE_SECONDS = 5;

/** A call from outside: through a queue, or straight to phones. @throws SimulatorError for what does not exist */
export function incomingScript(world: World, options: IncomingOptions): Script {
	const queue = options.kind === 'queueCall' ? knownQueue(world, options.queue) : undefined;
	const { phone, name, customData, campaignId, outcome } = options;
	const phones = phonesOf(world, options.phones);
	const answering = answeringOf(world, options, phones);
	const callId = options.callId ?? newCallId(new Date());
	const did = options.did ?? queue?.did ?? world.account.get().dids[0] ?? '';
	const facts = {
		callId,
		direction: 'Incoming' as const,
		phone,
		name,
		did,
		customData,
		...(options.recorded && { file: recordingFile(callId, phone, did) }),
		...(queue && { queue }),
		...(campaignId !== undefined && { campaignId }),
	};
	const stage = stageOf(world, facts, options.lost);
	const holder: Holder = { sip: answering, stage, since: undefined, before: [] };
	let startedAt: Date | undefined;
	let rangAt: Date | undefined;
	const land = (at: Date) => {
		const times = { startedAt: startedAt ?? at, rangAt, endedAt: at };
		landIncoming(world, options, { callId, did, queue, holder, ...times });
	};

	const join: Step = {
		name: 'join',
		run(at) {
			startedAt = at;
			stage.join(at);
		},
	};
	const ringAfter = (afterSeconds: number): Step => ({
		name: 'ring',
		afterSeconds,
		run(at) {
			startedAt ??= at;
			rangAt ??= at;
			for (const sip of phones) stage.ring(sip, at);
		},
	});
	const stopRinging: Step = {
		name: 'stopRinging',
		afterSeconds: VAIN_RING_SECONDS,
		run(at) {
			for (const sip of phones) stage.hangUp(sip, { cause: options.vainCause }, at);
		},
	};
	const answer: Step = {
		name: 'answer',
		afterSeconds: options.ringSeconds,
		run(at) {
			holder.since = at;
			const leave = () => queue && stage.leave('EXIT', at, knownExtension(world, holder.sip).user.name);
			// The queue says so first; in the document, the phone.
			if (!asInTheDocument(world)) leave();
			stage.answer(holder.sip, at);
			if (asInTheDocument(world)) leave();
			const others = phones.filter((sip) => sip !== holder.sip);
			for (const sip of others) stage.hangUp(sip, { cause: 'Answered elsewhere' }, at);
		},
	};
	const take: Step = {
		name: 'take',
		afterSeconds: phones.length > 0 ? options.ringSeconds : options.waitSeconds,
		run(at) {
			startedAt ??= at;
			holder.since = at;
			stage.leave('ANSWER', at);
			for (const sip of phones) stage.hangUp(sip, { cause: 'Answered elsewhere' }, at);
		},
	};
	const talking = (queueCall: z.output<typeof queueCallSchema>): Step => ({
		name: 'talking',
		afterSeconds: queueCall.takenAfterSeconds,
		run: (at) => stage.take(holder.sip, at, { since: holder.since ?? at, as: queueCall.takenAs }),
	});
	const hangUp: Step = {
		name: 'hangUp',
		afterSeconds: options.talkSeconds,
		run(at) {
			holder.stage.hangUp(holder.sip, endingOf(options, 'Normal hangup'), at);
			land(at);
		},
	};
	const giveUp: Step = {
		name: outcome,
		afterSeconds: options.ringSeconds,
		run(at) {
			const leave = () => outcome in QUEUE_ENDS && stage.leave(queueEnd(outcome), at);
			if (!asInTheDocument(world)) leave();
			for (const sip of phones) stage.hangUp(sip, endingOf(options, 'Normal hangup'), at);
			if (asInTheDocument(world)) leave();
			land(at);
		},
	};
	const inVain = Array.from({ length: options.ringsInVain }, (_, round) => [
		ringAfter(round === 0 ? options.waitSeconds : VAIN_PAUSE_SECONDS),
		stopRinging,
	]).flat();
	const ring = ringAfter(inVain.length > 0 ? VAIN_PAUSE_SECONDS : options.waitSeconds);
	const talk = talkSteps(world, holder, options.talk);
	const end = () => {
		if (options.kind === 'queueCall' && options.outcome === 'taken') {
			return [take, talking(options), ...talk, hangUp];
		}
		return isAnswered(options) ? [answer, ...talk, hangUp] : [giveUp];
	};
	return {
		callId,
		steps: [...(queue ? [join] : []), ...(phones.length > 0 ? [...inVain, ring] : []), ...end()],
	};
}

function queueEnd(outcome: IncomingOptions['outcome']): 'ABANDONED' | 'EXIT' {
	return outcome === 'exit' ? 'EXIT' : 'ABANDONED';
}

function answeringOf(world: World, options: IncomingOptions, phones: readonly string[]): string {
	const answering = options.answeredBy ?? phones[0];
	if (!isAnswered(options)) return answering ?? '';
	if (options.outcome === 'taken') return knownExtension(world, answering ?? 'SIPSIP1').sip;
	if (answering === undefined || !phones.includes(answering)) {
		throw new SimulatorError('answeredBy: is none of the phones that ring');
	}
	return answering;
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
