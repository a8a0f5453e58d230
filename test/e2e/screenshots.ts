/**
 * `npm run screenshots`: takes the README's pictures again, in a real n8n. Fails, before it takes it, at the first one
 * in which something could not be read, has a name for programs or lacks its icon.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator } from 'playwright-core';

import { playBothCalls, setUpChain } from '../demo/chain';
import { readWords } from '../examples/hebrew';
import type { Language } from '../examples/template';
import { type N8nEditor, openEditor, type Theme } from '../n8n/editor';
import { PROJECT_ROOT } from '../n8n/paths';
import { activateAsking, end } from './askingWorkflow';
import { pictureFaults } from './editorLooks';
import { createPanelWorkflow, PANELS, pictureName } from './editorNodes';
import { setStage, type Stage } from './stage';

const FOLDER = join(PROJECT_ROOT, 'examples', 'images');
const CHAIN = 'abandoned-call-follow-up';
const LANGUAGES: readonly Language[] = ['en', 'he'];
const THEMES: readonly Theme[] = ['light', 'dark'];
const WORKFLOW_SIZE = { width: 1280, height: 760 };
/** So high that nothing of the step has to be scrolled. */
const STEP_SIZE = { width: 1280, height: 1100 };
/** In percent: wide enough in the middle for the step's expressions. n8n keeps what its user has dragged. */
const STEP_COLUMNS = { left: 28, main: 44, right: 28 };
/** So narrow that the words can be read in a README's column, so high that nothing has to be scrolled. */
const PANEL_SIZE = { width: 1120, height: 940 };
/** Nothing but the page's own column. */
const TRY_PAGE_SIZE = { width: 720, height: 900 };

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const stage = await setStage();
	try {
		for (const language of LANGUAGES) await takeWorkflow(stage, language);
		await takePanels(stage);
		await takeTryPage(stage);
	} finally {
		await stage.close();
	}
}

/** The demo's workflow, when it has run, and its last step; light and dark. */
async function takeWorkflow(stage: Stage, language: Language): Promise<void> {
	const chain = await setUpChain(stage, stage.n8n.url, stage.prefix, language);
	await playBothCalls(stage, chain);
	await using editor = await openEditor(stage.api);
	const columns = JSON.stringify(STEP_COLUMNS);
	await editor.page.addInitScript(`localStorage.setItem('N8N_NDV_PANEL_WIDTH_REGULAR', '${columns}')`);
	for (const theme of THEMES) {
		const ending = endingOf(language, theme);
		await editor.setTheme(theme);
		await editor.page.setViewportSize(WORKFLOW_SIZE);
		await editor.openWorkflow(chain.workflowId);
		await takePicture(editor, `${CHAIN}${ending}`, editor.byTestId('canvas-wrapper'));
		await editor.page.setViewportSize(STEP_SIZE);
		await editor.openNode(language === 'he' ? (readWords(CHAIN).nodes['Call back'] ?? '') : 'Call back');
		await takePicture(editor, `click-to-call${ending}`, editor.byTestId('ndv'));
	}
}

/** Of a picture that is in both languages, light and dark. */
const endingOf = (language: Language, theme: Theme) =>
	`${language === 'he' ? '-he' : ''}${theme === 'light' ? '' : '-dark'}.png`;

/** Every node's panel, light and dark. */
async function takePanels(stage: Stage): Promise<void> {
	const workflow = await createPanelWorkflow(stage);
	await using editor = await openEditor(stage.api, { viewport: PANEL_SIZE });
	for (const theme of THEMES) {
		await editor.setTheme(theme);
		await editor.openWorkflow(workflow);
		for (const { title, height = PANEL_SIZE.height } of PANELS) {
			await editor.page.setViewportSize({ ...PANEL_SIZE, height });
			await editor.openNode(title);
			const panel = editor.byTestId('ndv');
			await takePicture(editor, pictureName(title, theme), panel, panel);
			await editor.closeNode();
		}
	}
}

/** The page at a test URL, in both languages, light and dark. */
async function takeTryPage(stage: Stage): Promise<void> {
	const trigger = { node: 'voicenterTrigger', parameters: { triggerOn: ['abandoned'] } };
	const { id, testUrl } = await activateAsking(stage, trigger, [end], { active: false });
	await stage.api.runWorkflow(id, 'Trigger');
	await using editor = await openEditor(stage.api, { viewport: TRY_PAGE_SIZE });
	for (const theme of THEMES) {
		await editor.page.emulateMedia({ colorScheme: theme });
		await editor.page.goto(testUrl);
		const page = editor.page.locator('body');
		await takePicture(editor, `try-page${endingOf('en', theme)}`, page, page);
		await editor.page.locator('#language').click();
		await takePicture(editor, `try-page${endingOf('he', theme)}`, page, page);
	}
}

/** @param looked what must be without a fault @param shown what the picture shows; the whole page unless told */
async function takePicture(editor: N8nEditor, file: string, looked: Locator, shown?: Locator): Promise<void> {
	// Out of the way: a field below the pointer looks different.
	await editor.page.mouse.move(0, 0);
	const faults = await pictureFaults(looked);
	if (faults.length > 0) throw new Error(`${file} would show:\n${faults.join('\n')}`);
	await editor.screenshot(join(FOLDER, file), shown);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
