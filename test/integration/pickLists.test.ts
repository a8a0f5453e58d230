import { createCallLog } from '../../nodes/platform/services/callLog';
import { withIds } from '../../nodes/platform/services/filterIds';
import { accountLists } from '../../nodes/support/pickers/several';
import { loadOptionsContext } from '../n8nCore/trigger';
import { useSimulator } from '../useSimulator';
import { connectTo } from './connections';

const simulator = useSimulator();

const credential = () => ({ code: simulator.account.code, baseUrl: simulator.url });

/** What the editor offers in a field of the trigger, whose filter holds this. */
const load = (list: keyof typeof accountLists, filters: object = {}, credentials?: object) =>
	accountLists[list].call(
		loadOptionsContext({
			node: {
				type: 'voicenterTrigger',
				parameters: { filters },
				credentials: credentials ?? { voicenterApi: credential() },
			},
		}).context,
	);

it.each<[keyof typeof accountLists, { name: string; value: string }[]]>([
	[
		'pickQueues',
		[
			{ name: 'Sales Queue (123456789)', value: 'Sales Queue (ID 123456789)' },
			{ name: 'Service Queue (1234567)', value: 'Service Queue (ID 1234567)' },
		],
	],
	[
		'pickExtensions',
		[
			{ name: 'Extension 1 (SIPSIP1, John Doe, 11)', value: 'Extension 1 (ID SIPSIP1)' },
			{ name: 'Extension 2 (SIPSIP2, Walter Melon, 12)', value: 'Extension 2 (ID SIPSIP2)' },
			{ name: 'Extension 3 (SIPSIP3, Dana Levi, 13)', value: 'Extension 3 (ID SIPSIP3)' },
		],
	],
	[
		'pickAgents',
		[
			{ name: 'Dana Levi (12345603, SIPSIP3)', value: 'Dana Levi (ID 12345603)' },
			{ name: 'John Doe (12345601, SIPSIP1)', value: 'John Doe (ID 12345601)' },
			{ name: 'Walter Melon (12345602, SIPSIP2)', value: 'Walter Melon (ID 12345602)' },
		],
	],
	[
		'pickCampaigns',
		[1, 2, 3].map((number) => ({
			name: expect.stringMatching(`^Campaign${number} \\(.*, (En|Dis)abled\\)$`) as string,
			value: expect.stringMatching(`^Campaign${number} \\(ID VCsim`) as string,
		})),
	],
])('%s offers what there is, by name', async (list, choices) => {
	expect(await load(list)).toEqual(choices);
});

it('called numbers are those of the last day, the most called first, in one request', async () => {
	const call = (queue: string, outcome: 'answered' | 'abandoned') =>
		simulator.control.playIncomingCall({ queue, outcome });
	call('sales', 'abandoned');
	call('service', 'answered');
	call('service', 'abandoned');
	simulator.control.clearRequests();
	expect(await load('pickCalledNumbers')).toEqual([
		{ name: '0722776773 (2 calls)', value: '0722776773' },
		{ name: '0722776772 (1 call)', value: '0722776772' },
	]);
	expect(simulator.control.requests()).toHaveLength(1);
});

it('statuses are in the order of their codes; people may be agents or extensions', async () => {
	const statuses = await load('pickStatuses');
	expect(statuses.slice(0, 3)).toEqual([
		{ name: 'Login (1)', value: 'Login (ID 1)' },
		{ name: 'Logout (2)', value: 'Logout (ID 2)' },
		{ name: 'Lunch (3)', value: 'Lunch (ID 3)' },
	]);
	expect(await load('pickAgentsAndExtensions')).toHaveLength(6);
});

it('what is typed already and is in the account is offered as well, so that the editor does not call it wrong', async () => {
	const offered = async (queues: unknown) =>
		(await load('pickQueues', { queues })).slice(2).map(({ value }) => value);
	expect(await offered(['Sales Queue', '1234567', 'Sale Queue'])).toEqual(['Sales Queue', '1234567']);
	expect(await offered(['Sales Queue (ID 123456789)'])).toEqual([]);
	// As an expression gives it.
	expect(await offered('service queue, 123456789')).toEqual(['service queue, 123456789']);
	expect(await offered('service queue, none')).toEqual([]);
});

