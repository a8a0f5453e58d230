/**
 * Brings a recording into the wanted state though nobody knows for sure which value of `state` does it
 * (voicenter-api.md §14), and sees that it got there. Knows nothing of the wire: what it reads, sends and waits
 * with is given.
 *
 * A call that is seen to change after a request shows what that request did. A call that does not change shows
 * nothing by itself, since an effect may show late: then time decides.
 */
import type { Clock } from '../request/clock';
import { observe, type Sight, type WatchedCall } from './muteObserver';
import { opposite, type MuteConvention } from './muteRequest';

/** How long things may take, in milliseconds. */
export const PATIENCE = {
	/** A look before the request that takes longer is not waited for: muting comes first. */
	firstLook: 1_000,
	/** For an effect, with a reading of `state` that nothing has proven: if it is wrong, all is on tape meanwhile. */
	unproven: 2_000,
	/** For an effect otherwise. Voicenter's own advice speaks of data that may be 5 seconds old. */
	proven: 6_000,
	/** By how much one effect may show later than another: Active Calls may show the same for a while. */
	margin: 2_500,
	/** Requests closer to each other than this may come about in the other order. */
	apart: 500,
	/** After this nothing new is tried. */
	all: 12_000,
} as const;

/** The first look after a request comes at once, the next ones further and further apart. */
const WAITS = [100, 200, 300, 400] as const;
const LATER_WAITS = 500;

/** More than any explanation needs: something else is switching to and fro. */
const MOST_ATTEMPTS = 6;

/** What shall be, and the means. */
export interface MuteTask<Call extends WatchedCall> {
	muted: boolean;
	/** The reading of `state` to try first. */
	convention: MuteConvention;
	/** It was seen to work earlier. */
	isProven: boolean;
	/** The calls that are meant, and are active now. */
	read: () => Promise<readonly Call[]>;
	send: (convention: MuteConvention) => Promise<void>;
	clock: Clock;
}

/**
 * - `confirmed`: every call is as wanted; `proven` is the reading of `state` that was seen to do it, if one was
 * - `noCalls`: there never was one
 * - `ended`: there were some, and they ended before they were as wanted
 * - `unconfirmed`: not all of `calls` are as wanted; what was sent last is what is most likely right
 */
export type MuteOutcome<Call> =
	| { kind: 'confirmed'; calls: readonly Call[]; proven: MuteConvention | undefined }
	| { kind: 'noCalls' | 'ended' }
	| { kind: 'unconfirmed'; calls: readonly Call[] };

/** One request, while its effect is watched. */
interface Attempt {
	sentAt: number;
	patience: number;
	/** How long all must stay as wanted where no change shows that this request did it. */
	hold: number;
	/** The other value has not been sent: what becomes as wanted, this request did. */
	isOnlyCause: boolean;
	/** Known to be the right value: what changes back, somebody else did. */
	isSure: boolean;
	/** Sends it again, for calls that it came too early for. */
	resend?: () => Promise<void>;
}

/** What came of it. */
interface Watched<Call> {
	verdict: 'reached' | 'reversed' | 'unmoved' | 'gone';
	calls: readonly Call[];
	/** A call became as wanted. */
	worked: boolean;
}

/**
 * Sends, watches, and sends the other value where the first turns out wrong. What works takes one request and
 * one or two looks; to give up takes about 15 seconds.
 *
 * @throws whatever `send` throws, and `read` after the first request
 */
