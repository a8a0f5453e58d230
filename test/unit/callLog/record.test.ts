import { identityOf } from '../../../nodes/platform/services/callLog/identity';
import { readRow } from '../../../nodes/platform/services/callLog/row';
import { readCdr } from '../platform/inbound/samples';
import { MISSED, OUTGOING, recordOf } from './samples';

describe("the document's samples", () => {
	it('an outgoing call', () => {
		expect(recordOf(OUTGOING)).toEqual({
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			startedAtLocal: '2021-10-10 12:04',
			callId: '202110101204550233243ghff3189e5c',
			direction: 'outgoing',
			type: 'Extension Outgoing',
			typeId: 4,
			status: 'ANSWER',
			isAnswered: true,
			isAbandoned: false,
			isMissed: false,
			isVoicemail: false,
			callerNumber: '0722776772',
			callerE164: '+972722776772',
			target: '972501234567',
			targetE164: '+972501234567',
			startedAt: '2021-10-10T09:04:58.000Z',
			answeredAt: '2021-10-10T09:05:08.000Z',
			endedAt: '2021-10-10T09:05:10.000Z',
			durationSeconds: 2,
			ringSeconds: 10,
			extension: { sip: 'SipSip' },
			agent: { id: '87654321', name: 'rep 1' },
			department: 'Test Account',
			departmentId: '12345678',
			recordingUrl: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/20211010439.mp3',
		});
	});

	it('a missed incoming call that came from another one', () => {
		expect(recordOf(MISSED)).toEqual({
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			startedAtLocal: '2021-10-02 15:55',
			ivrPathText: 'rep 1',
			callId: '202110021555160180fd3jhj455',
			originalCallId: '20211002156fdf534hfgh453df34',
			direction: 'incoming',
			type: 'Incoming Call',
			typeId: 1,
			status: 'CHANUNAVAIL',
			isAnswered: false,
			isAbandoned: false,
			isMissed: true,
			isVoicemail: false,
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			target: 'SipSip',
			did: '0722776772',
			startedAt: '2021-10-02T12:55:18.000Z',
			endedAt: '2021-10-02T12:55:20.000Z',
			durationSeconds: 0,
			ringSeconds: 2,
			extension: { sip: 'SipSip' },
			agent: { id: '87654321', name: 'rep 1' },
			department: 'Test Account',
			departmentId: '12345678',
			ivrPath: [{ order: 1, layerName: 'rep 1', layerNumber: 1 }],
		});
	});
});

it('says of a call what its CDR says', () => {
	const cdr = {
		caller: '0722776772',
		target: '972501234567',
		// 12:04:58 by the clock in Israel.
		time: Date.UTC(2021, 9, 10, 12, 4, 58) / 1_000,
		duration: 2,
		ivruniqueid: OUTGOING.CallID,
		type: 'Extension Outgoing',
		status: 'ANSWER',
		callerextension: 'SipSip',
		dialtime: 10,
		record: OUTGOING.RecordURL,
		representative_name: 'rep 1',
		representative_code: '87654321',
		DepartmentName: 'Test Account',
		DepartmentID: 12345678,
		price: 7,
		target_country: 'Israel',
		CustomData: { var_clientID: '2118102' },
	};
	const { record } = readCdr(
		{ bytes: Buffer.from(JSON.stringify(cdr)), contentType: 'application/json' },
		{ timeZone: 'Asia/Jerusalem', country: 'IL' },
	);
	expect(
		recordOf({
			...OUTGOING,
			Price: '7',
			TargetPrefixName: 'Israel',
			CustomData: { var_clientID: '2118102' },
		}),
	).toEqual(record);
});

describe('two legs', () => {
	const leg2 = (over: object) => recordOf({ ...OUTGOING, Type: 'Click2Callleg2', CdrType: 10, ...over });

	it('the second one was answered when something was talked: DialStatus is the first one’s', () => {
		expect(leg2({ DialStatus: 'ANSWER', Duration: 30 })).toMatchObject({
			leg: 2,
			leg1Status: 'ANSWER',
			status: 'ANSWER',
			isAnswered: true,
		});
	});

	it('the second one was not answered when nothing was, though the agent had answered', () => {
		const record = leg2({ DialStatus: 'ANSWER', Duration: 0 });
		expect(record).toMatchObject({ leg: 2, leg1Status: 'ANSWER', isAnswered: false });
		expect(record).not.toHaveProperty('status');
		expect(record).not.toHaveProperty('answeredAt');
	});

	it('a first leg that failed is how the call ended', () => {
		expect(leg2({ DialStatus: 'NOANSWER', Duration: 0 })).toMatchObject({
			leg1Status: 'NOANSWER',
			status: 'NOANSWER',
			isAnswered: false,
		});
	});

	it.each([
		['ANSWER', { status: 'ANSWER', isAnswered: true }],
		['BUSY', { status: 'BUSY', isAnswered: false }],
	])('a DialStatus2 of %s is the second one’s own, whatever was talked', (DialStatus2, expected) => {
		const talked = leg2({ DialStatus: 'ANSWER', DialStatus2, Duration: 0 });
		expect(talked).toMatchObject({ ...expected, leg1Status: 'ANSWER' });
	});

	it('the IVR dialer’s second leg carries a status of its own', () => {
		const record = recordOf({
			...OUTGOING,
			Type: 'Click 2 Queue Incoming',
			CdrType: 19,
			DialStatus: 'ABANDONE',
			Duration: 0,
		});
		expect(record).toMatchObject({ leg: 2, status: 'ABANDONE', isAbandoned: true, isMissed: true });
		expect(record).not.toHaveProperty('leg1Status');
	});

	it.each([
		['ProductiveCall Leg2 is one', { Type: '', CdrType: 15 }],
		['by its name', { Type: 'Click2Call leg2', CdrType: '' }],
		['in small letters', { DialStatus: 'answer' }],
	])('%s', (_, over) => {
		expect(leg2({ DialStatus: 'ANSWER', Duration: 0, ...over })).toMatchObject({ leg: 2, isAnswered: false });
	});

	it('without a duration, DialStatus is all that is known', () => {
		expect(leg2({ DialStatus: 'ANSWER', Duration: '' })).toMatchObject({
			status: 'ANSWER',
			isAnswered: true,
		});
	});

	it('a call of one leg has no second status', () => {
		const record = recordOf({ ...OUTGOING, DialStatus: 'ANSWER', DialStatus2: 'BUSY', Duration: 0 });
		expect(record).toMatchObject({ status: 'ANSWER', isAnswered: true });
		expect(record).not.toHaveProperty('leg1Status');
	});

	it('share a call ID and are two records', () => {
		const legs = [9, 10].map((CdrType) => identityOf(readRow({ ...OUTGOING, CdrType })));
		expect(new Set(legs).size).toBe(2);
	});

	it('a recording that has turned up meanwhile does not make a record another one', () => {
		expect(identityOf(readRow({ ...OUTGOING, RecordURL: '' }))).toBe(identityOf(readRow(OUTGOING)));
	});
});

