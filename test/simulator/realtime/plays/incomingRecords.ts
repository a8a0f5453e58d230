import type { Extension, Queue } from '../../account';
import { landRecord } from '../../callLog/landing';
import { buildRecord } from '../../cdr/record';
import { newCallId } from '../../times';
import type { World } from '../../world';
import { secondsBetween } from './ending';
import type { IncomingOptions } from './incoming';
import { knownExtension } from './stage';
import type { Holder } from './talk';

/** How the Call Log calls a queue's outcomes that are no answer. */
export const QUEUE_ENDS = { abandoned: 'ABANDONE', timeout: 'TIMEOUT', exit: 'EXIT' } as const;

/** Whether somebody talks with the caller. */
export function isAnswered({ outcome }: IncomingOptions): boolean {
	return outcome === 'answered' || outcome === 'taken';
}

/** What happened in a call that has come in. */
export interface IncomingFacts {
	readonly callId: string;
	readonly did: string;
	readonly queue: Queue | undefined;
	readonly holder: Holder;
	readonly startedAt: Date;
	readonly rangAt: Date | undefined;
	readonly endedAt: Date;
}

/** Lands the records of a call that has come in: after transfers, one for each who had it. */
export function landIncoming(world: World, options: IncomingOptions, happened: IncomingFacts): void {
	const { callId, did, queue, holder, startedAt, endedAt } = happened;
	const account = world.account.get();
	const answered = isAnswered(options);
	const answeredAt = holder.before[0]?.from ?? holder.since;
	const left = answeredAt ?? endedAt;
	const extension = (sip: string): { side: 'target'; is: Extension } => ({
		side: 'target',
		is: knownExtension(world, sip),
	});
	const rangOn = answered || !queue ? (holder.before[0]?.sip ?? holder.sip) : '';
	const common = { account, callId, did, caller: options.phone, customData: options.customData };
	const status = answered ? 'ANSWER' : queue ? 'ABANDONE' : 'NOANSWER';
	const talkEnded = holder.before[0]?.until ?? endedAt;
	const record = buildRecord({
		...common,
		startedAt,
		type: queue ? 'Queue' : 'Incoming Call',
		status,
		target: queue ? '' : rangOn,
		durationSeconds: answered && answeredAt ? secondsBetween(answeredAt, talkEnded) : 0,
		dialSeconds: queue ? 0 : secondsBetween(happened.rangAt ?? startedAt, left),
		...(rangOn !== '' && { extension: extension(rangOn) }),
		...(queue && { queue: { is: queue, waitSeconds: secondsBetween(startedAt, left) }, ivr: queue.ivr }),
		recorded: answered && options.recorded,
	});
	landRecord(world, record, logStatusOf(options));
	if (holder.before.length === 0) return;
	// After a transfer, the others who had the call have a record each, linked to the call.
	const last = {
		sip: holder.sip,
		callId: holder.stage.facts.callId,
		from: holder.since ?? endedAt,
		until: endedAt,
	};
	for (const { sip, callId: own, from, until } of [...holder.before.slice(1), last]) {
		const passedOn = buildRecord({
			...common,
			callId: own === callId ? newCallId(from) : own,
			startedAt: from,
			type: 'XferCDR',
			status: 'ANSWER',
			target: sip,
			durationSeconds: secondsBetween(from, until),
			dialSeconds: 0,
			extension: extension(sip),
			recorded: options.recorded,
		});
		landRecord(world, { ...passedOn, OriginalIvrUniqueID: callId });
	}
}

function logStatusOf({ outcome }: IncomingOptions): string | undefined {
	return outcome in QUEUE_ENDS ? QUEUE_ENDS[outcome as keyof typeof QUEUE_ENDS] : undefined;
}
