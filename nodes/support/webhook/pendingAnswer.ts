import type { ServerResponse } from 'node:http';

import { noteDue } from './due';
import { recentLagMs, watchLag } from './lag';
import { takeOver, type Written } from './takeOver';

/** What goes to Voicenter. */
export interface Answer {
	text: string;
	contentType: string;
}

/** Why there is no answer: the workflow failed, ended without one, or gave one that is not valid. */
export type Fault = 'failed' | 'silent' | 'invalid';

/** What somebody wrote, understood: the answer that goes out for it, or what is wrong with it. */
export type Understood = { answer: Answer } | { problem: string; fault: Fault };

/** What a pending answer tells of itself, for the log. */
export type AnswerEvent =
	/** Nothing valid was written: the fallback went out at once. */
	| { type: 'replaced'; problem: string }
	/** Nobody had written anything at the deadline: the fallback went out. */
	| { type: 'deadline' }
	/** An answer came after the fallback had gone out. */
	| { type: 'late'; milliseconds: number };

/** How a pending answer reads what is written, and what it does without. */
export interface PendingAnswerOptions {
	/** Goes out in every case in which nothing valid is written in time. */
	fallback: Answer;
	/** When the request came, on the process's own clock: {@link arrivalOf}. */
	receivedAt: number;
	understand: (written: Written) => Understood;
	onEvent: (event: AnswerEvent) => void;
}

/** How often it looks whether the process has become busy. */
const LOOK_EVERY_MS = 500;
/** Long enough to read a request that has arrived, by which the right fallback is chosen, when the deadline has passed. */
const MOMENT_MS = 50;
/** A busy process answers earlier by up to this share of the time that there is. */
const GREATEST_MARGIN = 1 / 3;

/**
 * The answer to one request of Voicenter's. It goes out exactly once: what n8n or a node writes first to the response,
 * where it is valid; the fallback as soon as anything else is written, or at the deadline. The execution goes on,
 * whatever has been sent.
 */
export class PendingAnswer {
	readonly receivedAt: number;

	/** Goes out when there is no valid answer; a trigger's settings may name another than its service's. */
	fallback: Answer;

	/** Go out with the answer. */
	headers: Record<string, string> = {};

	private state: 'waiting' | 'answered' | 'gone' = 'waiting';

	private timer: NodeJS.Timeout | undefined;

	private stopWatching: (() => void) | undefined;

	private understood: Understood | undefined;

	private readonly onUnderstood: ((understood: Understood) => void)[] = [];

	private readonly onSettled: (() => void)[] = [];

	private readonly transmit: ReturnType<typeof takeOver>;

	/** @param response of a request that has not been answered */
	constructor(
		response: ServerResponse,
		private readonly options: PendingAnswerOptions,
	) {
		this.receivedAt = options.receivedAt;
		this.fallback = options.fallback;
		this.transmit = takeOver(response, (written) => this.hear(options.understand(written)));
		response.once('close', () => this.settle('gone'));
	}

	/** Is nobody waiting any more: has it been answered, or has the caller hung up? */
	get isSettled(): boolean {
		return this.state !== 'waiting';
	}

	/** Resolves when nobody is waiting any more. */
	settled(): Promise<void> {
		return new Promise((resolve) => {
			if (this.isSettled) resolve();
			else this.onSettled.push(resolve);
		});
	}

	/** Tells what n8n or a node wrote first, also when that came too late to be sent. */
	whenWritten(listener: (understood: Understood) => void): void {
		if (this.understood) listener(this.understood);
		else this.onUnderstood.push(listener);
	}

	/**
	 * Sets when the fallback goes out at the latest, on a clock that nobody can set back.
	 *
	 * @param milliseconds after the request came
	 * @param allowsForLag a process that is late at everything sends it earlier by twice what it is late: once since it
	 *   heard late of the request, and once since it will be late at answering
	 * @returns that moment, of a process that is not late
	 */
	answerWithin(milliseconds: number, { allowsForLag }: { allowsForLag: boolean }): Date {
		const armedAt = performance.now();
		const answerBy = this.receivedAt + milliseconds;
		const margin = () => (allowsForLag ? Math.min(2 * recentLagMs(), milliseconds * GREATEST_MARGIN) : 0);
		const wait = () => {
			clearTimeout(this.timer);
			const now = performance.now();
			const left = Math.max(answerBy - margin(), armedAt + MOMENT_MS) - now;
			if (left <= 0) {
				this.options.onEvent({ type: 'deadline' });
				this.giveUp();
			} else this.timer = setTimeout(wait, Math.min(left, LOOK_EVERY_MS)).unref();
		};
		if (!this.isSettled) {
			if (allowsForLag) this.stopWatching ??= watchLag();
			wait();
		}
		const said = new Date(Date.now() + answerBy - performance.now());
		noteDue(said.toISOString(), answerBy);
		return said;
	}

	/** Answers now; once an answer is out, nothing more goes out. */
	send({ text, contentType }: Answer): void {
		this.transmit({ status: 200, body: text, headers: { 'Content-Type': contentType, ...this.headers } });
		this.settle('answered');
	}

	/** Answers with the fallback, now. */
	giveUp(): void {
		this.send(this.fallback);
	}

	/**
	 * Turns the caller away with nothing said.
	 *
	 * @param status HTTP's
	 */
	refuse(status: 401 | 403): void {
		this.transmit({ status, body: '' });
		this.settle('answered');
	}

	/**
	 * Waits for what becomes of another answer, and sends the same.
	 *
	 * @param leader the answer to the request that a workflow has been started for
	 */
	follow(leader: PendingAnswer): void {
		leader.whenWritten((understood) => {
			this.send('answer' in understood ? understood.answer : this.fallback);
		});
	}

	/** Has the workflow failed to give a valid answer? Whether one is still to come is not known then. */
	get hasFailed(): boolean {
		return this.understood !== undefined && 'problem' in this.understood;
	}

	/** n8n or a node has written something. */
	private hear(understood: Understood): void {
		this.understood = understood;
		for (const listener of this.onUnderstood.splice(0)) listener(understood);
		if (this.state === 'waiting') {
			if ('problem' in understood) this.options.onEvent({ type: 'replaced', problem: understood.problem });
			this.send('answer' in understood ? understood.answer : this.fallback);
		} else if (this.state === 'answered' && 'answer' in understood) {
			this.options.onEvent({ type: 'late', milliseconds: performance.now() - this.receivedAt });
		}
	}

	private settle(state: 'answered' | 'gone'): void {
		if (this.isSettled) return;
		this.state = state;
		clearTimeout(this.timer);
		this.stopWatching?.();
		for (const listener of this.onSettled.splice(0)) listener();
	}
}
