import type { Locator } from 'playwright-core';
import { z } from 'zod/v4';

const texts = z.array(z.string());

/**
 * Lists, in the page, every text below `root` of which a part cannot be seen: not even by scrolling, or, in a picture,
 * not without. Of an expression or code, a line that is wider than its field counts: nobody scrolls it to read it.
 * The small print below an entry of a drop-down does not count: n8n shortens it by design.
 */
const clipped = (inAPicture: boolean): string => `(root) => {
	const found = [];
	const isCut = (rect, box) =>
		rect.left < box.left - 1.5 || rect.right > box.right + 1.5 || rect.top < box.top - 1.5 || rect.bottom > box.bottom + 1.5;
	const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let text = walker.nextNode(); text; text = walker.nextNode()) {
		if (!text.data.trim() || !shown(text.parentElement)) continue;
		if (text.parentElement.closest('.option-description')) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		// Lists that make only the rows that are seen keep the others' far above the page, to use them again.
		const rects = [...range.getClientRects()].filter(({ width, height, bottom }) => width > 0 && height > 0 && bottom > -5_000);
		for (let box = text.parentElement; box && box !== root.parentElement; box = box.parentElement) {
			const { overflowX, overflowY, display } = getComputedStyle(box);
			if (display === 'inline') continue;
			const scrolls = [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
			if (scrolls && !${inAPicture}) break;
			if (overflowX === 'visible' && overflowY === 'visible') continue;
			const inside = box.getBoundingClientRect();
			// A line's box is higher than its letters: half of it must be gone before a letter is.
			if (rects.some((r) => isCut({ left: r.left, right: r.right, top: (r.top + r.bottom) / 2, bottom: (r.top + r.bottom) / 2 }, inside))) {
				found.push(text.data.trim());
				break;
			}
		}
	}
	const pen = document.createElement('canvas').getContext('2d');
	for (const input of root.querySelectorAll('input:not([type=checkbox]):not([type=radio])')) {
		const content = input.value || input.placeholder;
		if (!content || !shown(input)) continue;
		const style = getComputedStyle(input);
		pen.font = style.fontStyle + ' ' + style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
		const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
		if (pen.measureText(content).width > room + 1.5) found.push(content);
	}
	for (const scroller of root.querySelectorAll('.cm-scroller')) {
		if (shown(scroller) && scroller.scrollWidth > scroller.clientWidth + 1.5) found.push(scroller.innerText.trim());
	}
	return [...new Set(found)];
}`;

/** Lists, in the page, what the user reads as names: labels, and what is chosen in drop-downs. */
const NAMES = `(root) => [
	...[...root.querySelectorAll('label, .option-headline, [data-test-id="node-title-container"]')].map((e) => e.innerText),
	...[...root.querySelectorAll('.el-select input')].map((e) => e.value),
].map((name) => name.trim().split('\\n')[0]).filter((name) => name)`;

/** Lists, in the page, the sources of the pictures below `root` that have not come. */
const MISSING_ICONS = `(root) => Promise.all([...root.querySelectorAll('img')]
	.filter((image) => image.checkVisibility())
	.map((image) => image.decode().then(() => (image.naturalWidth > 0 ? '' : image.src), () => image.src)))
	.then((sources) => sources.filter((source) => source))`;

/** Playwright does not call functions that it gets as text; these are text because the tests have no types of the DOM. */
async function inPage(element: Locator, source: string): Promise<string[]> {
	const call = (root: unknown, text: string): unknown =>
		(globalThis.eval(text) as (root: unknown) => unknown)(root);
	return texts.parse(await element.evaluate(call, source));
}

/** The texts in an element of which the user cannot see a part, not even by scrolling. */
export async function clippedTexts(element: Locator): Promise<string[]> {
	return await inPage(element, clipped(false));
}

/** What is wrong with a picture of an element: texts that nobody can read in it, raw names, icons that have not come. */
export async function pictureFaults(element: Locator): Promise<string[]> {
	const cut = await inPage(element, clipped(true));
	const raw = (await shownNames(element)).filter(isRawName);
	return [
		...cut.map((text) => `cut: ${text}`),
		...raw.map((name) => `raw name: ${name}`),
		...(await missingIcons(element)).map((source) => `no icon: ${source}`),
	];
}

/** The names that a user reads in an element: labels, drop-downs' entries, what is chosen in them. */
export async function shownNames(element: Locator): Promise<string[]> {
	return await inPage(element, NAMES);
}

/** The pictures in an element that have not come. Waits for those that are on their way. */
export async function missingIcons(element: Locator): Promise<string[]> {
	return await inPage(element, MISSING_ICONS);
}

/** A name for programs: `campaignTarget`, `call`, `max_calls`. People get "Campaign Target". */
export const isRawName = (name: string): boolean => /^[a-z][a-z0-9]*(?:[A-Z_][A-Za-z0-9_]*)?$/.test(name);
