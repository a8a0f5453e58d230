import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Ending } from '../../platform/inbound/intake';
import type { Half } from '../../platform/inbound/pairs';
import type { WireBody } from '../../platform/wire/body';
import { toNodeError } from '../errors';
import { forLog } from '../forLog';
import { arrivalOf } from './arrival';
import { readWebhookBody } from './body';
import { admit } from './guard';
import { type Answer, PendingAnswer } from './pendingAnswer';
import { type Records, recordsOf } from './records';
import { type Acknowledge, TELLING_DEFAULTS, type TellingSettings } from './tellingFields';

/** What Voicenter is told: all is well; it cannot be read; send it again. */
export type Acknowledgement = 'ok' | 'parseError' | 'applicationError';

/** One of Voicenter's services that tell something and want to hear that it has arrived. */
export interface TellingService<Message> {
	/** For the log: "a record could not be read". */
	unreadable: string;
	/** What to do with the messages of one request, by the node's fields; loads what it needs on first use. */
	open: (context: IWebhookFunctions) => Promise<Reader<Message>>;
}

/** See {@link TellingService}. */
export interface Reader<Message> {
	/** Throws WireError. */
	read: (body: WireBody) => Message;
	/** Writes an acknowledgement in the format that the message came in. */
	acknowledge: (body: WireBody, acknowledgement: Acknowledgement) => Answer;
	/** What tells a message from every other, and is the same when it is sent again. */
	nameOf: (message: Message) => string;
	isWanted: (message: Message) => boolean;
	toItem: (messages: readonly Message[]) => IDataObject;
	/** Where two messages become one item: who waits for whom. */
	halfOf?: (message: Message) => Half | undefined;
	/** How long a half waits for its other. */
	halfWaitMs?: number;
}

/** A message that is to start the workflow, unless it was processed before. */
interface Telling<Message> {
	context: IWebhookFunctions;
	reader: Reader<Message>;
	message: Message;
	half: Half | undefined;
	acknowledge: Acknowledge;
	ignoreRepeats: number;
	pending: PendingAnswer;
	answers: Record<'ok' | 'applicationError', Answer>;
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
 * or when its workflow has succeeded, and never before.
 *
 * @param context the webhook call, of a node whose webhook has the {@link tellingResponse}
 * @param service who tells
 */
export async function tell<Message>(
	context: IWebhookFunctions,
	service: TellingService<Message>,
): Promise<IWebhookResponseData> {
	const receivedAt = arrivalOf(context.getRequestObject());
	const given = context.getNodeParameter('settings', {}) as TellingSettings;
	const { allowedAddresses, answerWithin, ignoreRepeats } = { ...TELLING_DEFAULTS, ...given };
	const access = await admit(context, allowedAddresses);
	if ('status' in access) {
		context.getResponseObject().status(access.status).end();
		return ANSWERED;
	}
	const reader = await service.open(context);
	const body = await readWebhookBody(context);
	const answers = {
		ok: reader.acknowledge(body, 'ok'),
		applicationError: reader.acknowledge(body, 'applicationError'),
	};
	const pending = new PendingAnswer(context.getResponseObject(), {
		receivedAt,
		fallback: answers.applicationError,
		// A success of n8n's has no body, and every body is a message of n8n's about something that went wrong.
		understand: ({ status, body: { length } }) =>
			status < 400 && length === 0 ? { answer: answers.ok } : { problem: 'the workflow failed' },
		onEvent: () => undefined,
	});
	let message: Message;
	try {
		message = reader.read(body);
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'WireError')
			throw toNodeError(error, { node: context.getNode() });
		context.logger.warn(`${context.getNode().name}: ${service.unreadable}. ${forLog(error.message)}`);
		pending.send(reader.acknowledge(body, 'parseError'));
		return ANSWERED;
	}
	pending.answerWithin(answerWithin * 1_000, { allowsForLag: false });
	return take({
		context,
		reader,
		message,
		half: reader.halfOf?.(message),
		acknowledge: context.getNodeParameter('acknowledge', 'immediately') as Acknowledge,
		ignoreRepeats,
		pending,
		answers,
	});
}

async function take<Message>(telling: Telling<Message>): Promise<IWebhookResponseData> {
	const { context, reader, message, half, ignoreRepeats, pending, answers } = telling;
	const isTest = context.getMode() === 'manual';
	if (!half && !reader.isWanted(message)) {
		if (!isTest) (await recordsOf<Message>(context, ignoreRepeats)).save();
		pending.send(answers.ok);
		return ANSWERED;
	}
	if (isTest || (ignoreRepeats === 0 && !half)) return begin([message], telling);

	const records = await recordsOf<Message>(context, ignoreRepeats);
	const { intake, pairs } = records;
	const name = reader.nameOf(message);
	if (ignoreRepeats > 0) {
		if (intake.repeats.has(name, Date.now())) {
			records.save();
			pending.send(answers.ok);
			return ANSWERED;
		}
		const underWay = intake.underWay(name);
		if (underWay) return follow(underWay, telling);
	}
	const settle = intake.begin(name, Date.now);
	if (!half) return once([message], telling, records, settle);

	const other = pairs.take(half);
	if (other) {
		const { message: first, settle: settleFirst } = other.message;
		return once([first, message], telling, records, (ending) => {
			settleFirst(ending);
			settle(ending);
			other.settle(ending);
		});
	}
	const found = await pairs.wait(half, { message, settle }, reader.halfWaitMs ?? 0);
	if (!found.joined) return once([message], telling, records, settle);
	return follow(found.outcome, telling);
}

/** Lets the workflow run on messages that are nobody's repeat, and notes what became of them. */
function once<Message>(
	messages: Message[],
	telling: Telling<Message>,
	records: Records<Message>,
	settle: (ending: Ending) => void,
): IWebhookResponseData {
	const { reader, pending, answers, acknowledge } = telling;
	if (!messages.some(reader.isWanted)) {
		settle('dropped');
		pending.send(answers.ok);
		return ANSWERED;
	}
	// n8n always answers; should it not, nothing of ours must wait for it for ever.
	const givenUp = setTimeout(() => settle('failed'), SETTLED_WITHIN_MS).unref();
	pending.whenWritten((understood) => {
		clearTimeout(givenUp);
		settle('answer' in understood ? 'processed' : 'failed');
		records.keep();
	});
	// At a workflow's end n8n would save the static data as they were at its beginning, and with them undo what the
	// workflow has put there: what succeeded is saved with a message that starts nothing.
	if (acknowledge !== 'afterSuccess') records.saveWith(messages.map(reader.nameOf));
	return begin(messages, telling);
}

function begin<Message>(messages: Message[], { reader }: Telling<Message>): IWebhookResponseData {
	return { workflowData: [[{ json: reader.toItem(messages) }]], webhookResponse: '' };
}

/** A repeat of what is under way is answered as that is. */
async function follow<Message>(
	outcome: Promise<Ending>,
	{ pending, answers }: Telling<Message>,
): Promise<IWebhookResponseData> {
	pending.send((await outcome) === 'failed' ? answers.applicationError : answers.ok);
	return ANSWERED;
}
