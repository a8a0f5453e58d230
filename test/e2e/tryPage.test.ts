/** The page at a trigger's test URL, in a real n8n and a real browser: what a person does who has no call yet. */
import type { Page } from 'playwright-core';

import { itemsOf } from '../n8n/api';
import type { N8nEditor } from '../n8n/editor';
import { activateAsking, ask, end, respond, type RowNode, wait } from './askingWorkflow';
import type { Stage } from './stage';
import { useEditor } from './useEditor';

jest.setTimeout(180_000);

let stage: Stage;
let editor: N8nEditor;
useEditor((on) => ({ stage, editor } = on));

interface Trigger {
	node: string;
	parameters?: object;
	credentials?: object;
}

/** A workflow that is not active. */
const build = (trigger: Trigger, row: readonly RowNode[]) =>
	activateAsking(stage, trigger, row, { active: false });

/** As "Execute step" does. */
const listen = (id: string) => stage.api.runWorkflow(id, 'Trigger');

/** The page, and what the browser complains of in it. */
async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
	const page = await editor.page.context().newPage();
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	page.on('pageerror', ({ message }) => complaints.push(message));
	await page.goto(url);
	return { page, complaints };
}

const send = (page: Page) => page.getByRole('button', { name: 'Send to the workflow' }).click();
const shows = (page: Page, text: string) => page.locator('#result').getByText(text).waitFor();

const goToLayer = () =>
	respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options: {} });
const layer: Trigger = { node: 'voicenterExternalLayerTrigger' };

it('a call is sent from the page, and starts the workflow that listens in the editor', async () => {
	const parameters = { triggerOn: ['missed'], filters: { queues: 'Support' } };
	const { id, testUrl } = await build({ node: 'voicenterTrigger', parameters }, [end]);
	await editor.openWorkflow(id);
	await editor.openNode('Trigger');
	const panel = editor.byTestId('ndv');
	await panel.getByText('Webhook URLs').click();
	const urls = panel.locator('.webhook-url');
	await urls.first().waitFor();
	// The page has no URL of its own beside it.
	expect((await urls.allInnerTexts()).map((text) => text.trim())).toEqual([testUrl]);
	await editor.byTestId('trigger-execute-button').click();
	await panel.getByText('Listening for test event').waitFor();

	const { page, complaints } = await open(testUrl);
	expect(await page.getByLabel('Missed call').isChecked()).toBe(true);
	await page.getByLabel('Abandoned call').check();
	await page.getByLabel('Customer’s number').fill('052-765-4321');
	await page.getByLabel('Queue', { exact: true }).fill('Sales');
	await send(page);
	await shows(page, 'The workflow was not started');
	expect(await stage.api.listExecutions(id)).toEqual([]);
	await page.getByLabel('Queue', { exact: true }).fill('Support');
	await send(page);
	await shows(page, 'The workflow has started');
	expect(complaints).toEqual([]);
	const execution = await stage.api.waitForExecution(id);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Trigger')).toMatchObject([
		{
			json: { isAbandoned: true, customerE164: '+972527654321', queue: { name: 'Support' }, waitSeconds: 42 },
		},
	]);
	await panel.getByText('0527654321').first().waitFor();
	await editor.closeNode();

	await send(page);
	await shows(page, 'n8n is not listening any more');
	await listen(id);
	await send(page);
	await shows(page, 'The workflow has started');
	await page.close();
});

it('a layer’s question: the page shows what Voicenter would have been told, and whether it was in time', async () => {
	const { id, testUrl } = await build(
		{ ...layer, parameters: { settings: { allowedAddresses: '203.0.113.7' } } },
		[goToLayer(), end],
	);
	await listen(id);
	const { page, complaints } = await open(testUrl);
	await page.getByLabel('Keys pressed').fill('0077');
	await send(page);
	await shows(page, 'Valid, and in time');
	await shows(page, 'The call goes to layer 7.');
	expect(JSON.parse(await page.locator('#answer').innerText())).toEqual({
		STATUS: 0,
		ACTION: 'GO_TO_LAYER',
		LAYER: 7,
	});
	expect(complaints).toEqual([]);
	const execution = await stage.api.waitForExecution(id);
	expect(itemsOf(execution, 'Trigger')).toMatchObject([{ json: { dtmf: '0077', layerId: 5 } }]);
	await page.close();
});

it('a question that is answered too late', async () => {
	const hurried = { ...layer, parameters: { settings: { deadline: 1 } } };
	const { id, testUrl } = await build(hurried, [wait(3), goToLayer()]);
	await listen(id);
	const { page } = await open(testUrl);
	await send(page);
	await shows(page, 'Too late: there was no answer within 1 seconds');
	await shows(page, 'The call goes where the layer’s own settings send it');
	await page.close();
});

