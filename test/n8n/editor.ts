import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { N8nApi } from './api';

export type Theme = 'light' | 'dark';

export interface EditorOptions {
	/** The window's size in CSS pixels; 1440 × 900 unless told. */
	viewport?: { width: number; height: number };
	/** Pixels of a screenshot per CSS pixel; 1 unless told. */
	scale?: number;
}

const CHROMIUM_ARGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];
/** Buttons that close what n8n shows unasked. */
const IN_THE_WAY = [
	'.el-dialog__headerbtn',
	'.el-notification__closeBtn',
	'[data-test-id^="banner-"] button',
	'[data-test-id="suggested-actions-close"]',
];
/** Where the editor of expressions would show hints, it has white boxes in the window's corner meanwhile. */
const NO_HINTS = '[class^="ͼ"] { visibility: hidden }';
const TIMEOUT_MS = 60_000;
/** Longer than a list takes to be filled. */
const REOPEN_MS = 10_000;
/** Long enough for n8n's fades and for its canvas to come to rest. */
const SETTLE_MS = 800;

/** n8n's editor in a browser without a window, signed in. Made by {@link openEditor}. */
export class N8nEditor {
	constructor(
		private readonly browser: Browser,
		private readonly context: BrowserContext,
		/** For whatever the methods here do not do. */
		readonly page: Page,
		private readonly origin: string,
	) {}

	/** Shows a workflow, all its nodes in view. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/${id}`);
		await this.byTestId('canvas-wrapper').waitFor();
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await this.dismiss();
		// The keyboard's "1" is the editor's "Zoom to fit".
		await this.page.keyboard.press('1');
		await this.settle();
	}

	/** Begins a workflow, as "Create workflow" does. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/new`, { waitUntil: 'commit' });
		await this.byTestId('canvas-plus-button').waitFor();
		await this.dismiss();
	}

	/** Opens the node panel of an empty workflow and searches it. @returns what it lists, at least one entry */
	async searchNodes(words: string): Promise<Locator> {
		await this.byTestId('canvas-plus-button').click();
		await this.byTestId('node-creator-search-bar').fill(words);
		const found = this.byTestId('item-iterator-item');
		await found.filter({ hasText: words }).first().waitFor();
		return found;
	}

	/** Chooses an entry of a parameter's drop-down in the open panel. */
	async choose(parameter: string, entry: string): Promise<void> {
		const named = this.page.getByText(entry, { exact: true });
		const chosen = this.listed('parameter-input-item').filter({ has: named }).first();
		const open = () => this.byTestId(`parameter-input-${parameter}`).click();
		await open();
		// A list that n8n fills while it opens closes again: people open it once more.
		await chosen.click({ timeout: REOPEN_MS }).catch(async () => {
			if (!(await chosen.isVisible())) await open();
			await chosen.click();
		});
	}

	/**
	 * Picks from a list that Voicenter fills, after searching it.
	 *
	 * @returns what the list held before and after the search
	 */
	async pick(parameter: string, words: string): Promise<{ all: string[]; found: string[] }> {
		await this.byTestId(`resource-locator-${parameter}`).locator('[data-test-id="rlc-input"]').click();
		const entries = this.listed('rlc-item');
		await entries.first().waitFor();
		const all = await entries.allInnerTexts();
		await this.listed('rlc-search').fill(words);
		// What was listed before stays until the search is answered.
		await entries.filter({ hasNotText: words }).first().waitFor({ state: 'detached' });
		await entries.filter({ hasText: words }).first().waitFor();
		const found = await entries.allInnerTexts();
		await entries.first().click();
		return { all, found };
	}

	/** Presses "Execute step" in the open panel and waits for its end. @returns the output panel */
	async executeStep(outcome: 'success' | 'danger'): Promise<Locator> {
		await this.byTestId('node-execute-button').click();
		await this.byTestId(`node-run-status-${outcome}`).waitFor();
		return this.byTestId('output-panel');
	}

	/** Opens the panel of a node of the workflow that is shown. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.byTestId('ndv').waitFor();
		await this.settle();
	}

	/** Closes the node's panel. */
	async closeNode(): Promise<void> {
		// Not with Escape: that goes to whichever field has the focus.
		await this.byTestId('ndv-close-button').click();
		await this.byTestId('ndv').waitFor({ state: 'detached' });
		await this.settle();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name=${JSON.stringify(name)}]`);
	}

	/** Whatever n8n marked with this `data-test-id`. */
	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id=${JSON.stringify(id)}]`);
	}

	/** The same, of what is not hidden: n8n keeps lists that it has shown. */
	listed(id: string): Locator {
		return this.page.locator(`[data-test-id=${JSON.stringify(id)}]:visible`);
	}

	/** Light or dark from now on. A page that is open is loaded again; a node's panel is closed by that. */
	async setTheme(theme: Theme): Promise<void> {
		await this.context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
		await this.page.emulateMedia({ colorScheme: theme });
		if (!this.page.url().startsWith(this.origin)) return;
		const path = new URL(this.page.url()).pathname;
		const workflow = /^\/workflow\/([^/]+)/.exec(path)?.[1];
		if (workflow === undefined) await this.page.reload();
		else await this.openWorkflow(workflow);
	}

	/** Saves what is seen as PNG; only one element of it when given one. */
	async screenshot(file: string, element?: Locator): Promise<void> {
		await this.settle();
		await (element ?? this.page).screenshot({ path: file, animations: 'disabled', style: NO_HINTS });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}

	/** Closes what n8n puts in front of the user: messages, dialogues, banners. */
	private async dismiss(): Promise<void> {
		await this.settle();
		for (const selector of IN_THE_WAY) {
			const buttons = this.page.locator(selector);
			for (let left = await buttons.count(); left > 0; left--) {
				// It may have gone by itself.
				await buttons
					.first()
					.click({ timeout: 2_000 })
					.catch(() => undefined);
			}
		}
	}

	private async settle(): Promise<void> {
		await this.page.waitForTimeout(SETTLE_MS);
	}
}

/**
 * Opens the editor in a headless Chromium, as the user who is signed in at `api`.
 *
 * @throws Error when there is no Chromium; `CHROMIUM` names another place than Debian's `/usr/bin/chromium`.
 */
export async function openEditor(api: N8nApi, options: EditorOptions = {}): Promise<N8nEditor> {
	const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
	if (!existsSync(executablePath)) {
		throw new Error(`No Chromium at ${executablePath}; run: node test/bootstrap.mjs --debian chromium`);
	}
	const { origin, sessionCookie } = api.session;
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS, timeout: TIMEOUT_MS });
	try {
		const context = await browser.newContext({
			viewport: options.viewport ?? { width: 1440, height: 900 },
			deviceScaleFactor: options.scale ?? 1,
			locale: 'en-GB',
		});
		context.setDefaultTimeout(TIMEOUT_MS);
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
		const [name = '', value = ''] = sessionCookie.split('=', 2);
		await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
		return new N8nEditor(browser, context, await context.newPage(), origin);
	} catch (error) {
		await browser.close();
		throw error;
	}
}
