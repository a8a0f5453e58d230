import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { AnswerKind } from '../../platform/inbound/answers/index';
import type { WireBody } from '../../platform/wire/body';
import { type AskingSettings, checkAskingSettings } from './askingFields';
import { toNodeError } from '../errors';
import { forLog } from '../forLog';
import { numberIn } from '../numbers';
import { regionOf } from '../region';
import { arrivalOf } from './arrival';
import { readWebhookBody } from './body';
import { admit, checkAccess } from './guard';
import { noMatch } from './noMatch';
import { type Answer, type AnswerEvent, PendingAnswer, type Understood } from './pendingAnswer';
import type { Written } from './takeOver';
import { isTry, reportTo } from './tryPage/tries';

/** One of Voicenter's services that ask something in the middle of a call and wait for the answer. */
export interface AskingService<Request extends { callId: string }> {
	kind: AnswerKind;
	/** In seconds: when the fallback goes out unless told otherwise, and when Voicenter gives up. */
	deadline: { standard: number; below: number };
	/** Reads a request; loads what it needs on first use. Throws WireError. */
	read: (
		input: { query: IDataObject; body: WireBody },
		settings: { country: string; timeZone: string },
	) => Promise<{ request: Request; raw: Record<string, unknown> }>;
	/**
	 * The fallback that the node's fields ask for, where they ask for another than the kind's own. It is asked for
	 * before the request is read, in case it cannot be, and again when it is.
	 */
	fallback?: (context: IWebhookFunctions, request: Request | undefined) => Promise<object | undefined>;
	/** Whether a web page may ask; every one may unless told. */
	allowsOrigin?: (origin: string, settings: AskingSettings) => boolean;
	/** Which output the item leaves by, out of how many; nothing when the request starts no workflow. */
	route?: (request: Request, context: IWebhookFunctions) => { output: number; of: number } | undefined;
	/** Why a request starts no workflow, where `route` may say so: for whoever tries it in the editor. */
	whyNot?: (request: Request, context: IWebhookFunctions) => string;
	/** Requests with the same key share one execution and its answer. */
	shareKey?: (request: Request, settings: AskingSettings) => string | undefined;
}

/** How long requests with one key share an execution: as long as the phones of a group may go on to ring. */
const SHARED_FOR_MS = 30_000;

const JSON_TYPE = 'application/json; charset=utf-8';

const STARTS_NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/** Answers that a workflow has been started for, by the key that others join them by. One a process. */
const leaders = new Map<string, PendingAnswer>();

/**
 * Runs when the workflow is activated.
 *
 * @throws NodeOperationError that says which setting is wrong, which n8n shows instead of activating
 */
export async function checkAsking(
	context: IHookFunctions,
	{ deadline }: Pick<AskingService<{ callId: string }>, 'deadline'>,
): Promise<void> {
	// The first caller should not have to wait for the libraries.
	await Promise.all([
		import('../../platform/inbound/answers/index'),
		import('../../platform/vocabulary/phones'),
	]);
	const settings = context.getNodeParameter('settings', {}) as AskingSettings;
	await checkAskingSettings(context, settings, deadline);
	await checkAccess(context, settings.allowedAddresses);
}

/**
 * Guard → read → route → workflow, with an answer in time whatever happens on the way (voicenter-api.md §10–§12):
 * the first valid answer that the workflow gives; the fallback at once when the request cannot be read, or the
 * workflow fails, ends without an answer or gives one that is not valid; the fallback at the deadline when it takes
 * longer; and at once, where the request is not wanted, that it was heard. The execution goes on in any case.
 *
 * @param context the webhook call, of a node whose response mode is `responseNode`
 * @param service who asks
 */
export async function ask<Request extends { callId: string }>(
	context: IWebhookFunctions,
	service: AskingService<Request>,
): Promise<IWebhookResponseData> {
	const receivedAt = arrivalOf(context.getRequestObject());
	const { checkAnswer, fallbackAnswer, unaskedAnswer } = await import('../../platform/inbound/answers/index');
	const { name } = context.getNode();
	let callId = 'unknown';
	const pending = new PendingAnswer(context.getResponseObject(), {
		receivedAt,
		fallback: inJson(fallbackAnswer(service.kind)),
		understand: (written) => understand(written, (answer) => checkAnswer(service.kind, answer)),
		onEvent: (event) => {
			if (event.type === 'deadline') report('late');
			context.logger.warn(`${name}: ${inWords(event)} (call ${forLog(callId)})`);
		},
	});
	const settings = context.getNodeParameter('settings', {}) as AskingSettings;
	const withinMs = deadlineOf(settings, service.deadline) * 1_000;
	const report = reportTo(pending, context, withinMs);
	pending.whenWritten((written) =>
		'answer' in written ? report('answered') : report(written.fault, written.problem),
	);
	// Before there is a deadline, which may have passed already.
	const setFallback = async (known?: Request) => {
		const own = await service.fallback?.(context, known);
		pending.fallback = inJson(own ?? fallbackAnswer(service.kind));
	};
	await setFallback();
	const answerBy = pending.answerWithin(withinMs, { allowsForLag: true });

	const query = await letIn(context, pending, settings, service);
	if (query === undefined) return STARTS_NOTHING;
	const read = await readRequest(context, pending, query, settings, service);
	if (read === undefined) {
		report('unreadable');
		pending.giveUp();
		return STARTS_NOTHING;
	}
	const { request, raw } = read;
	({ callId } = request);
	await setFallback(request);

	const route = service.route ? service.route(request, context) : { output: 0, of: 1 };
	if (route === undefined) {
		pending.fallback = inJson(unaskedAnswer(service.kind));
		const why = service.whyNot?.(request, context) ?? '';
		const mismatch = noMatch(context, 'call', context.getMode() === 'manual' ? [[why]] : []);
		report('unwanted', mismatch?.message);
		pending.giveUp();
		if (mismatch && !isTry(context)) throw mismatch;
		return STARTS_NOTHING;
	}
	if (joinsAnother(context, pending, service.shareKey?.(request, settings))) return STARTS_NOTHING;
	const sent = settings.includeRaw === true ? { raw } : {};
	const item = { json: { ...request, answerBy: answerBy.toISOString(), ...sent } as unknown as IDataObject };
	return { workflowData: onOutput(item, route) };
}

