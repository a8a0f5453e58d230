import type { Question, Reply } from './asker';

/**
 * A browser's side of cross-origin requests (Fetch standard, "CORS protocol"), without credentials, as the agent's
 * Chrome extension makes them.
 */

/** Headers that any origin may send, when the Content-Type is one of a form. */
const SAFELISTED = new Set(['accept', 'accept-language', 'content-language']);
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** The headers, in lower case and order, that the other origin must allow before they are sent. */
export function headersToAllow(headers: Readonly<Record<string, string>>): string[] {
	return Object.entries(headers)
		.filter(([name, value]) => !isSimple(name.toLowerCase(), value))
		.map(([name]) => name.toLowerCase())
		.sort();
}

function isSimple(name: string, value: string): boolean {
	if (name !== 'content-type') return SAFELISTED.has(name);
	return SIMPLE_TYPES.includes((value.split(';', 1)[0] ?? '').trim().toLowerCase());
}

/** The question that a browser asks before one that is not simple. */
export function preflightOf(question: Question, origin: string, toAllow: readonly string[]): Question {
	return {
		url: question.url,
		method: 'OPTIONS',
		headers: {
			Accept: '*/*',
			Origin: origin,
			'Access-Control-Request-Method': question.method,
			...(toAllow.length > 0 && { 'Access-Control-Request-Headers': toAllow.join(',') }),
		},
		deadlineMs: question.deadlineMs,
	};
}

/** Why a browser sends nothing after this preflight; nothing when it goes on. GET and POST need no permission. */
export function preflightProblems(reply: Reply, origin: string, toAllow: readonly string[]): string[] {
	if (reply.late || reply.failure !== undefined)
		return [`preflight: ${reply.failure ?? 'no answer in time'}`];
	const { status = 0, headers } = reply;
	if (status < 200 || status > 299) return [`preflight: HTTP ${status}`];
	const hidden = originProblem(headers, origin);
	if (hidden !== undefined) return [`preflight: ${hidden}`];
	const allowed = (headers['access-control-allow-headers'] ?? '')
		.split(',')
		.map((name) => name.trim().toLowerCase());
	// The asterisk allows everything but this one.
	const isAllowed = (name: string) =>
		allowed.includes(name) || (allowed.includes('*') && name !== 'authorization');
	return toAllow
		.filter((name) => !isAllowed(name))
		.map((name) => `preflight: Access-Control-Allow-Headers does not allow ${name}`);
}

/** Why a browser hides an answer from this origin; nothing when it does not. */
export function originProblem(headers: Reply['headers'], origin: string): string | undefined {
	const allowed = headers['access-control-allow-origin'];
	if (allowed === origin || allowed === '*') return undefined;
	return `the browser hides the answer: Access-Control-Allow-Origin is ${allowed ?? 'missing'}, not ${origin}`;
}
