/** The record of a click to call: late, a leg at a time, completed later, or never; and many who wait at once. */
import { setTimeout as wait } from 'node:timers/promises';

import { connect } from '../../../nodes/platform/request/account';
import { createCallLog } from '../../../nodes/platform/services/callLog';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf, refusedInput } from '../connections';

const simulator = useSimulator();

const PAUSE_MS = 60;
const MINUTES = 1;
/** Far fewer than a test takes to wait for what does not come. */
const SHORTLY = 0.008;

const pacing = () => createPacing({ limit: 1_000, intervalMs: 61_000, waitsMs: [] });
const callLog = (restMs = 60_000) => createCallLog(pacing(), { pauseMs: PAUSE_MS, restMs });

const waitFor = async (callId: string, over: object = {}, log = callLog()) =>
	log.waitForRecord(connectTo(simulator), { callId, waitMinutes: MINUTES, ...over });

const inAWhile = (milliseconds = 200) => new Date(Date.now() + milliseconds);
const requests = () => simulator.control.requests('/hub/cdr/').length;
const RECORDING = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/one.mp3';

/** The two records of a click to call. */
const legs = ({ first = {}, second = {} }: { first?: object; second?: object } = {}) => [
	{
		...{ CallID: 'one', Type: 'Click2Call leg1', Duration: 40, RingTime: 4 },
		...{ CallerNumber: '0722776772', TargetExtension: 'SIPSIP2', Price: 3, CustomData: { var_ticket: '7' } },
		Date: new Date(Date.now() - 120_000),
		...first,
	},
	{
		...{ CallID: 'one', Type: 'Click2Call leg2', Duration: 30, RingTime: 6, Price: 21 },
		...{ CallerNumber: '0722776772', TargetNumber: '0501234567', RecordURL: RECORDING },
		Date: new Date(Date.now() - 116_000),
		...second,
	},
];

describe('a click to call', () => {
	it('comes as one item: the customer’s leg, and what the agent’s knows besides', async () => {
		const [first] = simulator.control.addCallLogRecords(legs());
		expect(await waitFor('one')).toMatchObject({
			...{ callId: 'one', isFound: true, isComplete: true, isAnswered: true, isAnsweredByAgent: true },
			...{ customerNumber: '0501234567', durationSeconds: 30, ringSeconds: 6, recordingUrl: RECORDING },
			...{ extension: { sip: 'SIPSIP2' }, agent: { name: 'Walter Melon' }, priceAgorot: 24 },
			...{ startedAt: first?.Date.replace('Z', '.000Z'), customData: { ticket: '7' } },
		});
		expect(await waitFor('one')).not.toHaveProperty('leg');
	});

	it('is waited for as long as it lasts, and as its record takes', async () => {
		simulator.control.setAutoAnswer({ afterMs: 100, phoneRingSeconds: 0, talkSeconds: 30 });
		simulator.control.setCallLogRules({ arrivalDelayMs: 150, secondLegDelayMs: 150, completionDelayMs: 150 });
		const body = { code: simulator.account.code, action: 'call', phone: 'SIPSIP1', target: '0501234567' };
		const answer = await fetch(`${simulator.url}/ForwardDialer/click2call.aspx`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...body, format: 'JSON', record: 'True' }),
		});
		const { CALLID } = (await answer.json()) as { CALLID: string };
		expect(await waitFor(CALLID)).toMatchObject({
			...{ callId: CALLID, isComplete: true, isAnswered: true, isAnsweredByAgent: true },
			...{
				durationSeconds: 30,
				customerNumber: '0501234567',
				recordingUrl: expect.stringMatching(/mp3$/) as string,
			},
		});
	});

	it('whose customer’s leg comes later is not told before', async () => {
		simulator.control.addCallLogRecords(legs({ second: { visibleAt: inAWhile() } }));
		expect(await waitFor('one')).toMatchObject({ isComplete: true, isAnswered: true, durationSeconds: 30 });
	});

	it('whose record is completed later is not told as unanswered', async () => {
		const completedAt = inAWhile();
		simulator.control.addCallLogRecords(legs({ first: { completedAt }, second: { completedAt } }));
		expect(await waitFor('one')).toMatchObject({ isComplete: true, isAnswered: true, durationSeconds: 30 });
	});

	it('that nobody seems to have answered is looked at twice', async () => {
		simulator.control.addCallLogRecords(
			legs({ second: { Duration: 0, RecordURL: '', DialStatus: 'ANSWER' } }),
		);
		expect(await waitFor('one')).toMatchObject({
			...{ isComplete: true, isAnswered: false, isAnsweredByAgent: true, durationSeconds: 0 },
		});
		expect(requests()).toBe(2);
	});

	it('whose agent did not answer has one leg, and is complete', async () => {
		simulator.control.addCallLogRecords(legs({ first: { DialStatus: 'NOANSWER', Duration: 0 } }).slice(0, 1));
		expect(await waitFor('one')).toMatchObject({
			...{ isFound: true, isComplete: true, isAnswered: false, isAnsweredByAgent: false },
		});
	});

	it('whose recording is expected is given with it', async () => {
		simulator.control.addCallLogRecords(
			legs({ second: { RecordURL: RECORDING, RecordExpect: true, completedAt: inAWhile() } }),
		);
		expect(await waitFor('one')).toMatchObject({ isComplete: true, recordingUrl: RECORDING });
	});

	it.each([
		['recording', legs({ second: { RecordURL: '', RecordExpect: true } })],
		['agent’s leg', legs().slice(1)],
	])('whose %s does not come is given without it, and says so', async (_, records) => {
		simulator.control.addCallLogRecords(records);
		expect(await waitFor('one', {}, callLog(150))).toMatchObject({
			...{ isFound: true, isComplete: false, isAnswered: true, durationSeconds: 30 },
		});
	});

	it('whose customer’s leg never comes: how it ended is not said', async () => {
		simulator.control.addCallLogRecords(legs().slice(0, 1));
		const call = await waitFor('one', { waitMinutes: SHORTLY });
		expect(call).toMatchObject({ isFound: true, isComplete: false, isAnsweredByAgent: true });
		for (const name of ['isAnswered', 'isMissed', 'durationSeconds', 'endedAt', 'status'])
			expect(call).not.toHaveProperty(name);
	});
});

