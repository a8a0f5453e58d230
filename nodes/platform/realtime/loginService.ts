import { createHttpClient } from '../http/client';
import { logIn, refreshLogin, type Ticket } from './login';
import type { SessionOptions } from './connection/sessionTypes';
import type { LoginService } from './connection/tickets';

/** Of tokens that are no longer used, so many are still kept out of messages. */
const SECRETS_KEPT = 8;

/**
 * The login service of an account. Every token that it gives is a secret from then on.
 *
 * @param options the account and its real-time login
 * @param signal ends whatever is under way
 */
export function loginService({ account, login }: SessionOptions, signal: AbortSignal): LoginService {
	const credentials = login.by === 'token' ? login.token : login.password;
	const lasting = [account.code, credentials, ...(account.secrets ?? [])];
	const secrets = [...lasting];
	const http = createHttpClient({ baseUrl: account.baseUrl, secrets, signal });
	const note = (ticket: Ticket): Ticket => {
		// Older tokens have run out; without an end, the list would grow for years.
		secrets.splice(lasting.length, Math.max(0, secrets.length - lasting.length - SECRETS_KEPT));
		secrets.push(ticket.token, ...(ticket.refreshToken === undefined ? [] : [ticket.refreshToken]));
		return ticket;
	};
	return {
		logIn: async () => note(await logIn(http, login)),
		refresh: async (ticket) => note(await refreshLogin(http, ticket)),
	};
}
