import type { CallRecord } from '../../nodes/platform/vocabulary/callRecord';

/** Every field of a call's record, in the vocabulary's order, and which of its sources has it. */
export const CALL_RECORD_FIELDS = {
	customerNumber: 'both',
	customerE164: 'both',
	isMobile: 'both',
	isWithheld: 'both',
	callId: 'both',
	originalCallId: 'both',
	direction: 'both',
	type: 'both',
	typeId: 'both',
	leg: 'both',
	status: 'both',
	leg1Status: 'both',
	isAnswered: 'both',
	isAbandoned: 'both',
	isMissed: 'both',
	isVoicemail: 'both',
	callerNumber: 'both',
	callerE164: 'both',
	target: 'both',
	targetE164: 'both',
	did: 'both',
	startedAt: 'both',
	startedAtLocal: 'both',
	answeredAt: 'both',
	endedAt: 'both',
	durationSeconds: 'both',
	ringSeconds: 'both',
	waitSeconds: 'cdr',
	queue: 'both',
	extension: 'both',
	agent: 'both',
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
