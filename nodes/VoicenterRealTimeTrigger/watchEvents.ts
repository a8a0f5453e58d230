/** One workflow's share in the account's live events, with the conditions that it watches. */
import type { ITriggerFunctions } from 'n8n-workflow';

import type { ToldConditions } from '../platform/realtime/conditions';
import type { RealTimeEvent } from '../platform/realtime/events';
import type { HeardBefore, SharedMonitor } from '../platform/realtime/monitor';
import { toNodeError } from '../support/errors';
import { watchLists } from './names';
import { readLogin, type Settings } from './settings';

/** What outlasts this process. */
export interface Remembered extends HeardBefore {
	/** Conditions that have been told as begun, and not as over. */
	conditions?: ToldConditions;
}

/** A share in the account's live events. */
export interface Share extends Pick<SharedMonitor, 'leave'> {
	heard: () => Remembered | undefined;
}

/**
 * Joins the account's live events.
 *
 * @param settings what the user wants
 * @param take gets each event that matches
 * @param more `onWaiting` hears that Voicenter cannot be reached, whether or not that event is wanted; `onMismatch` hears
 *   of events of the wanted kinds that the filter stops, and why; `before` is what an earlier process has heard and told
 */
export async function watchEvents(
	this: ITriggerFunctions,
	settings: Settings,
	take: (event: RealTimeEvent) => void,
	more: {
		onWaiting?: (event: RealTimeEvent) => void;
		onMismatch?: (event: RealTimeEvent, reasons: readonly string[]) => void;
		before?: Remembered | undefined;
	},
): Promise<Share> {
	const { account, login } = await readLogin.call(this);
	const { CONDITION_EVENTS, CONNECTION_EVENTS, eventFilter, numbersOf, SNAPSHOT_EVENTS, toldOnce } =
		await import('../platform/realtime/events');
	const { joinMonitor } = await import('../platform/realtime/monitor');
	const numbers = numbersOf(settings.country, account.timeZone);
	const filter = eventFilter(settings.filter, numbers.same);
	const isWanted = toldOnce(filter.passes, settings.once);
	const tell = (event: RealTimeEvent): void => take(numbers.international(event));
	const conditions = settings.conditions && {
		settings: settings.conditions,
		isWanted: (event: RealTimeEvent) => filter.passes(numbers.international(event)),
		toldBefore: more.before?.conditions,
		take: tell,
	};
	const names = watchLists(this, settings);
	const mismatch = (event: RealTimeEvent): void => {
		const reasons = filter.whyNot(event);
		if (reasons.length > 0) more.onMismatch?.(numbers.international(event), reasons);
	};
	const isList = (name: string) => (SNAPSHOT_EVENTS as readonly string[]).includes(name);
	const isCondition = (name: string) => (CONDITION_EVENTS as readonly string[]).includes(name);
	const node = this.getNode();
	const joining = { isSharing: false, isBeginning: true, isOver: false };
	let leave: (() => Promise<void>) | undefined;
	try {
		const joined = joinMonitor(
			{
				account,
				login,
				log: (message) => this.logger.warn(message),
				progress: (message) => this.logger.debug(message),
			},
			{
				heardBefore: more.before,
				conditions,
				// Most events are nothing to one who waits for conditions alone.
				wants: settings.events.every(isCondition)
					? new Set([...CONNECTION_EVENTS, ...SNAPSHOT_EVENTS])
					: undefined,
				recoverFromCallLog: settings.recoverMissedCalls,
				onEvent: (event) => {
					tellConnection(this, event);
					filter.learn(event);
					names.see(event);
					if (event.event === 'connectionWaiting') more.onWaiting?.(event);
					if (joining.isBeginning) joining.isSharing = true;
					// The lists of a connection that others use already may be hours old.
					if (joining.isBeginning && isList(event.event)) return;
					if (isWanted(event)) tell(event);
					else if (more.onMismatch) mismatch(event);
				},
				onRefused: (error) => {
					// While joining, the refusal is thrown. Later n8n takes the trigger down and starts it again after a while.
					if (!joining.isOver) return;
					this.emitError(toNodeError(error, { node }));
					// Of a test in the editor, n8n does not close what has failed.
					void leave?.();
				},
			},
		);
		// What is known of a connection that others use already is told at once, before anything can happen.
		joining.isBeginning = false;
		const share = await joined;
		joining.isOver = true;
		if (joining.isSharing && (conditions || settings.events.some(isList))) share.resync();
		const minutes = settings.repeatListsMinutes;
		const repeat = minutes === undefined ? undefined : setInterval(() => share.resync(), minutes * 60_000);
		leave = async () => {
			clearInterval(repeat);
			await share.leave();
		};
		return { heard: () => remembered(share.heard(), share.told()), leave };
	} catch (error) {
		const nodeError = toNodeError(error, { node });
		// Of an activation that fails, n8n shows the message alone.
		if (nodeError.description) nodeError.message = `${nodeError.message}. ${nodeError.description}`;
		throw nodeError;
	}
}

function remembered(
	heard: HeardBefore | undefined,
	conditions: ToldConditions | undefined,
): Remembered | undefined {
	return heard && { ...heard, ...(conditions && { conditions }) };
}

/** What a person who looks at the log wants to know of the connection. */
function tellConnection(context: ITriggerFunctions, event: RealTimeEvent): void {
	const { logger } = context;
	const who = context.getNode().name;
	const { message = '', lostAt = '', gapSeconds } = event;
	switch (event.event) {
		case 'connectionWaiting':
			logger.warn(`${who}: waiting for Voicenter. ${message}. Events will come once it can be reached.`);
			break;
		case 'connectionLost':
			logger.warn(`${who}: the connection to Voicenter was lost (${message}). Connecting again.`);
			break;
		case 'connectionRecovered':
			logger.info(
				`${who}: connected to Voicenter again; nothing was heard from ${lostAt} for ${gapSeconds ?? '?'} s.`,
			);
			break;
		case 'connectionConnected':
			logger.info(`${who}: connected to Voicenter's live events.`);
			break;
		default:
	}
}
