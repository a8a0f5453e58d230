import type { IWebhookFunctions } from 'n8n-workflow';

import type { Ending, Intake } from '../../platform/inbound/intake';
import type { Pairs } from '../../platform/inbound/pairs';
import type { Processed } from '../../platform/vocabulary/repeats';
import { memoryOf, type NodeMemory } from '../memory';

/** A message that waits for the one that it belongs to, and how to say what became of it. */
export interface Waiting<Message> {
	message: Message;
	settle: (ending: Ending) => void;
}

/** What this process knows of one trigger's messages. */
interface Known {
	windowHours: number;
	intake: Intake;
	pairs: Pairs<Waiting<unknown>, Ending>;
	/**
	 * n8n has stored their executions, and has not answered yet. Requests overlap, and each saves the whole memory: what
	 * one has come to must be in what the next one saves.
	 */
	stored: Map<string, Processed>;
}

const HOUR_MS = 60 * 60 * 1_000;

/** For as long as the process lives, or the workflow is active; what is to last longer is in the nodes' memory. */
const known = new Map<string, Known>();

/**
 * What is known of one trigger's messages, in one request.
 *
 * @param context the webhook call
 * @param windowHours how long messages are remembered
 */
export async function recordsOf<Message>(context: IWebhookFunctions, windowHours: number) {
	const memory = memoryOf<readonly string[]>(context);
	const { intake, pairs, stored } = await knownOf(context, windowHours, memory);
	const { repeats } = intake;
	// What this process has written, it knows; other processes write as well.
	repeats.learn(memory.loaded);
	const written = () => repeats.write(Date.now(), [...stored.values()]);
	return {
		intake,
		pairs: pairs as Pairs<Waiting<Message>, Ending>,
		/** Has n8n save what was processed and is not saved yet, with a request that starts nothing. */
		save() {
			memory.save();
		},
		/** Has n8n save these messages as processed, when it has stored the execution that they start. */
		saveWith(messages: readonly Processed[]) {
			if (windowHours === 0) return;
			const texts = () => {
				for (const message of messages) stored.set(message.name, message);
				return written();
			};
			// n8n 1 saves it with what the request returns.
			memory.stage(texts);
			// n8n 2 saves it when it has stored the execution. Before, and still in this turn of the event loop, it
			// makes the execution's own workflow of the same static data, and forgets that they were changed.
			setImmediate(() => memory.stage(texts));
		},
		/** Tells this process what was processed, so that nobody's older copy of it counts, and what became of these. */
		keep(messages: readonly Processed[]) {
			for (const { name } of messages) stored.delete(name);
			if (windowHours > 0) memory.follow(written);
		},
	};
}

/** See {@link recordsOf}. */
export type Records<Message> = Awaited<ReturnType<typeof recordsOf<Message>>>;

/** For a workflow that is deactivated: what its trigger knows goes, but for what the node's memory holds. */
export function forgetRecords(workflowId: string | undefined, nodeId: string): void {
	known.delete(keyOf(workflowId, nodeId));
}

async function knownOf(
	context: IWebhookFunctions,
	windowHours: number,
	memory: NodeMemory<readonly string[]>,
): Promise<Known> {
	const { createRepeats } = await import('../../platform/vocabulary/repeats');
	const { createIntake } = await import('../../platform/inbound/intake');
	const { createPairs } = await import('../../platform/inbound/pairs');
	const key = keyOf(context.getWorkflow().id, context.getNode().id);
	const before = known.get(key);
	if (before?.windowHours === windowHours) return before;
	const fresh: Known = {
		windowHours,
		intake: createIntake(createRepeats({ windowMs: windowHours * HOUR_MS })),
		pairs: createPairs(),
		stored: new Map(),
	};
	fresh.intake.repeats.learn(memory.value);
	known.set(key, fresh);
	return fresh;
}

const keyOf = (workflowId: string | undefined, nodeId: string): string =>
	JSON.stringify([workflowId, nodeId]);
