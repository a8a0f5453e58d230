import type { z } from 'zod/v4';

import type { Account, Connection } from './account';
import { InvalidInputError, RunAgainError, type VoicenterError } from '../http/errors';
import type { JsonText } from '../wire/json';
import { type ErrorTable, refusal, type Verdict, withoutEnvelope } from './refusals';

/** One thing that a Voicenter REST service does; see {@link serviceOperation}. */
export interface ServiceOperation<Input extends z.ZodType, Answer extends z.ZodType, Result> {
	/** As a person would say it: "Click to call". Every error starts with it. */
	name: string;
	/** Voicenter's own address, with the query of a GET; `baseUrl` is the client's business. */
	url: string | ((input: z.output<Input>, account: Account) => string);
	/** True when the request may be sent twice without harm; otherwise what a second one would do, after "would". */
	repeatable: true | string;
	/** What callers give, in our words. */
	input: Input;
	/** The JSON body, in Voicenter's words; without one the request is a GET. */
	body?: (input: z.output<Input>, account: Account) => Record<string, unknown> | JsonText;
	/** The token for the Authorization header, where the service wants one. */
	bearer?: (account: Account) => string | undefined;
	/** What Voicenter answers, in its words. */
	answer: Answer;
	verdict: (answer: z.output<Answer>) => Verdict;
	errors: ErrorTable;
	/** What callers get. May throw what `refuse` makes, where success hides a refusal. */
	result: (answer: z.output<Answer>, input: z.output<Input>, refuse: Refuse) => Result;
	/** For the whole answer, in milliseconds, where the client's default is not right. */
	deadlineMs?: number;
	/** Longest answer that is accepted, in bytes, where the client's default is not right. */
	maxBytes?: number;
	/** Waited for before every attempt, where the service takes only so many requests a minute; see HttpRequest. */
	turn?: (connection: Connection) => Promise<() => void>;
}

/** Makes the error for a refusal that Voicenter calls a success: what happened, and what to do. */
export type Refuse = (text: string, hint: string) => VoicenterError;

/**
 * Makes a function of a service's description: input checked, sent, the answer checked, refusals explained.
 *
 * The function throws InvalidInputError for input that must not be sent, RunAgainError for a request that must not be
 * repeated where it would be, VoicenterError for everything else.
 */
export function serviceOperation<Input extends z.ZodType, Answer extends z.ZodType, Result>(
	operation: ServiceOperation<Input, Answer, Result>,
): (connection: Connection, input: z.input<Input>) => Promise<Result> {
	const { name, url, deadlineMs, maxBytes, turn } = operation;
	const repeatable = operation.repeatable === true;
	return async (connection, input) => {
		if (connection.isRunAgain && operation.repeatable !== true) throw new RunAgainError(operation.repeatable);
		const { http } = connection;
		const account = withCode(connection, name);
		const checked = checkInput(operation.input, input);
		const request = {
			operation: name,
			url: typeof url === 'string' ? url : url(checked, account),
			json: operation.body?.(checked, account),
			bearer: operation.bearer?.(account),
			repeatable,
			deadlineMs,
			maxBytes,
			turn: turn && (() => turn(connection)),
		};
		return http.send(request, ({ status, body }) => {
			const answer = operation.answer.safeParse(body);
			if (!answer.success) throw http.fail({ operation: name, ...withoutEnvelope(status, body, repeatable) });
			const verdict = operation.verdict(answer.data);
			if (!(verdict.isOk ?? verdict.code === 0)) {
				throw http.fail({ operation: name, ...refusal(verdict, status, operation.errors) });
			}
			if (status >= 400) throw http.fail({ operation: name, ...withoutEnvelope(status, body, repeatable) });
			return operation.result(answer.data, checked, (text, hint) =>
				http.fail({ operation: name, kind: 'refused', text, hint }),
			);
		});
	};
}

/** The account of which nobody reads an empty code: Voicenter would blame the address that the request comes from. */
function withCode({ account, http }: Connection, operation: string): Account {
	if (account.code !== '') return account;
	return {
		...account,
		get code(): never {
			throw http.fail({
				operation,
				kind: 'noCode',
				text: 'the Account Code in the credential is empty',
				hint: 'Nothing was sent. Fill it in; where an expression gives it, see that it gives something.',
			});
		},
	};
}

/**
 * @param schema what is expected
 * @param input what was given
 * @throws InvalidInputError with the first thing that is wrong, and the path of the field
 */
export function checkInput<Input extends z.ZodType>(schema: Input, input: z.input<Input>): z.output<Input> {
	const checked = schema.safeParse(input);
	if (checked.success) return checked.data;
	const [issue] = checked.error.issues;
	throw new InvalidInputError(
		issue?.path.map(String).join('.') ?? '',
		issue?.message ?? 'The input is not valid',
	);
}
