import type { Readable } from 'node:stream';

import pLimit, { type LimitFunction } from 'p-limit';
import pRetry, { type RetryContext } from 'p-retry';
import { request as send, type Dispatcher } from 'undici';

import { JsonText } from '../wire/json';
import { WireError } from '../wire/wireError';
import { type HttpAnswer, readAnswer } from './answer';
import { CONNECTIONS_PER_HOST, sharedDispatcher } from './dispatcher';
import { CANCELLED, type FailureKind, VoicenterError, type VoicenterFailure } from './errors';
import { explainConnectionFailure } from './failures';
import { movedTo } from './origin';
import { withoutPassword } from './redact';
import { mayRetry, RETRY } from './retryPolicy';

/** One request to Voicenter. */
export interface HttpRequest {
	/** What is being done, as a person would say it: "Click to call". */
	operation: string;
	/** Voicenter's own address: host, path and query. */
	url: string;
	/** The JSON body of a POST, as values or as a JsonText; a request without one is a GET. */
	json?: unknown;
	/** A token for the Authorization header. */
	bearer?: string | undefined;
	/** May it be sent twice without harm? Reads may; a call may not. */
	repeatable: boolean;
	/** For the whole answer, in milliseconds. Default 30 seconds. */
	deadlineMs?: number | undefined;
	/** Longest answer that is accepted, in bytes. Default 20 MB. */
	maxBytes?: number | undefined;
	/**
	 * Waited for before every attempt, where the service takes only so many requests a minute. What it gives is
	 * called when the attempt is over, however it ended.
	 */
	turn?: (() => Promise<() => void>) | undefined;
}

/** Settings of a {@link HttpClient}. */
export interface HttpClientOptions {
	/** When set, every request goes to this origin, its path unchanged. */
	baseUrl?: string | undefined;
	/** Values that no error may show. */
	secrets: readonly string[];
	/** Cancels whatever is under way. */
	signal?: AbortSignal | undefined;
	/** Defaults to the connections that the process shares. */
	dispatcher?: Dispatcher;
}

/** An answer that is still coming in. */
export interface HttpStream {
	status: number;
	contentType: string | undefined;
	/** A header by its name in small letters; where there are several of it, the first. */
	header: (name: string) => string | undefined;
	body: Readable;
}

/** Sends requests; see {@link createHttpClient}. In words of its own, for it stands in the package's types. */
export interface HttpClient {
	/**
	 * @param request what to send
	 * @param read turns the answer into the result; a {@link VoicenterError} that it throws counts as the attempt's
	 * @returns what `read` made of the answer
	 * @throws VoicenterError always, whatever went wrong
	 */
	send: <Result>(request: HttpRequest, read: (answer: HttpAnswer) => Result) => Promise<Result>;
	/**
	 * As `send`, for an answer that is not to be held in memory.
	 *
	 * @param request what to send; `deadlineMs` bounds the whole transfer
	 * @param read takes the answer, whatever its HTTP status, and reads or destroys its body before it returns
	 */
	stream: <Result>(request: HttpRequest, read: (answer: HttpStream) => Promise<Result>) => Promise<Result>;
	/** Makes an error that hides this client's secrets. */
	fail: (failure: Omit<VoicenterFailure, 'secrets'>) => VoicenterError;
	/** Cancels whatever is under way, when the caller gave one. */
	signal: AbortSignal | undefined;
}

const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;

