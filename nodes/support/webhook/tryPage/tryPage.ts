/** The page at a trigger's test URL, on which somebody sends the workflow a sample call from their browser. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject, IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Sample, SampleField } from '../../../platform/inbound/samples/sample';
import { ownWebhook } from '../arrival';
import { whereSecretIsShown } from '../guard';
import { tellingResponse } from '../tellingFields';

/** What one trigger's page offers. */
export interface TryOut {
	/** As n8n shows it. */
	trigger: string;
	/** Whether Voicenter tells something, or what it asks. */
	kind: 'told' | 'externalLayer' | 'screenPop' | 'voiceBot';
	/** By the names that the page has words for. */
	samples: () => Promise<Record<string, Sample>>;
	/** What fits the node's fields: the sample to begin with, and what is filled in. */
	fitting?: (context: IWebhookFunctions) => {
		sample?: string | undefined;
		values?: Partial<Record<SampleField, string>>;
	};
	/** Whether Voicenter asks this service by GET too, and whether this query is such a request. */
	asksByGet?: (query: IDataObject) => Promise<boolean>;
}

/**
 * Describes the way to the page. n8n registers it with the production URL too, which answers as if it were not there.
 *
 * @param path of the trigger's webhook
 */
export const tryPageWebhook = (path: string): IWebhookDescription =>
	ownWebhook({ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path, ndvHideUrl: true });

/** The webhooks of a trigger that must answer, and that only POST asks. */
export const askingWebhooks = (path: string): IWebhookDescription[] => [
	ownWebhook({ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path }),
	tryPageWebhook(path),
];

/** The webhooks of a trigger that is only told something. */
export const tellingWebhooks = (path: string): IWebhookDescription[] => [
	ownWebhook({ name: 'default', httpMethod: 'POST', ...tellingResponse, path }),
	tryPageWebhook(path),
];

const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** What n8n itself answers where only POST is understood. */
const NOT_THERE = {
	code: 404,
	message: 'This webhook is not registered for GET requests. Did you mean to make a POST request?',
};

/**
 * Answers what is no message of Voicenter's: a browser gets the page, but only from a test URL, and it starts nothing, so
 * n8n goes on listening. The page shows nothing of the workflow's data and no secret; it is no more than a form that
 * anybody who knows the URL could write.
 *
 * @returns undefined for a request of Voicenter's
 */
export async function showTryPage(
	context: IWebhookFunctions,
	tryOut: TryOut,
): Promise<IWebhookResponseData | undefined> {
	const { method, headers } = context.getRequestObject();
	if (method !== 'GET') return undefined;
	const isAsked = await tryOut.asksByGet?.(context.getQueryData() as IDataObject);
	const isBrowser = /\btext\/html\b/i.test(headers.accept ?? '');
	if (context.getMode() === 'manual' && isBrowser && !isAsked) {
		await sendPage(context, tryOut);
		return ANSWERED;
	}
	if (tryOut.asksByGet) return undefined;
	context.getResponseObject().status(404).json(NOT_THERE);
	return ANSWERED;
}

async function sendPage(context: IWebhookFunctions, tryOut: TryOut): Promise<void> {
	const { DEFAULT_TIME_ZONE, clockAheadSeconds } = await import('../../../platform/vocabulary/times');
	const { timeZone = DEFAULT_TIME_ZONE } = context.getNodeParameter('settings', {}) as { timeZone?: string };
	const nonce = randomBytes(16).toString('base64');
	const page = await tryPage(
		{
			trigger: tryOut.trigger,
			kind: tryOut.kind,
			samples: await tryOut.samples(),
			...tryOut.fitting?.(context),
			secret: await whereSecretIsShown(context),
			clockAheadSeconds: clockAheadSeconds(timeZone, Date.now()),
		},
		nonce,
	);
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(headersFor(nonce))) response.setHeader(name, value);
	response.status(200).end(page);
}

/** What the page is made from. */
export interface TryPageData {
	trigger: string;
	kind: TryOut['kind'];
	samples: Record<string, Sample>;
	sample?: string | undefined;
	values?: Partial<Record<SampleField, string>>;
	/** Where the trigger's credential wants its secret, never the secret: whoever sends a sample types it. */
	secret?: { sentIn: 'header' | 'query'; name: string } | undefined;
	clockAheadSeconds: number;
}

/**
 * @param nonce by which the browser knows the page's own script and style
 * @returns the page, whole: it loads nothing
 */
export async function tryPage(data: TryPageData, nonce: string): Promise<string> {
	const [html, css, script] = await Promise.all(['page.html', 'page.css', 'page.js'].map(asset));
	const { WORDS } = await import('./words');
	const { fillSample } = await import('../../../platform/inbound/samples/sample');
	// A "<" could end the element that the data stand in.
	const json = JSON.stringify({ ...data, words: WORDS }).replaceAll('<', '\\u003c');
	const parts: Record<string, string | undefined> = {
		nonce,
		css,
		data: json,
		script: `const fillSample = ${fillSample.toString()};\n${script ?? ''}`,
	};
	return (html ?? '').replace(/%(nonce|css|data|script)%/g, (_part, name: string) => parts[name] ?? '');
}

const asset = (name: string): Promise<string> => readFile(join(__dirname, name), 'utf8');

/**
 * n8n keeps what webhooks send as HTML in a sandbox, since it comes from n8n's own origin, where the person is signed in;
 * so does this. In a sandbox the page has no origin: it may ask n8n like any stranger, and nothing else at all.
 */
const headersFor = (nonce: string): Record<string, string> => ({
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': [
		'sandbox allow-scripts allow-forms',
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		'img-src data:',
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	].join('; '),
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
});
