import { agentStatus } from '../../../nodes/Voicenter/actions/agentStatus';
import { searchAgents } from '../../../nodes/Voicenter/pickers/agents';
import { searchAgentStatuses } from '../../../nodes/Voicenter/pickers/agentStatuses';
import { useSimulator } from '../../useSimulator';
import { run } from '../operationCall';
import { pickerOf } from '../../n8nCore/action';

const simulator = useSimulator();

const [set, , getStatuses] = agentStatus.operations;
const context = () => pickerOf({ code: simulator.account.code, baseUrl: simulator.url });

it('Set sets a status, whether its code is a text or a number', async () => {
	const fields = { userId: '12345603', extension: 'SIPSIP3' };
	await run(simulator, set, { ...fields, status: '3' });
	expect(simulator.control.agentStates()).toMatchObject([{ userId: '12345603', status: 3 }]);
	await run(simulator, set, { ...fields, userId: 12345603, status: 11 });
	expect(simulator.control.agentStates()).toMatchObject([{ userId: '12345603', status: 11 }]);
});

it('Get Statuses gives them all', async () => {
	expect(await run(simulator, getStatuses ?? set)).toHaveLength(9);
});

it('the picker of statuses shows names and codes, in the order of the codes', async () => {
	simulator.control.setAgentStatuses([
		{ id: 11, name: 'הדרכה', color: '#000' },
		{ id: 1, name: 'Login', color: '#000' },
	]);
	expect(await searchAgentStatuses.call(context())).toEqual({
		results: [
			{ name: 'Login (1)', value: '1' },
			{ name: 'הדרכה (11)', value: '11' },
		],
	});
	expect((await searchAgentStatuses.call(context(), 'הדר')).results).toHaveLength(1);
});

it('the picker of agents gives user IDs, found by name, extension or ID', async () => {
	const { results } = await searchAgents.call(context());
	expect(results[1]).toEqual({ name: 'Extension 2 (SIPSIP2, 12345602)', value: '12345602' });
	for (const filter of ['extension 2', 'sipsip2', '12345602']) {
		expect((await searchAgents.call(context(), filter)).results).toEqual([results[1]]);
	}
});
