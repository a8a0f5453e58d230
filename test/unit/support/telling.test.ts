/** A service that tells, of the test's own: what every one of them can rely on. */
import { ACKNOWLEDGEMENT, readMessages, type Told } from '../../../nodes/platform/inbound/telling';
import { type Reader, tell, type TellingService } from '../../../nodes/support/webhook/telling';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';
import { stage } from '../../n8nCore/workflow';

type Message = Told<{ name: string; extras?: number; unwanted?: boolean }>;

/** Neither filtered nor joined, and whole when it first comes. */
const SIMPLE = {
	read: (body) => readMessages(body, 'message', (raw) => raw as Message['record']),
	nameOf: ({ record: { name } }) => name,
} satisfies Partial<Reader<Message>>;

const FULL: Reader<Message> = {
	...SIMPLE,
	extrasOf: ({ record: { extras = 0 } }) => extras,
	isWanted: (messages) => messages.some(({ record: { unwanted } }) => !unwanted),
	whyNot: ([message]) => [`${message?.record.name} is not wanted`],
	toItem: (messages) => ({ names: messages.map(({ record: { name } }) => name) }),
};

const NAMES = Object.fromEntries(
	Object.entries(ACKNOWLEDGEMENT).map(([name, said]) => [JSON.stringify(said), name]),
);

let workflows = 0;

/** A workflow that is told of messages, each request a list of them. */
function trigger(of: Partial<Reader<Message>> = {}, settings: object = {}, reader: typeof SIMPLE = FULL) {
	const looked: string[] = [];
	const look = ({ record: { name } }: Message) => Promise.resolve(void looked.push(name));
	const node = { type: 'voicenterTrigger', name: 'Trigger', parameters: { settings } };
	const on = stage({ node, workflowId: `telling ${workflows++}` });
	const come = async (body: unknown, more: RequestSetup & { mode?: 'manual' } = {}) => {
		const call = webhookCall({ node, on, body, ...more });
		const service: TellingService<Message> = {
			what: 'message',
			open: () => Promise.resolve({ ...reader, look, ...of }),
		};
		const result = await tell(call.context, service).catch((error: unknown) => error as Error);
		/** Which acknowledgements went out. */
		const said = () => call.sent.map(({ body: text }) => NAMES[text] ?? text);
		/** What n8n says when it has stored the execution, or could not. */
		const n8nSays = (status: number, text = '') => {
			call.response.statusCode = status;
			call.response.end(text);
			return said();
		};
		const started = 'workflowData' in result ? result.workflowData[0]?.map(({ json }) => json) : undefined;
		return { ...call, result, started, said, n8nSays };
	};
	return { come, looked };
}

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

it.each([
	[200, '', 'ok'],
	[399, '', 'ok'],
	[400, '', 'applicationError'],
	[500, '', 'applicationError'],
	[200, '{"code":0,"message":"Workflow could not be started"}', 'applicationError'],
])('n8n’s %i with %j is said to be %s', async (status, text, said) => {
	const { come } = trigger();
	const { started, n8nSays } = await come([{ name: 'a' }]);
	expect(started).toEqual([{ names: ['a'] }]);
	expect(n8nSays(status, text)).toEqual([said]);
	expect((await come([{ name: 'a' }])).started).toEqual(said === 'ok' ? undefined : started);
});

it('of a service that says no more than how to read and tell apart, each message is an item', async () => {
	const messages = [{ name: 'a' }, { name: 'b', unwanted: true }];
	const { come } = trigger({}, {}, SIMPLE);
	const { started, n8nSays } = await come(messages);
	expect(started).toEqual(messages);
	n8nSays(200);
	expect((await come([{ name: 'b', extras: 1 }])).said()).toEqual(['ok']);
	expect((await trigger({}, { includeRaw: true }, SIMPLE).come([{ name: 'a' }])).started).toEqual([
		{ name: 'a', raw: { name: 'a' } },
	]);
});

