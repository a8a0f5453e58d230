import { useSimulator } from '../../useSimulator';
import { localEpochSeconds, newCallId } from '../../simulator/times';
import { any, containing, eventually, postJson } from './support';

const simulator = useSimulator();

const only = <T>(items: readonly T[]): T => {
	expect(items).toHaveLength(1);
	return items[0] as T;
};

describe('times', () => {
	it("counts a CDR's epoch on the account's own clock, in summer and in winter", () => {
		expect(localEpochSeconds(new Date('2020-07-21T09:13:30Z'))).toBe(
			Date.parse('2020-07-21T12:13:30Z') / 1000,
		);
		expect(localEpochSeconds(new Date('2020-12-02T10:00:00Z'))).toBe(
			Date.parse('2020-12-02T12:00:00Z') / 1000,
		);
	});

	it('begins a call id with that clock', () => {
		expect(newCallId(new Date('2021-10-10T09:04:58Z'))).toMatch(/^20211010120458[a-z0-9]{18}$/);
	});
});

describe('an incoming call', () => {
	it('that is abandoned in the sales queue after 42 s', () => {
		const before = Date.now();
		const { callId, records } = simulator.control.playIncomingCall({
			queue: 'sales',
			outcome: 'abandoned',
			waitSeconds: 42,
			caller: '0501234567',
		});
		const after = Date.now();

		const record = only(records);
		expect(callId).toMatch(/^\w{32}$/);
		expect(record).toEqual({
			caller: '0501234567',
			target: '',
			time: any(Number),
			duration: 0,
			ivruniqueid: callId,
			type: 'Queue',
			status: 'ABANDONE',
			targetextension: '',
			callerextension: '',
			did: '0722776772',
			queueid: 123456789,
			queuename: 'Sales Queue',
			record: '',
			price: 0,
			dialtime: 0,
			representative_name: '',
			representative_code: '',
			targetextension_name: '',
			callerextension_name: '',
			target_country: '',
			caller_country: 'Israel',
			seconds_waiting_in_queue: 42,
			DepartmentName: 'Sales Department',
			DepartmentID: 12345679,
			TopDepartmentName: 'Voicenter Account',
			TopDepartmentID: 12345678,
			IVR: [
				{ layer_id: 1234, layer_name: 'Main IVR', layer_number: 0, Dtmf: 2, dtmf_order: 1 },
				{ layer_id: 4321, layer_name: 'Sales Department', layer_number: 2, Dtmf: 0, dtmf_order: 2 },
			],
		});
		const began = (now: number) => localEpochSeconds(new Date(now - 42_000));
		// The wire has whole seconds.
		expect(record.time).toBeGreaterThanOrEqual(Math.floor(began(before)));
		expect(record.time).toBeLessThanOrEqual(Math.ceil(began(after)));
	});

	it('that an extension answers after waiting', () => {
		const { records } = simulator.control.playIncomingCall({
			queue: 'Sales Queue',
			outcome: 'answered',
			extension: 'SIPSIP2',
			waitSeconds: 20,
			talkSeconds: 20,
		});
		expect(only(records)).toMatchObject({
			type: 'Queue',
			status: 'ANSWER',
			duration: 20,
			seconds_waiting_in_queue: 20,
			targetextension: 'SIPSIP2',
			representative_name: 'Walter Melon',
			record: containing('https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/'),
		});
	});

	it.each([
		['answered', 'Incoming Call', 'ANSWER', 'SIPSIP1'],
		['missed', 'Incoming Call', 'NOANSWER', 'SIPSIP1'],
		['voicemail', 'VoiceMail', 'VOICEMAIL', 'SIPSIP1'],
		['hungUpInIvr', 'Incoming Call', 'VOEND', ''],
	] as const)('that goes past the queues and is %s', (outcome, type, status, target) => {
		const record = only(simulator.control.playIncomingCall({ outcome }).records);
		expect(record).toMatchObject({ type, status, target, queueid: 0, queuename: '' });
		expect(record).not.toHaveProperty('seconds_waiting_in_queue');
	});

	it('carries further fields, other values and custom data when asked to', () => {
		const { records } = simulator.control.playIncomingCall({
			outcome: 'answered',
			customData: { var_clientID: '2118102' },
			fields: { price: 7, OriginalIvrUniqueID: '201809131730110122A1212', did: null },
			newerFields: true,
		});
		expect(only(records)).toMatchObject({
			price: 7,
			OriginalIvrUniqueID: '201809131730110122A1212',
			CustomData: { var_clientID: '2118102' },
			direction: 'Incoming',
			isAnswer: 1,
		});
		expect(records[0]).not.toHaveProperty('did');
	});

	it.each([
		[{ outcome: 'abandoned' as const }, 'only a call in a queue is abandoned'],
		[{ outcome: 'missed' as const, queue: 'sales' }, 'a call in a queue is answered or abandoned'],
		[{ outcome: 'answered' as const, queue: 'support' }, 'there is no "support"; there are sales, service'],
		[{ outcome: 'answered' as const, extension: 'SIPSIP9' }, 'there is no SIPSIP9; there are SIPSIP1'],
		[{ outcome: 'answered' as const, waitSeconds: -1 }, 'waitSeconds: '],
	])('that cannot be is explained: %j', (options, text) => {
		expect(() => simulator.control.playIncomingCall(options)).toThrow(text);
	});
});

