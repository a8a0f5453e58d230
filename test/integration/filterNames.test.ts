import { VoicenterCallLogTrigger } from '../../nodes/VoicenterCallLogTrigger/VoicenterCallLogTrigger.node';
import { VoicenterRealTimeTrigger } from '../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { findUnreturned } from '../../nodes/platform/services/callReports/unreturned';
import { VoicenterScreenPopTrigger } from '../../nodes/VoicenterScreenPopTrigger/VoicenterScreenPopTrigger.node';
import { namesIn } from '../../nodes/support/callFilter';
import { watchNames } from '../../nodes/support/filterNames';
import { VoicenterTrigger } from '../../nodes/VoicenterTrigger/VoicenterTrigger.node';
import { hookContext, pollContext, triggerContext, type TriggerSetup } from '../n8nCore/trigger';
import { type RequestSetup, webhookCall } from '../n8nCore/webhook';
import { stage } from '../n8nCore/workflow';
import { useSimulator } from '../useSimulator';
import { connectTo } from './connections';

const simulator = useSimulator();

const credentials = (more: object = {}) => ({
	voicenterApi: { code: simulator.account.code, baseUrl: simulator.url, ...more },
});
let ids = 0;
const node = (filters: object, credential: object = credentials()) => ({
	type: 'voicenterTrigger',
	name: 'Calls',
	id: `node ${ids++}`,
	parameters: { filters },
	credentials: credential,
});

/** What n8n does when the workflow is published: whether it is refused, and what the log says. */
async function activate(
	filters: object,
	{ credential, ...more }: Partial<TriggerSetup> & { credential?: object } = {},
) {
	const { context, logged } = hookContext({ node: node(filters, credential), ...more });
	const refusal = await new VoicenterTrigger().webhookMethods.default.checkExists.call(context).then(
		() => undefined,
		(error: unknown) => (error as Error).message,
	);
	return { refusal, logged };
}

describe('a workflow that is published', () => {
	it.each([
		[{ queues: ['Sale Queue'] }, 'Queues: “Sale Queue” is not in the account. Did you mean “Sales Queue”?'],
		[
			{ queues: ['Sales Queue (ID 123456789)', 'Billing (ID 7)'], extensions: 'SIPSIP9' },
			'Queues: “Billing (ID 7)” is not in the account. There is: “Sales Queue”, “Service Queue”. Extensions: “SIPSIP9” is not in the account.',
		],
		[
			{ campaigns: ['Campaign 2'] },
			'Campaigns: “Campaign 2” is not in the account. Did you mean “Campaign2”?',
		],
		[
			{ agents: ['Walter Mellon'] },
			'Agents: “Walter Mellon” is not in the account. Did you mean “Walter Melon”?',
		],
		[{ queues: '={{ "Sales" + " Quue" }}' }, 'Queues: “Sales Quue” is not in the account.'],
	])('with %j is refused', async (filters, message) => {
		expect((await activate(filters)).refusal).toMatch(message);
	});

	it.each([
		{ queues: ['Sales Queue', '1234567', 'Old Name (ID 123456789)'], extensions: 'SIPSIP1, Extension 2' },
		{ agents: ['Dana Levi', '99'], campaigns: ['13571', 'Campaign1'] },
		{ queues: '={{ ["Sales Queue", "Service Queue"] }}' },
		{},
	])('with %j is not', async (filters) => {
		expect(await activate(filters)).toEqual({ refusal: undefined, logged: [] });
	});

	it('whoever has no extension, and a number that nobody has called, may be there: the log says what was not found', async () => {
		expect(await activate({ agents: ['Zohar'], dids: ['03-123-4567'] })).toEqual({
			refusal: undefined,
			logged: [
				expect.stringMatching(/^Calls: Agents: “Zohar” was not found in the account\. There is: /),
				'Calls: Called Numbers (DID): “03-123-4567” was not found in the account, which has none.',
			],
		});
	});

	it('is not held up by an account that cannot be asked', async () => {
		simulator.control.setAllowlist('nobody');
		const { refusal, logged } = await activate({ queues: ['Sale Queue'] });
		expect(refusal).toBeUndefined();
		expect(logged).toEqual([
			expect.stringMatching(/^Calls: whether Queues are right could not be checked\. .*not trusted/),
		]);
	});

	it('waits for the account for a quarter of a minute', async () => {
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
		expect(await activate({ queues: ['Sale Queue'] })).toEqual({
			logged: [
				'Calls: whether Queues are right could not be checked. Voicenter gave no answer in 15 seconds',
			],
		});
		expect(timeout).toHaveBeenCalledWith(15_000);
		timeout.mockRestore();
	});

	it('asks nothing without a credential, or without names', async () => {
		simulator.control.clearRequests();
		expect(await activate({ queues: ['Sale Queue'] }, { credential: {} })).toEqual({ logged: [] });
		expect(await activate({ queues: [], minWait: 5 })).toEqual({ logged: [] });
		expect(simulator.control.requests()).toEqual([]);
	});

	it.each(['init', 'leadershipChange'] as const)(
		'and that n8n starts by itself (%s) starts, and the log says it',
		async (activation) => {
			expect(await activate({ queues: ['Sale Queue'] }, { activation })).toEqual({
				logged: ['Calls: Queues: “Sale Queue” is not in the account. Did you mean “Sales Queue”?'],
			});
		},
	);

	it('the same holds for a test in the editor, and for the other triggers', async () => {
		const message = 'Queues: “Sale Queue” is not in the account. Did you mean “Sales Queue”?';
		const filters = { queues: ['Sale Queue'] };
		expect((await activate(filters, { mode: 'manual', activation: 'manual' })).refusal).toBe(message);

		const polled = stage({ node: { ...node(filters), type: 'voicenterCallLogTrigger' } });
		const { context } = pollContext(polled);
		await expect(new VoicenterCallLogTrigger().poll.call(context)).rejects.toThrow(message);

		const live = triggerContext({
			node: {
				...node(
					filters,
					credentials({ realTimeLogin: 'token', realTimeToken: simulator.account.realTime.token }),
				),
				type: 'voicenterRealTimeTrigger',
			},
		});
		await expect(new VoicenterRealTimeTrigger().trigger.call(live.context)).rejects.toThrow(message);
	});

	it('and so for those who should be free, and for statuses', async () => {
		const live = (parameters: object) =>
			triggerContext({
				node: {
					...node(
						{},
						credentials({ realTimeLogin: 'token', realTimeToken: simulator.account.realTime.token }),
					),
					type: 'voicenterRealTimeTrigger',
					parameters,
				},
			}).context;
		const start = (parameters: object) => new VoicenterRealTimeTrigger().trigger.call(live(parameters));
		const free = { events: ['nobodyIsFree'], whoShouldBeFree: ['Dana Levy'] };
		await expect(start(free)).rejects.toThrow(
			'Who Should Be Free: “Dana Levy” is not in the account. Did you mean “Dana Levi”?',
		);
		const status = { events: ['agentTooLongInStatus'], watchedStatuses: ['Lunhc'] };
		await expect(start(status)).rejects.toThrow(
			'Statuses: “Lunhc” is not in the account. Did you mean “Lunch”?',
		);
	});
});

