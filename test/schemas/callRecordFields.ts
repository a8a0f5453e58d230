import type { CallRecord } from '../../nodes/platform/vocabulary/callRecord';

/** Every field of a call's record, in the order in which an item has them, and which of its sources has it. */
export const CALL_RECORD_FIELDS = {
	customerNumber: 'both',
	startedAtLocal: 'both',
	direction: 'both',
	queue: 'both',
	status: 'both',
	isAnswered: 'both',
	isAbandoned: 'both',
	isMissed: 'both',
	isVoicemail: 'both',
	waitSeconds: 'cdr',
	durationSeconds: 'both',
	agent: 'both',
	extension: 'both',
	did: 'both',
	customerE164: 'both',
	isMobile: 'both',
	isWithheld: 'both',
	callId: 'both',
	originalCallId: 'both',
	type: 'both',
	typeId: 'both',
	leg: 'both',
	leg1Status: 'both',
	callerNumber: 'both',
	callerE164: 'both',
	target: 'both',
	targetE164: 'both',
	startedAt: 'both',
	answeredAt: 'both',
	endedAt: 'both',
	ringSeconds: 'both',
	user: 'callLog',
	department: 'both',
	departmentId: 'both',
	targetCountry: 'both',
	priceAgorot: 'both',
	recordingUrl: 'both',
	recordingExpected: 'callLog',
	ivrPath: 'both',
	ivrPathText: 'both',
	customData: 'both',
	ai: 'cdr',
} as const satisfies Record<keyof CallRecord, 'both' | 'callLog' | 'cdr'>;

/** The fields that one source's records have, in order. */
export function fieldsOf(source: 'callLog' | 'cdr'): string[] {
	return Object.entries(CALL_RECORD_FIELDS).flatMap(([field, where]) =>
		where === 'both' || where === source ? [field] : [],
	);
}
