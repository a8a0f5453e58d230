/** The service that ignores what it does not know: whatever it answers, only what was asked for comes out. */
import { connect } from '../../../nodes/platform/request/account';
import { createCallLog } from '../../../nodes/platform/services/callLog';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { findRecording } from '../../../nodes/platform/services/recordings';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf, refusedInput } from '../connections';

const simulator = useSimulator();

const callLog = () => createCallLog(createPacing({ limit: 1_000, intervalMs: 61_000, waitsMs: [] }));
const get = async (callId: string, over: object = {}) =>
	callLog().getCall(connectTo(simulator), { callId, ...over });
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const LAST_DAY = {
	dateRange: 'last24Hours',
	from: undefined,
	to: undefined,
	timeZone: 'Asia/Jerusalem',
} as const;
const RECORDING = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord';

describe.each(['CallID', 'callID', 'both', 'neither'] as const)(
	'the filter by call ID is known as %s',
	(known) => {
		beforeEach(() => {
			simulator.control.setCallLogRules({ callIdFilter: known });
			simulator.control.addCallLogRecords([
				{ Date: hoursAgo(3), CallID: 'other', RecordURL: `${RECORDING}/other.mp3`, Duration: 999 },
				{ Date: hoursAgo(2), CallID: 'one', Type: 'Click2Call leg1' },
				{ Date: hoursAgo(2), CallID: 'one', Type: 'Click2Call leg2', RecordURL: `${RECORDING}/one.mp3` },
				{ Date: hoursAgo(1), CallID: 'another', RecordURL: `${RECORDING}/another.mp3`, Duration: 999 },
			]);
		});

		it('Get gives both legs of the call and nothing else', async () => {
			expect(await get('one')).toMatchObject([
				{ callId: 'one', leg: 1 },
				{ callId: 'one', leg: 2 },
			]);
		});

		it('Get Many with the filter gives that call alone, within a limit too', async () => {
			const search = { ...LAST_DAY, callId: 'one' };
			const calls = await callLog().findCalls(connectTo(simulator), { ...search, limit: 2 });
			expect(calls).toMatchObject([{ callId: 'one' }, { callId: 'one' }]);
			const newest = await callLog().findCalls(connectTo(simulator), {
				...search,
				limit: 1,
				sort: [{ field: 'duration', direction: 'desc' }],
			});
			expect(newest).toMatchObject([{ callId: 'one' }]);
		});

		it('a recording is that of the call', async () => {
			const address = await findRecording(connectTo(simulator), { callId: 'one' });
			expect(address).toBe(`${RECORDING}/one.mp3`);
		});

		it('a call that is not there is an error', async () => {
			const error = await failureOf(get('none', { lookBackDays: 1 }), simulator.account.code);
			expect(error.message).toMatch(/there is no record of the call none in the last day/);
			expect(error.message.includes('other calls')).toBe(known === 'neither');
		});

		it('a row without an ID is no row of the call', async () => {
			simulator.control.reset();
			simulator.control.setCallLogRules({ callIdFilter: known, records: 'lowerCase' });
			simulator.control.addCallLogRecords([{ Date: hoursAgo(1), CallID: 'one' }]);
			expect(await get('one')).toMatchObject([{ callId: 'one' }]);
			expect((await failureOf(get('ONE'), simulator.account.code)).kind).toBe('refused');
		});
	},
);

describe('a service that filters by no call ID, and has more calls than one answer holds', () => {
	beforeEach(() => {
		simulator.control.setCallLogRules({
			callIdFilter: 'neither',
			maxRecords: 1_000,
			requestsPerWindow: 1_000,
		});
		simulator.control.seedCallLog({ count: 4_000, from: hoursAgo(2_000), to: hoursAgo(1) });
	});

	it('the day that the call’s ID names is read, and no more', async () => {
		const began = hoursAgo(500);
		const callId = `${began.toISOString().replace(/\D/g, '').slice(0, 14)}ab12cd34`;
		simulator.control.addCallLogRecords([{ Date: began, CallID: callId }]);
		expect(await get(callId)).toMatchObject([{ callId }]);
		expect(simulator.control.requests().length).toBeLessThanOrEqual(3);
	});

	it('an ID that names no day: every call is gone through', async () => {
		simulator.control.addCallLogRecords([{ Date: hoursAgo(500), CallID: 'no time' }]);
		expect(await get('no time')).toMatchObject([{ callId: 'no time' }]);
	});

	it('more calls than can be gone through: an error that says so', async () => {
		simulator.control.seedCallLog({ count: 150_000, from: hoursAgo(2_000), to: hoursAgo(1) });
		const error = await failureOf(get('no time'), simulator.account.code);
		expect(error.message).toMatch(/does not filter by call ID here: it gives all 150000 calls/);
		expect(error.hint).toMatch(/Lower Days to Look Back/);
	});
});

