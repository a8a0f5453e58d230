import type { VoicenterError } from '../../../nodes/platform/http/errors';
import type {
	ConnectionChange,
	SessionListener,
	SessionOptions,
	WireEvent,
} from '../../../nodes/platform/realtime/connection/session';
import type { SessionTimings } from '../../../nodes/platform/realtime/connection/timings';
import type { Simulator } from '../../simulator';

/** Notes what a session tells, and lets a test wait for it. */
export interface Notes extends SessionListener {
	readonly events: WireEvent[];
	readonly changes: ConnectionChange[];
	readonly refusals: VoicenterError[];
	/** Events and changes in the order in which they came. */
	readonly timeline: ({ event: WireEvent } | { change: ConnectionChange })[];
	/** Resolves with the first thing noted that the test is looking for, be it there already. */
	event: (matches: (event: WireEvent) => boolean) => Promise<WireEvent>;
	change: <State extends ConnectionChange['state']>(
		state: State,
		from?: number,
	) => Promise<Extract<ConnectionChange, { state: State }>>;
	refusal: () => Promise<VoicenterError>;
}

/** A listener that notes everything. */
export function takeNotes(): Notes {
	const events: WireEvent[] = [];
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
