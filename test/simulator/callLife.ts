import { landRecord } from './callLog/landing';
import type { Call } from './calls';
import { clickToCallRecords } from './cdr/clickToCallLegs';
import { liveCallRecord } from './cdr/liveCall';
import type { World } from './world';

/** Notes a click-to-call that the service has accepted, and lets auto-answer, when set, play it to its end. */
export function placeCall(world: World, call: Call): void {
	world.calls.add(call);
	const plan = world.autoAnswer.get();
	if (!plan) return;
	// An unregistered device cannot ring, whatever the plan says.
	const outcome = call.extension?.connected === false ? 'phoneUnavailable' : plan.outcome;
	const end = () => {
		if (world.calls.find(call.callId)?.state !== 'ended') finish(world, call.callId, { ...plan, outcome });
	};
	if (outcome !== 'answered') {
		setTimeout(end, plan.afterMs).unref();
		return;
	}
	setTimeout(() => {
		world.calls.answer(call.callId);
		setTimeout(end, plan.afterMs).unref();
	}, plan.afterMs).unref();
}

/**
 * Hangs a call up. It leaves its records, with the times that really passed; a click-to-call that still rings, rings
 * on leg 1.
 */
export function hangUp(world: World, call: Call): void {
	if (call.state === 'ended') return;
	const now = new Date();
	finish(world, call.callId, {
		outcome: call.answeredAt ? 'answered' : 'phoneCancelled',
		phoneRingSeconds: seconds(call.answeredAt ?? now, call.startedAt),
		targetRingSeconds: 0,
		talkSeconds: call.answeredAt ? seconds(now, call.answeredAt) : 0,
	});
}

type Ending = Omit<Parameters<typeof clickToCallRecords>[0], 'account' | 'call'>;

function finish(world: World, callId: string, ending: Ending): void {
	world.calls.end(callId);
	const call = world.calls.find(callId);
	if (!call) return;
	const account = world.account.get();
	const records =
		call.kind === 'clickToCall'
			? clickToCallRecords({ ...ending, account, call })
			: [liveCallRecord(account, call, ending.talkSeconds)];
	for (const record of records) landRecord(world, record);
}

function seconds(later: Date, earlier: Date): number {
	return Math.round((later.getTime() - earlier.getTime()) / 1000);
}
