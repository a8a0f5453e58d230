/** Where the sources disagree on call records (voicenter-api.md §14), Voicenter behaves the one way and the other. */
import { useSimulator } from '../useSimulator';
import { useFakeN8n } from './cdrTriggerN8n';

const simulator = useSimulator();
const n8n = useFakeN8n();

const QUEUE_CALL = { queue: 'sales', outcome: 'answered', waitSeconds: 25, talkSeconds: 40 } as const;
const ended = () => n8n.started.map(({ durationSeconds, waitSeconds }) => ({ durationSeconds, waitSeconds }));

describe('the duration of a queue’s call', () => {
	it.each([
		['with the wait in it', { durationCounts: 'talkAndWait' }],
		['with the wait in it, and talk beside it', { durationCounts: 'talkAndWait', newerFields: true }],
		['without the wait, and talk beside it', { durationCounts: 'talk', newerFields: true }],
	] as const)('%s, comes out as talk', async (_, way) => {
		simulator.control.setCdrTarget({ url: n8n.url });
		const { callId } = simulator.control.playIncomingCall({ ...QUEUE_CALL, ...way });
		await simulator.control.cdrAcknowledged(callId);
		expect(ended()).toEqual([{ durationSeconds: 40, waitSeconds: 25 }]);
	});

	it.each(['talk', 'talkAndWait'] as const)('is 0 where the caller gave up (%s)', async (durationCounts) => {
		simulator.control.setCdrTarget({ url: n8n.url });
		const { callId } = simulator.control.playIncomingCall({
			...QUEUE_CALL,
			outcome: 'abandoned',
			durationCounts,
		});
		await simulator.control.cdrAcknowledged(callId);
		expect(ended()).toEqual([{ durationSeconds: 0, waitSeconds: 25 }]);
	});
});

describe('custom data', () => {
	it.each([
		['marked as it goes out', { var_lead: '2342' }, { lead: '2342' }],
		['without the mark', { lead: '2342' }, { lead: '2342' }],
		[
			'marked as in the document’s table: that may be somebody’s own name',
			{ lead_var: '2342' },
			{ lead_var: '2342' },
		],
	])('%s', async (_, customData, expected) => {
		simulator.control.setCdrTarget({ url: n8n.url });
		const { callId } = simulator.control.playIncomingCall({ ...QUEUE_CALL, fields: { customData } });
		await simulator.control.cdrAcknowledged(callId);
		expect(n8n.started).toMatchObject([{ customData: expected }]);
	});
});

describe.each(['json', 'xmlrpc', 'form'] as const)('acknowledgements of records as %s', (format) => {
	it('spelled as in the document’s sample end the sending', async () => {
		simulator.control.setCdrTarget({ url: n8n.url, format, resendEveryMs: 20 });
		const { callId } = simulator.control.playIncomingCall(QUEUE_CALL);
		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);
		expect(n8n.started).toHaveLength(1);
	});

	it('where Voicenter wants the spelling of its table, the record comes again and again, and starts the workflow once', async () => {
		const target = { url: n8n.url, format, resendEveryMs: 20, maxAttempts: 4 };
		simulator.control.setCdrTarget({ ...target, acknowledgementKeys: 'Err' });
		const { callId } = simulator.control.playIncomingCall(QUEUE_CALL);
		const attempts = () => simulator.control.cdrDeliveries().filter((one) => one.callId === callId);
		while (attempts().length < 4) await new Promise((next) => setTimeout(next, 10));
		expect(attempts().map(({ acknowledged, status }) => ({ acknowledged, status }))).toEqual(
			Array.from({ length: 4 }, () => ({ acknowledged: false, status: 200 })),
		);
		expect(n8n.started).toHaveLength(1);
	});
});

it.each([true, false])(
	'a body that is a list of records (%s) starts the workflow once for each',
	async (asList) => {
		simulator.control.setCdrTarget({ url: n8n.url, asList });
		const { callId } = simulator.control.playIncomingCall(QUEUE_CALL);
		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);
		expect(n8n.started).toMatchObject([{ callId, queue: { name: 'Sales Queue' } }]);
	},
);
