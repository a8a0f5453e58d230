import {
	createAccountState,
	createCallSummaries,
	createEventReader,
	type RealTimeEvent,
	toldOnce,
} from '../../../../nodes/platform/realtime/events';
import { createMonitors } from '../../../../nodes/platform/realtime/monitor';
import type { Simulator } from '../../../simulator';
import type { RealTimePlayOptions } from '../../../simulator/control/realtime';
import { joining } from '../listener';
import { takeEvents } from '../subscriber';

/** What a play knows of its call, to be held against what is told of it. */
export interface Known {
	readonly isAnswered: boolean;
	readonly talkSeconds?: number;
	/** The other side's number; nothing else may stand in its place. */
	readonly callerNumber: string;
	readonly direction: string;
	readonly isAbandoned?: boolean;
	readonly isMissed?: boolean;
}

/** One play, told twice: by a monitor that listens, and by the clock of the messages themselves. */
export interface Told {
	readonly callId: string;
	readonly listened: readonly RealTimeEvent[];
	readonly replayed: readonly RealTimeEvent[];
}

const join = createMonitors();
// Long enough for a busy machine: what comes late must not look like the end of a call.
const summaryTimes = { afterTalkMs: 2_000, beforeTalkMs: 2_000 };

/** Plays one after the other, listens until so many calls of each are finished, and replays what was sent of each. */
export async function playAll(
	simulator: Simulator,
	plays: readonly RealTimePlayOptions[],
): Promise<readonly Told[]> {
	const events = await listenTo(simulator);
	const callIds = plays.map((options) => simulator.control.playRealTime(options).callId);
	await events.finished(callIds.length);
	return callIds.map((callId) => ({
		callId,
		listened: events.all,
		replayed: replay(simulator, (id) => id === callId),
	}));
}

/** Plays one, of which so many calls come to an end. @param after what else happens at its end */
export async function playThrough(
	simulator: Simulator,
	options: RealTimePlayOptions,
	{ finished = 1, after }: { finished?: number; after?: () => void } = {},
): Promise<Told> {
	const events = await listenTo(simulator);
	const { callId } = simulator.control.playRealTime(options);
	after?.();
	await events.finished(finished);
	return { callId, listened: events.all, replayed: replay(simulator, () => true) };
}

async function listenTo(simulator: Simulator) {
	const events = takeEvents();
	const monitor = await join({ ...joining(simulator), summaryTimes, tickMs: 50 }, events);
	await events.named('usersSnapshot');
	return {
		all: events.all,
		/** Resolves, and leaves, when so many calls are finished. */
		async finished(calls: number): Promise<void> {
			for (let last = -1, count = 0; count < calls; count++) {
				last = events.all.indexOf(await events.named('callFinished', last + 1));
			}
			await monitor.leave();
		},
	};
}

interface Times {
	readonly servertime: number;
	readonly servertimeoffset: number;
}

/** What was delivered, read as it came: a second is one of the messages' own clock. */
function replay(simulator: Simulator, isOf: (callId: string) => boolean): RealTimeEvent[] {
	const reader = createEventReader();
	const state = createAccountState();
	const summaries = createCallSummaries();
	const told: RealTimeEvent[] = [];
	let now: number | undefined;
	for (const { name, payload, callId } of simulator.control.realTimeDeliveries()) {
		if (callId !== undefined && !isOf(callId)) continue;
		const { data, ...beside } = payload as Times & { data?: Times };
		const { servertime, servertimeoffset } = { ...data, ...beside };
		const at = (servertime - servertimeoffset * 60) * 1_000;
		// The lists are of the present; a play's events are of as long ago as it takes.
		if (name === 'QueueEvent' || name === 'ExtensionEvent') {
			while (now !== undefined && now < at) told.push(...summaries.tick((now += 1_000)));
			now = at;
		}
		for (const event of reader.read({ name, payload, receivedAt: new Date(at) })) {
			for (const known of state.apply(event)) told.push(known, ...summaries.apply(known, now ?? 0));
		}
	}
	for (let second = 1; second <= 60; second++) told.push(...summaries.tick((now ?? 0) + second * 1_000));
	return told;
}

/** What is wrong with what was told of a call; empty: nothing. */
export function faultsOf(told: readonly RealTimeEvent[], callId: string, known: Known): string[] {
	// As the trigger tells it to a workflow, unless that wants each phone's part.
	const once = toldOnce(() => true, { perCall: true });
	const mine = told.filter((event) => event.callId === callId && once(event));
	const named = (name: string) => mine.filter(({ event }) => event === name);
	const faults: string[] = [];
	const expect = (holds: boolean, fault: string) => {
		if (!holds) faults.push(fault);
	};
	const answers = named('answered').length;
	expect(answers === (known.isAnswered ? 1 : 0), `"answered" came ${answers} times`);
	const finished = named('callFinished');
	expect(finished.length === 1, `"callFinished" came ${finished.length} times`);
	const end = finished.at(-1);
	expect(end?.isAnswered === known.isAnswered, `the finished call says isAnswered ${end?.isAnswered}`);
	expect((end?.isMissed ?? false) === (known.isMissed ?? false), `it says isMissed ${end?.isMissed}`);
	expect((end?.isAbandoned ?? false) === (known.isAbandoned ?? false), `isAbandoned ${end?.isAbandoned}`);
	const hungUp = named('hangUp');
	if (known.isAnswered) {
		expect(
			hungUp.some(({ isAnswered }) => isAnswered === true),
			'no hang-up says that it was answered',
		);
	} else {
		expect(
			hungUp.every(({ isAnswered }) => isAnswered !== true),
			'a hang-up says that it was answered',
		);
	}
	if (known.talkSeconds !== undefined) {
		const difference = Math.abs((end?.durationSeconds ?? NaN) - known.talkSeconds);
		expect(difference <= 1, `its talk is ${end?.durationSeconds} s in place of ${known.talkSeconds}`);
	}
	for (const { event, callerNumber, direction } of mine) {
		const isKnown = callerNumber === undefined || callerNumber === known.callerNumber;
		expect(isKnown, `${event} has the number ${callerNumber}`);
		expect(direction === known.direction, `${event} has the direction ${direction}`);
	}
	expect(end?.callerNumber === known.callerNumber, `it ends with the number ${end?.callerNumber}`);
	return faults;
}
