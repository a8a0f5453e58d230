import pRetry, { type RetryContext } from 'p-retry';
import { request as send, type Dispatcher } from 'undici';

import { WireError } from '../wire/wireError';
import { type HttpAnswer, readAnswer } from './answer';
import { sharedDispatcher } from './dispatcher';
import { type FailureKind, VoicenterError } from './errors';
import { explainConnectionFailure } from './failures';
import { mayRetry, RETRY } from './retryPolicy';

/** One request to Voicenter. */
export interface HttpRequest {
	/** What is being done, as a person would say it: "Click to call". */
	operation: string;
	/** Voicenter's own address, host and path. */
	url: string;
	/** The JSON body. */
	json: unknown;
	/** May it be sent twice without harm? Reads may; a call may not. */
	repeatable: boolean;
	/** For the whole answer, in milliseconds. Default 30 seconds. */
	deadlineMs?: number;
	/** Longest answer that is accepted, in bytes. Default 20 MB. */
	maxBytes?: number;
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

/** Sends requests; see {@link createHttpClient}. */
export interface HttpClient {
	/**
	 * @param request what to send
	 * @param read turns the answer into the result; a {@link VoicenterError} that it throws counts as the attempt's
	 * @returns what `read` made of the answer
	 * @throws VoicenterError always, whatever went wrong
	 */
	send<Result>(request: HttpRequest, read: (answer: HttpAnswer) => Result): Promise<Result>;
	/** Hides this client's secrets. */
	fail(failure: Omit<ConstructorParameters<typeof VoicenterError>[0], 'secrets'>): VoicenterError;
}

const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;

/** Makes the one client through which everything reaches Voicenter: deadlines, bounds, safe retries, redaction. */
export function createHttpClient({ baseUrl, secrets, signal, dispatcher }: HttpClientOptions): HttpClient {
	const fail: HttpClient['fail'] = (failure) => new VoicenterError({ ...failure, secrets });

	async function attempt<Result>(
		request: HttpRequest,
		read: (answer: HttpAnswer) => Result,
	): Promise<Result> {
		const { operation, deadlineMs = DEFAULT_DEADLINE_MS, maxBytes = DEFAULT_MAX_BYTES } = request;
		const url = onOrigin(request.url, baseUrl);
		const deadline = AbortSignal.timeout(deadlineMs);
		try {
			const answer = await send(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json, text/xml' },
				body: JSON.stringify(request.json),
				signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
				dispatcher: dispatcher ?? sharedDispatcher(),
			});
			return read(await readAnswer(answer, maxBytes));
		} catch (error) {
			if (error instanceof VoicenterError) throw error;
			throw fail({ operation, ...explain(error, { host: url.host, deadline, deadlineMs, signal }) });
		}
	}

	return {
		fail,
		send: async (request, read) => {
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
		},
	};
}

const CANCELLED = { kind: 'cancelled', text: 'stopped, because the execution was stopped' } as const;

function onOrigin(url: string, baseUrl: string | undefined): URL {
	const original = new URL(url);
	return baseUrl ? new URL(original.pathname + original.search, baseUrl) : original;
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
