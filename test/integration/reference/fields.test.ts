/** Where every field of every documented answer comes out (reference §2–§8). */
import { useSimulator } from '../../useSimulator';
import type { AnswerCase } from './answers/answer';
import { DIALER_ANSWERS } from './answers/dialerFields';
import { SERVICE_ANSWERS } from './answers/fields';
import { credentialFor, type Outcome, runNode } from './node';
import { CREDENTIALS, operationFor } from './operations';
import { at, METHODS } from './reference';

const simulator = useSimulator({}, { keepsState: true });

const CASES = [...SERVICE_ANSWERS, ...DIALER_ANSWERS];

async function answerTo({ method, parameters }: AnswerCase, body: unknown, blanks = false): Promise<Outcome> {
	simulator.control.reset();
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const spoiled = blanks ? text.replace(/"(\w+)"(\s*:)/g, '" $1"$2') : text;
	simulator.control.addFault({ path: '*', kind: 'status', status: 200, body: spoiled });
	return runNode({
		parameters: { ...operationFor(method), ...parameters },
		credential: { ...credentialFor(simulator), ...CREDENTIALS[method] },
	});
}

const known = new Map<AnswerCase, Promise<Outcome>>();
/** What came of a case. Each is run once: the Call Log takes 30 requests a minute. */
const outcomeOf = (given: AnswerCase): Promise<Outcome> => {
	const running = known.get(given) ?? answerTo(given, given.answer);
	known.set(given, running);
	return running;
};

it('the table has a row for every field of every answer of the reference', () => {
	const missing = METHODS.flatMap(({ name, answer }) => {
		const cases = CASES.filter(({ method }) => method === name);
		return answer
			.filter(
				(field) => !cases.some(({ shown, answer: body }) => field in shown && at(body, field) !== undefined),
			)
			.map((field) => `${name}: ${field}`);
	});
	expect(missing).toEqual([]);
});

it('the table has no row for what the reference does not have', () => {
	const listed = new Set(METHODS.flatMap(({ name, answer }) => answer.map((field) => `${name}: ${field}`)));
	const rows = CASES.flatMap(({ method, shown }) => Object.keys(shown).map((field) => `${method}: ${field}`));
	expect(rows.filter((row) => !listed.has(row))).toEqual([]);
});

const ROWS = METHODS.flatMap(({ section, name }) =>
	CASES.filter(({ method }) => method === name).flatMap((given) =>
		Object.entries(given.shown).map(([field, where]) => ({
			title: `${section} ${name}${given.given ? `, ${given.given}` : ''}: ${field}`,
			where: typeof where === 'string' ? where : `comes out as ${where[0]}`,
			shown: where,
			given,
		})),
	),
);

it.each(ROWS)('$title $where', async ({ given, shown }) => {
	const { error, items } = await outcomeOf(given);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	if (typeof shown === 'string') return;
	const [path, value] = shown;
	expect(at(items[0]?.json, path)).toEqual(value);
});

it.each(CASES.filter(({ method, answer }) => method !== 'Call Log' && typeof answer !== 'string'))(
	'$method reads keys with a blank inside as well',
	async (given) => {
		const { items } = await outcomeOf(given);
		const { error, items: read } = await answerTo(given, given.answer, true);
		expect(error).toBeUndefined();
		expect(read).toEqual(items);
	},
);
