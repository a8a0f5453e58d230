/** The first hour of somebody who runs a call centre: a workflow built by picking and dragging, tried, and published. */
import type { Page } from 'playwright-core';

import type { N8nEditor } from '../n8n/editor';
import { until } from '../n8n/until';
import type { Stage } from './stage';
import { useEditor } from './useEditor';

jest.setTimeout(300_000);

let stage: Stage;
let editor: N8nEditor;
useEditor((on) => ({ stage, editor } = on));
beforeAll(async () => {
	const { account, url } = stage.simulator;
	await stage.api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter account',
		data: { code: account.code, baseUrl: url },
	});
	await stage.api.createCredential({
		type: 'whatsAppApi',
		name: 'WhatsApp account',
		data: { accessToken: 'demo-token', businessAccountId: '100000000000000' },
	});
});

/** Chooses one of what a node of the panel does. */
async function chooseEntry(node: string, entry: string): Promise<void> {
	const named = editor.page.getByText(node, { exact: true });
	await editor.byTestId('item-iterator-item').filter({ has: named }).first().click();
	await editor.byTestId('node-creator').getByText(entry, { exact: true }).click();
	await editor.byTestId('ndv').waitFor();
}

/** Opens the panel of nodes at a node's end. */
async function addBehind(node: string, words: string): Promise<void> {
	await editor.node(node).hover();
	await editor.byTestId('canvas-handle-plus').last().click();
	await editor.byTestId('node-creator-search-bar').fill(words);
	await editor.byTestId('item-iterator-item').filter({ hasText: words }).first().waitFor();
}

async function chooseCredential(name: string): Promise<void> {
	const select = editor.byTestId('node-credentials-select').first();
	if ((await select.inputValue().catch(() => '')) === name) return;
	await select.click();
	await editor.page.locator('.el-select-dropdown:visible').getByText(name).first().click();
}

/** Adds the filter of queues in the open panel, and picks one of the account. */
async function pickQueue(name: string): Promise<void> {
	const choices = editor.page.locator('.el-select-dropdown:visible').last();
	await editor.page.getByPlaceholder('Add filter').click();
	const loaded = editor.page.waitForResponse((response) =>
		response.url().includes('/dynamic-node-parameters/options'),
	);
	await choices.getByText('Queues', { exact: true }).click();
	await loaded;
	const field = editor.byTestId('parameter-input-queues');
	// Until then it takes no click.
	await field.locator('input:enabled').first().waitFor({ state: 'attached' });
	await field.click();
	await choices.getByText(name).click();
	await editor.page.keyboard.press('Escape');
}

/** Drags a field of the input onto a parameter. Lists still unfold when they are seen: who misses one, drags again. */
async function drag(field: string, parameter: string): Promise<void> {
	const from = editor
		.byTestId('ndv-input-panel')
		.locator(`[data-name=${JSON.stringify(field)}]`)
		.first();
	const onto = editor.byTestId(`parameter-input-${parameter}`);
	for (let tries = 1; tries <= 3; tries++) {
		await from.scrollIntoViewIfNeeded();
		const [start, end] = [await from.boundingBox(), await onto.boundingBox()];
		if (!start || !end) throw new Error(`${field} cannot be dragged onto ${parameter}`);
		const { mouse } = editor.page;
		await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
		await mouse.down();
		await mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
		await mouse.up();
		const dropped = onto.filter({ hasText: field }).waitFor({ timeout: 5_000 });
		if (
			await dropped.then(
				() => true,
				() => false,
			)
		)
			return;
	}
	throw new Error(`${field} was dropped beside ${parameter}`);
}

/** What people type who look for something that has to do with calls. */
const WORDS = [
	...['mute', 'hang up', 'call recording', 'queue', 'voicemail', 'telephone', 'phone call', 'live calls'],
	...['do not call', 'outbound', 'callback', 'click2call', 'call centre', 'contact center', 'break', 'SIP'],
	...['PBX', 'IVR', 'CDR', 'abandoned', 'missed call', 'recording'],
	...['מרכזיה', 'שיחה', 'שיחות', 'הקלטה', 'תור', 'מוקד', 'נטושה', 'וויסנטר', 'ווייסנטר'],
];

