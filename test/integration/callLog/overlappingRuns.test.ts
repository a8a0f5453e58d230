/** n8n starts the next execution of a schedule though the last one has not ended. */
import { Voicenter } from '../../../nodes/Voicenter/Voicenter.node';
import { executeFunctions } from '../../n8nCore/action';
import { useSimulator } from '../../useSimulator';

const simulator = useSimulator();

const run = async (parameters: Record<string, unknown>) => {
	const credential = { code: simulator.account.code, baseUrl: simulator.url };
	const context = executeFunctions({ parameters: { resource: 'callLog', ...parameters }, credential });
	const [items = []] = await new Voicenter().execute.call(context);
	return items.map(({ json }) => json);
};

beforeEach(() =>
	simulator.control.addCallLogRecords(
		['1', '2', '3'].map((digit) => ({
			...{ CallID: digit, CallerNumber: `050111111${digit}`, Date: new Date(Date.now() - 600_000) },
			...{ Type: 'Queue', DialStatus: 'ABANDONE', Duration: 0 },
		})),
	),
);

it.each([
	['Get Many, Since Last Run', { operation: 'getAll', dateRange: 'sinceLastRun', returnAll: true }],
	['Get Unreturned, Only New Ones', { operation: 'getUnreturned', dateRange: 'last24Hours', onlyNew: true }],
])('each call is given once: %s', async (_, parameters) => {
	const runs = await Promise.all([run(parameters), run(parameters), run(parameters)]);
	expect(runs.map((items) => items.length)).toEqual([3, 0, 0]);
	expect(await run(parameters)).toEqual([]);
});
