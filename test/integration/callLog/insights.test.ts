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
