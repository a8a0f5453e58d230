import { connect } from '../../../nodes/platform/request/account';
import { getInsights } from '../../../nodes/platform/services/insights';
import { useSimulator } from '../../useSimulator';
import { failureOf, refusedInput } from '../connections';

const simulator = useSimulator();

const connection = (apiToken: string | undefined = simulator.account.bearerToken) =>
	connect({ code: simulator.account.code, baseUrl: simulator.url, apiToken });
const ask = async (callId: string, here = connection()) => getInsights(here, { callId });

it('asks with the token, and never with the code', async () => {
	simulator.control.addCallLogRecords([{ CallID: 'a b/c', RecordURL: 'https://x', Duration: 5 }]);
	await ask('a b/c');
	expect(simulator.control.requests()).toMatchObject([
		{
			method: 'GET',
			path: '/api-manager-v1/Call/History/a%20b%2Fc',
			query: {},
			body: '',
			headers: { authorization: `Bearer ${simulator.account.bearerToken}` },
		},
	]);
	expect(JSON.stringify(simulator.control.requests())).not.toContain(simulator.account.code);
});

it('gives the summary, everything else that was heard, and the record', async () => {
	simulator.control.addCallLogRecords([{ CallID: 'one', RecordURL: 'https://x', Duration: 5 }]);
	expect(await ask('one')).toEqual({
		callId: 'one',
		summary: 'A conversation of 5 seconds with an extension.',
		ai: expect.objectContaining({ emotions: [] }) as object,
		cdr: expect.objectContaining({ CallID: 'one', Duration: 5 }) as object,
	});
});

describe.each(['ai_data', 'aiData', 'besideData', 'flat', 'flatInData'] as const)('heard, as %s', (shape) => {
	beforeEach(() => simulator.control.setInsightsShape(shape));

	it('summary, insights, emotions and the record come out in the same places', async () => {
		simulator.control.addCallLogRecords([{ CallID: 'one', RecordURL: 'https://x' }]);
		const insights = { summary: 'They want a refund.', topic: 'billing' };
		simulator.control.setInsights('one', { insights, emotions: [{ name: 'anger', share: 0.7 }] });
		expect(await ask('one')).toMatchObject({
			callId: 'one',
			summary: 'They want a refund.',
			ai: { summary: 'They want a refund.', insights, emotions: [{ name: 'anger', share: 0.7 }] },
			cdr: { CallID: 'one' },
		});
	});

	it('nothing was heard: nothing is there', async () => {
		simulator.control.addCallLogRecords([{ CallID: 'one' }]);
		expect(Object.keys(await ask('one'))).toEqual(['callId', 'cdr']);
	});
});

describe('an answer about another call', () => {
	const answered = (body: object) =>
		simulator.control.addFault({
			...{ path: '/api-manager-v1/Call/History/one', kind: 'status', status: 200 },
			body: JSON.stringify(body),
		});
	const ai_data = { insights: { summary: 'Somebody else’s.' } };

	it.each([{ CallID: 'two' }, { ivruniqueid: 'two' }, [{ callid: 'two' }, { callid: 'three' }]])(
		'%j is an error, and nothing of it is taken over',
		async (cdr_data) => {
			answered({ Data: { cdr_data, ai_data } });
			const error = await failureOf(ask('one'), simulator.account.bearerToken);
			expect(error.message).toMatch(/was asked for the call one, and answered with another one/);
		},
	);

	it.each([
		[[{ CallID: 'two' }, { CallID: 'one', Duration: 7 }]],
		[{ CallID: 'one', Duration: 7 }],
		[{ ivruniqueid: 'one', OriginalIvrUniqueID: 'zero', Duration: 7 }],
		[{ Duration: 7 }],
	])('%j holds this one, or says of none', async (cdr_data) => {
		answered({ Data: { cdr_data, ai_data } });
		expect(await ask('one')).toMatchObject({ cdr: { Duration: 7 } });
	});
});

it('nothing was recorded: nothing was heard', async () => {
	simulator.control.addCallLogRecords([{ CallID: 'one' }]);
	const insights = await ask('one');
	expect(Object.keys(insights)).toEqual(['callId', 'cdr']);
});

it('without a token in the credential nothing is sent, and the error says where it belongs', async () => {
	const { message } = await refusedInput(ask('one', connect({ code: 'x', baseUrl: simulator.url })));
	expect(message).toMatch(/enter it as API Token in the Voicenter credential/);
	expect(simulator.control.requests()).toEqual([]);
});

it('an empty call ID is refused', async () => {
	expect((await refusedInput(ask('  '))).field).toBe('callId');
});

it('a wrong token, or a quota that is used up: both are said, and the token is not', async () => {
	const wrong = 'WrongToken97531';
	const error = await failureOf(ask('one', connection(wrong)), wrong);
	expect(error).toMatchObject({ kind: 'refused', httpStatus: 401 });
	expect(error.hint).toMatch(/is wrong, or the account has used up its number of requests/);
	expect(simulator.control.requests()).toHaveLength(1);

	simulator.control.addCallLogRecords([{ CallID: 'one' }]);
	simulator.control.setInsightsQuota(1);
	await ask('one');
	expect(await failureOf(ask('one'), simulator.account.bearerToken)).toMatchObject({ httpStatus: 401 });
});

it('a call that Voicenter does not know', async () => {
	const error = await failureOf(ask('none'), simulator.account.bearerToken);
	expect(error.message).toMatch(/knows no call none/);
});

it.each([{ kind: 'status', status: 500 }, { kind: 'closeMidBody' }] as const)(
	'%j: asked again',
	async (fault) => {
		simulator.control.addCallLogRecords([{ CallID: 'one' }]);
		simulator.control.addFault({ path: '/api-manager-v1/Call/History/one', ...fault });
		expect(await ask('one')).toMatchObject({ callId: 'one' });
	},
);

it('a page instead of an answer is an error', async () => {
	simulator.control.addCallLogRecords([{ CallID: 'one' }]);
	simulator.control.addFault({
		path: '/api-manager-v1/Call/History/one',
		kind: 'status',
		status: 200,
		body: '{"Message":"?"}',
	});
	expect((await failureOf(ask('one'), simulator.account.bearerToken)).kind).toBe('unreadable');
});
