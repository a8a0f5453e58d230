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

/**
 * What artificial intelligence says of a call that was talked in; of others, nothing. The reference names `insights`
 * (with `summary`, §8), `emotions` and `transcript` without what is in them: the rest is the simulator's own.
 */
export function aiFields(record: CdrRecord): Record<string, unknown> {
	if (record.status !== 'ANSWER' || record.duration === 0) return {};
	return {
		aiData: {
			insights: { summary: 'They asked for a refund and were promised an answer by tomorrow.' },
			emotions: { agent: 'calm', customer: 'annoyed' },
			transcript: [
				{ speaker: 'agent', text: 'Good morning, how can I help?', start: 0 },
				{ speaker: 'customer', text: 'I would like my money back.', start: 2.5 },
			],
		},
	};
}