describe.each(['known', 'ignored'] as const)('filters of newer pages that are %s', (newerFilters) => {
	const find = async (over: object) => callLog().findCalls(connectTo(simulator), { ...LAST_DAY, ...over });
	beforeEach(() => {
		simulator.control.setCallLogRules({ newerFilters });
		simulator.control.addCallLogRecords([
			{ Date: hoursAgo(2), CallID: 'sales', Type: 'Queue', QueueName: 'Sales Queue', queueId: 1 },
			{ Date: hoursAgo(2), CallID: 'dialer', Type: 'ProductiveCall Leg2', campaignId: 7 },
			{ Date: hoursAgo(1), CallID: 'out', Type: 'Extension Outgoing' },
		]);
	});

	it.each([
		[{ queues: '1' }, 'sales', 'Queues'],
		[{ campaigns: '7' }, 'dialer', 'Campaigns'],
	])('%j: its calls, or an error', async (filter, callId, name) => {
		if (newerFilters === 'known') {
			expect(await find(filter)).toMatchObject([{ callId }]);
			return;
		}
		const error = await failureOf(find(filter), simulator.account.code);
		expect(error.message).toMatch(`Voicenter did not filter by ${name}: its answer holds other calls`);
	});

	it('calls of more queues than were asked for are an error too', async () => {
		simulator.control.reset();
		simulator.control.setCallLogRules({ newerFilters });
		simulator.control.addCallLogRecords(
			['Sales Queue', 'Service Queue'].map((QueueName, queueId) => ({
				...{ Date: hoursAgo(1), CallID: QueueName, Type: 'Queue', QueueName, queueId: queueId + 1 },
			})),
		);
		if (newerFilters === 'known')
			expect(await find({ queues: '1' })).toMatchObject([{ callId: 'Sales Queue' }]);
		else
			expect((await failureOf(find({ queues: '1' }), simulator.account.code)).message).toMatch(/by Queues/);
	});
});

describe('the bearer token instead of the code', () => {
	const withToken = (apiToken?: string) =>
		connect({ code: simulator.account.code, baseUrl: simulator.url, callLogLogin: 'token', apiToken });
	const read = async (connection = withToken(simulator.account.bearerToken)) =>
		callLog().findCalls(connection, LAST_DAY);

	it('is sent, and the code is not: an address that is not on the list of allowed ones is served', async () => {
		simulator.control.addCallLogRecords([{ Date: hoursAgo(1), CallID: 'one' }]);
		simulator.control.setAllowlist('nobody');
		expect(await read()).toMatchObject([{ callId: 'one' }]);
		const [request] = simulator.control.requests();
		expect(request?.headers).toMatchObject({ authorization: `Bearer ${simulator.account.bearerToken}` });
		expect(JSON.stringify(request)).not.toContain(simulator.account.code);
	});

	it('the code is refused there, and the error tells of the token', async () => {
		simulator.control.setAllowlist('nobody');
		const error = await failureOf(read(connectTo(simulator)), simulator.account.code);
		expect(error).toMatchObject({ kind: 'notAllowed', code: 4 });
		expect(error.hint).toMatch(/no fixed address, ask Voicenter for an API token/);
	});

	it('a wrong one is an error', async () => {
		expect(await failureOf(read(withToken('WrongToken13579')), 'WrongToken13579')).toMatchObject({ code: 2 });
	});

	it('a credential without one says so before anything is sent', async () => {
		expect((await refusedInput(read(withToken()))).message).toMatch(/read with the API Token, and has none/);
		expect(simulator.control.requests()).toEqual([]);
	});
});

describe.each(['right', 'stuck', 'zero', 'absent', 'text'] as const)('a total that is %s', (totalHits) => {
	it('a range of more records than an answer holds is read whole', async () => {
		simulator.control.setCallLogRules({ totalHits, maxRecords: 1_000, requestsPerWindow: 1_000 });
		simulator.control.seedCallLog({
			count: 3_210,
			from: hoursAgo(20),
			to: hoursAgo(1),
			distribution: 'uneven',
		});
		const calls = await callLog().findCalls(connectTo(simulator), {
			...LAST_DAY,
			simplify: false,
		});
		expect(calls).toEqual(simulator.control.callLogRecords());
	});
});