describe('a call', () => {
	const record = (more: object = {}) => ({
		...{ ivruniqueid: `call ${ids++}`, type: 'Queue', time: '1700000000', status: 'ANSWER', duration: 20 },
		...{ queueid: '1234567', queuename: 'Service Queue' },
		...more,
	});
	const receive = async (
		filters: object,
		body: object,
		on = stage({ node: node(filters) }),
		more: RequestSetup & { mode?: 'manual' } = {},
	) => {
		const call = webhookCall({ node: node(filters), on, body, ...more });
		const result = await new VoicenterTrigger().webhook
			.call(call.context)
			.catch((error: unknown) => error as Error);
		await new Promise((resolve) => setTimeout(resolve, 300));
		return { ...call, result };
	};

	it('that comes to a test and does not match: the editor shows what came and why', async () => {
		const { result, response } = await receive(
			{ queues: ['Sales Queue (ID 123456789)'], minDuration: 30 },
			record(),
			undefined,
			{ mode: 'manual' },
		);
		expect(result).toMatchObject({
			name: 'NodeOperationError',
			message:
				'A record came that did not match: the queue is “Service Queue (ID 1234567)”, and the filter has “Sales Queue (ID 123456789)”; it was talked for 20 s, less than 30',
		});
		expect(response.statusCode).toBe(200);
	});

	it('of a queue that the workflow is not for has the account asked once, and what is gone is in the log once', async () => {
		const on = stage({ node: node({ queues: ['Sales Queue'] }) });
		expect((await receive({}, record(), on)).logged).toEqual([]);
		simulator.control.renameQueue('sales', 'Sales Queue North');
		simulator.control.clearRequests();
		// What is known is not asked for again, and what is new only after a while.
		await receive({}, record(), on);
		await receive({}, record({ queueid: '123456789', queuename: 'Sales Queue North' }), on);
		expect(simulator.control.requests()).toEqual([]);
		const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 11 * 60 * 1_000);
		const renamed = await receive({}, record({ queueid: '123456789', queuename: 'Sales Queue North' }), on);
		expect(renamed.logged).toEqual([
			'Calls: Queues: “Sales Queue” is not in the account. Did you mean “Sales Queue North”?',
		]);
		later.mockReturnValue(performance.now() + 30 * 60 * 1_000);
		expect((await receive({}, record({ queueid: '5', queuename: 'Five' }), on)).logged).toEqual([]);
		later.mockRestore();
	});
});

