import type { N8nEditor } from '../n8n/editor';
import { clippedTexts, isRawName, missingIcons, pictureFaults, shownNames } from './editorLooks';
import { createPanelWorkflow, PANELS } from './editorNodes';
import type { Stage } from './stage';
import { useEditor } from './useEditor';

// A slow machine takes its time; each step is awaited by itself.
jest.setTimeout(180_000);

const TYPED_WRONG = 'TypedWrongCode777888';

let stage: Stage;
let editor: N8nEditor;
useEditor((on) => ({ stage, editor } = on));

/** In the node panel, where "Voicenter" has been found: one of its actions, or of what starts a workflow. */
async function chooseFromVoicenter(kind: 'Actions' | 'Triggers', entry: string): Promise<void> {
	const node = editor.byTestId('item-iterator-item').filter({
		has: editor.page.getByText('Voicenter', { exact: true }),
	});
	await node.click();
	const named = editor.byTestId('node-creator').getByText(entry, { exact: true });
	// The actions of a node that also starts workflows are folded away where a workflow begins.
	if (kind === 'Actions')
		await editor.byTestId('node-creator-category-item').filter({ hasText: kind }).click();
	await named.click();
}

describe('a user who has just installed the package', () => {
	it('finds every node by the word Voicenter, each with its icon', async () => {
		await editor.newWorkflow();
		const found = await editor.searchNodes('Voicenter');
		const names = await found.locator('[data-test-id="node-creator-item-name"]').allInnerTexts();
		// n8n leaves the word away where a trigger's events are listed one by one, and lists those of "Voicenter Trigger"
		// with the actions of "Voicenter".
		const withoutTrigger = (name: string) => name.replace(/ Trigger$/, '');
		const expected = new Set(PANELS.map(({ title }) => withoutTrigger(title)));
		expect(names.map(withoutTrigger).sort()).toEqual([...expected].sort());
		for (const entry of await found.all()) {
			expect(await entry.locator('img:visible').count()).toBeGreaterThan(0);
			expect(await missingIcons(entry)).toEqual([]);
		}
		expect(await clippedTexts(editor.byTestId('node-creator'))).toEqual([]);
	});

	it('adds an action', async () => {
		await chooseFromVoicenter('Actions', 'Get a campaign');
		await editor.byTestId('ndv').waitFor();
		expect(await editor.byTestId('parameter-input-resource').locator('input').inputValue()).toBe('Campaign');
	});

	it('types a wrong account code and reads, whole, why it does not work', async () => {
		await editor.byTestId('node-credentials-empty-state').getByText('Connect to Voicenter').click();
		const dialog = editor.byTestId('credential-edit-dialog');
		await dialog.waitFor();
		expect(await clippedTexts(dialog)).toEqual([]);
		expect((await shownNames(dialog)).filter(isRawName)).toEqual([]);

		await editor.byTestId('parameter-input-code').locator('input').fill(TYPED_WRONG);
		await editor.byTestId('parameter-input-baseUrl').locator('input').fill(stage.simulator.url);
		await editor.byTestId('credential-save-button').click();
		await dialog.getByText('More details').click();
		const reason = dialog.getByText('Voicenter knows no extension for this account code');
		expect(await reason.innerText()).toMatch(
			/^Get extensions: .*\. Voicenter answers a wrong account code with an empty list\. Check the code in the credential, letter by letter\.$/,
		);
		expect(await clippedTexts(reason)).toEqual([]);
		expect(await dialog.innerText()).not.toContain(TYPED_WRONG);
	});

	it('corrects it and sees the test succeed', async () => {
		const dialog = editor.byTestId('credential-edit-dialog');
		await editor.byTestId('parameter-input-code').locator('input').fill(stage.simulator.account.code);
		await editor.byTestId('credential-save-button').click();
		// n8n closes the dialogue of a new credential when it works.
		await dialog.waitFor({ state: 'detached' });
		await editor.byTestId('credential-edit-button').click();
		await editor.byTestId('credentials-config-container-test-success').waitFor();
		expect(await dialog.innerText()).toContain('Connection tested successfully');
		await editor.byTestId('editCredential-modal').getByLabel('Close this dialog').click();
		await dialog.waitFor({ state: 'detached' });
	});

	it('picks a campaign from the list and runs the step', async () => {
		const { all, found } = await editor.pick('campaign', 'Campaign2');
		expect(all).toHaveLength(3);
		expect(found).toEqual([expect.stringMatching(/^Campaign2 \(Enabled, \d+ pending\)$/)]);
		const output = await editor.executeStep('success');
		await output.locator('tbody').getByText('Campaign2', { exact: true }).waitFor();
		const columns = await output.locator('th').allInnerTexts();
		expect(columns.map((column) => column.trim())).toEqual(
			expect.arrayContaining(['code', 'name', 'status', 'isEnabled', 'totalPendingCalls']),
		);
		expect(await output.locator('tbody').innerText()).toMatch(/Campaign2\s+Enabled\s+true/);
	});

	it('is refused a call and reads, whole, why and what to do', async () => {
		stage.simulator.control.setExtension('SIPSIP1', { online: false });
		await editor.choose('resource', 'Call');
		await editor.byTestId('resource-locator-extension').waitFor();
		expect(await editor.byTestId('parameter-input-operation').locator('input').inputValue()).toBe(
			'Click to Call',
		);
		await editor.pick('extension', 'SIPSIP1');
		await editor.byTestId('parameter-input-target').locator('input').fill('050-123-4567');
		const output = await editor.executeStep('danger');
		const message = editor.byTestId('node-error-message');
		expect(await message.innerText()).toMatch(
			/^Click to call: Voicenter says: .*Extension representative offline \(3\)$/,
		);
		expect(await editor.byTestId('node-error-description').innerText()).toMatch(
			/agent must open the softphone/,
		);
		expect(await clippedTexts(output)).toEqual([]);
		expect(stage.simulator.control.calls()).toEqual([]);
		stage.simulator.control.setExtension('SIPSIP1', { online: true });
	});

	it('copies a webhook’s production URL, publishes, and a call starts the workflow', async () => {
		await editor.newWorkflow();
		await editor.searchNodes('Voicenter');
		await chooseFromVoicenter('Triggers', 'On any call ended');
		const panel = editor.byTestId('ndv');
		await panel.waitFor();
		if ((await editor.listed('radio-button-production').count()) === 0) {
			await panel.getByText('Webhook URLs').click();
		}
		await editor.byTestId('radio-button-production').click();
		const shown = panel.locator('.webhook-url').filter({ hasText: '/webhook/' });
		await shown.click();
		await editor.page.getByText('URL copied').waitFor();
		const url: unknown = await editor.page.evaluate('navigator.clipboard.readText()');
		expect(url).toBe((await shown.innerText()).trim());
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/[\w-]+\/voicenter-cdr$/);
		expect(await clippedTexts(shown)).toEqual([]);

		await editor.closeNode();
		await editor.byTestId('workflow-open-publish-modal-button').click();
		await editor.byTestId('workflow-publish-button').click();
		const done = editor.byTestId('activation-modal');
		await done.getByText('Your workflow now starts whenever Voicenter sends the record of a call.').waitFor();

		const workflow = /\/workflow\/([^/?]+)/.exec(editor.page.url())?.[1] ?? '';
		stage.simulator.control.setCdrTarget({ url: String(url), format: 'json' });
		stage.simulator.control.playIncomingCall({ queue: 'sales', outcome: 'answered', caller: '0501234567' });
		const execution = await stage.api.waitForExecution(workflow);
		expect(execution.status).toBe('success');
	});
});

