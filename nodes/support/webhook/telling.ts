import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Half } from '../../platform/inbound/pairs';
import type { Told } from '../../platform/inbound/telling';
import type { WireBody } from '../../platform/wire/body';
import { toNodeError } from '../errors';
import { forLog } from '../forLog';
import { arrivalOf } from './arrival';
import { readWebhookBody } from './body';
import { admit } from './guard';
import { PendingAnswer } from './pendingAnswer';
import { noMatch } from './noMatch';
import { type OneItem, sort } from './sorting';
import { type Acknowledge, readTellingSettings, type TellingSettings } from './tellingFields';
import { isTry, reportTo } from './tryPage/tries';

/** One of Voicenter's services that tell something and want to hear that it has arrived. */
export interface TellingService<Message extends Told<object>> {
	/** What is told, such as "record". */
	what: string;
	/** What to do with the messages of one request, by the node's fields; loads what it needs on first use. */
	open: (
		context: IWebhookFunctions,
		settings: Required<TellingSettings>,
	) => Promise<Named<Message> & Partial<Reader<Message>>>;
}

/** What every service says of its messages. */
interface Named<Message> {
	/** What the body holds, and what is wrong with the rest of it. Throws WireError when nothing can be read. */
	read: (body: WireBody) => { read: Message[]; broken: string[] };
	/** What tells a message from every other, and is the same when it is sent again. */
	nameOf: (message: Message) => string;
}

/** What is done with messages; where a service says nothing, see {@link eachAlone}. */
export interface Reader<Message> extends Named<Message> {
	/** What a message has with it that may come later than the rest, as six bits. */
	extrasOf: (message: Message) => number;
	/** Whether what becomes one item starts the workflow. */
	isWanted: (messages: readonly Message[]) => boolean;
	/** Why what would become one item does not start it: parts of sentences, for whoever tries it in the editor. */
	whyNot: (messages: readonly Message[]) => string[];
	/** Sees each message, when nobody waits any more. */
	look?: (message: Message) => Promise<void>;
	toItem: (messages: readonly Message[]) => object;
	/** Where two messages become one item: who waits for whom. */
	halfOf?: (message: Message) => Half | undefined;
	/** How long a half waits for its other. */
	halfWaitMs?: number;
}

/** Each message starts the workflow, whole when it first comes. */
const eachAlone = ({
	includeRaw,
}: Required<TellingSettings>): Omit<Reader<Told<object>>, keyof Named<object>> => ({
	extrasOf: () => 0,
	isWanted: () => true,
	whyNot: () => [],
	toItem: ([first]) => ({ ...first?.record, ...(includeRaw && { raw: first?.raw }) }),
});

/** One request, and all that it tells. */
export interface Telling<Message> {
	context: IWebhookFunctions;
	what: string;
	reader: Reader<Message>;
	messages: readonly Message[];
	settings: Required<TellingSettings>;
}

/**
 * Longer than any workflow that somebody waits for; what takes longer may start again. Storing an execution takes long
 * as well: at its concurrency limit, n8n stores it at once, and says so only when one of those that run has ended.
 */
const SETTLED_WITHIN_MS = 24 * 60 * 60 * 1_000;

/** The answer is sent by us; n8n is to do nothing. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Guard → body → read → filter → repeat? → workflow. Every message that can be read is acknowledged, also one that
 * the filter drops or that was processed before; what cannot be read is answered so and starts nothing (voicenter-api.md
 * §9). A message that was not processed is never acknowledged: it counts as processed when n8n has stored its execution,
 * or when its workflow has succeeded, and never before. A body may hold several messages: they start one execution, and
 * the body is acknowledged when nothing of it is left to do; until then Voicenter sends the whole of it again, of which
 * what was processed is a repeat.
 *
 * @param context the webhook call, of a node whose webhook has the {@link tellingResponse}
 * @param service see {@link TellingService}
 */
