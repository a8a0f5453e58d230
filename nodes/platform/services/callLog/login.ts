/** What the Call Log is read with: the account's code or a bearer token (voicenter-api.md §3). */
import { placeOf } from '../../http/origin';
import { InvalidInputError } from '../../http/errors';
import type { Account } from '../../request/account';

/** Whether it is read with the token: the address that asks need not be on the list of allowed ones then. */
export function isByToken({ callLogLogin }: Account): boolean {
	return callLogLogin === 'token';
}

/** @throws InvalidInputError where the credential has none */
export function tokenOf({ apiToken = '' }: Account): string {
	if (apiToken !== '') return apiToken;
	throw new InvalidInputError(
		'apiToken',
		'The credential says that the Call Log is read with the API Token, and has none. Ask Voicenter for it, and enter it in the Voicenter credential.',
	);
}

/** Tells one account's Call Log from every other: by whom it is read, and where. */
export function nameOfLog(account: Account): string {
	const { apiToken, baseUrl, code } = account;
	const login = isByToken(account) ? { token: apiToken } : { code };
	return JSON.stringify([login, placeOf(baseUrl)]);
}
