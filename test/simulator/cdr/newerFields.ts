import type { CdrRecord } from './record';

/**
 * The fields that newer accounts get besides (voicenter-api.md §9), but for `aiData`. The reference names them
 * without their values; assumed: the directions of the real-time events (§13), isAnswer 1 or 0, seconds.
 */
export function newerFields(record: CdrRecord): Record<string, unknown> {
	const type = record.type.toLowerCase();
	const outgoing = record.callerextension !== '';
	return {
		direction: type.startsWith('click2call') ? 'Click2Call' : outgoing ? 'Outgoing' : 'Incoming',
		isAnswer: record.status === 'ANSWER' ? 1 : 0,
		actualCallDuration: record.duration,
		actualCallDialtime: record.dialtime,
		extenUser: record.callerextension || record.targetextension,
		callerPhone: outgoing ? record.target : record.caller,
	};
}