it('each message is seen, and what goes wrong with that goes no further', async () => {
	const { come, looked } = trigger();
	(await come([{ name: 'a' }, { name: 'b', unwanted: true }])).n8nSays(200);
	await come([{ name: 'c', unwanted: true }]);
	expect(looked).toEqual(['a', 'b', 'c']);
	const broken = trigger({ look: () => Promise.reject(new Error('The account cannot be asked')) });
	expect((await broken.come([{ name: 'a' }])).started).toHaveLength(1);
});

it('of what cannot be read in a body the first is in the log, and the whole is never acknowledged', async () => {
	const read = () => ({ read: [{ record: { name: 'a' }, raw: {} }], broken: ['No name', 'No time'] });
	const { logged, n8nSays } = await trigger({ read }).come([]);
	expect(logged).toEqual(['Trigger: a message could not be read. 2 of 3 in the body. No name']);
	expect(n8nSays(200)).toEqual(['parseError']);
});

it('a fault of ours is no body that cannot be read: n8n tells it, and the message is to come again', async () => {
	const read = () => {
		throw new TypeError('Ours');
	};
	const { result, logged, n8nSays } = await trigger({ read }).come([]);
	expect(result).toMatchObject({ name: 'NodeOperationError', message: 'Ours' });
	expect(logged).toEqual([]);
	expect(n8nSays(500, '{}')).toEqual(['applicationError']);
});

it('whoever may not call is turned away with nothing said', async () => {
	const { result, sent } = await trigger({}, { allowedAddresses: '198.51.100.1' }).come([{ name: 'a' }]);
	expect(result).toEqual({ noWebhookResponse: true });
	expect(sent.map(({ status, body }) => [status, body])).toEqual([[403, '']]);
});

it('a message that n8n says nothing of for a day may start the workflow once more', async () => {
	const { come } = trigger();
	await come([{ name: 'a' }]);
	const repeated = come([{ name: 'a' }]);
	await jest.advanceTimersByTimeAsync(24 * 60 * 60 * 1_000);
	const { started, said } = await repeated;
	expect([started, said()]).toEqual([undefined, ['applicationError']]);
	expect((await come([{ name: 'a' }])).started).toHaveLength(1);
});

it.each([
	[[{ name: 'a', unwanted: true }], 'A message came that did not match: a is not wanted'],
	[
		[
			{ name: 'a', unwanted: true },
			{ name: 'b', unwanted: true },
		],
		'2 messages came that did not match: a is not wanted. b is not wanted',
	],
])('a test that nothing matches says why: %j', async (body, message) => {
	const { result, said } = await trigger().come(body, { mode: 'manual' });
	expect(result).toMatchObject({ name: 'NodeOperationError', message });
	expect(said()).toEqual(['ok']);
});

describe('halves', () => {
	const halves: Partial<Reader<Message>> = {
		halfOf: ({ record: { name } }) => ({ own: name, other: name.split('').reverse().join('') }),
		halfWaitMs: 5_000,
	};

	it('wait for each other, and no longer than that', async () => {
		const { come } = trigger(halves);
		const first = come([{ name: 'a1' }]);
		await jest.advanceTimersByTimeAsync(4_999);
		const both = await come([{ name: '1a' }]);
		expect(both.started).toEqual([{ names: ['a1', '1a'] }]);
		expect(both.n8nSays(200)).toEqual(['ok']);
		expect((await first).said()).toEqual(['ok']);

		const alone = come([{ name: 'b1' }]);
		await jest.advanceTimersByTimeAsync(5_000);
		expect((await alone).started).toEqual([{ names: ['b1'] }]);
	});

	it('that come in one body of a test are one item each two', async () => {
		const { started } = await trigger(halves).come(
			['a1', 'b1', '1a', 'c1', '1a'].map((name) => ({ name })),
			{ mode: 'manual' },
		);
		expect(started?.map(({ names }) => names)).toEqual([['a1', '1a'], ['b1'], ['c1'], ['1a']]);
	});
});
