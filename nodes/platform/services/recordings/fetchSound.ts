/** Goes where the recording is: to storage that Voicenter refers to, with the code where a page wants it. */
import type { Connection } from '../../request/account';
import type { Clock } from '../../request/clock';
import { isAllowed, isAtVoicenter, secured } from './hosts';
import { NAME, receive, type Received } from './receive';
import { NotReadyError } from './waiting';

const DEADLINE_MS = 10 * 60_000;

/** Voicenter's own page, storage, and its region. */
const MOST_REDIRECTS = 3;

/** How often too many requests are waited for, and how long at most. */
const MOST_WAITS = 5;
const LONGEST_WAIT_MS = 5 * 60_000;

interface Wanted {
	address: URL;
	file: string;
	maxMegabytes: number;
	clock: Clock;
}

type Sound = Extract<Received, { kind: 'sound' }>;

/**
 * Fetches a recording into a file.
 *
 * @throws NotReadyError when it is not there yet, VoicenterError
 */
export async function fetchSound(connection: Connection, wanted: Wanted): Promise<Sound> {
	const { account } = connection;
	const { address } = wanted;
	const received = await follow(connection, wanted, address);
	if (received.kind === 'sound') return received;
	const mayTakeCode = isAtVoicenter(address, account.baseUrl) && account.code !== '';
	if (received.kind !== 'page' || !mayTakeCode) throw failed(received);
	const withCode = new URL(address);
	withCode.searchParams.set('code', account.code);
	const again = await follow(connection, wanted, withCode);
	if (again.kind === 'sound') return again;
	throw failed(again);
}

function failed(received: Exclude<Received, Sound>): Error {
	return received.kind === 'notReady' ? new NotReadyError(received.error) : received.error;
}

/** Follows referrals, each to where recordings may come from. The code never goes along. */
async function follow(connection: Connection, wanted: Wanted, first: URL): Promise<Received> {
	const { baseUrl, code } = connection.account;
	let address = first;
	let received = await ask(connection, wanted, address);
	for (let times = 0; times < MOST_REDIRECTS && received.kind === 'elsewhere'; times += 1) {
		if (!URL.canParse(received.location, address.href)) return received;
		const next = secured(new URL(received.location, address), baseUrl);
		if (!isAllowed(next, baseUrl)) return asPage(received, next);
		for (const [name, value] of [...next.searchParams]) {
			if (code !== '' && value === code) next.searchParams.delete(name);
		}
		address = next;
		received = await ask(connection, wanted, address);
	}
	return received;
}

/** A login of Voicenter's may be anywhere: with the code there may be no need of it. Any other place is not gone to. */
function asPage(received: Extract<Received, { kind: 'elsewhere' }>, { pathname }: URL): Received {
	return /log-?in|signin|auth/i.test(pathname) ? { kind: 'page', error: received.error } : received;
}

async function ask(connection: Connection, wanted: Wanted, address: URL): Promise<Received> {
	const { file, maxMegabytes, clock } = wanted;
	const request = { operation: NAME, url: address.href, repeatable: true, deadlineMs: DEADLINE_MS };
	for (let waits = 0; ; waits += 1) {
		const received = await connection.http.stream(request, (answer) =>
			receive(connection, answer, file, maxMegabytes),
		);
		if (received.kind !== 'tooMany' || waits === MOST_WAITS || received.waitMs > LONGEST_WAIT_MS)
			return received;
		connection.log(
			`Recordings: too many requests; asking again in ${Math.ceil(received.waitMs / 1_000)} seconds`,
		);
		await clock.wait(received.waitMs);
	}
}
