/** Templates that call back whom nobody has served. */
import { itemsOf } from '../n8n/api';
import type { Simulator } from '../simulator';
import { ALWAYS_OPEN, CLOSED_TODAY } from './hours';
import type { ExampleStage } from './stage';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Three waited in vain, and the last of them was called back. */
function threeCalls({ control }: Simulator): void {
	const abandoned = { Type: 'Queue', QueueName: 'Sales Queue', DialStatus: 'ABANDONE' };
	control.addCallLogRecords([
		{ ...abandoned, CallID: 'vain-1', CallerNumber: '0531110001', Date: minutesAgo(90) },
		{ ...abandoned, CallID: 'vain-2', CallerNumber: '0531110002', Date: minutesAgo(60) },
		{ ...abandoned, CallID: 'vain-3', CallerNumber: '0531110003', Date: minutesAgo(50) },
		{
			CallID: 'served',
			Type: 'Extension Outgoing',
			CallerNumber: '0722776772',
			TargetNumber: '0531110003',
			Duration: 40,
			Date: minutesAgo(40),
		},
	]);
}

const OURS = '972531110';

/** @param stage there by the time the tests run */
export function unreturnedTests(stage: () => ExampleStage): void {
	describe('unreturned-callers-to-campaign', () => {
		it('hands over each once, tries again what was not taken, and does nothing while it is closed', async () => {
			const { api, install, makeTable, simulator } = stage();
			const { control } = simulator;
			threeCalls(simulator);
			const rows = await makeTable('Handed to the dialer', { callId: 'string' });
			const code = 'VCsimUnreturned';
			const setUp = async (hours: object) =>
				await install('unreturned-callers-to-campaign', {
					activate: false,
					fillIn: {
						'Calling hours': () => hours,
						'Add to campaign': () => ({ campaign: { __rl: true, mode: 'id', value: code } }),
					},
				});
			const { id } = await setUp(ALWAYS_OPEN);
			const run = async (workflow = id) => {
				const execution = await api.runToEnd(workflow, 'Every half hour');
				expect(execution.status).toBe('success');
				return execution;
			};
			expect(itemsOf(await run(), 'Was added')).toEqual([]);
			expect(await rows()).toEqual([]);

			control.addCampaign({ name: 'Unreturned', kind: 'agent', enabled: false, code });
			const closed = await setUp(CLOSED_TODAY);
			await run(closed.id);
			const targets = () =>
				control.dialerTargets(code).flatMap(({ phone }) => (phone.startsWith(OURS) ? [phone] : []));
			expect(targets()).toEqual([]);
			for (let time = 0; time < 2; time++) await run();
			expect(targets()).toEqual(['972531110001', '972531110002']);
			const handedOver = (await rows()).map(({ callId }) => callId);
			expect(handedOver).toEqual(expect.arrayContaining(['vain-1', 'vain-2']) as unknown);
			expect(new Set(handedOver).size).toBe(handedOver.length);
		});
	});

	describe('unreturned-callers-to-agents', () => {
		it('gives the one who waits longest to the agent who is free, and the next to the next', async () => {
			const { api, install, makeTable, simulator } = stage();
			const { control } = simulator;
			threeCalls(simulator);
			const rows = await makeTable('חזרנו אליהם', { callId: 'string' });
			const toAgents = await install('unreturned-callers-to-agents', {
				language: 'he',
				activate: false,
				fillIn: {
					'Calling hours': () => ALWAYS_OPEN,
					// Who calls in the other tests.
					'Unreturned callers': () => ({ options: { minimumAgeMinutes: 15, leaveOut: '0501234567' } }),
				},
			});
			const calls = () => control.calls().filter(({ kind }) => kind === 'clickToCall');
			const before = calls().length;
			const others = simulator.account.extensions.filter(({ sip }) => sip !== 'SIPSIP2');
			for (const { sip } of others)
				control.playRealTime({ kind: 'agentStatus', extension: sip, status: 3 }).finish();
			control.playRealTime({ kind: 'agentStatus', extension: 'SIPSIP2', status: 1 }).finish();
			const run = async () => {
				const execution = await api.runToEnd(toAgents.id, toAgents.step('Every half hour'));
				expect(execution.status).toBe('success');
			};
			await run();
			expect(calls().slice(before)).toMatchObject([{ phone: 'SIPSIP2', target: '0531110001' }]);
			for (const { callId } of calls()) control.hangUpCall(callId);
			await run();
			expect(calls().slice(before)).toMatchObject([{}, { phone: 'SIPSIP2', target: '0531110002' }]);
			expect((await rows()).map(({ callId }) => callId)).toEqual(['vain-1', 'vain-2']);
			for (const { callId } of calls()) control.hangUpCall(callId);
			for (const { sip } of others)
				control.playRealTime({ kind: 'agentStatus', extension: sip, status: 1 }).finish();
		});
	});
}
