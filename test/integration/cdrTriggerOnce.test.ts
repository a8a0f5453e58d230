import { setTimeout as pause } from 'node:timers/promises';

import { useFakeN8n } from './cdrTriggerN8n';

const n8n = useFakeN8n();

const RECORD = {
	ivruniqueid: 'call-1',
	type: 'Queue',
	status: 'ABANDONE',
	caller: '0501234567',
	time: 1595333610,
};
const call = (number: number) => ({ ...RECORD, ivruniqueid: `call-${number}` });

interface Answer {
	status: number;
	text: string;
	err: number | undefined;
}

async function send(record: object = RECORD, headers: Record<string, string> = {}): Promise<Answer> {
	const response = await fetch(n8n.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(record),
	});
	const text = await response.text();
	return {
		status: response.status,
		text,
		err: text === '' ? undefined : (JSON.parse(text) as { err: number }).err,
	};
}

const errOf = async (record?: object) => (await send(record)).err;
const startedCalls = () => n8n.started.map(({ callId }) => callId);

/** Something that a test lets happen when it wants. */
function gate() {
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

describe('a record that comes again', () => {
	it('is acknowledged each time, and starts the workflow once', async () => {
		expect([await errOf(), await errOf(), await errOf()]).toEqual([0, 0, 0]);
		expect(n8n.started).toHaveLength(1);
	});

	it('also in another format', async () => {
		await send();
		const form = new URLSearchParams(
			Object.entries(RECORD).map(([name, value]) => [name, String(value)] as [string, string]),
		);
		const response = await fetch(n8n.url, { method: 'POST', body: form });
		expect(await response.text()).toBe('err=0&errdesc=OK');
		expect(n8n.started).toHaveLength(1);
	});

	it('also after a restart of n8n', async () => {
		await send();
		await n8n.restart();
		expect(await errOf()).toBe(0);
		expect(n8n.started).toHaveLength(1);
	});

	it('also when it comes while the first is being stored: it waits for what becomes of that one', async () => {
		const storing = gate();
		n8n.store = () => storing.opened;
		const answers = [send(), send(), send()];
		await pause(50);
		expect(n8n.started).toEqual([]);
		storing.open();
		expect((await Promise.all(answers)).map(({ err }) => err)).toEqual([0, 0, 0]);
		expect(n8n.started).toHaveLength(1);
	});

	it('another leg, another queue, another call is no repeat', async () => {
		n8n.parameters = { settings: { joinLegs: false } };
		await send();
		await send({ ...RECORD, type: 'Click2Call leg1' });
		await send({ ...RECORD, type: 'Click2Call leg2' });
		await send({ ...RECORD, queueid: 7 });
		await send(call(2));
		expect(n8n.started).toHaveLength(5);
	});

	it('a hundred calls at once, each three times: each starts once, and none is forgotten over a restart', async () => {
		n8n.store = () => pause(1);
		const records = Array.from({ length: 300 }, (_, index) => call(index % 100));
		const answers = await Promise.all(records.map(send1));
		expect(new Set(answers)).toEqual(new Set([0]));
		expect(n8n.started).toHaveLength(100);
		await n8n.restart();
		await Promise.all(records.map(send1));
		expect(n8n.started).toHaveLength(100);
	});

	it('calls that are stored at the same time: none is forgotten when n8n dies right after its answer', async () => {
		n8n.store = () => pause(5);
		const records = Array.from({ length: 10 }, (_, index) => call(index));
		expect(new Set(await Promise.all(records.map(errOf)))).toEqual(new Set([0]));
		await n8n.restart();
		await Promise.all(records.map(errOf));
		expect(n8n.started).toHaveLength(10);
	});

	it('a repeat of another call that comes while one is being saved does not undo that', async () => {
		n8n.write = () => pause(300);
		// What this process knows is more than what each of the two has n8n save.
		await Promise.all([send(call(2)), send(call(3))]);
		const first = send();
		while (n8n.started.length < 3) await pause(5);
		await Promise.all([first, send(call(2))]);
		await n8n.restart();
		expect(await errOf()).toBe(0);
		expect(startedCalls().toSorted()).toEqual(['call-1', 'call-2', 'call-3']);
	});

	it('starts the workflow again when repeats are not to be ignored', async () => {
		n8n.parameters = { settings: { ignoreRepeats: 0 } };
		expect([await errOf(), await errOf()]).toEqual([0, 0]);
		expect(n8n.started).toHaveLength(2);
		expect(n8n.staticData).toBe('{}');
	});

	it('starts each test in the editor, and leaves nothing behind', async () => {
		n8n.isTest = true;
		await send();
		await send();
		expect(n8n.started).toHaveLength(2);
		expect(n8n.staticData).toBe('{}');
	});

	it('the filter goes first: what it drops costs nothing, and is let through when the filter is changed', async () => {
		n8n.parameters = { triggerOn: ['answered'] };
		expect(await errOf()).toBe(0);
		expect([n8n.started.length, n8n.staticData]).toEqual([0, '{}']);
		n8n.parameters = {};
		await send();
		expect(n8n.started).toHaveLength(1);
	});
});

const send1 = async (record: object) => (await send(record)).err;

describe('n8n cannot store the execution', () => {
	it('Voicenter is told to send the record again; then it is processed', async () => {
		n8n.store = () => Promise.reject(new Error('The database is full'));
		expect(await send()).toMatchObject({ status: 200, err: 2 });
		n8n.store = () => undefined;
		expect(await errOf()).toBe(0);
		expect(startedCalls()).toEqual(['call-1']);
	});

	it('nothing of it is remembered by the next process either', async () => {
		await send(call(2));
		n8n.store = () => Promise.reject(new Error('The database is full'));
		await send();
		await n8n.restart();
		n8n.store = () => undefined;
		expect(await errOf()).toBe(0);
		expect(startedCalls()).toEqual(['call-2', 'call-1']);
	});

	it('n8n dies before it has answered: the next process takes the record', async () => {
		n8n.store = () => new Promise(() => undefined);
		void send().catch(() => undefined);
		await pause(50);
		await n8n.restart();
		n8n.store = () => undefined;
		expect(await errOf()).toBe(0);
		expect(startedCalls()).toEqual(['call-1']);
	});

	it('it takes too long: Voicenter is told to come again, and finds it done', async () => {
		const storing = gate();
		n8n.parameters = { settings: { answerWithin: 0.05 } };
		n8n.store = () => storing.opened;
		expect(await errOf()).toBe(2);
		storing.open();
		await pause(20);
		expect(await errOf()).toBe(0);
		expect(n8n.started).toHaveLength(1);
	});

	it('it takes minutes, as at n8n’s concurrency limit: what comes again meanwhile starts nothing', async () => {
		const [storing, begun] = [gate(), gate()];
		n8n.store = () => {
			begun.open();
			return storing.opened;
		};
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		const first = errOf();
		await begun.opened;
		jest.advanceTimersByTime(8_000);
		expect(await first).toBe(2);
		jest.advanceTimersByTime(300_000);
		const second = errOf();
		await pause(50);
		jest.advanceTimersByTime(8_000);
		expect(await second).toBe(2);
		storing.open();
		await pause(50);
		expect(await errOf()).toBe(0);
		expect(n8n.started).toHaveLength(1);
	});
});

describe('acknowledged after the workflow has succeeded', () => {
	beforeEach(() => {
		n8n.parameters = { acknowledge: 'afterSuccess' };
	});

	it('the workflow succeeds: OK, once it has ended', async () => {
		const running = gate();
		n8n.run = () => running.opened;
		const answer = send();
		await expect(Promise.race([answer, pause(50, 'nothing yet')])).resolves.toBe('nothing yet');
		running.open();
		expect(await answer).toEqual({ status: 200, text: '{"err":0,"errdesc":"OK"}', err: 0 });
	});

	it.each([
		['application/json', '{"ivruniqueid":"7"}', '{"err":2,"errdesc":"Application error"}'],
		['application/x-www-form-urlencoded', 'ivruniqueid=7', 'err=2&errdesc=Application%20error'],
		[
			'text/xml',
			'<methodCall><params><param><value><struct><member><name>ivruniqueid</name><value>7</value></member></struct></value></param></params></methodCall>',
			'<?xml version="1.0" encoding="UTF-8"?><methodResponse><params><param><value><struct><member><name>err</name><value><int>2</int></value></member><member><name>errdesc</name><value><string>Application error</string></value></member></struct></value></param></params></methodResponse>',
		],
	])('the workflow fails: err 2, in the format of the record (%s)', async (contentType, body, expected) => {
		n8n.run = () => Promise.reject(new Error('No such customer'));
		const response = await fetch(n8n.url, { method: 'POST', headers: { 'content-type': contentType }, body });
		expect([response.status, await response.text()]).toEqual([200, expected]);
		expect(response.headers.get('content-type')).toContain(contentType);
	});

	it('it fails twice, then succeeds: it is run until it has, and not once more', async () => {
		let failures = 2;
		n8n.run = () => (failures-- > 0 ? Promise.reject(new Error('not yet')) : undefined);
		expect([await errOf(), await errOf(), await errOf(), await errOf(), await errOf()]).toEqual([
			2, 2, 0, 0, 0,
		]);
		expect(n8n.started).toHaveLength(3);
	});

	it('a repeat of a call whose workflow runs waits for its end, and is answered as that', async () => {
		const running = gate();
		n8n.run = () => running.opened.then(() => Promise.reject(new Error('failed')));
		const answers = [send(), send()];
		while (n8n.received < 2) await pause(5);
		// It has been read by then.
		await pause(200);
		running.open();
		expect((await Promise.all(answers)).map(({ err }) => err)).toEqual([2, 2]);
		expect(n8n.started).toHaveLength(1);
	});

	it('it takes longer than Voicenter waits: err 2, and OK when it comes again', async () => {
		const running = gate();
		n8n.parameters = { acknowledge: 'afterSuccess', settings: { answerWithin: 0.05 } };
		n8n.run = () => running.opened;
		expect([await errOf(), await errOf()]).toEqual([2, 2]);
		running.open();
		await pause(20);
		expect(await errOf()).toBe(0);
		expect(n8n.started).toHaveLength(1);
	});

	it('several run at the same time', async () => {
		const running = gate();
		n8n.run = () => running.opened;
		const answers = [send(call(1)), send(call(2)), send(call(3))];
		while (n8n.started.length < 3) await pause(5);
		running.open();
		expect((await Promise.all(answers)).map(({ err }) => err)).toEqual([0, 0, 0]);
	});

	it.each([
		['a repeat', RECORD],
		['a record that the filter drops', { ...call(2), status: 'ANSWER' }],
	])('a success is noted with %s, and known after a restart', async (_what, next) => {
		n8n.parameters = { acknowledge: 'afterSuccess', triggerOn: ['abandoned'] };
		await send();
		await send(next);
		await n8n.restart();
		await send();
		expect(startedCalls()).toEqual(['call-1']);
	});

	it('what the workflow itself puts into the static data is not undone', async () => {
		n8n.staticData = '{"global":{"counter":1}}';
		n8n.run = () => void (n8n.staticData = '{"global":{"counter":2}}');
		await send(call(1));
		await send(call(2));
		expect(n8n.staticData).toBe('{"global":{"counter":2}}');
	});
});

describe('access', () => {
	it('without the secret: 401, nothing said, nothing started; with it all is well', async () => {
		n8n.credential = { secret: 'open sesame', sentIn: 'header', headerName: 'X-Voicenter-Secret' };
		expect(await send()).toMatchObject({ status: 401, text: '' });
		expect(n8n.started).toEqual([]);
		expect(await send(RECORD, { 'x-voicenter-secret': 'open sesame' })).toMatchObject({
			status: 200,
			err: 0,
		});
		expect(JSON.stringify(n8n.started)).not.toContain('sesame');
	});

	it('from an address that is not on the list: 403', async () => {
		n8n.parameters = { settings: { allowedAddresses: '203.0.113.7' } };
		expect(await send()).toMatchObject({ status: 403, text: '' });
		n8n.parameters = { settings: { allowedAddresses: '203.0.113.7, 127.0.0.0/8' } };
		expect(await send()).toMatchObject({ status: 200, err: 0 });
	});
});
