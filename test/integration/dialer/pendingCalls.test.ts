/** Who a campaign has still to call (voicenter-api.md §7), as the simulator, the document and others write it. */
import { getPendingCalls } from '../../../nodes/platform/services/dialer/pendingCalls';
import { addTarget } from '../../../nodes/platform/services/dialer/targets';
import { useSimulator } from '../../useSimulator';
import { connectTo } from '../connections';
import { answerWith, IVR, PHONE } from './methods';

const simulator = useSimulator();

const to = () => connectTo(simulator);
const answer = (body: unknown) => answerWith(simulator, body);

describe('pending calls', () => {
	it('are read with the campaign that makes them', async () => {
		await addTarget(to(), {
			campaign: IVR,
			phone: PHONE,
			customerName: 'דנה',
			callerId: '0722776772',
			priority: 9,
			callAt: '2038-01-15T15:00:00Z',
			customData: [{ name: 'var_LeadID', value: 7 }],
		});
		const { campaign: of, calls } = await getPendingCalls(to(), { campaign: IVR });

		expect(of).toMatchObject({
			code: IVR,
			name: 'Campaign1',
			isEnabled: true,
			dialer: 'ivr',
			totalPendingCalls: 1,
		});
		expect(calls).toEqual([
			{
				callId: '1',
				campaignId: of.id,
				phone: '972501234567',
				customerName: 'דנה',
				callerId: '0722776772',
				priority: 9,
				status: 'Tosend',
				statusId: '1',
				addedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
				callAt: '2038-01-15T15:00:00.000Z',
				customData: { LeadID: 7 },
			},
		]);
	});

	it("are read as the document's sample and table have them; a time without a zone stays without one", async () => {
		const call = {
			...{ CampaignID: 13570, CallID: '29', Phone: '972722776772', CallInserted: '2022-08-31T14:31:11.400Z' },
			...{ CallStatus: { Status: 1, Description: 'Tosend' }, CallerID: '', CallerName: '', CustomerName: '' },
			...{ Priorety: 1, LastCallDate: null, CustomData: null },
		};
		const tried = {
			...{ ...call, LastCallDate: '2022-08-31 17:00:00.123', Priorety: undefined, Priority: 5 },
			...{ OriginateTime: 1602750000, IsDateLocal: 'true' },
		};
		const inMilliseconds = { ...tried, OriginateTime: 1602750000000 };
		const of = { ID: 13570, Name: 'קמפיין לידים חמים', Status: 2, Code: 'c', IsDynamic: 1 };
		answer({ ErrorCode: 0, Description: 'OK', Data: { Campaign: of, Calls: [call, tried, inMilliseconds] } });

		const { campaign: read, calls } = await getPendingCalls(to(), { campaign: 'c' });
		expect(read).toEqual({
			id: '13570',
			name: 'קמפיין לידים חמים',
			code: 'c',
			isEnabled: false,
			dialer: 'agent',
		});
		expect(calls[0]).toEqual({
			callId: '29',
			campaignId: '13570',
			phone: '972722776772',
			priority: 1,
			status: 'Tosend',
			statusId: '1',
			addedAt: '2022-08-31T14:31:11.400Z',
		});
		expect(calls[1]).toMatchObject({
			priority: 5,
			lastCallAt: '2022-08-31T17:00:00.123',
			callAt: '2020-10-15T08:20:00.000',
		});
		expect(calls[2]).toEqual(calls[1]);
	});

	it.each([
		[
			{ StatusName: 'Enabled', Status: 2, IsDynamic: 0 },
			{ status: 'Enabled', isEnabled: true, dialer: 'ivr' },
		],
		[
			{ StatusName: 'Paused', Status: 1 },
			{ status: 'Paused', isEnabled: true },
		],
		[
			{ StatusName: 'Paused', Status: 0 },
			{ status: 'Paused', isEnabled: false },
		],
		[{ IsDynamic: true }, { dialer: 'agent' }],
		[{}, {}],
	])('may be none, of a campaign of which is said %j', async (said, read) => {
		answer({ ErrorCode: 0, Data: { Campaign: { Code: 'c', ...said }, Calls: null } });
		await expect(getPendingCalls(to(), { campaign: 'c' })).resolves.toEqual({
			campaign: { code: 'c', ...read },
			calls: [],
		});
	});

	it.each([
		['2022-08-31T14:31:11Z', '2022-08-31T14:31:11.000Z'],
		['2022-08-31 14:31:11.4+03:00', '2022-08-31T11:31:11.400Z'],
		['2022-08-31T14:31:11-0530', '2022-08-31T20:01:11.000Z'],
		['2022-08-31 14:31', '2022-08-31T14:31:00.000'],
		['2022-08-31', '2022-08-31T00:00:00.000'],
		['yesterday', 'yesterday'],
		['', undefined],
	])('were added, and called last, at %s', async (written, read) => {
		const call = { CallID: 1, CallStatus: null, CallInserted: written, LastCallDate: written };
		answer({ ErrorCode: 0, Data: { Campaign: {}, Calls: [call] } });
		const { calls } = await getPendingCalls(to(), { campaign: 'c' });
		expect(calls).toEqual([{ callId: '1', addedAt: read, lastCallAt: read }]);
	});

	it.each([
		[{ OriginateTime: 1602750000, IsDateLocal: 'true' }, '2020-10-15T08:20:00.000'],
		[{ OriginateTime: 1602750000, IsDateLocal: false }, '2020-10-15T08:20:00.000Z'],
		[{ OriginateTime: '1602750000' }, '2020-10-15T08:20:00.000Z'],
		[{ OriginateTime: 0, IsDateLocal: 'false' }, undefined],
		[{ OriginateTime: 1e19 }, undefined],
	])('are to be called at %j', async (written, callAt) => {
		answer({ ErrorCode: 0, Data: { Campaign: {}, Calls: [{ CallID: 1, ...written }] } });
		const { calls } = await getPendingCalls(to(), { campaign: 'c' });
		// Not `toEqual`: a null is something.
		expect(calls.map((call) => call.callAt)).toStrictEqual([callAt]);
	});
});
