import { createHttpClient } from './http/client';
import type { Connection } from './services/serviceOperation';

/** What a Voicenter account is reached with: the fields of the credential that the REST services need. */
export interface Account {
	/** The account's code. */
	code: string;
	/** When set, every request goes to this origin, its path unchanged. */
	baseUrl?: string | undefined;
	/** Further values that no error may show. */
	secrets?: readonly string[];
}

/**
 * Makes the connection that every service function takes. Nothing is sent yet.
 *
 * @param account which account
 * @param signal cancels whatever is under way
 */
export function connect({ code, baseUrl, secrets = [] }: Account, signal?: AbortSignal): Connection {
	return { code, http: createHttpClient({ baseUrl, secrets: [code, ...secrets], signal }) };
}