/** Makes the one client through which everything reaches Voicenter: deadlines, bounds, safe retries, redaction. */
export function createHttpClient({ baseUrl, secrets, signal, dispatcher }: HttpClientOptions): HttpClient {
	const fail: HttpClient['fail'] = (failure) => new VoicenterError({ ...failure, secrets });

	async function attempt<Result>(
		request: HttpRequest,
		read: (answer: Dispatcher.ResponseData) => Promise<Result>,
	): Promise<Result> {
		const { operation, bearer, json, deadlineMs = DEFAULT_DEADLINE_MS } = request;
		const url = onOrigin(request.url, baseUrl);
		if (!url) throw fail({ operation, ...noUrl(baseUrl ?? request.url) });
		const body = json === undefined ? null : json instanceof JsonText ? json.text : JSON.stringify(json);
		const done = await request.turn?.();
		const deadline = AbortSignal.timeout(deadlineMs);
		const givenUp = signal ? AbortSignal.any([signal, deadline]) : deadline;
		const inTurn = async (): Promise<Result> => {
			givenUp.throwIfAborted();
			const answer = await send(url, {
				method: body === null ? 'GET' : 'POST',
				headers: {
					...(body !== null && { 'content-type': 'application/json' }),
					...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
				},
				body,
				signal: givenUp,
				dispatcher: dispatcher ?? sharedDispatcher(),
			});
			return read(answer);
		};
		try {
			// undici looks at the signal once it has a connection: what happens until then does not end with it.
			return await until(
				givenUp,
				laneTo(url.host)(async () => until(givenUp, inTurn())),
			);
		} catch (error) {
			if (error instanceof VoicenterError) throw error;
			throw fail({ operation, ...explain(error, { host: url.host, deadline, deadlineMs, signal }) });
		} finally {
			done?.();
		}
	}

	async function withRetries<Result>(
		request: HttpRequest,
		read: (answer: Dispatcher.ResponseData) => Promise<Result>,
	): Promise<Result> {
		const shouldRetry = ({ error }: RetryContext): boolean =>
			error instanceof VoicenterError &&
			mayRetry({ kind: error.kind, httpStatus: error.httpStatus, repeatable: request.repeatable });
		try {
			return await pRetry(async () => attempt(request, read), {
				retries: RETRY.attempts - 1,
				minTimeout: RETRY.firstWaitMs,
				maxTimeout: RETRY.longestWaitMs,
				randomize: true,
				shouldRetry,
				...(signal && { signal }),
			});
		} catch (error) {
			if (error instanceof VoicenterError) throw error;
			throw fail({ operation: request.operation, ...CANCELLED });
		}
	}

	return {
		fail,
		signal,
		send: (request, read) =>
			withRetries(request, async (answer) =>
				read(await readAnswer(answer, request.maxBytes ?? DEFAULT_MAX_BYTES)),
			),
		stream: (request, read) =>
			withRetries(request, ({ statusCode: status, headers, body }) => {
				const header = (name: string) => [headers[name]].flat()[0];
				return read({ status, contentType: header('content-type'), header, body });
			}),
	};
}

const lanes = new Map<string, LimitFunction>();

/** Lets so many requests at a time through to a host. Those that wait here and are given up are never begun. */
function laneTo(host: string): LimitFunction {
	let lane = lanes.get(host);
	if (!lane) lanes.set(host, (lane = pLimit(CONNECTIONS_PER_HOST)));
	return lane;
}

/** @throws what the signal was aborted with, as soon as it is, whatever the work does */
async function until<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
	let stop: () => void = () => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => {
			reject(signal.reason as Error);
		};
		signal.addEventListener('abort', stop);
		if (signal.aborted) stop();
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** The address to send to, or nothing when it is none that requests can be sent to. */
function onOrigin(url: string, baseUrl: string | undefined): URL | undefined {
	if (baseUrl && !URL.canParse(baseUrl)) return undefined;
	const target = baseUrl ? movedTo(new URL(url), baseUrl) : new URL(url);
	return ['http:', 'https:'].includes(target.protocol) ? target : undefined;
}

function noUrl(address: string): { kind: FailureKind; text: string; hint: string } {
	return {
		kind: 'invalidAddress',
		text: `"${withoutPassword(address)}" is not an address that requests can be sent to`,
		hint: 'Nothing was sent. Correct the Base URL in the credential: it starts with https:// or http://, such as http://127.0.0.1:4010.',
	};
}

interface Circumstances {
	host: string;
	deadline: AbortSignal;
	deadlineMs: number;
	signal: AbortSignal | undefined;
}

function explain(
	error: unknown,
	{ host, deadline, deadlineMs, signal }: Circumstances,
): { kind: FailureKind; text: string; hint?: string } {
	if (signal?.aborted) return CANCELLED;
	if (deadline.aborted) {
		return {
			kind: 'timeout',
			text: `${host} gave no complete answer within ${deadlineMs / 1_000} seconds`,
			hint: 'Voicenter may have acted on the request. Check there before sending it again.',
		};
	}
	if (error instanceof WireError) {
		return {
			kind: 'unreadable',
			text: `the answer of ${host} could not be read. ${error.message}`,
			hint: 'Voicenter received the request and may have acted on it. Check there before sending it again.',
		};
	}
	return explainConnectionFailure(error, host);
}
