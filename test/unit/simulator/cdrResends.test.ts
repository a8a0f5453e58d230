import { createServer } from 'node:http';
import { useSimulator } from '../../useSimulator';
import { useServers } from '../../useServers';
import { type Answer, eventually, startReceiver } from './support';

const simulator = useSimulator();
const kept = useServers();
const receiver = (...answers: Answer[]) => kept(startReceiver(...answers));

const OK = { body: '{"err":0,"errdesc":"OK"}' };
const PARSE = { body: '{"err":1,"errdesc":"Parse error"}' };
const APPLICATION = { body: '{"err":2,"errdesc":"Application error"}' };

it('waits longer each time, when given a list, and its last wait from then on', async () => {
	const { url } = await receiver(APPLICATION, APPLICATION, APPLICATION, APPLICATION, OK);
	simulator.control.setCdrTarget({ url, resendEveryMs: [1, 40, 80] });
	const attempts = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
	const waits = attempts.slice(1).map(({ at }, index) => {
		const before = attempts[index];
		return at.getTime() - (before?.at.getTime() ?? 0) - (before?.milliseconds ?? 0);
	});
	expect(attempts).toHaveLength(5);
	// A timer may be a millisecond early, and never a wait shorter than asked for.
	for (const [index, least] of [1, 40, 80, 80].entries()) {
		expect(waits[index]).toBeGreaterThanOrEqual(least - 3);
	}
});

it('tells err 0, 1 and 2 apart, in every format', async () => {
	const { url } = await receiver(PARSE, APPLICATION, { body: 'no' }, OK);
	simulator.control.setCdrTarget({ url, resendEveryMs: 1 });
	const attempts = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
	expect(attempts.map(({ err }) => err)).toEqual([1, 2, undefined, 0]);

	const form = await receiver(
		{ body: 'err=2&errdesc=x' },
		{ body: 'err=x&errdesc=x' },
		{ body: 'err=0&errdesc=OK' },
	);
	simulator.control.setCdrTarget({ url: form.url, format: 'form', resendEveryMs: 1 });
	const asForm = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
	expect(asForm.map(({ err }) => err)).toEqual([2, undefined, 0]);
	expect(asForm[1]?.problem).toBe('err is "x"');
});

it('gives a silent receiver no longer than it is told to', async () => {
	let requests = 0;
	const server = createServer((request, response) => {
		request.resume();
		if (requests++ > 0) response.end(OK.body);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
	simulator.control.setCdrTarget({ url: `http://127.0.0.1:${port}`, answerWithinMs: 50, resendEveryMs: 1 });
	const attempts = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
	expect(attempts[0]).toMatchObject({ acknowledged: false, attempt: 1 });
	expect(attempts[0]?.problem).toContain('no answer');
	expect(attempts.at(-1)).toMatchObject({ acknowledged: true, err: 0 });
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
});

it('goes on when the receiver comes back', async () => {
	const first = await startReceiver(OK);
	await first.stop();
	simulator.control.setCdrTarget({ url: first.url, resendEveryMs: 5 });
	const { callId } = simulator.control.playOutgoingCall();
	await eventually(() => simulator.control.cdrDeliveries(callId).length >= 2);
	const server = createServer((request, response) => {
		request.resume().on('end', () => response.end(OK.body));
	});
	await new Promise<void>((listening) =>
		server.listen(Number(new URL(first.url).port), '127.0.0.1', listening),
	);
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	};
	await kept(Promise.resolve({ stop }));
	const attempts = await simulator.control.cdrAcknowledged(callId);
	expect(attempts[0]).toMatchObject({ acknowledged: false });
	expect(attempts.at(-1)).toMatchObject({ acknowledged: true, repeated: false });
});

describe('duplicates', () => {
	it('are sent although acknowledged, and only once more', async () => {
		const { url, received } = await receiver(OK);
		simulator.control.setCdrTarget({ url, duplicateRate: 1, duplicateAfterMs: 5 });
		const attempts = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
		expect(attempts).toMatchObject([
			{ attempt: 1, acknowledged: true, repeated: false },
			{ attempt: 2, acknowledged: true, repeated: true },
		]);
		expect(received[0]?.body).toBe(received[1]?.body);
		expect(attempts[0]?.pushId).toBe(attempts[1]?.pushId);
	});

	it('are drawn by the seed: the same ones again, others with another', async () => {
		const { url } = await receiver(OK);
		const play = async (seed: number) => {
			simulator.control.reset();
			simulator.control.setCdrTarget({ url, duplicateRate: 0.5, seed });
			const calls = Array.from({ length: 30 }, () => simulator.control.playOutgoingCall().callId);
			const attempts = await Promise.all(calls.map((callId) => simulator.control.cdrAcknowledged(callId)));
			return attempts.map((one) => one.length);
		};
		const first = await play(1);
		expect(new Set(first)).toEqual(new Set([1, 2]));
		expect(await play(1)).toEqual(first);
		expect(await play(2)).not.toEqual(first);
	});

	it('that are not acknowledged are sent again too', async () => {
		const { url } = await receiver(OK, APPLICATION, OK);
		simulator.control.setCdrTarget({ url, duplicateRate: 1, resendEveryMs: 1 });
		const attempts = await simulator.control.cdrAcknowledged(simulator.control.playOutgoingCall().callId);
		expect(attempts.map(({ repeated, err }) => [repeated, err])).toEqual([
			[false, 0],
			[true, 2],
			[true, 0],
		]);
	});
});

describe('the two legs of a click-to-call', () => {
	it.each([
		['leg1First', ['Click2Call leg1', 'Click2Call leg2']],
		['leg2First', ['Click2Call leg2', 'Click2Call leg1']],
	] as const)('%s, and apart', async (legOrder, types) => {
		const { url, received } = await receiver(OK);
		simulator.control.setCdrTarget({ url });
		const { callId, records } = simulator.control.playClickToCall({ legOrder, legSpacingMs: 200 });
		const attempts = await simulator.control.cdrAcknowledged(callId);
		expect(records.map(({ type }) => type)).toEqual(types);
		const sent = received.map(({ body }) => JSON.parse(body) as { type: string; ivruniqueid: string });
		expect(sent).toMatchObject(types.map((type) => ({ type, ivruniqueid: callId })));
		const [first, second] = attempts.map(({ at }) => at.getTime());
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(100);
	});
});

describe('aiData', () => {
	it('is what answered calls have, when asked for', () => {
		const [talked] = simulator.control.playOutgoingCall({ ai: true }).records;
		expect(Object.keys(talked?.['aiData'] as object)).toEqual(['insights', 'emotions', 'transcript']);
		const [busy] = simulator.control.playOutgoingCall({ ai: true, outcome: 'busy' }).records;
		expect(busy).not.toHaveProperty('aiData');
		const [said] = simulator.control.playOutgoingCall({ ai: { insights: { summary: 'x' } } }).records;
		expect(said).toMatchObject({ aiData: { insights: { summary: 'x' } } });
	});

	it.each(['json', 'xmlrpc', 'form'] as const)('goes out in %s', async (format) => {
		const { url, received } = await receiver({ body: '' });
		simulator.control.setCdrTarget({ url, format, maxAttempts: 1 });
		simulator.control.playOutgoingCall({ ai: true });
		await eventually(() => received.length === 1);
		expect(decodeURIComponent(received[0]?.body ?? '')).toContain('transcript');
	});
});