it('a call of one leg is given as it is', async () => {
	simulator.control.addCallLogRecords([
		{ CallID: 'one', Type: 'Queue', QueueName: 'Sales Queue', Duration: 20, visibleAt: inAWhile() },
	]);
	expect(await waitFor('one')).toMatchObject({ isComplete: true, queue: { name: 'Sales Queue' } });
});

it('what never comes is given up after the time, as an item that says so', async () => {
	simulator.control.addCallLogRecords([{ CallID: 'another' }]);
	const expected = { callId: 'one', isFound: false, isComplete: false };
	expect(await waitFor('one', { waitMinutes: SHORTLY })).toEqual(expected);
	const soFar = requests();
	expect(soFar).toBeGreaterThan(2);
	expect(await waitFor('one', { waitMinutes: 0 })).toEqual(expected);
	expect(requests()).toBe(soFar + 1);
});

describe.each(['CallID', 'callID', 'both', 'neither'] as const)(
	'the filter by call ID is known as %s',
	(callIdFilter) => {
		it('only the call that was asked for comes out, one or several of them', async () => {
			simulator.control.setCallLogRules({ callIdFilter, maxRecords: 1_000, requestsPerWindow: 1_000 });
			const hourAgo = new Date(Date.now() - 3_600_000);
			simulator.control.seedCallLog({ count: 2_500, from: hourAgo, to: new Date() });
			simulator.control.addCallLogRecords([...legs(), { CallID: 'two', Duration: 5 }]);
			expect(await waitFor('one')).toMatchObject({ callId: 'one', isComplete: true });
			const log = callLog();
			const both = await Promise.all(['one', 'two'].map((callId) => waitFor(callId, {}, log)));
			expect(both).toMatchObject([{ callId: 'one', durationSeconds: 30 }, { callId: 'two' }]);
		});
	},
);

