import type { PlayedCall } from '../cdr/plays';
import type { PushOptions } from '../cdr/push';
import type { CdrRecord } from '../cdr/record';
import type { World } from '../world';
import { entryOfCdr } from './record';

/**
 * A call has left a record: it is pushed, when a target is set, and lands in the Call Log.
 * @param logStatus what the Call Log calls the outcome, where it is more exact than the push
 * @param push how it is pushed, if not as every record
 */
export function landRecord(world: World, record: CdrRecord, logStatus?: string, push?: PushOptions): void {
	world.cdr.publish(record, push);
	const { arrivalDelayMs, secondLegDelayMs, completionDelayMs } = world.callLogRules.get();
	const isSecondLeg = /leg ?2$/i.test(record.type);
	const visibleAt = Date.now() + arrivalDelayMs + (isSecondLeg ? secondLegDelayMs : 0);
	const entry = entryOfCdr(record, visibleAt, logStatus);
	world.callLog.add({
		...entry,
		...(completionDelayMs > 0 && { completedAt: visibleAt + completionDelayMs }),
	});
}

/** A played call has left its records, one after the other. @param push how they are pushed, if not as every record */
export function landCall(
	world: World,
	{ records, spacingMs = 0, logStatus }: PlayedCall,
	push?: PushOptions,
): void {
	for (const [index, record] of records.entries()) {
		landRecord(world, record, logStatus, { ...push, delayMs: index * spacingMs });
	}
}
