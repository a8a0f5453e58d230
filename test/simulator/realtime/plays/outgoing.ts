import { z } from 'zod/v4';
import { landRecord } from '../../callLog/landing';
import type { Call } from '../../calls';
import {
	CLICK_TO_CALL_OUTCOMES,
	type ClickToCallOutcome,
	clickToCallRecords,
} from '../../cdr/clickToCallLegs';
import { buildRecord, recordingFile } from '../../cdr/record';
import { withCountryPrefix } from '../../phones';
import { newCallId } from '../../times';
import type { World } from '../../world';
import { asInTheDocument } from '../payloads/call';
import type { Script, Step } from './play';
import { endingFields, endingOf, lostSchema, secondsBetween } from './ending';
import { knownExtension, stageOf } from './stage';
import { type Holder, talkSchema, talkSteps } from './talk';

const seconds = z.int().min(0).default(0);
const shared = {
	extension: z.string().default('SIPSIP1'),
	target: z.string().default('0501234567'),
	callId: z.string().min(1).optional(),
	customData: z.record(z.string(), z.string()).default({}),
	/** Of a dialer's call. */
	campaignId: z.int().optional(),
	recorded: z.boolean().default(true),
	talk: talkSchema,
	...endingFields,
	lost: lostSchema,
	/** Seconds in the events' and records' times. Nobody waits for them. */
	ringSeconds: seconds,
	talkSeconds: seconds,
};

const OUTGOING_STATUS = {
	answered: 'ANSWER',
	noAnswer: 'NOANSWER',
	busy: 'BUSY',
	cancelled: 'CANCEL',
} as const;

// As in the recordings; the document knows nothing of why an outgoing call was not answered.
const OUTGOING_CAUSES = {
	answered: 'Normal hangup',
	noAnswer: 'No user responding',
	busy: 'User busy',
	cancelled: 'Normal hangup',
} as const;

export const outgoingCallSchema = z.strictObject({
	kind: z.literal('outgoingCall'),
	outcome: z.enum(Object.keys(OUTGOING_STATUS) as [keyof typeof OUTGOING_STATUS]).default('answered'),
	...shared,
});

export const clickToCallSchema = z.strictObject({
	kind: z.literal('clickToCall'),
	outcome: z.enum(Object.keys(CLICK_TO_CALL_OUTCOMES) as [ClickToCallOutcome]).default('answered'),
	...shared,
	/** How long the agent's phone rings; `ringSeconds` is the target's. */
	phoneRingSeconds: seconds,
});

/** A call that an agent dials. */
export function outgoingScript(world: World, options: z.output<typeof outgoingCallSchema>): Script {
	const extension = knownExtension(world, options.extension);
	const callId = options.callId ?? newCallId(new Date());
	const { sip } = extension;
	const file = recordingFile(callId, sip, withCountryPrefix(options.target));
	const stage = stageOf(world, { ...factsOf(options, callId), direction: 'Outgoing' }, options.lost);
	const holder: Holder = { sip, stage, since: undefined, before: [] };
	let startedAt: Date | undefined;
	const land = (at: Date) => {
		const began = startedAt ?? at;
		const record = buildRecord({
			account: world.account.get(),
			callId,
			startedAt: began,
			type: 'Extension Outgoing',
			status: OUTGOING_STATUS[options.outcome],
			caller: world.account.get().dids[0] ?? '',
			target: withCountryPrefix(options.target),
			durationSeconds: holder.since ? secondsBetween(holder.since, at) : 0,
			dialSeconds: secondsBetween(began, holder.since ?? at),
			extension: { side: 'caller', is: extension },
			recorded: options.recorded && holder.since !== undefined,
			customData: options.customData,
		});
		landRecord(world, record);
	};
	const dial: Step = {
		name: 'dial',
		run(at) {
			startedAt = at;
			const named = options.recorded && !asInTheDocument(world);
			stage.ring(sip, at, { status: 'Dialing', ...(named && { file }) });
		},
	};
	const answer: Step = {
		name: 'answer',
		afterSeconds: options.ringSeconds,
		run(at) {
			holder.since = at;
			// The document: "the recording's name is sent when it is answered, not while it rings." Recordings have it at once.
			stage.answer(sip, at, options.recorded ? { file } : {});
		},
	};
	const hangUp: Step = {
		name: 'hangUp',
		afterSeconds: options.outcome === 'answered' ? options.talkSeconds : options.ringSeconds,
		run(at) {
			const usual = asInTheDocument(world) ? 'Normal hangup' : OUTGOING_CAUSES[options.outcome];
			holder.stage.hangUp(holder.sip, endingOf(options, usual), at);
			land(at);
		},
	};
	const talk = talkSteps(world, holder, options.talk);
	return { callId, steps: options.outcome === 'answered' ? [dial, answer, ...talk, hangUp] : [dial, hangUp] };
}

