import type { ServerResponse } from 'node:http';

import { recentLagMs, watchLag } from './lag';
import { takeOver, type Written } from './takeOver';

/** What came of the workflow: an answer that may go out, or what is wrong with what it wrote instead. */
export type Verdict = { answer: string } | { problem: string };

/** What a question tells of itself, for the log. */
export type QuestionEvent =
	/** Nothing valid was written: the fallback went out at once. */
	| { type: 'replaced'; problem: string }
	/** Nobody had written anything at the deadline: the fallback went out. */
	| { type: 'deadline' }
	/** An answer came after the fallback had gone out. */
	| { type: 'late'; milliseconds: number };

/** How a question judges, and what it does without a valid answer. */
export interface QuestionOptions {
	/** Text of the answer for every case in which the workflow gives none. */
	fallback: string;
	/** When the request came, in milliseconds. */
	receivedAt: number;
	judge: (written: Written) => Verdict;
	onEvent: (event: QuestionEvent) => void;
}

/** How often a question looks whether the process has become busy. */
const LOOK_EVERY_MS = 500;
/** A busy process answers earlier by up to this share of the time that there is. */
const GREATEST_MARGIN = 1 / 3;

const CONTENT_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/**
 * One request of Voicenter's that waits for an answer. It is answered exactly once: by the first valid answer that
 * anybody writes to its response; by the fallback as soon as anything else is written, or at the deadline. The
 * execution goes on, whatever has been sent.
 */
export class Question {
	readonly receivedAt: number;

	/** Goes out when there is no valid answer; the trigger's settings may name another than its kind's. */
	fallback: string;

	/** Go out with the answer. */
	headers: Record<string, string> = {};

	private state: 'waiting' | 'answered' | 'gone' = 'waiting';

	private timer: NodeJS.Timeout | undefined;

	private stopWatching: (() => void) | undefined;

	private verdict: Verdict | undefined;

	private readonly onVerdict: ((verdict: Verdict) => void)[] = [];

	private readonly onSettled: (() => void)[] = [];

	private readonly send: ReturnType<typeof takeOver>;

	constructor(
		response: ServerResponse,
		private readonly options: QuestionOptions,
	) {
		this.receivedAt = options.receivedAt;
		this.fallback = options.fallback;
		this.send = takeOver(response, (written) => this.hear(options.judge(written)));
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

	/**
	 * Sets when the fallback goes out at the latest. A process that is late at everything sends it earlier by twice
	 * what it is late: once since it heard late of the request, and once since it will be late at answering.
	 *
	 * @param milliseconds after the request came
	 * @returns that moment, of a process that is not late
	 */
	answerWithin(milliseconds: number): Date {
		const answerBy = this.receivedAt + milliseconds;
		const margin = () => Math.min(2 * recentLagMs(), milliseconds * GREATEST_MARGIN);
		const wait = () => {
			clearTimeout(this.timer);
			const left = answerBy - margin() - Date.now();
			if (left <= 0) {
				this.options.onEvent({ type: 'deadline' });
				this.reply(this.fallback);
			} else this.timer = setTimeout(wait, Math.min(left, LOOK_EVERY_MS)).unref();
		};
		if (!this.isSettled) {
			this.stopWatching ??= watchLag();
			wait();
		}
		return new Date(answerBy);
	}

	/** Answers with the fallback, now: no workflow is asked. */
	giveUp(): void {
		this.reply(this.fallback);
	}

	/**
	 * Turns the caller away with nothing said.
	 *
	 * @param status HTTP's
	 */
	refuse(status: 401 | 403): void {
		this.send({ status, body: '' });
		this.settle('answered');
	}

	/**
	 * Waits for what becomes of another question, and answers with the same.
	 *
	 * @param leader the question that a workflow has been started for
	 */
	follow(leader: Question): void {
		const take = (verdict: Verdict) => this.reply('answer' in verdict ? verdict.answer : this.fallback);
		if (leader.verdict) take(leader.verdict);
		else leader.onVerdict.push(take);
	}

	/** Has the workflow failed to give a valid answer? Whether one is still to come is not known then. */
	get hasFailed(): boolean {
		return this.verdict !== undefined && 'problem' in this.verdict;
	}

	/** n8n or a node has written something. */
	private hear(verdict: Verdict): void {
		this.verdict = verdict;
		for (const listener of this.onVerdict.splice(0)) listener(verdict);
		if (this.state === 'waiting') {
			if ('problem' in verdict) this.options.onEvent({ type: 'replaced', problem: verdict.problem });
			this.reply('answer' in verdict ? verdict.answer : this.fallback);
		} else if (this.state === 'answered' && 'answer' in verdict) {
			this.options.onEvent({ type: 'late', milliseconds: Date.now() - this.receivedAt });
		}
	}

	private reply(body: string): void {
		this.send({ status: 200, body, headers: { ...CONTENT_TYPE, ...this.headers } });
		this.settle('answered');
	}

	private settle(state: 'answered' | 'gone'): void {
		if (this.isSettled) return;
		this.state = state;
		clearTimeout(this.timer);
		this.stopWatching?.();
		for (const listener of this.onSettled.splice(0)) listener();
	}
}
