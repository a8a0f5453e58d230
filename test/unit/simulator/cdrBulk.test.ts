import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useSimulator } from '../../useSimulator';
import { any, eventually, get, postJson, startReceiver } from './support';

const simulator = useSimulator({}, { keepsState: true });
let receiver: Awaited<ReturnType<typeof startReceiver>>;
afterEach(async () => {
	simulator.control.reset();
	await receiver.stop();
});

const OK = { body: '{"err":0,"errdesc":"OK"}' };
const sent = () =>
	receiver.received.map(
		({ body }) => JSON.parse(body) as { ivruniqueid: string; type: string; status: string },
	);

it('plays distinct calls of all kinds, over few connections, until each record is acknowledged', async () => {
	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url });
	const bulk = simulator.control.pushCdrs({ count: 300, concurrency: 4 });
	const book = await bulk.done;

	expect(new Set(bulk.callIds).size).toBe(300);
	expect(book).toMatchObject({ calls: 300, pending: 0, parseErrors: 0, applicationErrors: 0, unanswered: 0 });
	// A click-to-call has two records.
	expect(book.records).toBeGreaterThan(300);
	expect(book).toMatchObject({ acknowledged: book.records, sent: book.records, ok: book.records });
	expect(sent()).toHaveLength(book.records);
	expect(new Set(sent().map(({ type }) => type)).size).toBe(6);
	expect(new Set(receiver.received.map(({ headers }) => headers.connection))).toEqual(
		new Set(['keep-alive']),
	);
	expect(simulator.control.callLogRecords({}).length).toBeGreaterThanOrEqual(book.records);
});

it('sends a share again although acknowledged, drawn by the seed', async () => {
	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url });
	const play = async (seed: number) => {
		const kinds = ['outgoing'] as const;
		const options = { count: 200, resendShare: 0.3, seed, kinds: [...kinds] };
		const { entries } = await simulator.control.pushCdrs(options).done;
		return new Map(entries.map((entry) => [entry.callId, entry.sent]));
	};
	const times = [...(await play(1)).values()];
	const again = times.filter((count) => count === 2).length;
	expect(times.every((count) => count === 1 || count === 2)).toBe(true);
	expect(again).toBeGreaterThan(40);
	expect(again).toBeLessThan(80);
	expect(sent()).toHaveLength(200 + again);
});

it('keeps books of every record: refusals, silence, and when it was acknowledged', async () => {
	receiver = await startReceiver(
		{ body: '{"err":2,"errdesc":"Application error"}' },
		{ body: '{"err":1,"errdesc":"Parse error"}' },
		{ status: 500, body: '' },
		OK,
	);
	simulator.control.setCdrTarget({ url: receiver.url, resendEveryMs: 1 });
	const { done, bulkId } = simulator.control.pushCdrs({ count: 1, kinds: ['abandoned'] });
	const { entries } = await done;
	expect(entries).toMatchObject([
		{
			sent: 4,
			ok: 1,
			parseErrors: 1,
			applicationErrors: 1,
			otherwise: 1,
			unanswered: 0,
			acknowledgedAt: any(Date),
		},
	]);
	expect(entries[0]?.attempts.map(({ err }) => err)).toEqual([2, 1, undefined, 0]);
	expect(entries[0]?.acknowledgedAt?.getTime()).toBeGreaterThan(
		entries[0]?.firstSentAt.getTime() ?? Infinity,
	);
	expect(simulator.control.cdrBook(bulkId).sent).toBe(4);
	expect(simulator.control.cdrBook('another')).toMatchObject({ records: 0, milliseconds: 0 });
});

it('outlives a receiver that is down', async () => {
	receiver = await startReceiver(OK);
	const { url } = receiver;
	await receiver.stop();
	simulator.control.setCdrTarget({ url, resendEveryMs: 20 });
	const bulk = simulator.control.pushCdrs({ count: 20, kinds: ['missed'] });
	await eventually(() => bulk.report().unanswered >= 20);
	expect(bulk.report()).toMatchObject({ acknowledged: 0, pending: 20 });

	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url, resendEveryMs: 20 });
	expect(await bulk.done).toMatchObject({ acknowledged: 20, ok: 20, pending: 0 });
	expect(new Set(sent().map(({ ivruniqueid }) => ivruniqueid))).toEqual(new Set(bulk.callIds));
});