describe('an outgoing call', () => {
	it.each([
		['answered', 'ANSWER', 11],
		['noAnswer', 'NOANSWER', 0],
		['busy', 'BUSY', 0],
		['cancelled', 'CANCEL', 0],
		['congestion', 'CONGESTION', 0],
	] as const)('%s', (outcome, status, duration) => {
		const { records } = simulator.control.playOutgoingCall({ outcome, target: '0501234567' });
		expect(only(records)).toMatchObject({
			type: 'Extension Outgoing',
			status,
			duration,
			dialtime: 2,
			caller: '0722776772',
			target: '972501234567',
			callerextension: 'SIPSIP1',
			targetextension: '',
			target_country: 'Israel',
		});
	});
});

describe('a click-to-call', () => {
	it('leaves a record a leg, with one call id and the recording on leg 2', () => {
		const { callId, records } = simulator.control.playClickToCall({
			record: true,
			customData: { customer: '2342' },
		});
		expect(records).toMatchObject([
			{ type: 'Click2Call leg1', ivruniqueid: callId, target: 'SIPSIP1', record: '', status: 'ANSWER' },
			{
				type: 'Click2Call leg2',
				ivruniqueid: callId,
				target: '972501234567',
				callerextension: 'SIPSIP1',
				record: containing(callId),
				CustomData: { var_customer: '2342' },
			},
		]);
	});

	it("gives leg 2's outcome as the status of both legs", () => {
		const { records } = simulator.control.playClickToCall({ outcome: 'targetBusy' });
		expect(records.map(({ status, leg1DialStatusName }) => [status, leg1DialStatusName])).toEqual([
			['BUSY', 'ANSWER'],
			['BUSY', 'ANSWER'],
		]);
	});

	it('has only leg 1 when that was not answered', () => {
		const { records } = simulator.control.playClickToCall({ outcome: 'phoneNoAnswer' });
		expect(only(records)).toMatchObject({
			type: 'Click2Call leg1',
			status: 'NOTCALLED',
			leg1DialStatusName: 'NOANSWER',
			duration: 0,
		});
	});

	const place = async () => {
		const answer = await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
			code: simulator.account.code,
			action: 'call',
			phone: 'SIPSIP1',
			target: '0501234567',
			format: 'JSON',
			record: 'True',
			var_customer: '2342',
		});
		return String(answer.json().CALLID);
	};

	it('placed through the service plays itself to its end under auto-answer', async () => {
		simulator.control.setAutoAnswer({ afterMs: 5, talkSeconds: 33 });
		const callId = await place();
		await eventually(() => simulator.control.calls()[0]?.state === 'ended');

		expect(simulator.control.cdrRecords()).toMatchObject([
			{ ivruniqueid: callId, type: 'Click2Call leg1' },
			{ ivruniqueid: callId, type: 'Click2Call leg2', duration: 33, CustomData: { var_customer: '2342' } },
		]);
	});

	it('cannot reach a device that is not connected', async () => {
		simulator.control.setExtension('SIPSIP1', { connected: false });
		simulator.control.setAutoAnswer({ afterMs: 5 });
		await place();
		await eventually(() => simulator.control.cdrRecords().length > 0);
		expect(only(simulator.control.cdrRecords())).toMatchObject({
			status: 'NOTCALLED',
			leg1DialStatusName: 'CHANUNAVAIL',
		});
	});

	it('that is hung up while it rings has only leg 1', async () => {
		simulator.control.hangUpCall(await place());
		expect(only(simulator.control.cdrRecords())).toMatchObject({
			status: 'NOTCALLED',
			leg1DialStatusName: 'CANCEL',
		});
	});

	it('leaves its records when it is hung up', async () => {
		const callId = await place();
		simulator.control.answerCall(callId);
		simulator.control.hangUpCall(callId);
		simulator.control.hangUpCall(callId);

		expect(simulator.control.cdrRecords().map(({ type }) => type)).toEqual([
			'Click2Call leg1',
			'Click2Call leg2',
		]);
	});
});
