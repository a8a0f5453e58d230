import type { z } from 'zod/v4';

import { type Connection, connect } from '../../../nodes/platform/request/account';
import { createCallLog } from '../../../nodes/platform/services/callLog';
import type { findInput } from '../../../nodes/platform/services/callLog/input';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf } from '../connections';

const simulator = useSimulator();

type Search = z.input<typeof findInput>;

const DAY: Search = {
	dateRange: 'custom',
	from: '2026-01-15T00:00:00',
	to: '2026-01-15T23:59:59',
	timeZone: 'Asia/Jerusalem',
};
/** A Call Log that nothing before this test has sent requests with. */
const callLog = () => createCallLog(createPacing({ limit: 30, intervalMs: 61_000, waitsMs: [20, 40] }));
const find = async (over: Partial<Search> = {}, connection: Connection = connectTo(simulator)) =>
	callLog().findCalls(connection, { ...DAY, ...over });
describe('every documented error', () => {
	it.each([
		[
			1,
			403,
			'Request limit exceeded. Please try again later.',
			'rateLimited',
			/30 Call Log requests a minute/,
		],
		[2, 403, 'Authorization failed', 'refused', /account code/],
		[4, 403, 'IP address 1.2.3.4 is not trusted', 'notAllowed', /public IP address/],
		[5, 404, 'Out of range', 'refused', /time range/],
	])('%i', async (code, status, text, kind, hint) => {
		simulator.control.addFault({
			path: '/hub/cdr/',
			kind: 'status',
			status,
			times: 10,
			body: JSON.stringify({
				ERROR_NUMBER: code,
				ERROR_DESCRIPTION: text,
				STATUS_CODE: status,
				TOTAL_HITS: 0,
				RETURN_HITS: 0,
			}),
		});
		const error = await failureOf(find(), simulator.account.code);
		expect(error).toMatchObject({ kind, code, httpStatus: status });
		expect(error.message).toContain(text);
		expect(error.hint).toMatch(hint);
	});

	it('of the simulator: a wrong code, an address that is not allowed', async () => {
		const wrong = 'WrongCode13579';
		expect(await failureOf(find({}, connectTo(simulator, wrong)), wrong)).toMatchObject({ code: 2 });
		simulator.control.setAllowlist('nobody');
		expect(await failureOf(find(), simulator.account.code)).toMatchObject({ code: 4, kind: 'notAllowed' });
	});
});

describe('trouble on the way', () => {
	const seeded = () =>
		simulator.control.addCallLogRecords(
			Array.from({ length: 50 }, (_, n) => ({
				Date: new Date(Date.UTC(2026, 0, 15, 9, 0, n)),
				CallID: `call${n}`,
			})),
		);

	it.each([
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 503, times: 3 },
		{ kind: 'status', status: 429, times: 6 },
		{ kind: 'closeBeforeAnswer', times: 2 },
		{ kind: 'closeMidBody', times: 2 },
	] as const)(
		'%j: asked again, and complete',
		async (fault) => {
			seeded();
			simulator.control.addFault({ path: '/hub/cdr/', ...fault });
			expect(await find()).toHaveLength(50);
		},
		30_000,
	);

	it('more requests than Voicenter takes: waited for and asked again', async () => {
		seeded();
		simulator.control.setCallLogRules({ requestsPerWindow: 1, windowMs: 1_000 });
		const here = connectTo(simulator);
		const waitsMs = [200, 1_000];
		const log = createCallLog(createPacing({ limit: 30, intervalMs: 61_000, waitsMs }));
		for (let request = 0; request < 3; request += 1) {
			expect(await log.findCalls(here, DAY)).toHaveLength(50);
		}
		expect(simulator.control.callLogArrivals().some(({ refused }) => refused)).toBe(true);
	});

	it('an answer that holds fewer records than it says is an error', async () => {
		simulator.control.addFault({
			path: '/hub/cdr/',
			kind: 'status',
			status: 200,
			body: JSON.stringify({
				ERROR_NUMBER: 0,
				ERROR_DESCRIPTION: 'OK',
				TOTAL_HITS: 3,
				RETURN_HITS: 3,
				CDR_LIST: [{ CallID: 'x' }],
			}),
		});
		const error = await failureOf(find(), simulator.account.code);
		expect(error.message).toMatch(/says that it holds 3 records, and holds 1/);
	});

	it('stopping the execution while a turn is waited for ends it at once', async () => {
		seeded();
		const stop = new AbortController();
		const here = connect({ code: simulator.account.code, baseUrl: simulator.url }, { signal: stop.signal });
		const log = createCallLog(createPacing({ limit: 1, intervalMs: 600_000, waitsMs: [] }));
		await log.findCalls(here, DAY);
		setTimeout(() => stop.abort(), 50);
		const error = await failureOf(log.findCalls(here, DAY), simulator.account.code);
		expect(error.kind).toBe('cancelled');
		expect(simulator.control.requests()).toHaveLength(1);
	});
});