it('a call that comes while the account cannot be asked is taken, and only who looks for trouble reads of it', async () => {
	simulator.control.setAllowlist('nobody');
	const on = stage({ node: node({ queues: ['Sales Queue'] }) });
	const { context, log } = webhookCall({ node: node({}), on });
	await watchNames(context, namesIn({ queues: ['Sales Queue'] }), { queues: { id: '5', name: 'Five' } });
	expect(log).toEqual([
		{
			level: 'debug',
			message: expect.stringMatching(/^Calls: Queues could not be checked\. .*not trusted/) as string,
		},
	]);
});

describe('the Call Log, whose records name a queue and do not give its ID', () => {
	const abandoned = (queue: string) =>
		simulator.control.playIncomingCall({ queue, outcome: 'abandoned' }).callId;
	const unreturned = async (queues: unknown) => {
		const search = {
			dateRange: 'last24Hours' as const,
			from: undefined,
			to: undefined,
			timeZone: 'Asia/Jerusalem',
		};
		const input = { search, minimumAgeMinutes: 0, queues: queues as string[] };
		return (await findUnreturned(connectTo(simulator), input)).callers.flatMap((caller) => caller['queues']);
	};
	const trigger = (queues: unknown, mode: 'manual' | 'trigger' = 'manual') =>
		pollContext(stage({ node: { ...node({ queues }), type: 'voicenterCallLogTrigger' } }), { mode });
	const poll = async ({ context }: ReturnType<typeof trigger>) =>
		((await new VoicenterCallLogTrigger().poll.call(context)) ?? []).flat().map(({ json }) => json['callId']);

	it.each([
		['123456789'],
		[['Sales Queue (ID 123456789)']],
		[['Its name last year (ID 123456789)']],
		['sales queue'],
	])('%j finds its calls, in a trigger and in a report', async (queues) => {
		const callId = abandoned('sales');
		abandoned('service');
		expect(await poll(trigger(queues))).toEqual([callId]);
		expect(await unreturned(queues)).toEqual(['Sales Queue']);
	});

	it('a report of a queue that is not there is an error, and not empty', async () => {
		await expect(unreturned('Sale Queue')).rejects.toThrow(
			'“Sale Queue” is not in the account. Did you mean “Sales Queue”?',
		);
	});

	it('names count as they are written where the account cannot be asked for its queues', async () => {
		abandoned('sales');
		simulator.control.addFault({ path: '/comet/API/GetQueuesCallers', kind: 'status', status: 403 });
		expect(await unreturned(['Sales Queue (ID 123456789)'])).toEqual(['Sales Queue']);
	});

	it('a test that finds no call that matches says what the last one was', async () => {
		abandoned('service');
		await expect(poll(trigger(['Sales Queue']))).rejects.toThrow(
			'The only call of the last 7 days does not match: the queue is “Service Queue”, and the filter has “Sales Queue”.',
		);
		abandoned('service');
		await expect(poll(trigger(['Sales Queue']))).rejects.toThrow(
			/^None of the 2 latest calls of the last 7 days matches\. Of the last one: the queue is/,
		);
	});

	it('an active trigger goes on when a queue is gone, and the log has it', async () => {
		const active = trigger(['Sales Queue', 'Service Queue'], 'trigger');
		expect(await poll(active)).toEqual([]);
		simulator.control.renameQueue('sales', 'Sales Queue North');
		abandoned('sales');
		const callId = abandoned('service');
		expect(await poll(active)).toEqual([callId]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(active.logged).toContain(
			'Calls: Queues: “Sales Queue” is not in the account. Did you mean “Sales Queue North”?',
		);
	});
});

it('a moment of a call that a screen pop’s test is not for: what it was', async () => {
	const { context, response } = webhookCall({
		node: { type: 'voicenterScreenPopTrigger', parameters: { phases: ['ringing'] } },
		body: { ivrid: '1', phone: '0501234567', status: 'Hangup' },
		mode: 'manual',
	});
	await expect(new VoicenterScreenPopTrigger().webhook.call(context)).rejects.toThrow(
		'A call came that did not match: the phone’s state is “hangup”, and When has ringing',
	);
	expect(response.statusCode).toBe(200);
});