it('the panel finds Voicenter by what people type', async () => {
	await editor.newWorkflow();
	await editor.searchNodes('Voicenter');
	const found = editor.byTestId('item-iterator-item').filter({
		has: editor.page.getByText('Voicenter', { exact: true }),
	});
	const missing: string[] = [];
	for (const word of WORDS) {
		await editor.byTestId('node-creator-search-bar').fill(word);
		const isThere = found.first().waitFor({ timeout: 5_000 });
		await isThere.catch(() => missing.push(word));
	}
	expect(missing).toEqual([]);
});

it('an abandoned call: a WhatsApp message and a callback, without an expression typed', async () => {
	await editor.newWorkflow();
	await editor.byTestId('canvas-plus-button').click();
	await editor.byTestId('node-creator-search-bar').fill('abandoned');
	await chooseEntry('Voicenter', 'On call abandoned');
	await chooseCredential('Voicenter account');
	await pickQueue('Sales Queue (123456789)');

	const panel = editor.byTestId('ndv');
	if ((await editor.listed('radio-button-test').count()) === 0) await panel.getByText('Webhook URLs').click();
	const testUrl = (await panel.locator('.webhook-url').first().innerText()).trim();
	await editor.byTestId('trigger-execute-button').click();
	await panel.getByText('Listening for test event').waitFor();
	const page = await openTab(testUrl);
	await page.getByLabel('Queue', { exact: true }).fill('Sales Queue');
	await page.getByLabel('Customer’s number').fill('052-765-4321');
	await page.getByRole('button', { name: 'Send to the workflow' }).click();
	await page.locator('#result').getByText('The workflow has started').waitFor();
	await page.close();
	await panel.getByText('0527654321').first().waitFor();
	await editor.closeNode();

	await addBehind('Voicenter Trigger', 'WhatsApp');
	await chooseEntry('WhatsApp Business Cloud', 'Send template');
	await chooseCredential('WhatsApp account');
	// n8n asks for the lists before it has put the credential into the node.
	await editor.closeNode();
	await editor.openNode('Send template');
	await drag('customerE164', 'recipientPhoneNumber');
	await editor.choose('phoneNumberId', '+972 72-277-6772 - Voicenter simulator');
	await editor.choose('template', 'missed_call - en_US');
	await editor.executeStep('success');
	expect(stage.whatsApp.messages).toMatchObject([{ to: '972527654321', type: 'template' }]);
	await editor.closeNode();

	await addBehind('Send template', 'Voicenter');
	await chooseEntry('Voicenter', 'Call a customer from an agent’s phone');
	await chooseCredential('Voicenter account');
	await editor.pick('extension', 'SIPSIP1');
	await editor.byTestId('ndv-input-panel').getByText('Voicenter Trigger', { exact: true }).click();
	await drag('customerNumber', 'target');
	await editor.closeNode();

	await editor.byTestId('workflow-open-publish-modal-button').click();
	await editor.byTestId('workflow-publish-button').click();
	const { control } = stage.simulator;
	control.setCdrTarget({
		url: testUrl.replace('/webhook-test/', '/webhook/'),
		format: 'json',
		resendEveryMs: 2_000,
	});
	const { callId } = control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller: '0501234567' });
	await control.cdrAcknowledged(callId, 60_000);
	const made = () => control.calls();
	const calls = await until(() => (made().length > 0 ? made() : undefined), {
		...{ what: 'the callback', timeoutMs: 60_000 },
	});
	expect(calls).toMatchObject([{ phone: 'SIPSIP1', target: '0501234567' }]);
	expect(stage.whatsApp.messages.map(({ to }) => to)).toEqual(['972527654321', '972501234567']);
});

async function openTab(url: string): Promise<Page> {
	const page = await editor.page.context().newPage();
	await page.goto(url);
	return page;
}
