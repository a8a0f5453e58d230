import { CALLER, playBothCalls, setUpChain } from '../demo/chain';
import { itemsOf } from '../n8n/api';
import { type Loading, setStage, type Stage } from './stage';

jest.setTimeout(180_000);

describe.each<Loading>(['custom extension', 'tarball'])(
	'an abandoned call, in a real n8n that has the package as a %s',
	(loading) => {
		let stage: Stage;
		beforeAll(async () => {
			stage = await setStage(loading);
		});
		afterAll(() => stage.close());

		it('causes one WhatsApp message and one callback; an answered call causes nothing', async () => {
			const chain = await setUpChain(stage, stage.n8n.url, stage.prefix);
			const seen = await playBothCalls(stage, chain);

			expect(stage.whatsApp.messages).toMatchObject([
				{
					to: '972501234567',
					type: 'template',
					template: { name: 'missed_call_follow_up', language: 'he' },
					body: { template: { components: [{ type: 'body', parameters: [{ text: 'Sales Queue' }] }] } },
				},
			]);
			expect(seen.calls).toEqual([{ phone: 'SIPSIP1', target: CALLER }]);
			expect(seen.deliveries).toEqual({ abandoned: 1, answered: 1 });
			expect(seen.executions).toBe(1);
			expect(stage.whatsApp.refused).toEqual([]);

			const [request] = stage.simulator.control.requests('/ForwardDialer/click2call.aspx');
			const execution = await stage.api.waitForExecution(chain.workflowId);
			const [record] = itemsOf(execution, 'Call abandoned');
			expect(request?.json).toMatchObject({ record: 'True', var_abandonedCallId: record?.json['callId'] });
			expect(itemsOf(execution, 'Call back')[0]?.json).toMatchObject({
				callId: stage.simulator.control.calls()[0]?.callId,
			});
		});
	},
);