it('loses no record to a receiver that dies in the middle, and knows which it may have got twice', async () => {
	receiver = await startReceiver(OK);
	const got = new Map<string, number>();
	const dying = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const { ivruniqueid } = JSON.parse(body) as { ivruniqueid: string };
			got.set(ivruniqueid, (got.get(ivruniqueid) ?? 0) + 1);
			// Stored, and dead before it could say so.
			if (got.size === 40) dying.closeAllConnections();
			else response.end(OK.body);
		});
	});
	await new Promise<void>((listening) => dying.listen(0, '127.0.0.1', listening));
	const { port } = dying.address() as AddressInfo;
	simulator.control.setCdrTarget({ url: `http://127.0.0.1:${port}`, resendEveryMs: 10 });
	const book = await simulator.control.pushCdrs({ count: 200, concurrency: 5, kinds: ['outgoing'] }).done;
	await new Promise((closed) => {
		dying.close(closed);
		dying.closeAllConnections();
	});

	expect(book).toMatchObject({ acknowledged: 200, ok: 200, pending: 0 });
	expect(book.unanswered).toBeGreaterThan(0);
	expect(got.size).toBe(200);
	// Whatever came twice is a record whose first answer was lost.
	const lost = new Set(book.entries.filter(({ unanswered }) => unanswered > 0).map(({ callId }) => callId));
	const twice = [...got].filter(([, times]) => times > 1).map(([callId]) => callId);
	expect(twice.length).toBeGreaterThan(0);
	expect(twice.filter((callId) => !lost.has(callId))).toEqual([]);
});

it('keeps to a rate, and to what every record shall have', async () => {
	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url });
	const began = performance.now();
	const { done } = simulator.control.pushCdrs({
		count: 11,
		perSecond: 50,
		kinds: ['outgoing', 'queueAnswered'],
		newerFields: true,
		ai: true,
		customData: { lead: '17' },
		fields: { price: 7 },
	});
	await done;
	expect(performance.now() - began).toBeGreaterThanOrEqual(198);
	for (const record of sent()) {
		expect(record).toMatchObject({ price: 7, isAnswer: 1, aiData: any(Object), CustomData: { lead: '17' } });
	}
});

it('sends the legs of click-to-calls in a drawn order, apart', async () => {
	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url });
	const { done } = simulator.control.pushCdrs({
		count: 12,
		kinds: ['clickToCall'],
		legOrder: 'drawn',
		legSpacingMs: 30,
	});
	const { records, calls } = await done;
	expect([records, calls]).toEqual([24, 12]);
	const firsts = new Map<string, string>();
	for (const { ivruniqueid, type } of sent()) {
		if (!firsts.has(ivruniqueid)) firsts.set(ivruniqueid, type);
	}
	expect(new Set(firsts.values())).toEqual(new Set(['Click2Call leg1', 'Click2Call leg2']));
});

it('ends with reset, and needs a target', async () => {
	receiver = await startReceiver({ body: 'no' });
	expect(() => simulator.control.pushCdrs({ count: 1 })).toThrow('set a CDR target first');
	simulator.control.setCdrTarget({ url: receiver.url, resendEveryMs: 5 });
	const { done } = simulator.control.pushCdrs({ count: 5 });
	await eventually(() => receiver.received.length > 0);
	simulator.control.reset();
	await expect(done).rejects.toThrow('aborted');
});

it('over HTTP', async () => {
	receiver = await startReceiver(OK);
	simulator.control.setCdrTarget({ url: receiver.url });
	const { bulkId } = (
		await postJson(`${simulator.url}/control/cdr/bulks`, { count: 3, kinds: ['missed'] })
	).json();
	await eventually(() => simulator.control.cdrBook(String(bulkId)).acknowledged === 3);
	const book = (await get(`${simulator.url}/control/cdr/bulks/${String(bulkId)}`)).json();
	expect(book).toMatchObject({ calls: 3, records: 3, sent: 3, acknowledged: 3 });
	expect(book).not.toHaveProperty('entries');
	expect((await get(`${simulator.url}/control/cdr/book`)).json()).toMatchObject({ records: 3 });
	const wrong = await postJson(`${simulator.url}/control/cdr/bulks`, { count: 0 });
	expect([wrong.status, wrong.json().error]).toEqual([400, expect.stringContaining('count: ')]);
});