it('says what to do where there is no credential, or the account cannot be asked', async () => {
	await expect(load('pickQueues', {}, {})).rejects.toThrow(
		/select a credential for Voicenter API.*Expression and type the names/,
	);
	simulator.control.setAllowlist('nobody');
	await expect(load('pickQueues')).rejects.toThrow(/not trusted.*allow.*switch it to Expression/i);
});

describe('names where the Call Log takes IDs', () => {
	const ids = (filters: object) => withIds(connectTo(simulator), filters);

	it('are looked up, also the code of a campaign', async () => {
		expect(
			await ids({
				queues: 'Sales Queue; service queue',
				campaigns: ['Campaign2'],
				extensions: ['Extension 2'],
				callTypes: [8],
			}),
		).toEqual({
			queues: ['123456789', '1234567'],
			campaigns: ['13571'],
			extensions: ['SIPSIP2'],
			callTypes: [8],
		});
	});

	it('need no request where the ID is known', async () => {
		simulator.control.clearRequests();
		const picked = {
			queues: ['Sales Queue (ID 123456789)', '7'],
			extensions: 'SIPSIP1, Extension 3 (ID SIPSIP3)',
		};
		expect(await ids(picked)).toEqual({ queues: ['123456789', '7'], extensions: ['SIPSIP1', 'SIPSIP3'] });
		expect(await ids({ queues: '', campaigns: [] })).toEqual({ queues: '', campaigns: [] });
		expect(simulator.control.requests()).toEqual([]);
	});

	it.each([
		[{ queues: 'Sale Queue' }, '“Sale Queue” is not in the account. Did you mean “Sales Queue”?'],
		[
			{ queues: 'Collections' },
			'“Collections” is not in the account. There is: “Sales Queue”, “Service Queue”.',
		],
		[{ campaigns: 'Campain2' }, '“Campain2” is not in the account. Did you mean “Campaign'],
		// A word, though it has the form of a SIP code.
		[{ extensions: 'Reception' }, '“Reception” is not in the account.'],
		[{ extensions: 'Extension 9' }, '“Extension 9” is not in the account. Did you mean “Extension'],
	])('%j is refused', async (filters, message) => {
		await expect(ids(filters)).rejects.toThrow(message);
	});
});

describe('calls of the Call Log', () => {
	const find = async (filters: object, more: object = {}) => {
		const search = {
			dateRange: 'last24Hours' as const,
			from: undefined,
			to: undefined,
			timeZone: 'Asia/Jerusalem',
			...more,
		};
		const calls = await createCallLog().findCalls(connectTo(simulator), { ...search, ...filters });
		return calls.map(({ callId }) => callId);
	};
	const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
	beforeEach(() => {
		simulator.control.addCallLogRecords([
			{
				CallID: 'dana',
				Date: at(30),
				DID: '0722776772',
				RepresentativeName: 'Dana Levi',
				RepresentativeCode: '7',
			},
			{ CallID: 'walter', Date: at(20), DID: '0722776773', RepresentativeName: 'Walter Melon' },
			{ CallID: 'nobody', Date: at(10), DID: '0722776772' },
		]);
	});

	it.each([
		[{ agents: ['Dana Levi (ID 12345603)'] }, ['dana']],
		[{ agents: '7, walter melon' }, ['dana', 'walter']],
		[{ dids: ['072-277-6772'] }, ['dana', 'nobody']],
		[{ dids: '+972722776773', agents: ['Dana Levi'] }, []],
		[{ agents: [], dids: '' }, ['dana', 'walter', 'nobody']],
	])('%j finds %j', async (filters, found) => {
		expect(await find(filters)).toEqual(found);
		// Whatever is asked of them.
		expect(await find(filters, { fields: ['times'] })).toEqual(found);
	});
});
