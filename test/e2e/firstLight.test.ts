/** What n8n itself does with the package, in both ways that it can be loaded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CALLER, playBothCalls, setUpChain } from '../demo/chain';
import { itemsOf } from '../n8n/api';
import { openEditor } from '../n8n/editor';
import { PROJECT_ROOT } from '../n8n/paths';
import { type Loading, setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const written = (path: string): unknown =>
	JSON.parse(readFileSync(join(PROJECT_ROOT, 'nodes', path), 'utf8')) as unknown;

const node = (name: string, type: string, typeVersion: number, parameters: object, place: number) => ({
	id: crypto.randomUUID(),
	name,
	type,
	typeVersion,
	position: [place * 200, 0],
	parameters,
});
const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

describe.each<Loading>(['custom extension', 'tarball'])(
	'a real n8n that has the package as a %s',
	(loading) => {
		let stage: Stage;
		beforeAll(async () => {
			stage = await setStage(loading);
		});
		afterAll(() => stage.close());

		it('an abandoned call causes one WhatsApp message and one callback; an answered call causes nothing', async () => {
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

		/** As n8n's editor asks: the node's type, its version in full, resource and operation if it has them. */
		const ask = async (path: string) => fetch(`${stage.n8n.url}/schemas/${path}`);

		it('serves an operation’s output schema', async () => {
			const answer = await ask(`${stage.type('voicenter')}/1.0.0/call/clickToCall.json`);
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual(written('Voicenter/__schema__/v1.0.0/call/clickToCall.json'));
		});

		it.each([
			['voicenterCallLogTrigger', '1.0.0'],
			['voicenterTrigger', '2.0.0'],
			['voicenterExternalLayerTrigger', '2.0.0'],
			['voicenterOfficeHours', '1.0.0'],
			['voicenterRealTimeTrigger', '1.0.0'],
			['voicenterScreenPopTrigger', '2.0.0'],
			['voicenterVoiceBotTrigger', '2.0.0'],
		])('serves that of %s', async (trigger, version) => {
			const answer = await ask(`${stage.type(trigger)}/${version}.json`);
			expect(answer.status).toBe(200);
			const folder = trigger.replace('voicenter', 'Voicenter');
			expect(await answer.json()).toEqual(written(`${folder}/__schema__/v${version}.json`));
		});

		it('has none of an operation that there is not', async () => {
			expect((await ask(`${stage.type('voicenter')}/1.0.0/call/shout.json`)).status).toBe(404);
		});

		/** Of triggers the editor of n8n 2.41 shows none (“Trigger nodes do not have schema previews”). */
		it('offers an operation’s fields to the next node in its editor before anything has run', async () => {
			const { id } = await stage.api.createWorkflow({
				name: 'Nothing has run',
				nodes: [
					node('Call ended', stage.type('voicenterTrigger'), 2, {}, 0),
					node('Insights', stage.type('voicenter'), 1, { resource: 'callLog', operation: 'getInsights' }, 1),
					node('Next', 'n8n-nodes-base.set', 3.4, {}, 2),
				],
				connections: { 'Call ended': then('Insights'), Insights: then('Next') },
			});
			const editor = await openEditor(stage.api);
			try {
				await editor.openWorkflow(id);
				await editor.openNode('Next');
				const fields = editor.byTestId('ndv-input-panel').locator('[data-test-id="run-data-schema-item"]');
				await fields.first().waitFor();
				expect(await fields.allInnerTexts()).toEqual(
					expect.arrayContaining(['callId', 'summary', 'ai', 'emotions', 'cdr']),
				);
			} finally {
				await editor.close();
			}
		});
	},
);
