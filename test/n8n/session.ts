import { setTimeout as sleep } from 'node:timers/promises';

/** n8n refused a request. The message has method, path, status and what n8n said. */
export class N8nRestError extends Error {
	override readonly name = 'N8nRestError';

	constructor(
		request: string,
		/** The HTTP status. */
		readonly status: number,
		/** The whole body, as text. */
		readonly body: string,
	) {
		super(`n8n answered ${request} with ${status.toString()}: ${body.slice(0, 2_000)}`);
	}
}

const REQUEST_TIMEOUT_MS = 60_000;
const BUSY_PAUSE_MS = 1_000;
const BUSY_ATTEMPTS = 5;

/** One user's session at n8n's internal REST interface: JSON in and out, and the cookie that n8n sets. */
export class RestSession {
	private cookie = '';

	/** @param origin where n8n is, without a slash at the end */
	constructor(readonly origin: string) {}

	/** The session cookie as `name=value`; empty before the first login. */
	get sessionCookie(): string {
		return this.cookie;
	}

	/**
	 * Sends a request and reads the JSON answer.
	 *
	 * @param path with its leading slash: `/rest/workflows`
	 * @returns the answer; of the usual `{ data: … }` only what is in it
	 * @throws N8nRestError for every status that is not 2xx. A 429 (n8n limits logins) is repeated first.
	 */
	async request(method: string, path: string, body?: unknown): Promise<unknown> {
		for (let attempt = 1; ; attempt++) {
			const response = await fetch(`${this.origin}${path}`, {
				method,
				headers: {
					accept: 'application/json',
					// n8n turns away user agents that look like a bot's.
					'user-agent': 'Mozilla/5.0',
					...(this.cookie === '' ? {} : { cookie: this.cookie }),
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
				signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
			});
			const text = await response.text();
			if (response.status === 429 && attempt < BUSY_ATTEMPTS) {
				await sleep(BUSY_PAUSE_MS * attempt);
				continue;
			}
			if (!response.ok) throw new N8nRestError(`${method} ${path}`, response.status, text);
			this.keepCookie(response.headers);
			return unwrap(text);
		}
	}

	private keepCookie(headers: Headers): void {
		for (const header of headers.getSetCookie()) {
			const [pair = ''] = header.split(';');
			if (pair.startsWith('n8n-auth=')) this.cookie = pair;
		}
	}
}

function unwrap(text: string): unknown {
	if (text === '') return undefined;
	const answer: unknown = JSON.parse(text);
	return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer;
}
