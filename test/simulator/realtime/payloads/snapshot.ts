import type { World } from '../../world';
import { offsetAt, shifted } from '../clock';
import { asInTheDocument, type Fields } from './call';

/** Whether the snapshots are as the document's tables have them, which know more than its samples. */
export function asInTheTables(world: World): boolean {
	return asInTheDocument(world) && world.realTime.rules.get().snapshots === 'asInTheTables';
}

/** A snapshot: its list, and its times and outcome around it. */
export function snapshot(world: World, at: Date, list: Fields): Fields {
	const servertime = shifted(world, at);
	const servertimeoffset = offsetAt(world, at);
	if (!asInTheDocument(world)) {
		return { ...list, servertime, servertimeoffset, errorCode: 0, errorDesc: 'OK' };
	}
	const more = asInTheTables(world) && { errorDesc: 'OK', servertimeoffset };
	return { servertime, ...list, errorCode: 0, ...more };
}