/** A click-to-call: leg 1 rings the agent, leg 2 the customer. Both are seen on the agent's extension. */
export function clickToCallScript(world: World, options: z.output<typeof clickToCallSchema>): Script {
	const extension = knownExtension(world, options.extension);
	const callId = options.callId ?? newCallId(new Date());
	const { sip } = extension;
	const { outcome } = options;
	const { leg1, leg2 } = CLICK_TO_CALL_OUTCOMES[outcome];
	const file = recordingFile(callId, sip, withCountryPrefix(options.target));
	const facts = { ...factsOf(options, callId), ...(options.recorded && { file }) };
	const stage = stageOf(world, { ...facts, direction: 'Click2Call' }, options.lost);
	const holder: Holder = { sip, stage, since: undefined, before: [] };
	const times: { started?: Date; phoneAnswered?: Date } = {};
	const land = (at: Date) =>
		landClickToCall(world, options, callId, { ...times, targetAnswered: holder.since, at });

	const ringPhone: Step = {
		name: 'ringPhone',
		run(at) {
			times.started = at;
			stage.ring(sip, at, { status: 'Dialing', clickToCallLeg: 1 });
		},
	};
	const answerPhone: Step = {
		name: 'answerPhone',
		afterSeconds: options.phoneRingSeconds,
		run(at) {
			times.phoneAnswered = at;
			stage.answer(sip, at);
		},
	};
	const ringTarget: Step = {
		name: 'ringTarget',
		run(at) {
			// As in the sample: the agent is talking already, and the call began when leg 1 did.
			const startedAt = times.started ?? at;
			stage.ring(sip, at, { status: 'Talking', clickToCallLeg: 2, startedAt });
		},
	};
	const answerTarget: Step = {
		name: 'answerTarget',
		afterSeconds: options.ringSeconds,
		run(at) {
			holder.since = at;
			stage.answer(sip, at);
		},
	};
	const rejected = outcome === 'phoneNoAnswer' || outcome === 'phoneUnavailable';
	const hangUp: Step = {
		name: 'hangUp',
		afterSeconds:
			leg1 !== 'ANSWER'
				? options.phoneRingSeconds
				: leg2 === 'ANSWER'
					? options.talkSeconds
					: options.ringSeconds,
		run(at) {
			holder.stage.hangUp(holder.sip, endingOf(options, rejected ? 'Call Rejected' : 'Normal hangup'), at);
			land(at);
		},
	};
	if (leg1 !== 'ANSWER') return { callId, steps: [ringPhone, hangUp] };
	const toTarget = [ringPhone, answerPhone, ringTarget];
	if (leg2 !== 'ANSWER') return { callId, steps: [...toTarget, hangUp] };
	const talk = talkSteps(world, holder, options.talk);
	return { callId, steps: [...toTarget, answerTarget, ...talk, hangUp] };
}

interface ClickToCallTimes {
	readonly started?: Date;
	readonly phoneAnswered?: Date;
	readonly targetAnswered: Date | undefined;
	readonly at: Date;
}

function landClickToCall(
	world: World,
	options: z.output<typeof clickToCallSchema>,
	callId: string,
	{ started, phoneAnswered, targetAnswered, at }: ClickToCallTimes,
): void {
	const began = started ?? at;
	const call: Call = {
		callId,
		kind: 'clickToCall',
		state: 'ended',
		phone: options.extension,
		target: options.target,
		extension: knownExtension(world, options.extension),
		startedAt: began,
		request: { ...variables(options.customData), record: options.recorded },
	};
	const records = clickToCallRecords({
		account: world.account.get(),
		call,
		outcome: options.outcome,
		phoneRingSeconds: secondsBetween(began, phoneAnswered ?? at),
		targetRingSeconds: phoneAnswered ? secondsBetween(phoneAnswered, targetAnswered ?? at) : 0,
		talkSeconds: targetAnswered ? secondsBetween(targetAnswered, at) : 0,
	});
	for (const record of records) landRecord(world, record);
}

function factsOf(
	{
		target,
		customData,
		campaignId,
	}: z.output<typeof outgoingCallSchema> | z.output<typeof clickToCallSchema>,
	callId: string,
) {
	return {
		callId,
		phone: target,
		name: target,
		did: '',
		customData,
		...(campaignId !== undefined && { campaignId }),
	};
}

function variables(customData: Readonly<Record<string, string>>): Record<string, string> {
	const named = (name: string) => (name.startsWith('var_') ? name : `var_${name}`);
	return Object.fromEntries(Object.entries(customData).map(([name, value]) => [named(name), value]));
}
