/** Which server mutes the recordings of an account (voicenter-api.md §5, §14). */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { Connection } from '../request/account';
import { withoutPassword } from '../http/redact';

const DOCUMENTED = new URL('https://monapisec.voicenter.co.il/Comet/API/MuteUnmuteCalls');

/** On the account's own monitor server. */
const MONITOR_PATH = '/api/MuteUnmuteCalls';

/** A login that takes longer is not waited for: muting comes first. */
const LOGIN_PATIENCE_MS = 3_000;

/** For so long, in milliseconds, what a login said is not asked for again; a login that failed, not so long. */
const REMEMBERED = { server: 3_600_000, nothing: 60_000 } as const;

interface Found {
	host: string | undefined;
	/** On the clock of performance.now(). */
	until: number;
}

/** By account, until this process ends. */
const found = new Map<string, Found>();

/** Forgets what logins said; for tests. */
export function forgetMonitorServers(): void {
	found.clear();
}

/**
 * Where mute requests of an account go, before the credential's base URL is looked at: to the credential's monitor
 * server; else to the one that the real-time login names, and to the document's should that one not know them; else to
 * the document's.
 *
 * @param connection reaches the account
 * @param operation what it is for, as errors say it
 * @returns addresses, the likeliest first
 * @throws VoicenterError when the credential's monitor server is no address
 */
export async function muteAddresses(
	connection: Connection,
	operation: string,
): Promise<readonly [URL, ...URL[]]> {
	const { monitorUrl } = connection.account;
	if (monitorUrl === undefined || monitorUrl === '') {
		const host = await monitorHost(connection);
		return host === undefined ? [DOCUMENTED] : [new URL(`https://${host}${MONITOR_PATH}`), DOCUMENTED];
	}
	const server = /^[a-z]+:\/\//i.test(monitorUrl) ? monitorUrl : `https://${monitorUrl}`;
	if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol))
		return [new URL(MONITOR_PATH, server)];
	throw connection.http.fail({
		operation,
		kind: 'invalidAddress',
		text: `"${withoutPassword(monitorUrl)}" is not the address of a monitor server`,
		hint: 'Nothing was sent. Correct the Monitor Server in the credential, such as https://monitor5.voicenter.co, or leave it empty.',
	});
}

/** The host of the first server that the account's real-time login names; nothing where it has none. */
async function monitorHost(connection: Connection): Promise<string | undefined> {
	const { account, http, log } = connection;
	const { realTimeServers } = account;
	if (!realTimeServers) return undefined;
	const key = accountKey(connection);
	const known = found.get(key);
	if (known && performance.now() < known.until) return known.host;
	const login = realTimeServers(http).then(
		([server]) => remember(key, server === undefined ? undefined : new URL(server).hostname),
		(error: unknown) => {
			log(`The monitor server is not known, for the real-time login failed. ${(error as Error).message}`);
			return remember(key, undefined);
		},
	);
	return Promise.race([login, wait(LOGIN_PATIENCE_MS, undefined, { ref: false })]);
}

function remember(key: string, host: string | undefined): string | undefined {
	found.set(key, { host, until: performance.now() + REMEMBERED[host === undefined ? 'nothing' : 'server'] });
	return host;
}

/** Tells accounts and their logins apart; secrets do that, and their hash does too. */
export function accountKey({ account }: Connection): string {
	const hash = createHash('sha256');
	for (const part of [account.code, account.baseUrl ?? '', ...(account.secrets ?? [])])
		hash.update(`${part}\n`);
	return hash.digest('hex');
}