it('whatever is cut off, named for programs or without its picture would be noticed', async () => {
	const faulty = editor.page.locator('#faulty');
	await editor.page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(FAULTY)})`);
	const cut = [
		'A label that is too long',
		'A placeholder that is too long',
		'{{ an expression that is too long }}',
	];
	expect(await clippedTexts(faulty)).toEqual(cut);
	expect((await shownNames(faulty)).filter(isRawName)).toEqual(['campaignTarget']);
	expect(await missingIcons(faulty)).toEqual([expect.stringContaining('no-such-icon.svg')]);
	const inAPicture = await pictureFaults(faulty);
	expect(inAPicture).toEqual(
		expect.arrayContaining([
			...[...cut, 'What can be scrolled to'].map((text) => `cut: ${text}`),
			'raw name: campaignTarget',
			expect.stringMatching(/^no icon: .*no-such-icon\.svg$/),
		]),
	);
	expect(inAPicture).not.toContain('cut: What is seen');
});

const FAULTY = `<div id="faulty" style="position: fixed; top: 0; left: 0; z-index: 9999">
	<div style="width: 40px; overflow: hidden; white-space: nowrap">A label that is too long</div>
	<input style="width: 60px" placeholder="A placeholder that is too long">
	<label>campaignTarget</label><label>Campaign Target</label>
	<img src="/no-such-icon.svg">
	<div class="cm-scroller" style="width: 60px; overflow: auto; white-space: nowrap">{{ an expression that is too long }}</div>
	<div style="height: 20px; line-height: 20px; overflow: auto"><div>What is seen</div><div>What can be scrolled to</div></div>
</div>`;

describe.each(['light', 'dark'] as const)('every node’s panel, %s', (theme) => {
	let workflow: string;
	beforeAll(async () => {
		workflow = await createPanelWorkflow(stage);
		await editor.setTheme(theme);
		await editor.openWorkflow(workflow);
	});

	it('is shown in that colour', async () => {
		const scheme: unknown = await editor.page.evaluate('document.body.dataset.theme');
		expect(scheme).toBe(theme);
	});

	it.each(PANELS)('$title: nothing cut off, no raw name, no icon missing', async ({ title }) => {
		await editor.openNode(title);
		const panel = editor.byTestId('ndv');
		expect(await panel.locator('img:visible').count()).toBeGreaterThan(0);
		const looks = { clipped: await clippedTexts(panel), icons: await missingIcons(panel) };
		const names = await shownNames(panel);
		const lists = panel.locator('[data-test-id^="parameter-input-"] .el-select:visible');
		for (const list of await lists.all()) {
			await list.scrollIntoViewIfNeeded();
			// Not in the middle, where a chosen entry may have its cross.
			const arrow = list.locator('.el-select__caret').first();
			await arrow.click();
			const entries = editor.page.locator('.el-select-dropdown:visible').last();
			await entries.waitFor();
			names.push(...(await shownNames(entries)));
			looks.clipped.push(...(await clippedTexts(entries)));
			await arrow.click();
			await entries.waitFor({ state: 'hidden' });
		}
		expect(names.length).toBeGreaterThan(3);
		expect({ ...looks, raw: names.filter(isRawName) }).toEqual({ clipped: [], icons: [], raw: [] });
		await editor.closeNode();
	});
});
