import { z } from 'zod/v4';
import type { Step } from './play';
import type { Stage } from './stage';

/** What happens while a call is talked: hold, mute, or a transfer to another extension, which answers. */
export const talkSchema = z
	.array(
		z.union([
			z.enum(['hold', 'unhold', 'mute', 'unmute']),
			z.strictObject({ transferTo: z.string().min(1) }),
		]),
	)
	.default([]);
export type Talk = z.output<typeof talkSchema>;

/** Who has the call now, and since when; who had it before. */
export interface Holder {
	sip: string;
	since: Date | undefined;
	readonly before: { readonly sip: string; readonly from: Date; readonly until: Date }[];
}

/** The steps of a talk. `holder` follows the transfers. */
export function talkSteps(stage: Stage, holder: Holder, talk: Talk): Step[] {
	return talk.flatMap((what): Step[] => {
		if (typeof what === 'object') return transferSteps(stage, holder, what.transferTo);
		return [
			{
				name: what,
				run(at) {
					if (what === 'hold') stage.hold(holder.sip, at);
					else if (what === 'unhold') stage.unhold(holder.sip, at);
					else stage.setMuted(holder.sip, what === 'mute');
				},
			},
		];
	});
}

// The reference has no sample of a transfer: the first extension is assumed to hang up, and the same call to ring on
// the other.
function transferSteps(stage: Stage, holder: Holder, to: string): Step[] {
	return [
		{
			name: 'transfer',
			run(at) {
				holder.before.push({ sip: holder.sip, from: holder.since ?? at, until: at });
				stage.hangUp(holder.sip, 'Normal hangup', at);
				holder.sip = to;
				stage.ring(to, at);
			},
		},
		{
			name: 'answerTransfer',
			run(at) {
				holder.since = at;
				stage.answer(to, at);
			},
		},
	];
}
