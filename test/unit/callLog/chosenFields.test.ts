import {
	chosenRaw,
	chosenRecord,
	FIELD_CHOICES,
	type FieldChoice,
	wireFields,
} from '../../../nodes/platform/services/callLog/row';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { MISSED, OUTGOING, recordOf } from './samples';

describe('chosen fields', () => {
	const FULL = {
		...OUTGOING,
		...MISSED,
		Price: 1,
		UserName: 'x',
		UserId: 1,
		RecordExpect: true,
		TargetPrefixName: 'Israel',
	};

	it('every choice asks for what it shows, and all of them together for every field', () => {
		expect(wireFields([], []).length).toBe(27);
		expect(wireFields(FIELD_CHOICES, [])).toEqual(wireFields([], []));
	});

	it('leave the call ID and what was chosen, in our words and in Voicenter’s', () => {
		expect(chosenRecord(recordOf(FULL), ['callerNumber', 'price'])).toEqual({
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			callId: MISSED.CallID,
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			priceAgorot: 1,
		});
		expect(chosenRaw(FULL, ['callerNumber', 'price'])).toEqual({
			CallID: MISSED.CallID,
			CallerNumber: '0501234567',
			Price: 1,
		});
	});

	// Both sides' numbers make the customer's.
	const CUSTOMER = ['customerNumber', 'customerE164', 'isMobile', 'isWithheld'];
	const GIVES: [FieldChoice, string[], string[]][] = [
		['agent', ['RepresentativeName', 'RepresentativeCode'], ['agent']],
		['callerNumber', ['CallerNumber'], ['callerNumber', 'callerE164', ...CUSTOMER]],
		['callType', ['Type', 'CdrType'], ['direction', 'type', 'typeId', 'leg']],
		['customData', ['CustomData'], ['customData', 'originalCallId']],
		['department', ['DepartmentName', 'DepartmentId'], ['department', 'departmentId']],
		['did', ['DID'], ['did']],
		['duration', ['Duration'], ['durationSeconds']],
		['extension', ['TargetExtension', 'CallerExtension'], ['extension']],
		['ivrPath', ['DTMFData'], ['ivrPath', 'ivrPathText']],
		[
			'outcome',
			['DialStatus', 'DialStatus2'],
			['status', 'leg1Status', 'isAnswered', 'isAbandoned', 'isMissed', 'isVoicemail'],
		],
		['price', ['Price'], ['priceAgorot']],
		['queue', ['QueueName'], ['queue']],
		['recording', ['RecordURL', 'RecordExpect'], ['recordingUrl', 'recordingExpected']],
		['ringTime', ['RingTime'], ['ringSeconds']],
		['target', ['TargetNumber'], ['target', 'targetE164', ...CUSTOMER]],
		['targetCountry', ['TargetPrefixName'], ['targetCountry']],
		['times', ['Date', 'DateEpoch'], ['startedAt', 'startedAtLocal', 'answeredAt', 'endedAt']],
		['user', ['UserName', 'UserId'], ['user']],
	];
	it.each(GIVES)('%s: %j, which makes %j', (choice, wire, ours) => {
		const raw = Object.fromEntries(
			[...wireFields([], []), 'Unknown'].map((name) => [name.toUpperCase(), name]),
		);
		expect(Object.values(chosenRaw(raw, [choice])).toSorted()).toEqual(['CallID', ...wire].toSorted());
		const record = Object.fromEntries(
			['callId', 'unknown', ...GIVES.flatMap(([, , all]) => all)].map((name) => [name, 1]),
		);
		const chosen = chosenRecord(record as unknown as CallRecord, [choice]);
		expect(Object.keys(chosen).toSorted()).toEqual(['callId', ...ours].toSorted());
	});

	it('are asked for together with what tells records apart and what is sorted by', () => {
		expect(wireFields(['price'], ['department'])).toEqual(
			expect.arrayContaining(['Price', 'DepartmentName', 'CallID', 'CdrType', 'DateEpoch']),
		);
		expect(wireFields(['price'], [])).not.toContain('CustomData');
	});
});
