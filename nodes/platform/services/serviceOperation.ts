import { z } from 'zod/v4';

import type { HttpClient } from '../http/client';
import { InvalidInputError, VoicenterError } from '../http/errors';

/** A client together with what identifies the account. */
export interface Connection {
	http: HttpClient;
	/** The account's code. */
	code: string;
}

/** Voicenter's error numbers of one service, in words: what they mean, and what to do. */
export type ErrorTable = Readonly<Record<number, { meaning: string; hint: string }>>;

/** What an answer says of itself: 0 is success, anything else a refusal. */
export interface Verdict {
	code: number;
	text: string;
}

/** One thing that a Voicenter REST service does; see {@link serviceOperation}. */
export interface ServiceOperation<Input extends z.ZodType, Answer extends z.ZodType, Result> {
	/** As a person would say it: "Click to call". Every error starts with it. */
	name: string;
	url: string;
	/** May the request be sent twice without harm? */
	repeatable: boolean;
	/** What callers give, in our words. */
	input: Input;
	/** The JSON body, in Voicenter's words. */
	body: (input: z.output<Input>, code: string) => Record<string, unknown>;
	/** What Voicenter answers, in its words. */
	answer: Answer;
	verdict: (answer: z.output<Answer>) => Verdict;
	errors: ErrorTable;
	/** What callers get. May throw what `refuse` makes, where success hides a refusal. */
	result: (
		answer: z.output<Answer>,
		input: z.output<Input>,
		refuse: (text: string, hint: string) => VoicenterError,
	) => Result;
}

/**
 * Makes a function of a service's description: input checked, sent, the answer checked, refusals explained.
 *
 * The function throws InvalidInputError for input that must not be sent, VoicenterError for everything else.
 */
export function serviceOperation<Input extends z.ZodType, Answer extends z.ZodType, Result>(
	operation: ServiceOperation<Input, Answer, Result>,
): (connection: Connection, input: z.input<Input>) => Promise<Result> {
	const { name, url, repeatable } = operation;
	return async ({ http, code }, input) => {
		const checked = checkInput(operation.input, input);
		const request = { operation: name, url, repeatable, json: operation.body(checked, code) };
		return http.send(request, ({ status, body }) => {
			const answer = operation.answer.safeParse(body);
			if (!answer.success) throw http.fail({ operation: name, ...withoutEnvelope(status, body) });
			const verdict = operation.verdict(answer.data);
			if (verdict.code !== 0)
				throw http.fail({ operation: name, ...refusal(verdict, status, operation.errors) });
			if (status >= 400) throw http.fail({ operation: name, ...withoutEnvelope(status, body) });
			return operation.result(answer.data, checked, (text, hint) =>
				http.fail({ operation: name, kind: 'refused', text, hint }),
			);
		});
	};
}

const ALLOW_LIST_HINT =
	'The public IP address of this server is not on the list of addresses that may use the account. ' +
	'Give the address to Voicenter (back office, or your account manager) and ask for it to be allowed.';

type Failure = Omit<ConstructorParameters<typeof VoicenterError>[0], 'operation' | 'secrets'>;

function refusal({ code, text }: Verdict, httpStatus: number, errors: ErrorTable): Failure {
	if (httpStatus === 403 || /not trusted/i.test(text)) {
		return {
			kind: 'notAllowed',
			code,
			httpStatus,
			text: `Voicenter says: ${text} (${code})`,
			hint: ALLOW_LIST_HINT,
		};
	}
	const known = errors[code];
	const said = text && text !== known?.meaning ? `${text}, ` : '';
	return {
		kind: 'refused',
		code,
		httpStatus,
		text: `Voicenter says: ${said}${known?.meaning ?? 'an error that its documentation does not list'} (${code})`,
		hint: known?.hint ?? 'Ask Voicenter what this error number means.',
	};
}

function withoutEnvelope(httpStatus: number, body: unknown): Failure {
	if (httpStatus === 403) {
		return {
			kind: 'notAllowed',
			httpStatus,
			text: 'Voicenter refused this server (HTTP 403)',
			hint: ALLOW_LIST_HINT,
		};
	}
	if (httpStatus >= 400) {
		return {
			kind: 'http',
			httpStatus,
			text: `the server answered with HTTP error ${httpStatus}`,
			hint:
				httpStatus === 429
					? 'Too many requests in a short time. Wait a minute, or send fewer items at a time.'
					: 'Try again later. If it stays, check the Base URL in the credential, then ask Voicenter.',
		};
	}
	return {
		kind: 'unreadable',
		text: `the answer is not one that Voicenter documents: ${JSON.stringify(body).slice(0, 200)}`,
		hint: 'Check the Base URL in the credential: something other than Voicenter may be answering there.',
	};
}

function checkInput<Input extends z.ZodType>(schema: Input, input: z.input<Input>): z.output<Input> {
	const checked = schema.safeParse(input);
	if (checked.success) return checked.data;
	const [issue] = checked.error.issues;
	throw new InvalidInputError(
		issue?.path.map(String).join('.') ?? '',
		issue?.message ?? 'The input is not valid',
	);
}
