import { parse } from 'qs';
import { readMethodCall } from '../../simulator/xmlrpc';
import { useSimulator } from '../../useSimulator';
import { useServers } from '../../useServers';
import { type Answer, any, containing, eventually, startReceiver } from './support';

const simulator = useSimulator();
const kept = useServers();
const receiver = (...answers: Answer[]) => kept(startReceiver(...answers));

const xmlAnswer = (err: string, name = 'err') => `<?xml version="1.0"?>
<methodResponse><params><param><value><struct>
<member><name>${name}</name><value>${err}</value></member>
<member><name>errdesc</name><value><string>OK</string></value></member>
</struct></value></param></params></methodResponse>`;

const OK = {
	json: '{"err":0,"errdesc":"OK"}',
	xmlrpc: xmlAnswer('<int>0</int>'),
	form: 'err=0&errdesc=OK',
};

const abandoned = { queue: 'sales', outcome: 'abandoned', waitSeconds: 42, caller: '0501234567' } as const;

describe('what is sent', () => {
	it('in JSON: numbers as numbers, the IVR as an array', async () => {
		const { url, received } = await receiver({ body: OK.json });
		simulator.control.setCdrTarget({ url, format: 'json' });
		const { callId, records } = simulator.control.playIncomingCall(abandoned);
		await simulator.control.cdrAcknowledged(callId);

		expect(received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(JSON.parse(received[0]?.body ?? '')).toEqual(records[0]);
	});

	it('in XML-RPC: one struct, numbers as strings, the IVR as an array of structs', async () => {
		const { url, received } = await receiver({ body: OK.xmlrpc });
		simulator.control.setCdrTarget({ url, format: 'xmlrpc' });
		const { callId } = simulator.control.playIncomingCall(abandoned);
		await simulator.control.cdrAcknowledged(callId);

		expect(received[0]?.headers['content-type']).toBe('text/xml; charset=utf-8');
		expect(readMethodCall(received[0]?.body ?? '')).toMatchObject({
			ivruniqueid: callId,
			status: 'ABANDONE',
			seconds_waiting_in_queue: '42',
			queueid: '123456789',
			IVR: [{ layer_name: 'Main IVR', Dtmf: '2' }, { dtmf_order: '2' }],
		});
	});

	it('as a form: text only, the IVR as a JSON string', async () => {
		const { url, received } = await receiver({ body: OK.form });
		simulator.control.setCdrTarget({ url, format: 'form' });
		const { callId, records } = simulator.control.playIncomingCall(abandoned);
		await simulator.control.cdrAcknowledged(callId);

		expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		const fields = parse(received[0]?.body ?? '');
		expect(fields).toMatchObject({
			ivruniqueid: callId,
			seconds_waiting_in_queue: '42',
			targetextension: '',
		});
		expect(JSON.parse(fields['IVR'] as string)).toEqual(records[0]?.IVR);
	});

	it('in the other spellings: strings in JSON, numbers in XML-RPC, nested fields as a JSON string', async () => {
		const { url, received } = await receiver({ body: OK.json }, { body: OK.xmlrpc });
		simulator.control.setCdrTarget({ url, format: 'json', numbers: 'string', nested: 'jsonString' });
		await simulator.control.cdrAcknowledged(simulator.control.playIncomingCall(abandoned).callId);
		simulator.control.setCdrTarget({ url, format: 'xmlrpc', numbers: 'number', nested: 'jsonString' });
		await simulator.control.cdrAcknowledged(simulator.control.playIncomingCall(abandoned).callId);

		const json = JSON.parse(received[0]?.body ?? '') as Record<string, unknown>;
		expect(json).toMatchObject({ queueid: '123456789', IVR: containing('"layer_id":1234') });
		expect(readMethodCall(received[1]?.body ?? '')).toMatchObject({
			queueid: 123456789,
			IVR: containing('[{'),
		});
	});

	it("with the target's own headers", async () => {
		const { url, received } = await receiver({ body: OK.json });
		simulator.control.setCdrTarget({ url, headers: { 'X-Secret': 'between us' } });
		await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
		expect(received[0]?.headers['x-secret']).toBe('between us');
	});

	it('both legs of a click-to-call, each a push of its own', async () => {
		const { url, received } = await receiver({ body: OK.json });
		simulator.control.setCdrTarget({ url });
		const { callId } = simulator.control.playClickToCall();
		const attempts = await simulator.control.cdrAcknowledged(callId);

		expect(received).toHaveLength(2);
		expect(new Set(attempts.map(({ pushId }) => pushId)).size).toBe(2);
	});

	it('any record, and any body exactly as it is', async () => {
		const { url, received } = await receiver({ body: OK.form }, { body: OK.json });
		simulator.control.setCdrTarget({ url });
		await simulator.control.cdrAcknowledged(
			simulator.control.pushCdr({ caller: 'anonymous', price: 7 }, 'form'),
		);
		await simulator.control.cdrAcknowledged(simulator.control.pushCdr('{"IVR": broken', 'json'));

		expect(received[0]?.body).toBe('caller=anonymous&price=7');
		expect(received[1]?.body).toBe('{"IVR": broken');
	});

	it('nothing without a target, and the record is kept', () => {
		simulator.control.playIncomingCall(abandoned);
		expect(simulator.control.cdrRecords()).toHaveLength(1);
		expect(simulator.control.cdrDeliveries()).toEqual([]);
		expect(() => simulator.control.pushCdr({})).toThrow('set a CDR target first');
	});
});

describe('sent again until acknowledged', () => {
	it('stops at the acknowledgement, and every attempt is on record', async () => {
		const { url, received } = await receiver(
			{ status: 500, body: OK.json },
			{ body: '{"err":2,"errdesc":"Application error"}' },
			{ body: OK.json, type: 'application/json; charset=utf-8' },
		);
		simulator.control.setCdrTarget({ url, resendEveryMs: 5 });
		const { callId } = simulator.control.playIncomingCall(abandoned);
		const attempts = await simulator.control.cdrAcknowledged(callId);
		await new Promise((later) => setTimeout(later, 30));

		expect(received).toHaveLength(3);
		expect(new Set(received.map(({ body }) => body)).size).toBe(1);
		expect(attempts).toMatchObject([
			{ callId, attempt: 1, status: 500, acknowledged: false, problem: 'HTTP 500 instead of 200' },
			{ callId, attempt: 2, status: 200, acknowledged: false, problem: 'err is 2' },
			{
				callId,
				attempt: 3,
				status: 200,
				acknowledged: true,
				responseBody: OK.json,
				contentType: 'application/json; charset=utf-8',
				milliseconds: any(Number),
			},
		]);
	});

	it.each([
		['json', '{"err":"0","errdesc":"OK"}'],
		['json', '{"Err":0,"Errdesc":"OK"}'],
		['json', '{"err":0}'],
		['json', '{"err":1,"errdesc":"Parse error"}'],
		['json', '[{"err":0,"errdesc":"OK"}]'],
		['json', 'err=0&errdesc=OK'],
		['json', ''],
		['json', 'OK'],
		['xmlrpc', OK.json],
		['xmlrpc', xmlAnswer('<string>0</string>')],
		['xmlrpc', xmlAnswer('<int>1</int>')],
		['xmlrpc', xmlAnswer('<int>0</int>', 'Err')],
		['xmlrpc', '<methodResponse><params/></methodResponse>'],
		['xmlrpc', '<methodResponse><params><param>'],
		['form', OK.json],
		['form', 'err=2&errdesc=Application+error'],
		['form', 'err=0'],
	] as const)('a %s answer %j acknowledges nothing', async (format, body) => {
		const { url } = await receiver({ body });
		simulator.control.setCdrTarget({ url, format, maxAttempts: 1 });
		const pushId = simulator.control.pushCdr({ caller: '0501234567' });
		await eventually(() => simulator.control.cdrDeliveries(pushId).length === 1);

		expect(simulator.control.cdrDeliveries(pushId)[0]).toMatchObject({ acknowledged: false });
		await expect(simulator.control.cdrAcknowledged(pushId, 50)).rejects.toThrow('was not acknowledged');
	});

	it('goes on when the receiver is down', async () => {
		const { url, stop } = await startReceiver({ body: OK.json });
		await stop();
		simulator.control.setCdrTarget({ url, resendEveryMs: 5 });
		const { callId } = simulator.control.playOutgoingCall();
		await eventually(() => simulator.control.cdrDeliveries(callId).length >= 3);

		expect(simulator.control.cdrDeliveries(callId)[0]).toMatchObject({
			acknowledged: false,
			problem: containing('no answer'),
		});
	});

	it('gives up after maxAttempts, when told to', async () => {
		const { url, received } = await receiver({ body: 'no' });
		simulator.control.setCdrTarget({ url, resendEveryMs: 1, maxAttempts: 2 });
		simulator.control.playOutgoingCall();
		await eventually(() => received.length === 2);
		await new Promise((later) => setTimeout(later, 30));
		expect(received).toHaveLength(2);
	});

	it('ends when the target is taken away', async () => {
		const { url, received } = await receiver({ body: 'no' });
		simulator.control.setCdrTarget({ url, resendEveryMs: 30 });
		simulator.control.playOutgoingCall();
		await eventually(() => simulator.control.cdrDeliveries().length === 1);
		simulator.control.setCdrTarget(null);
		await new Promise((later) => setTimeout(later, 80));
		expect(received).toHaveLength(1);
	});

	it('waits before the first attempt, when told to', async () => {
		const { url } = await receiver({ body: OK.json });
		simulator.control.setCdrTarget({ url, delayMs: 60 });
		const began = Date.now();
		await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
		expect(Date.now() - began).toBeGreaterThanOrEqual(55);
	});

	it('ends with reset', async () => {
		const { url, received } = await receiver({ body: 'no' });
		simulator.control.setCdrTarget({ url, resendEveryMs: 5 });
		simulator.control.playOutgoingCall();
		await eventually(() => received.length >= 1);
		simulator.control.reset();
		const sent = received.length;
		await new Promise((later) => setTimeout(later, 40));
		expect(received.length).toBeLessThanOrEqual(sent + 1);
		expect(simulator.control.cdrDeliveries()).toEqual([]);
	});
});
