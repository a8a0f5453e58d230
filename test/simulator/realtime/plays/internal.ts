import { z } from 'zod/v4';
import { landRecord } from '../../callLog/landing';
import { buildRecord, recordingFile } from '../../cdr/record';
import { SimulatorError } from '../../errors';
import { newCallId } from '../../times';
import type { World } from '../../world';
import type { Script } from './play';
import { endingFields, endingOf, lostSchema, secondsBetween } from './ending';
import { knownExtension, type Lost, type Stage, stageOf } from './stage';

const seconds = z.int().min(0).default(0);
const STATUS = { answered: 'ANSWER', noAnswer: 'NOANSWER', busy: 'BUSY', cancelled: 'CANCEL' } as const;

export const internalCallSchema = z.strictObject({
	kind: z.literal('internalCall'),
	/** Who calls, and who is called: two extensions. */
	extension: z.string().default('SIPSIP1'),
	target: z.string().default('SIPSIP2'),
	outcome: z.enum(Object.keys(STATUS) as [keyof typeof STATUS]).default('answered'),
	/** What the called phone shows of who calls: both have been recorded. */
	shows: z.enum(['name', 'number']).default('name'),
	/** The dialled number as a number, not as text. */
	dialledAsNumber: z.boolean().default(false),
	callId: z.string().min(1).optional(),
	...endingFields,
	lost: lostSchema,
	/** Seconds in the events' and records' times. Nobody waits for them. */
	ringSeconds: seconds,
	talkSeconds: seconds,
});

/** A call to a colleague that begins. */
export interface ColleagueCall {
	readonly from: string;
	readonly to: string;
	readonly callId: string;
	readonly at: Date;
	readonly shows?: 'name' | 'number';
	readonly dialledAsNumber?: boolean;
	readonly lost?: readonly Lost[];
}

/** One phone dials, the other rings: one call ID, on each the other's name (voicenter-api.md §15). @returns its stage */
export function ringColleague(world: World, call: ColleagueCall): Stage {
	const { at, callId } = call;
	const [from, to] = [knownExtension(world, call.from), knownExtension(world, call.to)];
	const numbers = { from: from.speedDial, to: to.speedDial };
	const dialled = call.dialledAsNumber ? Number(to.speedDial) : to.speedDial;
	const file = recordingFile(callId, from.sip, to.sip);
	const facts = { callId, did: '', customData: {}, dialled, file };
	const { name: caller } = from.user;
	const { name: called } = to.user;
	const stage = stageOf(world, { ...facts, direction: 'Outgoing', phone: called, name: called }, call.lost);
	stage.ring(from.sip, at, { status: 'Dialing', colleague: { sip: to.sip, ...numbers } });
	stage.ring(to.sip, at, {
		direction: 'Incoming',
		phone: call.shows === 'number' ? numbers.from : caller,
		name: caller,
		colleague: { sip: from.sip, ...numbers },
	});
	return stage;
}

/** A call between colleagues. @throws SimulatorError for what does not exist */
export function internalScript(world: World, options: z.output<typeof internalCallSchema>): Script {
	const { extension: from, target: to, outcome } = options;
	for (const sip of [from, to]) knownExtension(world, sip);
	if (from === to) throw new SimulatorError('target: is the extension that calls');
	const callId = options.callId ?? newCallId(new Date());
	let stage: Stage | undefined;
	let startedAt: Date | undefined;
	let answeredAt: Date | undefined;
	const { shows, dialledAsNumber, lost } = options;
	const isAnswered = outcome === 'answered';
	return {
		callId,
		steps: [
			{
				name: 'dial',
				run(at) {
					startedAt = at;
					stage = ringColleague(world, { from, to, callId, at, shows, dialledAsNumber, lost });
				},
			},
			...(isAnswered
				? [
						{
							name: 'answer',
							afterSeconds: options.ringSeconds,
							run(at: Date) {
								answeredAt = at;
								for (const sip of [from, to]) stage?.answer(sip, at);
							},
						},
					]
				: []),
			{
				name: 'hangUp',
				afterSeconds: isAnswered ? options.talkSeconds : options.ringSeconds,
				run(at) {
					const ending = endingOf(options, outcome === 'busy' ? 'User busy' : 'Normal hangup');
					for (const sip of [to, from]) stage?.hangUp(sip, ending, at);
					const began = startedAt ?? at;
					const record = buildRecord({
						account: world.account.get(),
						callId,
						startedAt: began,
						type: 'Extension Outgoing',
						status: STATUS[outcome],
						caller: from,
						target: to,
						durationSeconds: answeredAt ? secondsBetween(answeredAt, at) : 0,
						dialSeconds: secondsBetween(began, answeredAt ?? at),
						extension: { side: 'caller', is: knownExtension(world, from) },
						recorded: isAnswered,
					});
					landRecord(world, record);
				},
			},
		],
	};
}