export async function tell<Message extends Told<object>>(
	context: IWebhookFunctions,
	{ what, open }: TellingService<Message>,
): Promise<IWebhookResponseData> {
	const receivedAt = arrivalOf(context.getRequestObject());
	const given = context.getNodeParameter('settings', {}) as TellingSettings;
	const settings = readTellingSettings(given);
	const access = await admit(context, settings.allowedAddresses);
	if ('status' in access) {
		context.getResponseObject().status(access.status).end();
		return ANSWERED;
	}
	const { acknowledge } = await import('../../platform/inbound/telling');
	const reader = { ...eachAlone(settings), ...(await open(context, settings)) };
	const body = await readWebhookBody(context);
	const comeAgain = acknowledge(body, 'applicationError');
	/** What is said of the messages that can be read; of the others, that they cannot. */
	let taken = acknowledge(body, 'ok');
	let isAllTaken = () => true;
	const pending = new PendingAnswer(context.getResponseObject(), {
		receivedAt,
		fallback: comeAgain,
		// A success of n8n's has no body, and every body is a message of n8n's about something that went wrong.
		understand: ({ status, body: { length } }) =>
			status < 400 && length === 0
				? { answer: isAllTaken() ? taken : comeAgain }
				: { problem: 'the workflow failed', fault: 'failed' },
		onEvent: ({ type }) => {
			if (type === 'deadline') report('late');
		},
	});
	const report = reportTo(pending, context, settings.answerWithin * 1_000);
	pending.whenWritten((written) => ('answer' in written ? report('answered') : report(written.fault)));
	const warn = (problem: string) =>
		context.logger.warn(`${context.getNode().name}: a ${what} could not be read. ${forLog(problem)}`);
	const lookAt = (all: readonly Message[]) => {
		// What it finds is for the log; what it cannot find out is for nobody.
		for (const message of all) void reader.look?.(message).catch(() => undefined);
	};
	let messages: Message[];
	try {
		const { read, broken } = reader.read(body);
		messages = read;
		for (const problem of broken.slice(0, 1)) {
			taken = acknowledge(body, 'parseError');
			warn(`${broken.length} of ${broken.length + read.length} in the body. ${problem}`);
		}
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'WireError')
			throw toNodeError(error, { node: context.getNode() });
		warn(error.message);
		report('unreadable');
		pending.send(acknowledge(body, 'parseError'));
		return ANSWERED;
	}
	pending.answerWithin(settings.answerWithin * 1_000, { allowsForLag: false });
	const { items, elsewhere, records } = await sort({ context, what, reader, messages, settings });
	if (items.length === 0) {
		records?.save();
		const reasons = records ? [] : messages.map((message) => reader.whyNot([message]));
		const mismatch = noMatch(context, what, reasons);
		report('unwanted', mismatch?.message);
		pending.send((await Promise.all(elsewhere)).includes('failed') ? comeAgain : taken);
		if (mismatch && !isTry(context)) throw mismatch;
		lookAt(messages);
		return ANSWERED;
	}
	lookAt(messages);
	if (records) {
		// What becomes of a message elsewhere may not be known when n8n answers: then Voicenter asks once more.
		let unknown = elsewhere.length;
		isAllTaken = () => unknown === 0;
		for (const outcome of elsewhere) {
			void outcome.then((ending) => {
				if (ending !== 'failed') unknown--;
			});
		}
		const settle = (ending: 'processed' | 'failed') => items.forEach((item) => item.settle(ending));
		const begun = namesIn(items, reader);
		// n8n always answers; should it not, nothing of ours must wait for it for ever.
		const givenUp = setTimeout(() => settle('failed'), SETTLED_WITHIN_MS).unref();
		pending.whenWritten((understood) => {
			clearTimeout(givenUp);
			settle('answer' in understood ? 'processed' : 'failed');
			records.keep(begun);
		});
		// At a workflow's end n8n would save the static data as they were at its beginning, and with them undo what the
		// workflow has put there: what succeeded is saved with a message that starts nothing.
		const when = context.getNodeParameter('acknowledge', 'immediately') as Acknowledge;
		if (when !== 'afterSuccess') records.saveWith(begun);
	}
	const tellsUpdates = settings.onUpdate === 'startAgain';
	const json = items.map(({ messages: one, isUpdate }) => ({
		json: { ...reader.toItem(one), ...(tellsUpdates && { isUpdate }) },
	}));
	return { workflowData: [json], webhookResponse: '' };
}

const namesIn = <Message>(items: readonly OneItem<Message>[], reader: Reader<Message>) =>
	items
		.flatMap(({ messages }) => messages)
		.map((message) => ({ name: reader.nameOf(message), extras: reader.extrasOf(message) }));
