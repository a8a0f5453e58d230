/** Voicenter's way of saying no, in words: an error number inside an answer, or no answer of its own at all. */
import type { FailureKind, VoicenterFailure } from '../http/errors';

/** Voicenter's error numbers of one service: what they mean, for an answer that does not say it, and what to do. */
export type ErrorTable = Readonly<
	Record<number, { meaning: string; hint: string; kind?: Extract<FailureKind, 'rateLimited' | 'notAllowed'> }>
>;

/** What an answer says of itself. */
export interface Verdict {
	/** 0 is success, anything else a refusal, unless `isOk` says otherwise. */
	code: number;
	/** For services that call success by another number: 0 is a refusal there. */
	isOk?: boolean;
	text: string;
}

type Failure = Omit<VoicenterFailure, 'operation' | 'secrets'>;

/** What to do when Voicenter does not know the address that a request came from. */
export const ALLOW_LIST_HINT =
	'The public IP address of this server is not on the list of addresses that may use the account. ' +
	'Give the address to Voicenter (back office, or your account manager) and ask for it to be allowed.';

/**
 * Explains an error number.
 *
 * @param verdict what the answer said
 * @param httpStatus the HTTP status it came with
 * @param errors the service's own numbers
 */
export function refusal({ code, text }: Verdict, httpStatus: number, errors: ErrorTable): Failure {
	const known = errors[code];
	if (/not trusted/i.test(text) || (httpStatus === 403 && !known)) {
		return {
			kind: 'notAllowed',
			code,
			httpStatus,
			text: `Voicenter says: ${text} (${code})`,
			hint: known?.kind === 'notAllowed' ? known.hint : ALLOW_LIST_HINT,
		};
	}
	const said = text || (known?.meaning ?? 'nothing');
	const unlisted = known ? '' : ', an error that its documentation does not list';
	return {
		kind: known?.kind ?? 'refused',
		code,
		httpStatus,
		text: `Voicenter says: ${said} (${code})${unlisted}`,
		hint: known?.hint ?? 'Ask Voicenter what this error number means.',
	};
}

const LOOK_FIRST = 'Voicenter may have acted on the request. Check there before sending it again.';

/**
 * Explains an answer that is not one of the service's own: a proxy's page, a server in trouble, something else.
 *
 * @param httpStatus its HTTP status
 * @param body what could be read of it
 * @param repeatable whether the request may be sent again without harm
 */
export function withoutEnvelope(httpStatus: number, body: unknown, repeatable: boolean): Failure {
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
			hint: hintFor(httpStatus, repeatable),
		};
	}
	return {
		kind: 'unreadable',
		text: `the answer is not one that Voicenter documents: ${JSON.stringify(body)}`,
		hint: `Check the Base URL in the credential: something other than Voicenter may be answering there.${repeatable ? '' : ` ${LOOK_FIRST}`}`,
	};
}

/** A gateway's error does not say whether Voicenter got the request before things went wrong. */
function hintFor(httpStatus: number, repeatable: boolean): string {
	if (httpStatus === 429)
		return 'Too many requests in a short time. Wait a minute, or send fewer items at a time.';
	if (httpStatus >= 500 && !repeatable) return LOOK_FIRST;
	return 'Try again later. If that does not help, check the Base URL in the credential, then ask Voicenter.';
}
