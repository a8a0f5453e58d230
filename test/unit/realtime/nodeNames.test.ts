import { event, onPhone } from './events/account';
import { monitor, n8n, rings, send, TOKEN } from './nodeStage';

describe('where nothing that comes matches', () => {
	const lateRing = onPhone('newCall', 0, '1', 'SIPSIP2');
	const waitingFor = async (extensions: string) => {
		jest.useFakeTimers();
		const { trigger, errors, received } = n8n({ filters: { extensions } }, TOKEN, 'manual');
		const { manualTriggerFunction } = await trigger();
		await manualTriggerFunction?.();
		return { errors, received };
	};
	afterEach(() => jest.useRealTimers());

	it('says a minute after the first what came and why', async () => {
		const { errors } = await waitingFor('SIPSIP1');
		// Of a kind that is not wanted, and about no call.
		send(onPhone('hangUp', 0, '1', 'SIPSIP2'), event('connectionConnected', 0));
		jest.advanceTimersByTime(100_000);
		send(lateRing, lateRing, onPhone('answered', 1, '1', 'SIPSIP2'));
		jest.advanceTimersByTime(59_999);
		expect(errors).toEqual([]);
		jest.advanceTimersByTime(1);
		const why = 'the extension is “Phone SIPSIP2 (ID SIPSIP2)”, and the filter has “SIPSIP1”';
		expect(errors).toMatchObject([
			{ message: `3 events came, and none matched. Call Rings: ${why} (2 times). Call Answered: ${why}.` },
		]);
		expect(monitor.left).toBe(1);
	});

	it('says nothing when one matches in time', async () => {
		const { errors, received } = await waitingFor('SIPSIP1');
		send(lateRing, rings('2'));
		jest.advanceTimersByTime(100_000);
		expect(received()).toMatchObject([{ callId: '2' }]);
		expect(errors).toEqual([]);
	});
});

it('what the lists of the account no longer have is in the log, once', async () => {
	const { trigger, logged } = n8n({
		filters: { queues: ['Sales (ID 77)', 'Servce'], extensions: 'SIPSIP1, SIPSIP9' },
	});
	await trigger();
	const before = logged.length;
	const queues = event('queuesSnapshot', 0, {
		queues: [
			{ queue: { id: '77', name: 'Sales North' }, calls: [] },
			{ queue: { id: '78', name: 'Service' }, calls: [] },
		],
	});
	const extensions = event('extensionsSnapshot', 0, {
		extensions: [{ extension: { sip: 'SIPSIP1', name: 'Reception' }, calls: [] }],
	});
	// Nothing to go by.
	send(event('queuesSnapshot', 0, { queues: [] }), event('extensionsSnapshot', 0, {}));
	for (const list of [queues, extensions, queues, extensions]) send(list);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(logged.slice(before)).toEqual([
		'Live: Queues: “Servce” is not in the account. Did you mean “Service”?',
		'Live: Extensions: “SIPSIP9” is not in the account. There is: “Reception”.',
	]);
});