/** The query without the secret; nothing when the request was refused. */
async function letIn<Request extends { callId: string }>(
	context: IWebhookFunctions,
	pending: PendingAnswer,
	settings: AskingSettings,
	{ allowsOrigin }: AskingService<Request>,
): Promise<IDataObject | undefined> {
	const access = await admit(context, settings.allowedAddresses);
	if ('status' in access) {
		pending.refuse(access.status);
		return undefined;
	}
	const { origin } = context.getRequestObject().headers;
	if (allowsOrigin && origin !== undefined) {
		if (!isTry(context) && !allowsOrigin(origin, settings)) {
			context.logger.warn(
				`${context.getNode().name}: a web page of an origin that is not allowed was refused`,
			);
			pending.refuse(403);
			return undefined;
		}
		// Without it the browser hides the answer from the page that asked.
		pending.headers = { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
	}
	return access.query;
}

/** The request; nothing when it cannot be read, or when nobody waits for the answer any more. */
async function readRequest<Request extends { callId: string }>(
	context: IWebhookFunctions,
	pending: PendingAnswer,
	query: IDataObject,
	settings: AskingSettings,
	service: AskingService<Request>,
): Promise<{ request: Request; raw: Record<string, unknown> } | undefined> {
	try {
		const isGet = context.getRequestObject().method === 'GET';
		// A body that never ends must not keep the caller from an answer.
		const body = isGet ? NO_BODY : await Promise.race([readWebhookBody(context), pending.settled()]);
		if (!body || pending.isSettled) return undefined;
		return await service.read({ query, body }, regionOf(settings));
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'WireError')
			throw toNodeError(error, { node: context.getNode() });
		context.logger.warn(`${context.getNode().name}: a request could not be read. ${forLog(error.message)}`);
		return undefined;
	}
}

const NO_BODY: WireBody = { bytes: Buffer.alloc(0), contentType: '' };

/** Whether a request is answered by the execution that an earlier one has started. */
function joinsAnother(
	context: IWebhookFunctions,
	pending: PendingAnswer,
	shareKey: string | undefined,
): boolean {
	if (shareKey === undefined || context.getMode() === 'manual') return false;
	const key = [context.getWorkflow().id, context.getNode().id, shareKey].join('\n');
	const leader = leaders.get(key);
	if (leader && !leader.hasFailed) {
		pending.follow(leader);
		return true;
	}
	leaders.set(key, pending);
	setTimeout(() => {
		if (leaders.get(key) === pending) leaders.delete(key);
	}, SHARED_FOR_MS).unref();
	return false;
}

const inJson = (answer: object): Answer => ({ text: JSON.stringify(answer), contentType: JSON_TYPE });

function onOutput(
	item: INodeExecutionData,
	{ output, of }: { output: number; of: number },
): INodeExecutionData[][] {
	return Array.from({ length: of }, (_, index) => (index === output ? [item] : []));
}

/** An expression may give anything. */
function deadlineOf(
	{ deadline }: AskingSettings,
	{ standard, below }: { standard: number; below: number },
): number {
	const seconds = numberIn({ least: 0, most: below }, deadline) ?? 0;
	return seconds > 0 && seconds < below ? seconds : standard;
}

/** n8n writes a 500 when the workflow has failed, and nothing, or a sentence, when it ended without an answer. */
function understand({ status, body }: Written, check: (answer: unknown) => string | undefined): Understood {
	if (status < 200 || status > 299) return { problem: 'the workflow failed', fault: 'failed' };
	if (body.length === 0) return { problem: 'the workflow ended without an answer', fault: 'silent' };
	const text = body.toString('utf8');
	let fault: string | undefined;
	try {
		fault = check(JSON.parse(text));
	} catch {
		fault = 'it is not JSON';
	}
	// What stands after "not" is a value of the answer: no business of a log's.
	return fault === undefined
		? { answer: { text, contentType: JSON_TYPE } }
		: { problem: `the answer is not valid: ${fault.replace(/, not .*/s, '')}`, fault: 'invalid' };
}

function inWords(event: AnswerEvent): string {
	switch (event.type) {
		case 'replaced':
			return `${event.problem}, so Voicenter got the fallback`;
		case 'deadline':
			return 'the workflow had not answered at the deadline, so Voicenter got the fallback';
		case 'late':
			return `an answer came after ${(event.milliseconds / 1_000).toFixed(1)} s, too late to be sent`;
	}
}