describe('a queue call', () => {
	const queue = { ...MISSED, Type: 'Queue', CdrType: 8, QueueName: 'Sales Queue' };

	it.each(['ABANDONE', 'TIMEOUT', 'EXIT'])('%s is abandoned and missed', (DialStatus) => {
		expect(recordOf({ ...queue, DialStatus })).toMatchObject({ isAbandoned: true, isMissed: true });
	});

	it.each(['FULL', 'JOINEMPTY'])('%s is missed: nobody waited', (DialStatus) => {
		expect(recordOf({ ...queue, DialStatus })).toMatchObject({ isAbandoned: false, isMissed: true });
	});

	it('says when it began, and not when it ended: the wait is not in the Call Log', () => {
		const record = recordOf({ ...queue, DialStatus: 'ANSWER', Duration: 30 });
		expect(record).toMatchObject({ queue: { name: 'Sales Queue' }, startedAt: '2021-10-02T12:55:18.000Z' });
		expect(record).not.toHaveProperty('answeredAt');
		expect(record).not.toHaveProperty('endedAt');
	});

	it.each([
		['its queue alone', { Type: 'Incoming Call', CdrType: 1, QueueName: 'Sales Queue' }, false],
		['its type alone', { Type: 'Queue', CdrType: 8, QueueName: '' }, false],
		['the other type', { Type: '', CdrType: 19, QueueName: '' }, false],
		['neither', { Type: 'Incoming Call', CdrType: 1, QueueName: '' }, true],
	])('is known by %s', (_, over, saysEnd) => {
		expect('endedAt' in recordOf({ ...queue, DialStatus: 'ANSWER', ...over })).toBe(saysEnd);
	});
});

describe('what a row does not say, or says twice', () => {
	it.each<[object, object]>([
		[{ CallID: '' }, { callId: '' }],
		[{ RingTime: '' }, { answeredAt: '2021-10-10T09:04:58.000Z' }],
		[{ TargetExtension: 'SIPSIP1', CallerExtension: 'SIPSIP2' }, { extension: { sip: 'SIPSIP1' } }],
		[{ UserName: 'Dana', UserId: 5 }, { user: { id: '5', name: 'Dana' } }],
		[
			{ CustomData: { OriginalIvrUniqueID: 'x', LeadID: '7' } },
			{ originalCallId: 'x', customData: { LeadID: '7' } },
		],
	])('%j: %j', (over, expected) => {
		expect(recordOf({ ...OUTGOING, ...over })).toMatchObject(expected);
	});

	it.each(['', 5])('%j is no call that it came from', (OriginalIvrUniqueID) => {
		const record = recordOf({ ...OUTGOING, CustomData: { OriginalIvrUniqueID } });
		expect(record).not.toHaveProperty('originalCallId');
		expect(record).not.toHaveProperty('customData');
	});
});

describe('the way in which fields are written', () => {
	it('does not matter: case, numbers as texts, a list inside a text', () => {
		expect(
			recordOf({
				CALLID: 'x',
				Targetextension: 'SipSip',
				Duration: '33',
				RecordExpect: 'true',
				DTMFData:
					'[{"LayerName":"Main Menu","DTMF":2,"LayerNumber":"0"},{"LayerName":"Sales","DTMF":0,"LayerNumber":"15"}]',
			}),
		).toMatchObject({
			callId: 'x',
			extension: { sip: 'SipSip' },
			durationSeconds: 33,
			recordingExpected: true,
			ivrPath: [
				{ order: 1, layerName: 'Main Menu', layerNumber: 0, dtmf: '2' },
				{ order: 2, layerName: 'Sales', layerNumber: 15 },
			],
		});
	});
});
