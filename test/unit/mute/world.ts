import type { Clock } from '../../../nodes/platform/request/clock';
import type { WatchedCall } from '../../../nodes/platform/services/muteObserver';
import type { MuteConvention } from '../../../nodes/platform/services/muteRequest';

/** Time that passes as fast as nobody has anything else to do. */
export interface VirtualClock extends Clock {
	at: (milliseconds: number, action: () => void) => void;
	/** Lets time pass until a promise is settled. */
	run: <Result>(promise: Promise<Result>) => Promise<Result>;
}

export function virtualClock(): VirtualClock {
	let now = 0;
	let timers: { due: number; action: () => void }[] = [];
	const at = (due: number, action: () => void) => {
		timers.push({ due, action });
	};
	const idle = async () =>
		new Promise<void>((next) => {
			setImmediate(next);
		});
	return {
		now: () => now,
		at,
		wait: async (milliseconds) =>
			new Promise((done) => {
				at(now + milliseconds, done);
			}),
		async run(promise) {
			const settled = new AbortController();
			const finish = () => {
				settled.abort();
			};
			promise.then(finish, finish);
			for (;;) {
				await idle();
				if (settled.signal.aborted) return promise;
				const [next] = timers.sort((a, b) => a.due - b.due);
				if (!next) throw new Error('nothing will happen any more');
				timers = timers.filter((timer) => timer !== next);
				now = Math.max(now, next.due);
				next.action();
			}
		},
	};
}

/** How the pretended Voicenter behaves. */
export interface Behaviour {
	convention?: MuteConvention;
	/** What it does it does so much later; every request the same. */
	effectAfter?: number;
	/** What it shows is so old. */
	showsAfter?: number;
	/** It shows the same again for so long. */
	showsSameFor?: number;
	/** Calls that it never mutes nor unmutes. */
	deaf?: readonly string[];
	/** By how much more, request by request, over and over. */
	jitter?: readonly number[];
	/** How long a request and its answer take. */
	travel?: number;
}

/** A Voicenter of which only the muting exists. */
export function pretendVoicenter(
	clock: VirtualClock,
	calls: Record<string, boolean>,
	behaviour: Behaviour = {},
) {
	const {
		convention = 'zeroMutes',
		effectAfter = 0,
		showsAfter = 0,
		showsSameFor = 0,
		deaf = [],
	} = behaviour;
	const { travel = 20, jitter = [0] } = behaviour;
	let state = new Map(Object.entries(calls));
	const history: { at: number; state: Map<string, boolean> }[] = [{ at: -1e9, state }];
	const change = (edit: (draft: Map<string, boolean>) => void) => {
		state = new Map(state);
		edit(state);
		history.push({ at: clock.now(), state });
	};
	let shown: { at: number; calls: WatchedCall[] } | undefined;
	const snapshot = (): WatchedCall[] => {
		const then =
			history.findLast(({ at }) => at <= clock.now() - showsAfter)?.state ?? new Map<string, boolean>();
		return [...then].map(([key, isMuted]) => ({ key, isMuted }));
	};
	const requests: { at: number; convention: MuteConvention }[] = [];

	return {
		requests,
		isMuted: (key: string) => state.get(key),
		/** For how long a call was recorded. */
		recordedFor(key: string): number {
			return history.reduce((sum, { at, state: then }, index) => {
				const until = history[index + 1]?.at ?? clock.now();
				return then.get(key) === false ? sum + Math.max(0, until - Math.max(0, at)) : sum;
			}, 0);
		},
		begin: (key: string) => change((draft) => draft.set(key, false)),
		end: (key: string) => change((draft) => draft.delete(key)),
		press: (key: string, muted: boolean) => change((draft) => draft.set(key, muted)),
		read: async (): Promise<WatchedCall[]> => {
			await clock.wait(travel);
			if (!shown || clock.now() - shown.at >= showsSameFor) shown = { at: clock.now(), calls: snapshot() };
			return shown.calls;
		},
		/** Sends what mutes (or unmutes) under a reading of `state`. */
		send: (muted: boolean) => async (reading: MuteConvention) => {
			await clock.wait(travel);
			requests.push({ at: clock.now(), convention: reading });
			const meant = reading === convention ? muted : !muted;
			const covered = [...state.keys()];
			const later = effectAfter + (jitter[requests.length % jitter.length] ?? 0);
			clock.at(clock.now() + later, () =>
				change((draft) => {
					for (const key of covered) if (draft.has(key) && !deaf.includes(key)) draft.set(key, meant);
				}),
			);
			if (later === 0) await clock.wait(0);
		},
	};
}
