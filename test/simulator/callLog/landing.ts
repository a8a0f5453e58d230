import type { CdrRecord } from '../cdr/record';
import type { World } from '../world';
import { entryOfCdr } from './record';

/**
 * A call has left a record: it is pushed, when a target is set, and lands in the Call Log.
 * @param logStatus what the Call Log calls the outcome, where it is more exact than the push
 */
export function landRecord(world: World, record: CdrRecord, logStatus?: string): void {
	world.cdr.publish(record);
	const visibleAt = Date.now() + world.callLogRules.get().arrivalDelayMs;
	world.callLog.add(entryOfCdr(record, visibleAt, logStatus));
}