export async function bringAbout<Call extends WatchedCall>(task: MuteTask<Call>): Promise<MuteOutcome<Call>> {
	const { clock } = task;
	const observer = observe<Call>(task.muted);
	const startedAt = clock.now();

	// With nothing proven, a look before the request shows afterwards what the request changed.
	const first = task.isProven ? undefined : await lookBriefly(task);
	if (first && observer.note(first).isReached) {
		// Nothing is sent, since the wrong value would undo it; but what was read may be old.
		const still = { isOnlyCause: false, isSure: false, patience: 0, hold: PATIENCE.unproven };
		const { verdict, calls } = await watch(task, observer.note, { ...still, sentAt: clock.now() });
		if (verdict === 'reached') return { kind: 'confirmed', calls, proven: undefined };
	}

	let convention = task.convention;
	let likely = convention;
	let isSure = task.isProven;
	/** The other value would undo what came about for some of the calls. */
	let isSettled = false;
	let sent: { convention: MuteConvention; at: number } | undefined;
	/** Between a request and the opposite one. */
	let longestGap: number | undefined;

	for (let count = 1; ; count += 1) {
		const current = convention;
		const sentAt = clock.now();
		const gap = sent && sent.convention !== current ? sentAt - sent.at : undefined;
		if (gap !== undefined) longestGap = Math.max(longestGap ?? 0, gap);
		await task.send(current);
		sent = { convention: current, at: sentAt };
		const { verdict, calls, worked } = await watch(task, observer.note, {
			sentAt,
			patience: count === 1 && !isSure ? PATIENCE.unproven : PATIENCE.proven,
			hold: holdAfter(longestGap, isSure),
			isOnlyCause: longestGap === undefined,
			isSure,
			resend: () => task.send(current),
		});
		if (verdict === 'reached') {
			const isProven =
				longestGap === undefined ? isSure || worked : gap !== undefined && gap > PATIENCE.apart;
			return { kind: 'confirmed', calls, proven: isProven ? current : undefined };
		}
		if (verdict === 'gone') return { kind: observer.hasSeenCalls() ? 'ended' : 'noCalls' };
		isSettled ||= worked && verdict === 'unmoved';
		if (isSettled) {
			likely = current;
			isSure = true;
		} else {
			convention = opposite(current);
			// A change for the worse is a sign against what was sent, if only one value was.
			isSure = verdict === 'reversed' && longestGap === undefined;
			if (verdict === 'reversed') likely = convention;
		}
		if (clock.now() - startedAt >= PATIENCE.all || count >= MOST_ATTEMPTS) {
			if (current !== likely) await task.send(likely);
			return { kind: 'unconfirmed', calls };
		}
	}
}

/**
 * What one request brought about late, the opposite one undoes as late. So what is due to an earlier request
 * does not stay for longer than the time between the two.
 */
function holdAfter(longestGap: number | undefined, isSure: boolean): number {
	if (longestGap !== undefined) return longestGap + PATIENCE.margin;
	return isSure ? 0 : PATIENCE.unproven;
}

async function lookBriefly<Call extends WatchedCall>(
	task: MuteTask<Call>,
): Promise<readonly Call[] | undefined> {
	const look = task.read().catch(() => undefined);
	return Promise.race([look, task.clock.wait(PATIENCE.firstLook).then(() => undefined)]);
}

async function watch<Call extends WatchedCall>(
	{ read, clock }: MuteTask<Call>,
	note: (calls: readonly Call[]) => Sight<Call>,
	{ sentAt, patience, hold, isOnlyCause, isSure, resend }: Attempt,
): Promise<Watched<Call>> {
	let worked = false;
	let reachedAt: number | undefined;
	for (let count = 0; ; count += 1) {
		const at = clock.now();
		const { calls, isReached, turned, turnedBack, hasNewcomer } = note(await read());
		worked ||= turned;
		const isShown = worked && isOnlyCause;
		if (turnedBack && !isSure && !isShown) return { verdict: 'reversed', calls, worked };
		if (isReached) {
			reachedAt ??= at;
			if (isShown || at - reachedAt >= hold) return { verdict: 'reached', calls, worked };
		} else {
			reachedAt = undefined;
			if (at - sentAt >= patience) {
				return { verdict: calls.length > 0 ? 'unmoved' : 'gone', calls, worked };
			}
			if (hasNewcomer || turnedBack) await resend?.();
		}
		await clock.wait(WAITS[count] ?? LATER_WAITS);
	}
}
