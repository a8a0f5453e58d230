import { randomUUID } from 'node:crypto';
import { SimulatorError } from '../../errors';
import { shiftSeconds } from '../../times';

/** One thing that happens in a call, with all the events that it makes. */
export interface Step {
	readonly name: string;
	/** Seconds that pass before it, for its times alone: nobody waits. */
	readonly afterSeconds?: number;
	readonly run: (at: Date) => void;
}

/** What happens, in order. The last step lands the call's records. */
export interface Script {
	readonly callId: string;
	readonly steps: readonly Step[];
}

/** A script being played. */
export interface RealTimePlay {
	readonly id: string;
	readonly callId: string;
	/** Steps still to come, by name. */
	readonly remaining: readonly string[];
	/** Plays the next step. @returns its name; undefined when all are played */
	step: () => string | undefined;
	/** Plays the steps up to and with this one. @throws SimulatorError when it is not to come */
	until: (name: string) => void;
	/** Plays all that is left, now. */
	finish: () => void;
	/** Resolves when the last step is played. */
	readonly done: Promise<void>;
}

/** How a script is played. */
export interface Pace {
	/** Only when told. */
	readonly stepByStep: boolean;
	/** Milliseconds between two steps; 0: all at once. */
	readonly paceMs: number;
}

/** Scripts being played, and those that were. */
export interface Plays {
	start: (script: Script, pace: Pace) => RealTimePlay;
	/** @throws SimulatorError when there is no such play */
	get: (id: string) => RealTimePlay;
	/** Stops them all where they are. */
	reset: () => void;
}

/** Nothing is played. */
export function createPlays(): Plays {
	const plays = new Map<string, RealTimePlay>();
	const timers = new Set<NodeJS.Timeout>();
	const pace = (play: RealTimePlay, paceMs: number) => {
		const timer = setInterval(() => {
			play.step();
			if (play.remaining.length === 0) stop(timer);
		}, paceMs);
		timers.add(timer.unref());
	};
	const stop = (timer: NodeJS.Timeout) => {
		clearInterval(timer);
		timers.delete(timer);
	};
	return {
		start(script, { stepByStep, paceMs }) {
			const play = playOf(script);
			plays.set(play.id, play);
			if (stepByStep) return play;
			if (paceMs === 0) play.finish();
			else {
				play.step();
				pace(play, paceMs);
			}
			return play;
		},
		get(id) {
			const play = plays.get(id);
			if (!play) throw new SimulatorError(`There is no play ${id}`);
			return play;
		},
		reset() {
			for (const timer of timers) stop(timer);
			plays.clear();
		},
	};
}

function playOf({ callId, steps }: Script): RealTimePlay {
	let next = 0;
	const { promise: done, resolve } = deferred();
	const secondsLeft = () => steps.slice(next).reduce((sum, step) => sum + (step.afterSeconds ?? 0), 0);
	const names = () => steps.slice(next).map(({ name }) => name);
	const play: RealTimePlay = {
		id: randomUUID(),
		callId,
		get remaining() {
			return names();
		},
		step() {
			const step = steps[next];
			if (!step) return undefined;
			next++;
			// The last step is now; those before it were as long ago as the seconds that the later ones take.
			step.run(shiftSeconds(new Date(), -secondsLeft()));
			if (next === steps.length) resolve();
			return step.name;
		},
		until(name) {
			if (!names().includes(name)) {
				throw new SimulatorError(`"${name}" is not to come; to come are: ${names().join(', ') || 'none'}`);
			}
			while (play.step() !== name);
		},
		finish() {
			while (play.step() !== undefined);
		},
		done,
	};
	return play;
}

function deferred() {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
