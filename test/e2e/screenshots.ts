/** `npm run screenshots`: takes the README's pictures again, in a real n8n. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { playBothCalls, setUpChain } from '../demo/chain';
import { type N8nEditor, openEditor } from '../n8n/editor';
import { PROJECT_ROOT } from '../n8n/paths';
import { createPanelWorkflow, PANELS, pictureName } from './editorNodes';
import { setStage, type Stage } from './stage';

const FOLDER = join(PROJECT_ROOT, 'examples', 'images');
const WORKFLOW_SIZE = { width: 1280, height: 760 };
/** So narrow that the words can be read in a README's column, so high that nothing has to be scrolled. */
const PANEL_SIZE = { width: 1120, height: 940 };

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const stage = await setStage();
	try {
		await takeWorkflow(stage);
		await takePanels(stage);
	} finally {
		await stage.close();
	}
}

/** The demo's workflow, when it has run. */
async function takeWorkflow(stage: Stage): Promise<void> {
	const chain = await setUpChain(stage, stage.n8n.url, stage.prefix);
	await playBothCalls(stage, chain);
	await using editor = await openEditor(stage.api, { viewport: WORKFLOW_SIZE });
	await editor.openWorkflow(chain.workflowId);
	await editor.screenshot(join(FOLDER, 'abandoned-call-follow-up.png'));
	await editor.openNode('Call back');
	await away(editor);
	await editor.screenshot(join(FOLDER, 'click-to-call.png'));
}

/** Every node's panel, light and dark. */
async function takePanels(stage: Stage): Promise<void> {
	const workflow = await createPanelWorkflow(stage);
	await using editor = await openEditor(stage.api, { viewport: PANEL_SIZE });
	for (const theme of ['light', 'dark'] as const) {
		await editor.setTheme(theme);
		await editor.openWorkflow(workflow);
		for (const { title } of PANELS) await takePanel(editor, title, theme);
	}
}

async function takePanel(editor: N8nEditor, title: string, theme: 'light' | 'dark'): Promise<void> {
	await editor.openNode(title);
	await away(editor);
	await editor.screenshot(join(FOLDER, pictureName(title, theme)), editor.byTestId('ndv'));
	await editor.closeNode();
}

/** A field or button below the pointer looks different. */
async function away(editor: N8nEditor): Promise<void> {
	await editor.page.mouse.move(0, 0);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
