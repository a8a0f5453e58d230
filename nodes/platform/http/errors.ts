import { redact } from './redact';

/**
 * Why a request to Voicenter did not give what was asked for.
 *
 * - `refused`: Voicenter answered, and said no
 * - `rateLimited`: too many requests for the account; the same one will pass later
 * - `notAllowed`: the address this server calls from is not on the account's list
 * - `unreachable`: the host could not be found or connected to; nothing was sent
 * - `invalidAddress`: the address to send to, or something that goes with the request, is none; nothing was sent
 * - `noCode`: the credential gives no account code; nothing was sent
 * - `interrupted`: the connection broke after something was sent; Voicenter may have acted
 * - `timeout`: no complete answer within the deadline; Voicenter may have acted
 * - `unreadable`: an answer came that is too long, or that nothing can be made of
 * - `http`: the answer is an HTTP error without Voicenter's own envelope
 * - `cancelled`: the user stopped the execution
 */
export type FailureKind =
	| 'refused'
	| 'rateLimited'
	| 'notAllowed'
	| 'unreachable'
	| 'invalidAddress'
	| 'noCode'
	| 'interrupted'
	| 'timeout'
	| 'unreadable'
	| 'http'
	| 'cancelled';

/** What a {@link VoicenterError} is made of. */
export interface VoicenterFailure {
	kind: FailureKind;
	/** What was being done, as a person would say it: "Click to call". */
	operation: string;
	/** What went wrong, without the operation's name. */
	text: string;
	/** What to do about it. */
	hint?: string | undefined;
	/** Voicenter's own error number. */
	code?: number | undefined;
	httpStatus?: number | undefined;
	/** Values that must not be seen: account code, tokens, passwords. */
	secrets?: readonly string[];
}

/** What is said of whatever ends because the user stopped the execution. */
export const CANCELLED = { kind: 'cancelled', text: 'stopped, because the execution was stopped' } as const;

/** An answer that nobody expected may be quoted; a page of it helps nobody. */
const LONGEST_MESSAGE = 400;

/** What is looked through for secrets: far more than is shown, and not the megabytes that an answer may have. */
const LONGEST_LOOKED_THROUGH = 100 * LONGEST_MESSAGE;

/** Cut only after the secrets are out: half a secret is not recognised. */
function shorten(text: string): string {
	return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** The one error of every request to Voicenter. Secrets never appear in it. */
export class VoicenterError extends Error {
	override readonly name = 'VoicenterError';
	readonly kind: FailureKind;
	readonly operation: string;
	readonly hint: string | undefined;
	readonly code: number | undefined;
	readonly httpStatus: number | undefined;

	constructor({ kind, operation, text, hint, code, httpStatus, secrets = [] }: VoicenterFailure) {
		super(shorten(redact(`${operation}: ${text}`.slice(0, LONGEST_LOOKED_THROUGH), secrets)));
		this.kind = kind;
		this.operation = operation;
		this.hint = hint === undefined ? undefined : redact(hint, secrets);
		this.code = code;
		this.httpStatus = httpStatus;
	}
}

/** A request that must not be sent twice, where whoever asks for it is run again after an error, with all that went well. */
export class RunAgainError extends Error {
	override readonly name = 'RunAgainError';

	/** @param wouldDo what it would do then, in the words that follow "would" */
	constructor(readonly wouldDo: string) {
		super(`It would ${wouldDo}`);
	}
}

/** Input that must not be sent: says which field, what was wrong with it and what would be right. */
export class InvalidInputError extends Error {
	override readonly name = 'InvalidInputError';

	/**
	 * @param field the field as the caller knows it
	 * @param text what was wrong and what would be right
	 */
	constructor(
		readonly field: string,
		text: string,
	) {
		super(text);
	}
}
