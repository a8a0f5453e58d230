import {
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
	type ITriggerResponse,
	NodeOperationError,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import type { RealTimeEvent } from '../platform/realtime/events';

import { toNodeError } from '../support/errors';
import { checkNames } from '../support/filterNames';
import { handBackMemory, memoryOf } from '../support/memory';
import type { Dropped } from './outbox';
import { Mismatches } from './mismatches';
import { namesIn, withStatusCodes } from './names';
import { readSettings, type Settings } from './settings';
import { type Remembered, type Share, watchEvents } from './watchEvents';

/** Events that may wait for the workflow: at 5,000 bytes each some 50 MB. */
const CAPACITY = 10_000;

/** Executions that may be under way before further events wait: n8n itself slows down beyond. */
const PARALLEL = 20;

/** An execution that takes longer (it waits for somebody, perhaps) no longer holds up the others. */
const PATIENCE_MS = 30_000;

/** n8n itself starts the workflow again: what was heard before counts. A workflow that somebody activates begins anew. */
const GOES_ON: readonly WorkflowActivateMode[] = ['init', 'leadershipChange', 'update'];

/** After these, what was heard is remembered at once: each of them would be told again after a restart otherwise. */
const ENDINGS: ReadonlySet<string> = new Set([
	'hangUp',
	'queueExit',
	'queueAbandoned',
	'callFinished',
	'queueIsLong',
	'callerWaitsTooLong',
	'agentTooLongInStatus',
	'nobodyIsFree',
	'callIsTooLong',
]);

/** After others only so often. */
const REMEMBER_EVERY_MS = 60_000;

/**
 * Listens to the account's live events as long as the workflow is active.
 *
 * n8n runs this on one main process only, in queue mode on the leader (`shouldAddNonWebhookTriggers` of its
 * ActiveWorkflowManager asks `isLeader`), and again on the next leader: so there is one connection, not one a worker.
 *
 * An execution that ends makes room for the next events, by the promise that n8n's `emit` resolves then. Wrong
 * credentials fail the activation; an outage does not: then events come once Voicenter can be reached.
 *
 * @throws NodeOperationError, or NodeApiError with Voicenter's refusal, which n8n shows instead of activating
 */
export async function listen(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const settings = await readSettings.call(this);
	const isTest = this.getMode() === 'manual';
	if (!isTest || settings.testWith === 'live') await checkNames(this, namesIn(settings));
	const watched = settings.conditions?.agentTooLongInStatus;
	if (watched) watched.statuses = await withStatusCodes(this, watched.statuses);
	if (isTest) return testWith.call(this, settings);

	const { createOutbox } = await import('./outbox');
	const { eventsDropped } = await import('../platform/realtime/events');
	const outbox = createOutbox({
		capacity: CAPACITY,
		parallel: PARALLEL,
		patienceMs: PATIENCE_MS,
		...(settings.batch && { batch: settings.batch }),
		deliver: (events) => {
			// n8n saves static data as it emits.
			if (events.some(({ event }) => ENDINGS.has(event)) || performance.now() >= rememberAt) remember();
			const done = this.helpers.createDeferredPromise<IRun>();
			this.emit([events.map((event) => toItem(event, settings))], undefined, done);
			return done.promise;
		},
		report: (dropped) => {
			this.logger.warn(`${this.getNode().name}: ${describe(dropped)}`);
			return settings.events.includes('eventsDropped') ? eventsDropped(dropped) : undefined;
		},
	});
	let share: Share | undefined;
	let rememberAt = 0;
	const remember = (): void => {
		const heard = share?.heard();
		// What waits has been heard, but not by the workflow: after a restart it is to be told.
		if (!heard || outbox.waiting > 0) return;
		rememberAt = performance.now() + REMEMBER_EVERY_MS;
		memoryOf<Remembered>(this).write(heard);
	};
	const before = GOES_ON.includes(this.getActivationMode()) ? memoryOf<Remembered>(this).value : undefined;
	try {
		share = await watchEvents.call(this, settings, (event) => outbox.put(event), { before });
		// n8n saves it once the workflow is active.
		remember();
	} catch (error) {
		outbox.close();
		throw toNodeError(error, { node: this.getNode() });
	}
	return {
		closeFunction: async () => {
			outbox.close();
			await share.leave();
			handBackMemory(this);
		},
	};
}

/** What Voicenter sent is all that is known of an event of another name. */
function toItem(event: RealTimeEvent, { includeRaw }: Settings): INodeExecutionData {
	const { raw, ...known } = event;
	// Plain data through and through: it came as JSON, or was made here.
	const isShown = includeRaw || event.event === 'other';
	return { json: { ...known, ...(isShown && { raw }) } };
}

function describe(dropped: Dropped): string {
	const kinds = Object.entries(dropped).map(([kind, count]) => `${count} ${kind}`);
	return `the workflow could not keep up; events were dropped: ${kinds.join(', ')}`;
}

/** In a test, so long after something came that did not match, the user hears of it. */
const MATCH_WITHIN_MS = 60_000;

/** The editor's test: the next event that matches, or samples at once. */
function testWith(this: ITriggerFunctions, settings: Settings): ITriggerResponse {
	if (settings.testWith === 'samples') {
		return { manualTriggerFunction: () => emitSamples.call(this, settings) };
	}
	let isOver = false;
	let problem: NodeOperationError | undefined;
	let leave: (() => Promise<void>) | undefined;
	const take = (event: RealTimeEvent) => {
		if (isOver) return;
		isOver = true;
		clearTimeout(givesUpAt);
		this.emit([[toItem(event, settings)]]);
	};
	const mismatches = new Mismatches();
	let givesUpAt: ReturnType<typeof setTimeout> | undefined;
	const stop = (error: NodeOperationError) => {
		isOver = true;
		problem = error;
		// While we connect, n8n does not listen for errors yet; and it does not close what has failed.
		if (!leave) return;
		this.emitError(error);
		void leave();
	};
	/** Somebody sits there and waits: an active workflow would keep trying. */
	const onWaiting = ({ message = '' }: RealTimeEvent) => {
		if (isOver || settings.events.includes('connectionWaiting')) return;
		stop(
			new NodeOperationError(this.getNode(), `Voicenter cannot be reached at the moment. ${message}`, {
				description:
					'Execute the step again in a while. To go on building meanwhile, choose Test With: Samples.',
			}),
		);
	};
	const onMismatch = (event: RealTimeEvent, reasons: readonly string[]) => {
		mismatches.add(event, reasons);
		givesUpAt ??= setTimeout(() => isOver || stop(mismatches.error(this.getNode())), MATCH_WITHIN_MS);
	};
	return {
		manualTriggerFunction: async () => {
			({ leave } = await watchEvents.call(this, settings, take, { onWaiting, onMismatch }));
			// The user may have given up while we connected.
			if (isOver) await leave();
			if (problem) throw problem;
		},
		closeFunction: async () => {
			isOver = true;
			clearTimeout(givesUpAt);
			await leave?.();
		},
	};
}

async function emitSamples(this: ITriggerFunctions, settings: Settings): Promise<void> {
	const { numbersOf, sampleEvent } = await import('../platform/realtime/events');
	const { international } = numbersOf(settings.country);
	this.emit([settings.events.map((name) => toItem(international(sampleEvent(name)), settings))]);
}
