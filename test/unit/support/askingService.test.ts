/** A service that asks, of the test's own: what every one of them can rely on. */
import { ask, type AskingService } from '../../../nodes/support/webhook/asking';
import { watchLag } from '../../../nodes/support/webhook/lag';
import { type CallOptions, askingCall } from './askingCall';

jest.mock('../../../nodes/support/webhook/lag', () => ({
	watchLag: jest.fn(() => mockStop),
	recentLagMs: () => 0,
}));
const mockStop = jest.fn();

interface Question {
	callId: string;
}

const RAW = { asked: 'something' };
const ANSWER = '{"user":["Hello"]}';
const NOTHING = { noWebhookResponse: true };

/** Reads every request as a call of its own, unless told otherwise. */
function asked(of: Partial<AskingService<Question>> = {}, options: CallOptions = {}) {
	const read = jest.fn<Promise<{ request: Question; raw: typeof RAW }>, [object, object]>(() =>
		Promise.resolve({ request: { callId: '1' }, raw: RAW }),
	);
	const service = { ...{ kind: 'voiceBot' as const, deadline: { standard: 4, below: 5 }, read }, ...of };
	const call = askingCall(service, options);
	return { ...call, read, started: ask(call.context, service) };
}

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	jest.clearAllMocks();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('a request', () => {
	it('starts the workflow by its only output, with nothing that nobody has asked for', async () => {
		const { workflowData } = await asked().started;
		expect(workflowData).toEqual([[{ json: { callId: '1', answerBy: expect.any(String) as unknown } }]]);
	});

	it('by GET has no body, and others have theirs; the account is in Israel unless told', async () => {
		const get = asked({}, { method: 'GET', query: { phone: '1' } });
		await get.started;
		const none = { bytes: Buffer.alloc(0), contentType: '' };
		const israel = { country: 'IL', timeZone: 'Asia/Jerusalem' };
		expect(get.read.mock.calls).toEqual([[{ query: { phone: '1' }, body: none }, israel]]);

		const post = asked({}, { body: '{}' });
		await post.started;
		const body = { bytes: Buffer.from('{}'), contentType: 'application/json' };
		expect(post.read.mock.calls).toEqual([[{ query: {}, body }, israel]]);
	});

	it('leaves by the output that its route says', async () => {
		const { workflowData } = await asked({ route: () => ({ output: 1, of: 3 }) }).started;
		expect(workflowData?.map((items) => items.length)).toEqual([0, 1, 0]);
	});

	it('that a fault of ours keeps from being read is no request that cannot be read', async () => {
		const { started, logged, sent } = asked({ read: () => Promise.reject(new TypeError('Ours')) });
		await expect(started).rejects.toMatchObject({ name: 'NodeOperationError', message: 'Ours' });
		expect([logged, sent]).toEqual([[], []]);
	});
});

describe('an answer', () => {
	it.each([
		[200, ANSWER],
		[299, ANSWER],
		[300, '{}'],
		[304, '{}'],
		[199, '{}'],
	])('with the status %i: %s is sent', async (status, expected) => {
		const { started, response, sent } = asked();
		await started;
		response.statusCode = status;
		response.end(ANSWER);
		expect(sent.map((one) => [one.status, one.body])).toEqual([[200, expected]]);
	});

	it.each([
		['3', 3_000],
		[0, 4_000],
		['', 4_000],
		[true, 4_000],
	])('has until its deadline, which may be given as %p: %i ms', async (deadline, milliseconds) => {
		const { started, sent } = asked({}, { parameters: { settings: { deadline } } });
		await started;
		jest.advanceTimersByTime(milliseconds - 1);
		expect(sent).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(sent.map(({ body }) => body)).toEqual(['{}']);
	});

	it('that comes when the caller has got the fallback and hung up is still told to be late', async () => {
		const { started, response, logged } = asked();
		await started;
		jest.advanceTimersByTime(4_000);
		response.emit('close');
		response.end(ANSWER);
		expect(logged).toEqual([
			'Trigger: the workflow had not answered at the deadline, so Voicenter got the fallback (call 1)',
			'Trigger: an answer came after 4.0 s, too late to be sent (call 1)',
		]);
	});

	it('ends the watch over how busy the process is', async () => {
		const { started, response } = asked();
		await started;
		expect([jest.mocked(watchLag).mock.calls.length, mockStop.mock.calls.length]).toEqual([1, 0]);
		response.end(ANSWER);
		expect(mockStop).toHaveBeenCalledTimes(1);
	});
});

describe('a caller who has hung up before the node hears of it', () => {
	it('is waited for by nobody', async () => {
		const { started, response } = asked({ fallback: () => Promise.resolve(void response.emit('close')) });
		expect(await started).toEqual(NOTHING);
		expect([jest.getTimerCount(), jest.mocked(watchLag).mock.calls.length]).toEqual([0, 0]);
	});
});

describe('a request that its route does not want', () => {
	const route = () => undefined;

	it('starts nothing when the workflow is active', async () => {
		const { started, sent } = asked({ route, whyNot: () => 'it is Monday' });
		expect(await started).toEqual(NOTHING);
		expect(sent.map(({ body }) => body)).toEqual(['{}']);
	});

	it.each([
		[() => 'it is Monday', 'A call came that did not match: it is Monday'],
		[undefined, 'A call came that did not match: '],
	])('tells whoever tries it in the editor why', async (whyNot, message) => {
		const { started, sent } = asked({ route, ...(whyNot && { whyNot }) }, { mode: 'manual' });
		await expect(started).rejects.toMatchObject({ message });
		expect(sent.map(({ body }) => body)).toEqual(['{}']);
	});
});

describe('requests with one key', () => {
	const shared = (key: string) => ({ shareKey: () => key });

	it('all get the fallback when the workflow of the first fails', async () => {
		const [first, second] = [asked(shared('fails')), asked(shared('fails'))];
		await Promise.all([first.started, second.started]);
		first.response.statusCode = 500;
		first.response.end('{}');
		expect([...first.sent, ...second.sent].map(({ status, body }) => [status, body])).toEqual([
			[200, '{}'],
			[200, '{}'],
		]);
	});

	it('follow the one that was started last, for as long as it is theirs', async () => {
		const first = asked(shared('again'));
		await first.started;
		first.response.statusCode = 500;
		first.response.end('{}');
		jest.advanceTimersByTime(20_000);
		const second = asked(shared('again'));
		expect((await second.started).workflowData).toHaveLength(1);
		// Half a minute after the first, and not after the second.
		jest.advanceTimersByTime(10_000);
		expect(await asked(shared('again')).started).toEqual(NOTHING);
		jest.advanceTimersByTime(20_000);
		expect((await asked(shared('again')).started).workflowData).toHaveLength(1);
	});
});
