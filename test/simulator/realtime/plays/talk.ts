import { z } from 'zod/v4';
import { recordingFile } from '../../cdr/record';
import { newCallId } from '../../times';
import type { World } from '../../world';
import { ringColleague } from './internal';
import type { Step } from './play';
import { knownExtension, type Stage, stageOf } from './stage';

const transferSchema = z.strictObject({
	transferTo: z.string().min(1),
	/** The agent speaks with the colleague first: three call IDs (voicenter-api.md §15). */
	attended: z.boolean().default(false),
	/** Whether the joined call's custom data names the first call. */
	namesOriginal: z.boolean().default(true),
});
type Transfer = z.output<typeof transferSchema>;

/** What happens while a call is talked: hold, mute, or a transfer to another extension, which answers. */
export const talkSchema = z
	.array(z.union([z.enum(['hold', 'unhold', 'mute', 'unmute']), transferSchema]))
	.default([]);
export type Talk = z.output<typeof talkSchema>;

/** Who has the call now, since when, and as which call; who had it before. */
export interface Holder {
	sip: string;
	stage: Stage;
	since: Date | undefined;
	readonly before: {
		readonly sip: string;
		readonly callId: string;
		readonly from: Date;
		readonly until: Date;
	}[];
}

/** The steps of a talk. `holder` follows the transfers. @throws SimulatorError for an unknown extension */
export function talkSteps(world: World, holder: Holder, talk: Talk): Step[] {
	return talk.flatMap((what): Step[] => {
		if (typeof what === 'object') {
			const { sip } = knownExtension(world, what.transferTo);
			return what.attended ? attendedSteps(world, holder, what) : transferSteps(holder, sip);
		}
		return [
			{
				name: what,
				run(at) {
					if (what === 'hold') holder.stage.hold(holder.sip, at);
					else if (what === 'unhold') holder.stage.unhold(holder.sip, at);
					else holder.stage.setMuted(holder.sip, what === 'mute');
				},
			},
		];
	});
}

function passOn(holder: Holder, to: string, at: Date): void {
	const { sip, stage, since } = holder;
	holder.before.push({ sip, callId: stage.facts.callId, from: since ?? at, until: at });
	holder.sip = to;
	holder.since = undefined;
}

// The reference has no sample of a transfer without a word: the first extension is assumed to hang up, and the same
// call to ring on the other.
function transferSteps(holder: Holder, to: string): Step[] {
	return [
		{
			name: 'transfer',
			run(at) {
				holder.stage.hangUp(holder.sip, { cause: 'Normal hangup' }, at);
				passOn(holder, to, at);
				holder.stage.ring(to, at);
			},
		},
		{
			name: 'answerTransfer',
			run(at) {
				holder.since = at;
				holder.stage.answer(to, at);
			},
		},
	];
}

const TRANSFERRED = { cause: '', dialStatus: 'Transfer' } as const;

function attendedSteps(world: World, holder: Holder, { transferTo: to, namesOriginal }: Transfer): Step[] {
	let consult: Stage | undefined;
	return [
		{
			name: 'consult',
			run(at) {
				holder.stage.hold(holder.sip, at);
				consult = ringColleague(world, { from: holder.sip, to, callId: newCallId(at), at });
			},
		},
		{
			name: 'answerConsult',
			run(at) {
				for (const sip of [holder.sip, to]) consult?.answer(sip, at);
			},
		},
		{
			name: 'transfer',
			run(at) {
				const { sip, stage } = holder;
				const { facts } = stage;
				stage.hangUp(sip, TRANSFERRED, at);
				for (const phone of [sip, to]) consult?.hangUp(phone, TRANSFERRED, at);
				passOn(holder, to, at);
				const callId = newCallId(at);
				const { phone, name, did, campaignId } = facts;
				const original = namesOriginal && { OriginalIvrUniqueID: facts.callId };
				holder.stage = stageOf(world, {
					callId,
					direction: 'Incoming',
					phone,
					name,
					did,
					...(campaignId !== undefined && { campaignId }),
					customData: { ...facts.customData, ...original },
					relatedCallIds: [facts.callId, ...(consult ? [consult.facts.callId] : [])],
					transferredBy: sip,
					...(facts.file !== undefined && { file: recordingFile(callId, phone, to) }),
				});
				holder.since = at;
				// The colleague talks already: no phone rings, and no ANSWER follows.
				holder.stage.ring(to, at, { status: 'Talking' });
			},
		},
	];
}