it('a pop-up: with the secret that the trigger asks for, in Hebrew, by the keyboard', async () => {
	const { id: secret, name } = await stage.api.createCredential({
		type: 'voicenterWebhookApi',
		name: 'Secret',
		data: { secret: 'Typed1ByAPerson', sentIn: 'query', queryParameter: 'key' },
	});
	const credentials = { voicenterWebhookApi: { id: secret, name } };
	const showCaller = respond(stage, {
		resource: 'screenPop',
		operation: 'showCaller',
		name: 'דנה לוי',
		company: '',
		url: '',
		options: {},
	});
	const { id, testUrl } = await build({ node: 'voicenterScreenPopTrigger', credentials }, [showCaller, end]);
	await listen(id);
	const { page } = await open(testUrl);
	await page.getByRole('button', { name: 'עברית' }).press('Enter');
	expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
	await page.locator('#send').press('Enter');
	await shows(page, 'הערך הסודי חסר או שגוי');
	await page.getByLabel('הערך הסודי').fill('Typed1ByAPerson');
	await page.keyboard.press('Enter');
	await shows(page, 'תקין ובזמן');
	await shows(page, 'המסך של הנציג מציג: דנה לוי.');
	const execution = await stage.api.waitForExecution(id);
	expect(JSON.stringify(execution)).not.toContain('Typed1ByAPerson');
	await page.close();
});

it('a voice agent’s question, in a browser that speaks Hebrew', async () => {
	const { id, testUrl } = await build({ node: 'voicenterVoiceBotTrigger' }, [end]);
	await listen(id);
	const context = await editor.page.context().browser()?.newContext({ locale: 'he-IL' });
	const page = await context?.newPage();
	if (!page) throw new Error('There is no browser');
	await page.goto(testUrl);
	expect(await page.locator('html').getAttribute('lang')).toBe('he');
	await page.locator('textarea').fill('order = 123');
	await page.locator('#send').click();
	await shows(page, 'התהליך הסתיים בלי תשובה');
	const execution = await stage.api.waitForExecution(id);
	expect(itemsOf(execution, 'Trigger')).toMatchObject([{ json: { intent: { order: '123' } } }]);
	await context?.close();
});

it.each([
	['wide and light', 1000, 'light'],
	['wide and dark', 1000, 'dark'],
	['a phone, light', 360, 'light'],
	['a phone, dark', 360, 'dark'],
] as const)('is whole and can be read: %s', async (_name, width, colorScheme) => {
	const { id, testUrl } = await build({ node: 'voicenterTrigger' }, [end]);
	await listen(id);
	const { page } = await open(testUrl);
	await page.setViewportSize({ width, height: 800 });
	await page.emulateMedia({ colorScheme });
	for (const language of ['en', 'he']) {
		expect(await page.locator('html').getAttribute('lang')).toBe(language);
		for (const sample of await page.getByRole('radio').all()) {
			await sample.check();
			const box = await page.locator('main').boundingBox();
			expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width);
			for (const input of await page.locator('#fields input').all()) {
				const inside = await input.boundingBox();
				expect((inside?.x ?? -1) >= 0 && (inside?.x ?? 0) + (inside?.width ?? width) <= width).toBe(true);
			}
		}
		expect(await faintTexts(page)).toEqual([]);
		await page.locator('#language').click();
	}
	await page.close();
});

it('the production URL has no page', async () => {
	const browser = { accept: 'text/html' };
	const active = await activateAsking(stage, layer, [goToLayer()]);
	const got = await ask(active.url, { method: 'GET', headers: browser });
	const notRegistered = /This webhook is not registered for GET requests/;
	expect(got).toMatchObject({ status: 404, text: expect.stringMatching(notRegistered) as unknown });
	// And none is at the test URL while nobody listens.
	expect((await ask(active.testUrl, { method: 'GET', headers: browser })).status).toBe(404);
	expect(await stage.api.listExecutions(active.id)).toEqual([]);
});

/** Texts that stand out too little from what is behind them (WCAG 2, level AA: 4.5 to 1). */
async function faintTexts(page: Page): Promise<string[]> {
	const looks: { text: string; own: string; behind: string }[] = await page.evaluate(LOOKS);
	expect(looks.length).toBeGreaterThan(20);
	const isFaint = ({ own, behind }: (typeof looks)[number]) => {
		const [darker = 0, lighter = 0] = [luminance(own), luminance(behind)].sort((one, other) => one - other);
		return (lighter + 0.05) / (darker + 0.05) < 4.5;
	};
	return looks.filter(isFaint).map(({ text }) => text);
}

/** Runs in the page: each text that is shown, its colour, and that of what is behind it. */
const LOOKS = `(() => {
	const ground = (element) => {
		const color = getComputedStyle(element).backgroundColor;
		return color === 'rgba(0, 0, 0, 0)' && element.parentElement ? ground(element.parentElement) : color;
	};
	return [...document.querySelectorAll('h1, legend, p, label, small, summary, button, input')]
		.filter((element) => element.offsetParent !== null)
		.map((element) => ({
			text: element.textContent || element.value,
			own: getComputedStyle(element).color,
			behind: ground(element),
		}));
})()`;

function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((text) => {
		const part = Number(text) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