describe('many at once', () => {
	it('share each request, however many executions they are of', async () => {
		const log = callLog();
		const ids = Array.from({ length: 200 }, (_, index) => `call${index}`);
		const calls = Promise.all(ids.map((callId) => waitFor(callId, {}, log)));
		await wait(5 * PAUSE_MS);
		simulator.control.addCallLogRecords(ids.map((CallID) => ({ CallID, Duration: 5 })));
		expect((await calls).map(({ callId }) => callId)).toEqual(ids);
		expect(requests()).toBeLessThan(20);
	});

	it('one after the other are asked for at a pace, too', async () => {
		const log = callLog();
		const begin = performance.now();
		simulator.control.addCallLogRecords([{ CallID: 'one', Duration: 5 }]);
		for (let execution = 0; execution < 8; execution += 1) await waitFor('one', {}, log);
		expect(performance.now() - begin).toBeGreaterThanOrEqual((7 * PAUSE_MS) / 4 - 7);
		expect(requests()).toBe(8);
	});

	it('nobody gets another’s call, and one that is stopped keeps nobody back', async () => {
		const log = callLog();
		const stop = new AbortController();
		const { code } = simulator.account;
		const here = connect({ code, baseUrl: simulator.url }, { signal: stop.signal });
		const stopped = failureOf(log.waitForRecord(here, { callId: 'one' }), code);
		const other = waitFor('two', {}, log);
		simulator.control.addFault({ path: '/hub/cdr/', kind: 'delay', milliseconds: 300, times: 1 });
		await wait(30);
		stop.abort();
		expect((await stopped).kind).toBe('cancelled');
		simulator.control.addCallLogRecords([{ CallID: 'two', Duration: 5 }]);
		expect(await other).toMatchObject({ callId: 'two', isComplete: true });
	});

	it('nothing is asked once nobody waits', async () => {
		const stop = new AbortController();
		const here = connect({ code: simulator.account.code, baseUrl: simulator.url }, { signal: stop.signal });
		const log = callLog();
		const stopped = failureOf(log.waitForRecord(here, { callId: 'one' }), simulator.account.code);
		await wait(2 * PAUSE_MS);
		stop.abort();
		expect((await stopped).message).toMatch(/stopped, because the execution was stopped/);
		const soFar = requests();
		await wait(3 * PAUSE_MS);
		expect(requests()).toBe(soFar);
		simulator.control.addCallLogRecords([{ CallID: 'one', Duration: 5 }]);
		expect(await waitFor('one', {}, log)).toMatchObject({ isComplete: true });
	});
});

describe('trouble', () => {
	it('too many requests are waited out', async () => {
		simulator.control.setCallLogRules({ requestsPerWindow: 1, windowMs: 400 });
		simulator.control.addCallLogRecords([{ CallID: 'one', Duration: 5, visibleAt: inAWhile(150) }]);
		expect(await waitFor('one')).toMatchObject({ isComplete: true });
		expect(simulator.control.callLogArrivals().some(({ refused }) => refused)).toBe(true);
	});

	it('a log that cannot be read at the end is an error: nothing says that there is no record', async () => {
		simulator.control.setCallLogRules({ requestsPerWindow: 0 });
		const error = await failureOf(waitFor('one', { waitMinutes: SHORTLY }), simulator.account.code);
		expect(error.kind).toBe('rateLimited');
	});

	it('a refusal is an error at once, for everybody who waits', async () => {
		simulator.control.setAllowlist('nobody');
		const log = callLog();
		const errors = await Promise.all(
			['one', 'two'].map((callId) => failureOf(waitFor(callId, {}, log), simulator.account.code)),
		);
		expect(errors.map(({ kind }) => kind)).toEqual(['notAllowed', 'notAllowed']);
	});

	it.each([
		[{ callId: '' }, 'callId', /This is empty/],
		[{ waitMinutes: -1 }, 'waitMinutes', /or 0/],
		[{ waitMinutes: 2_000 }, 'waitMinutes', /1440/],
	])('%j is said before anything is sent', async (over, field, text) => {
		const error = await refusedInput(waitFor('one', over));
		expect(error.field).toBe(field);
		expect(error.message).toMatch(text);
		expect(requests()).toBe(0);
	});
});
