/** What comes back: every documented result and every documented error of the reference §2–§8, as the user gets it. */
import { setTimeout as wait } from 'node:timers/promises';

import { type Simulator, startSimulator } from '../../simulator';
import { DIALER_OUTCOMES } from './answers/dialer';
import { refusalOf } from './answers/envelopes';
import { type ExpectedError, failed, type OutcomeCase } from './answers/outcome';
import { PEOPLE_OUTCOMES } from './answers/people';
import { SERVICE_OUTCOMES } from './answers/services';
import { CODE, credentialFor, expectNoSecret, type Outcome, runNode, TOKEN } from './node';
import { CREDENTIALS, operationFor } from './operations';
import { METHODS } from './reference';

/** The Call Log waits for minutes when there were too many requests; here it does not. */
jest.mock('node:timers/promises', () => {
	const actual = jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
	const setTimeout = (ms: number, ...rest: []): Promise<unknown> =>
		actual.setTimeout(ms > 10_000 ? 1 : ms, ...rest);
	return { ...actual, setTimeout };
});

let shared: Simulator;
beforeAll(async () => {
	shared = await startSimulator();
});
afterAll(() => shared.stop());

const CASES = [...SERVICE_OUTCOMES, ...DIALER_OUTCOMES, ...PEOPLE_OUTCOMES];

/** Runs a case; one of the Call Log at a Voicenter of its own, since it takes 30 requests a minute. */
async function run(given: Omit<OutcomeCase, 'outcome'>): Promise<Outcome & { requests: number }> {
	const { method, parameters, items, credential, continueOnFail = false, provoke, answer } = given;
	const simulator = method === 'Call Log' ? await startSimulator() : shared;
	simulator.control.reset();
	try {
		provoke?.(simulator.control);
		if (answer) {
			const { status = 200, body } = answer;
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			simulator.control.addFault({ path: '*', kind: 'status', status, body: text });
		}
		const outcome = await runNode({
			parameters: { ...operationFor(method), ...parameters },
			credential: { ...credentialFor(simulator), ...CREDENTIALS[method], ...credential },
			continueOnFail,
			...(items && { items }),
		});
		return { ...outcome, requests: simulator.control.requests().length };
	} finally {
		if (simulator !== shared) await simulator.stop();
	}
}

const ROWS = METHODS.flatMap(({ section, name, outcomes }) =>
	outcomes.map((outcome) => ({
		title: `${section} ${name}: ${outcome}`,
		given: CASES.find((one) => one.method === name && one.outcome === outcome),
	})),
);

it('the table has a row for every result and every error of the reference', () => {
	expect(ROWS.filter(({ given }) => given === undefined).map(({ title }) => title)).toEqual([]);
	const listed = new Set(METHODS.flatMap(({ name, outcomes }) => outcomes.map((one) => `${name}: ${one}`)));
	expect(
		CASES.map(({ method, outcome }) => `${method}: ${outcome}`).filter((row) => !listed.has(row)),
	).toEqual([]);
	expect(ROWS.length).toBeGreaterThan(80);
});

it('the waits of the Call Log are short here', async () => {
	// Longer than a test may take.
	await wait(600_000);
});

it.each(ROWS)('$title', async ({ given }) => {
	if (!given) throw new Error('There is no row');
	const outcome = await run(given);
	expectNoSecret(outcome);
	if (given.result) {
		expect(outcome.items.map(({ json }) => json)).toEqual(given.result);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			given.items
				? given.items.map((_, item) => ({ item }))
				: outcome.items.map(() => expect.objectContaining({ item: 0 }) as unknown),
		);
	}
	if (given.error) expectError(outcome, given.error);
	else if (!given.continueOnFail) expect(outcome.error).toBeUndefined();
});

function expectError({ error, cause }: Outcome, { message, hint, kind, httpStatus }: ExpectedError): void {
	expect(error?.message).toBe(message);
	expect(error?.description).toMatch(hint);
	if (kind !== undefined) expect(cause?.kind).toBe(kind);
	if (httpStatus !== undefined) {
		expect(cause?.httpStatus).toBe(httpStatus);
		expect(error?.httpCode).toBe(String(httpStatus));
	}
}

const FAILING = ROWS.flatMap(({ title, given }) =>
	given?.error ? [{ title, given, error: given.error }] : [],
);

it.each(FAILING)('$title, under "continue on fail", saves no secret', async ({ given, error }) => {
	const outcome = await run({ ...given, continueOnFail: true });
	expect(outcome.items.map(({ json }) => json)).toEqual([failed(error.message, error.hint)]);
	expectNoSecret(outcome);
});

/** Answers that nobody documents, with the request's secrets in them. */
const SAID = `Bad request {"code":"${CODE}"} of ${encodeURIComponent(CODE)} with Bearer ${TOKEN}`;
const TROUBLES: [string, (method: string) => NonNullable<OutcomeCase['answer']>][] = [
	['a refusal', (method) => ({ body: refusalOf(method, 77, SAID) })],
	['a refusal with HTTP 403', (method) => ({ status: 403, body: refusalOf(method, 77, SAID) })],
	['a page with HTTP 404', () => ({ status: 404, body: `<html>${SAID}</html>` })],
	['an answer of another service', () => ({ body: { request: SAID, code: CODE, token: TOKEN } })],
	['a long answer that is cut', () => ({ body: { a: 'x'.repeat(285), code: CODE, token: TOKEN } })],
	['a page', () => ({ body: `<html>${SAID}` })],
	['a text', () => ({ body: SAID })],
	['nothing', () => ({ body: '' })],
];

describe.each(METHODS)('$section $name', ({ name: method }) => {
	it.each(TROUBLES)('fails on %s that repeats its secrets, and shows none', async (what, answerOf) => {
		const outcome = await run({ method, answer: answerOf(method) });
		expect(outcome.error?.message).toMatch(/^[A-Z][a-z ]+: /i);
		expect(outcome.requests).toBe(1);
		expectNoSecret(outcome);
		if (what === 'a refusal') expect(outcome.error?.message).toContain('••••••');
		expectNoSecret(await run({ method, answer: answerOf(method), continueOnFail: true }));
	});

	it('is refused to an address that is not on the allow-list, and says so', async () => {
		const outcome = await run({ method, provoke: (control) => control.setAllowlist('nobody') });
		expect(outcome.error?.description).toMatch(/public IP address of this server is not on the list/);
		expect(outcome.cause?.kind).toBe(method === 'GetExtensions' ? 'refused' : 'notAllowed');
		expectNoSecret(outcome);
	});
});
