import { localEpochSeconds } from '../times';
import type { World } from '../world';

/** Minutes by which the servers' times are ahead of UTC at an instant. */
export function offsetAt(world: World, at: Date): number {
	const fixed = world.realTime.rules.get().serverTimeOffset;
	return fixed ?? Math.round((localEpochSeconds(at) - seconds(at)) / 60);
}

/** An instant as the events have it: seconds, shifted by `servertimeoffset` (voicenter-api.md §1). Absent: 0. */
export function shifted(world: World, at: Date | undefined): number {
	return at ? seconds(at) + offsetAt(world, at) * 60 : 0;
}

function seconds(at: Date): number {
	return Math.floor(at.getTime() / 1000);
}
