import { useSimulator } from '../../useSimulator';
import { callLogOf } from './callLogSupport';
import { eventually, matching, postJson } from './support';

const simulator = useSimulator();

const log = callLogOf(() => simulator);

it("lands a played call in the log, in the log's spelling", async () => {
	const before = Date.now();
	const { callId, records } = simulator.control.playIncomingCall({
		queue: 'sales',
		outcome: 'answered',
		extension: 'SIPSIP2',
		customData: { ticket: '7' },
	});
	const after = Date.now();
	const [landed] = (await log.search({ CallID: callId })).CDR_LIST;

	expect(landed).toMatchObject({
		CallerNumber: '0501234567',
		Duration: 20,
		CallID: callId,
		Type: 'Queue',
		CdrType: 8,
		DialStatus: 'ANSWER',
		TargetExtension: 'SIPSIP2',
		DID: '0722776772',
		QueueName: 'Sales Queue',
		RecordURL: records[0]?.record,
		RecordExpect: true,
		RepresentativeName: 'Walter Melon',
		UserId: 12345602,
		DepartmentName: 'Sales Department',
		DTMFData: [
			{ LayerName: 'Main IVR', DTMF: 2, LayerNumber: '0' },
			{ LayerName: 'Sales Department', DTMF: 0, LayerNumber: '2' },
		],
		CustomData: { ticket: '7' },
		Date: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
	});
	// The push has the wall clock of the account, the log has GMT.
	const started = Number(landed?.['DateEpoch']);
	expect(started).toBeGreaterThanOrEqual(Math.floor(before / 1000 - 40));
	expect(started).toBeLessThanOrEqual(Math.ceil(after / 1000 - 40));
	expect(new Date(String(landed?.['Date'])).getTime() / 1000).toBe(landed?.['DateEpoch']);
});

it.each([
	['hangUp', 'ABANDONE', 'ABANDONE'],
	['timeout', 'ABANDONE', 'TIMEOUT'],
	['exit', 'ABANDONE', 'EXIT'],
	['full', 'FULL', 'FULL'],
	['joinEmpty', 'JOINEMPTY', 'JOINEMPTY'],
] as const)(
	'tells abandoned calls apart: %s is pushed as %s and logged as %s',
	async (leftQueueBy, pushed, logged) => {
		const played = simulator.control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', leftQueueBy });
		expect(played.records).toMatchObject([{ status: pushed }]);
		expect(await log.list('DialStatus')).toEqual([logged]);
	},
);

it('lands both legs of a click-to-call, with the status of the first', async () => {
	const { callId } = simulator.control.playClickToCall({ outcome: 'targetBusy', record: true });
	const { CDR_LIST } = await log.search({ CallID: callId }, { sort: [{ field: 'CdrType' }] });
	expect(CDR_LIST).toMatchObject([
		{ Type: 'Click2Call leg1', CdrType: 9, DialStatus: 'ANSWER' },
		{ Type: 'Click2Call leg2', CdrType: 10, DialStatus: 'ANSWER', CallerExtension: 'SIPSIP1' },
	]);
});

it('lands a click-to-call that was placed, and a call that was hung up', async () => {
	simulator.control.setAutoAnswer({ afterMs: 1 });
	await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
		code: simulator.account.code,
		action: 'call',
		phone: 'SIPSIP1',
		target: '0501234567',
		var_clientID: '2118102',
	});
	await eventually(() => simulator.control.cdrRecords().length === 2);
	expect(await log.list('CustomData')).toEqual([{ var_clientID: '2118102' }, { var_clientID: '2118102' }]);

	const { callId } = simulator.control.startCall();
	simulator.control.hangUpCall(callId);
	expect(await log.search({ CallID: callId })).toMatchObject({ TOTAL_HITS: 1 });
});

it('shows a record only some time after its call', async () => {
	simulator.control.setCallLogRules({ arrivalDelayMs: 1_000 });
	simulator.control.playOutgoingCall();
	expect(await log.search()).toMatchObject({ TOTAL_HITS: 0 });
	expect(simulator.control.callLogRecords()).toHaveLength(1);
	await new Promise((later) => setTimeout(later, 1_010));
	expect(await log.search()).toMatchObject({ TOTAL_HITS: 1 });

	const later = new Date(Date.now() + 60_000);
	simulator.control.addCallLogRecords([{ CallID: 'late', visibleAt: later }]);
	expect(await log.search({ CallID: 'late' })).toMatchObject({ TOTAL_HITS: 0 });
});

it('bears whatever a test makes of a record', async () => {
	simulator.control.playIncomingCall({ outcome: 'missed', fields: { time: null, IVR: 'x', price: 'many' } });
	expect(await log.search()).toMatchObject({ CDR_LIST: [{ DTMFData: [], Price: 0 }] });
});

it('control names what is wrong', () => {
	const { control } = simulator;
	expect(() => control.addCallLogRecords([{ Date: 'yesterday' }])).toThrow('0.Date: is no time in ISO 8601');
	expect(() => control.addCallLogRecords([{ Mood: 1 } as never])).toThrow('Mood');
	expect(() => control.setCallLogRules({ maxRecords: 0 })).toThrow('maxRecords');
	expect(() => control.seedCallLog({ count: 1, from: 'x', to: '2026' })).toThrow('from: ');
});
