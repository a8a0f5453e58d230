import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CdrNotification } from '../platform/inbound/cdr';
import type { Intake, Verdict } from '../platform/inbound/intake';
import type { Legs } from '../platform/inbound/legs';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import type { HeldAnswer } from './heldAnswer';
import type { Acknowledge } from './settings';

/** A record that is to start the workflow, unless it was processed before. */
interface Start {
	context: IWebhookFunctions;
	notification: CdrNotification;
	settings: { ignoreRepeats: number; otherLegWait: number };
	/** It waits for its other leg. */
	isLeg: boolean;
	isWanted: (record: CallRecord) => boolean;
	acknowledge: Acknowledge;
	answer: HeldAnswer;
}

/** What this process knows of one trigger's records. */
interface Memory {
	windowHours: number;
	nameOf: (notification: CdrNotification) => string;
	intake: Intake;
	legs: Legs<Verdict>;
}

/**
 * Longer than any workflow that somebody waits for; what takes longer may start again. Storing an execution takes long
 * as well: at its concurrency limit, n8n stores it at once, and says so only when one of those that run has ended.
 */
const SETTLED_WITHIN_MS = 24 * 60 * 60 * 1_000;

const HOUR_MS = 60 * 60 * 1_000;

/** One trigger's memory, for as long as the process lives; what is to last longer is in the workflow's static data. */
const memories = new Map<string, Memory>();

/** Our answer is sent by ourselves; n8n is to do nothing. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Starts the workflow with a record, once: repeats of what is under way wait for its outcome, repeats of what was
 * processed are acknowledged. A record counts as processed when n8n has stored its execution, or when its workflow
 * has succeeded, and never before.
 */
export async function start(given: Start): Promise<IWebhookResponseData> {
	const { context, notification, settings, answer } = given;
	const isTest = context.getMode() === 'manual';
	if (isTest || (settings.ignoreRepeats === 0 && !given.isLeg)) return begin([notification], given);

	const memory = await memoryOf(context, settings.ignoreRepeats);
	const { intake, legs } = memory;
	const staticData = context.getWorkflowStaticData('node');
	const name = memory.nameOf(notification);
	intake.repeats.learn(staticData['processed']);
	if (settings.ignoreRepeats > 0) {
		if (intake.repeats.has(name, Date.now())) {
			await noteSuccesses(context, settings.ignoreRepeats);
			answer.send('ok');
			return ANSWERED;
		}
		const underWay = intake.underWay(name);
		if (underWay) return follow(underWay, answer);
	}
	const settle = intake.begin(name, Date.now);
	if (!given.isLeg) return once([notification], given, memory, staticData, settle);

	const other = legs.take(notification);
	if (other) {
		return once([other.notification, notification], given, memory, staticData, (verdict) => {
			settle(verdict);
			other.settle(verdict);
		});
	}
	const found = await legs.wait(notification, settings.otherLegWait * 1_000);
	if (!found.joined) return once([notification], given, memory, staticData, settle);
	void found.outcome.then(settle);
	return follow(found.outcome, answer);
}

/** Lets the workflow run on records that are nobody's repeat, and notes what became of them. */
async function once(
	notifications: CdrNotification[],
	given: Start,
	{ intake }: Memory,
	staticData: IDataObject,
	settle: (verdict: Verdict) => void,
): Promise<IWebhookResponseData> {
	const { answer, acknowledge, isWanted, settings } = given;
	if (!notifications.some(({ record }) => isWanted(record))) {
		settle('dropped');
		answer.send('ok');
		return ANSWERED;
	}
	void bounded(answer.success, SETTLED_WITHIN_MS).then((success) => settle(success ? 'processed' : 'failed'));
	const data = await begin(notifications, given);
	// At a workflow's end n8n would save the static data as they were at its beginning, and with them undo what the
	// workflow has put there: what succeeded is noted with a record that starts nothing.
	if (acknowledge === 'afterSuccess') return data;
	return {
		...data,
		// n8n asks for the answer when it has stored the execution, and then saves the static data. What was
		// changed in them earlier it may leave out: preparing the execution resets its mark of a change.
		get webhookResponse() {
			settle('processed');
			if (settings.ignoreRepeats > 0) staticData['processed'] = intake.repeats.write(Date.now());
			return '';
		},
	};
}

/** Notes what succeeded since the last note, with a record that starts nothing. */
export async function noteSuccesses(context: IWebhookFunctions, windowHours: number): Promise<void> {
	const { intake } = await memoryOf(context, windowHours);
	if (!intake.repeats.isUnwritten()) return;
	const staticData = context.getWorkflowStaticData('node');
	intake.repeats.learn(staticData['processed']);
	staticData['processed'] = intake.repeats.write(Date.now());
}

async function begin(notifications: CdrNotification[], { isLeg }: Start): Promise<IWebhookResponseData> {
	const [first] = notifications;
	const started = (json: IDataObject) => ({ workflowData: [[{ json }]], webhookResponse: '' });
	if (!isLeg && first) return started({ ...first.record, raw: first.raw });
	const { joinLegs } = await import('../platform/inbound/legs');
	return started(joinLegs(notifications) as IDataObject);
}

/** A repeat of what is under way is answered as that is. */
async function follow(outcome: Promise<Verdict>, answer: HeldAnswer): Promise<IWebhookResponseData> {
	answer.send((await outcome) === 'failed' ? 'applicationError' : 'ok');
	return ANSWERED;
}

/** n8n always answers; should it not, nothing of ours must wait for it for ever. */
function bounded(success: Promise<boolean>, withinMs: number): Promise<boolean> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(false), withinMs);
		timer.unref();
		void success.then((result) => {
			clearTimeout(timer);
			resolve(result);
		});
	});
}

async function memoryOf(context: IWebhookFunctions, windowHours: number): Promise<Memory> {
	const { nameOfCdr } = await import('../platform/inbound/cdr');
	const { createRepeats } = await import('../platform/vocabulary/repeats');
	const { createIntake } = await import('../platform/inbound/intake');
	const { createLegs } = await import('../platform/inbound/legs');
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const known = memories.get(key);
	if (known?.windowHours === windowHours) return known;
	const memory = {
		windowHours,
		nameOf: nameOfCdr,
		intake: createIntake(createRepeats({ windowMs: windowHours * HOUR_MS })),
		legs: createLegs<Verdict>(),
	};
	memories.set(key, memory);
	return memory;
}
