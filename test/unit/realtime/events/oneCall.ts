/** The summary of one call, of whose events the test says which come. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { extend } from '../../../../nodes/platform/realtime/events/extend';
import { beginSummary } from '../../../../nodes/platform/realtime/events/summary';
import { inQueue, onPhone } from './account';

export function after(...events: RealTimeEvent[]) {
	const summary = beginSummary('1');
	for (const one of events) extend(summary, one);
	return summary;
}
type More = Partial<RealTimeEvent>;
export const on = (
	name: 'newCall' | 'answered' | 'hold' | 'unhold' | 'hangUp',
	second: number,
	more: More = {},
	sip = 'A',
) => onPhone(name, second, '1', sip, more);
export const queue = (name: 'queueJoin' | 'queueExit' | 'queueAbandoned', second: number, more: More = {}) =>
	inQueue(name, second, '1', more);
