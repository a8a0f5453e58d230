import { createHttpClient, type HttpClient } from '../http/client';

/** What a Voicenter account is reached with: the fields of the credential that the REST services need. */
export interface Account {
	/** The account's code. */
	code: string;
	/** When set, every request goes to this origin, its path unchanged. */
	baseUrl?: string | undefined;
	/** The account's own monitor server, such as `https://monitor5.voicenter.co`. */
	monitorUrl?: string | undefined;
	/** The bearer token: for call insights, and for the Call Log where `callLogLogin` says so. */
	apiToken?: string | undefined;
	/** What the Call Log is read with: the code, or the token, which is not bound to an address (voicenter-api.md §3). */
	callLogLogin?: 'code' | 'token' | undefined;
	/** The time zone that the account goes by, such as `Asia/Jerusalem`. */
	timeZone?: string | undefined;
	/**
	 * The addresses that the account's real-time login names, in its order; absent where it has no such login. Given from
	 * above, for services stand below real time.
	 */
	realTimeServers?: ((http: HttpClient) => Promise<readonly string[]>) | undefined;
	/** Which value of `state` mutes a recording; the reading that is tried first (voicenter-api.md §14). */
	muteConvention?: 'zeroMutes' | 'oneMutes' | undefined;
	/** Further values that no error may show. */
	secrets?: readonly string[];
}

/** What every service function takes: an account, and the client that reaches it. */
export interface Connection {
	account: Account;
	http: HttpClient;
	/** Tells the progress of long work. */
	log: (message: string) => void;
	/** Whoever asks is run again after an error, with all that went well: only what may be repeated is sent. */
	isRunAgain?: boolean | undefined;
}

/** What belongs to one use of a connection. */
export interface ConnectOptions {
	/** Cancels whatever is under way. */
	signal?: AbortSignal | undefined;
	/** Where the progress of long work is told; nowhere unless given. */
	log?: ((message: string) => void) | undefined;
	/** See {@link Connection}. */
	isRunAgain?: boolean | undefined;
}

/** Makes a connection. Nothing is sent yet. */
export function connect(
	account: Account,
	{ signal, log = () => undefined, isRunAgain }: ConnectOptions = {},
): Connection {
	const secrets = [account.code, account.apiToken ?? '', ...(account.secrets ?? [])];
	return { account, log, isRunAgain, http: createHttpClient({ baseUrl: account.baseUrl, secrets, signal }) };
}
