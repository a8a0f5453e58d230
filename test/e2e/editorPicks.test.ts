import type { N8nEditor } from '../n8n/editor';
import { until } from '../n8n/until';
import { clippedTexts } from './editorLooks';
import type { Stage } from './stage';
import { useEditor } from './useEditor';

// A slow machine takes its time; each step is awaited by itself. n8n tries to publish five times, in 15 seconds.
jest.setTimeout(180_000);

let stage: Stage;
let editor: N8nEditor;
useEditor((on) => ({ stage, editor } = on));

/** A workflow of the Voicenter Trigger alone. @returns its id */
async function createTrigger(filters: object = {}): Promise<string> {
	const { api, simulator, type } = stage;
	const { id, name } = await api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter account',
		data: { code: simulator.account.code, baseUrl: simulator.url },
	});
	const node = {
		...{ id: crypto.randomUUID(), name: 'Calls', type: type('voicenterTrigger'), typeVersion: 2 },
		...{ position: [0, 0], webhookId: WEBHOOK_ID, parameters: { filters } },
		credentials: { voicenterApi: { id, name } },
	};
	const created = await api.createWorkflow({ name: 'Calls of two queues', nodes: [node], connections: {} });
	return created.id;
}

const WEBHOOK_ID = 'c0ffee00-7a1c-4d1b-9a52-3f0e5b6a7c8d';

const choices = () => editor.page.locator('.el-select-dropdown:visible').last();

describe.each(['light', 'dark'] as const)('in the editor, %s', (theme) => {
	it('queues are picked by name, several at a time', async () => {
		await editor.setTheme(theme);
		// n8n saves by itself what is chosen here.
		await editor.openWorkflow(await createTrigger());
		await editor.openNode('Calls');
		await editor.page.locator('input[placeholder="Add filter"]').click();
		const loaded = editor.page.waitForResponse((response) =>
			response.url().includes('/dynamic-node-parameters/options'),
		);
		await choices().getByText('Queues', { exact: true }).click();
		await loaded;
		const field = editor.byTestId('parameter-input-queues');
		// Until then it takes no click.
		await field.locator('input:enabled').first().waitFor({ state: 'attached' });
		await field.click();
		const entries = choices().locator('.option-headline');
		await entries.first().waitFor();
		expect(await entries.allInnerTexts()).toEqual(['Sales Queue (123456789)', 'Service Queue (1234567)']);
		expect(await clippedTexts(choices())).toEqual([]);
		for (const entry of await entries.all()) await entry.click();
		await editor.page.keyboard.press('Escape');
		const chosen = field.locator('.el-tag');
		await chosen.nth(1).waitFor();
		expect(await chosen.allInnerTexts()).toEqual(['Sales Queue (123456789)', 'Service Queue (1234567)']);
		expect(await clippedTexts(editor.byTestId('ndv'))).toEqual([]);
	});
});

it('a call that comes to a test and does not match ends it: what came and why it did not match', async () => {
	await editor.openWorkflow(await createTrigger({ queues: ['Service Queue (ID 1234567)'] }));
	await editor.openNode('Calls');
	await editor.byTestId('node-execute-button').click();
	const url = `${stage.n8n.url}/webhook-test/${WEBHOOK_ID}/voicenter-cdr`;
	stage.simulator.control.setCdrTarget({ url, format: 'json', resendEveryMs: 1_000 });
	const { callId } = stage.simulator.control.playIncomingCall({ queue: 'sales', outcome: 'abandoned' });
	const message = editor.byTestId('node-error-message');
	await message.waitFor();
	expect(await message.innerText()).toBe(
		'A record came that did not match: the queue is “Sales Queue (ID 123456789)”, and the filter has “Service Queue (ID 1234567)”',
	);
	expect(await clippedTexts(editor.byTestId('output-panel'))).toEqual([]);
	// Voicenter does not send it again.
	await stage.simulator.control.cdrAcknowledged(callId);
	stage.simulator.control.setCdrTarget(null);
});

it('a queue that is not in the account is marked in its field, and not published', async () => {
	await editor.openWorkflow(await createTrigger({ queues: ['Sales Queue', 'Servce Queue'] }));
	await editor.openNode('Calls');
	const issues = editor.byTestId('parameter-issues');
	await issues.first().waitFor();
	await issues.first().hover();
	await editor.page.getByText('The value "Servce Queue" is not supported!').waitFor();
	await editor.closeNode();
	await editor.byTestId('workflow-open-publish-modal-button').click();
	await editor.byTestId('workflow-publish-button').click();
	await editor.page
		.getByText('Queues: “Servce Queue” is not in the account. Did you mean “Service Queue”?')
		.waitFor();
});

it('a queue that is renamed later is in the log with the next call, and said by the next test', async () => {
	const id = await createTrigger({ queues: ['Sales Queue'] });
	await stage.api.activate(id);
	const { control } = stage.simulator;
	const gone = 'Calls: Queues: “Sales Queue” is not in the account. Did you mean “Sales Queue North”?';
	expect(await stage.n8n.log()).not.toContain(gone);
	control.renameQueue('sales', 'Sales Queue North');
	control.setCdrTarget({ url: `${stage.n8n.url}/webhook/${WEBHOOK_ID}/voicenter-cdr`, format: 'json' });
	const { callId } = control.playIncomingCall({ queue: 'sales', outcome: 'abandoned' });
	await control.cdrAcknowledged(callId);
	await until(async () => ((await stage.n8n.log()).includes(gone) ? true : undefined), {
		...{ what: 'a line in the log', timeoutMs: 30_000 },
	});
	await editor.openWorkflow(id);
	await editor.openNode('Calls');
	await editor.byTestId('node-execute-button').click();
	await editor.page.getByText('“Sales Queue” is not in the account').first().waitFor();
	control.setCdrTarget(null);
	control.renameQueue('Sales Queue North', 'Sales Queue');
});
