import type { VoicenterError } from '../../../nodes/platform/http/errors';
import {
	openSession,
	type Session,
	type SessionListener,
	type SessionOptions,
	type SessionParts,
} from '../../../nodes/platform/realtime/connection/session';
import { createDialer } from '../../../nodes/platform/realtime/connection/dial';
import type { SessionTimings } from '../../../nodes/platform/realtime/connection/timings';
import { loginService } from '../../../nodes/platform/realtime/loginService';
import type { ConnectionChange, WireMessage } from '../../../nodes/platform/realtime/messages';
import type { Simulator } from '../../simulator';

/** Notes what a session tells, and lets a test wait for it. */
export interface Notes extends SessionListener {
	readonly events: WireMessage[];
	readonly changes: ConnectionChange[];
	readonly refusals: VoicenterError[];
	/** Events and changes in the order in which they came. */
	readonly timeline: ({ event: WireMessage } | { change: ConnectionChange })[];
	/** Resolves with the first thing noted that the test is looking for, be it there already. */
	event: (matches: (event: WireMessage) => boolean) => Promise<WireMessage>;
	change: <State extends ConnectionChange['state']>(
		state: State,
		from?: number,
	) => Promise<Extract<ConnectionChange, { state: State }>>;
	refusal: () => Promise<VoicenterError>;
	/** Resolves when it is connected, or trying on; rejects when the credentials are refused. */
	decided: () => Promise<void>;
}

/** A listener that notes everything. */
export function takeNotes(): Notes {
	const events: WireMessage[] = [];
	const changes: ConnectionChange[] = [];
	const refusals: VoicenterError[] = [];
	const timeline: Notes['timeline'] = [];
	const waiting = new Set<() => void>();
	const noted = () => {
		for (const look of [...waiting]) look();
	};
	const until = <Found>(find: () => Found | undefined): Promise<Found> =>
		new Promise((resolve) => {
			const look = () => {
				const found = find();
				if (found === undefined) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	return {
		events,
		changes,
		refusals,
		timeline,
		onEvent(event) {
			events.push(event);
			timeline.push({ event });
			noted();
		},
		onConnection(change) {
			changes.push(change);
			timeline.push({ change });
			noted();
		},
		onRefused(error) {
			refusals.push(error);
			noted();
		},
		event: (matches) => until(() => events.find(matches)),
		change: <State extends ConnectionChange['state']>(state: State, from = 0) =>
			until(() =>
				changes
					.slice(from)
					.find((change): change is Extract<ConnectionChange, { state: State }> => change.state === state),
			),
		refusal: () => until(() => refusals[0]),
		async decided() {
			const isDecided = () => changes.some(({ state }) => state !== 'lost') || refusals[0] !== undefined;
			await until(() => isDecided() || undefined);
			if (refusals[0]) throw refusals[0];
		},
	};
}

/** Short times, so that tests are quick; long enough for a busy machine. */
export const QUICK: Partial<SessionTimings> = {
	attemptMs: 3_000,
	firstWaitMs: 50,
	longestWaitMs: 400,
	stableMs: 100,
};

/** What joins the simulator's real-time side with its token. */
export function joining(simulator: Simulator, timings: Partial<SessionTimings> = {}): SessionOptions {
	const { code, realTime } = simulator.account;
	return {
		account: { code, baseUrl: simulator.url },
		login: { by: 'token', token: realTime.token },
		timings: { ...QUICK, ...timings },
	};
}

/** A process that has not met any server yet. */
export const freshParts = (): SessionParts => ({ dial: createDialer(), loginService, random: Math.random });

/**
 * Opens a session.
 *
 * @returns when it is connected, or cannot connect at the moment and goes on trying
 * @throws VoicenterError when the credentials are refused
 */
export async function opened(
	options: SessionOptions,
	notes: Notes = takeNotes(),
	parts?: SessionParts,
): Promise<Session> {
	const session = openSession(options, notes, parts);
	await notes.decided();
	return session;
}

/** A listener whose connection the test hears, too. */
export function overhear(listener: SessionListener, notes: Notes): SessionListener {
	return {
		onEvent(message) {
			notes.onEvent(message);
			listener.onEvent(message);
		},
		onConnection(change) {
			notes.onConnection(change);
			listener.onConnection(change);
		},
		onRefused(error) {
			notes.onRefused(error);
			listener.onRefused(error);
		},
	};
}
