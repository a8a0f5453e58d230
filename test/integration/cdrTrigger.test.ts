import { useSimulator } from '../useSimulator';
import { useFakeN8n } from './cdrTriggerN8n';

const simulator = useSimulator();
const n8n = useFakeN8n();

const listen = (format: 'json' | 'xmlrpc' | 'form') =>
	simulator.control.setCdrTarget({ url: n8n.url, format, resendEveryMs: 50, maxAttempts: 2 });
const post = async (body: string | Buffer, contentType = 'application/json') => {
	const response = await fetch(n8n.url, {
		method: 'POST',
		headers: { 'content-type': contentType },
		body: Uint8Array.from(Buffer.from(body)),
	});
	return { status: response.status, text: await response.text() };
};

describe.each(['json', 'xmlrpc', 'form'] as const)('Voicenter sends records as %s', (format) => {
	it('each starts the workflow once, and is acknowledged at the first attempt', async () => {
		listen(format);
		const { callId } = simulator.control.playIncomingCall({
			queue: 'sales',
			outcome: 'abandoned',
			waitSeconds: 42,
			customData: { customer: '2342' },
		});
		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);

		expect(n8n.started).toMatchObject([
			{
				callId,
				isAbandoned: true,
				waitSeconds: 42,
				queue: { id: '123456789', name: 'Sales Queue' },
				callerE164: '+972501234567',
				customData: { customer: '2342' },
			},
		]);
		expect(n8n.started[0]).not.toHaveProperty('raw');
	});

	it('one that the filter drops is acknowledged too, and starts nothing', async () => {
		listen(format);
		n8n.parameters = { triggerOn: ['abandoned'] };
		const { callId } = simulator.control.playIncomingCall({ queue: 'sales', outcome: 'answered' });

		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);
		expect(n8n.started).toEqual([]);
	});
});

it('the numbers of a filter may be written in another way than those of the record', async () => {
	listen('json');
	n8n.parameters = { filters: { dids: '+972 72-277-6772' } };
	const [sales, service] = ['sales', 'service'].map((queue) =>
		simulator.control.playIncomingCall({ queue, outcome: 'answered' }),
	);
	await simulator.control.cdrAcknowledged(sales?.callId ?? '');
	await simulator.control.cdrAcknowledged(service?.callId ?? '');
	expect(n8n.started).toMatchObject([{ callId: sales?.callId }]);
});

describe('what cannot be read is answered with err 1, and starts nothing', () => {
	it.each([
		['nothing', '', 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['broken JSON', '{,,,', 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['JSON nested without end', '['.repeat(100_000), 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['a megabyte of quotes', `{"a":"${'"x" '.repeat(250_000)}`, '', '{"err":1,"errdesc":"Parse error"}'],
		['a record of no call', '{"caller":"0501234567"}', '', '{"err":1,"errdesc":"Parse error"}'],
		[
			'a form of no call',
			'caller=0501234567',
			'application/x-www-form-urlencoded',
			'err=1&errdesc=Parse%20error',
		],
	])('%s', async (_what, body, contentType, expected) => {
		expect(await post(body, contentType)).toEqual({ status: 200, text: expected });
		expect(n8n.started).toEqual([]);
	});

	it('an entity bomb', async () => {
		const bomb =
			'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;&b;">]><methodCall><params>&b;</params></methodCall>';
		const { status, text } = await post(bomb, 'text/xml');
		expect(status).toBe(200);
		expect(text).toMatch(/<int>1<\/int>/);
		expect(n8n.started).toEqual([]);
	});
});

describe('odd values in a record', () => {
	it.each([
		['an object where yes or no belongs', { isAnswer: { toString: 1 } }],
		['a length that no call has', { dialtime: 1e300, time: 1595333610 }],
	])('%s: the record is taken all the same', async (_what, fields) => {
		const { status, text } = await post(JSON.stringify({ ivruniqueid: '7', ...fields }));
		expect([status, text]).toEqual([200, '{"err":0,"errdesc":"OK"}']);
		expect(n8n.started).toMatchObject([{ callId: '7' }]);
	});
});
