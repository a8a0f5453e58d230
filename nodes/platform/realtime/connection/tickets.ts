/** The login of one session: valid when asked for, renewed in time, got again when it is doubted. */
import { isOutage, type Ticket } from '../login';
import { pause } from './pause';
import { backoff } from './retryPolicy';
import { LONGEST_TIMER_MS, type SessionTimings } from './timings';

/** The two requests of the login service. */
export interface LoginService {
	logIn: () => Promise<Ticket>;
	refresh: (ticket: Ticket) => Promise<Ticket>;
}

/** Makes the keeper of a login. Nothing is sent yet. */
export function createTickets(
	service: LoginService,
	timings: Pick<SessionTimings, 'renewBeforeMs' | 'firstWaitMs' | 'longestWaitMs'>,
) {
	let current: Ticket | undefined;
	let life: Life = ENDLESS;
	let isDoubted = false;
	/** Logins that were doubted and replaced since a server took a token. */
	let replaced = 0;
	let underWay: Promise<Ticket> | undefined;

	const isUsable = (): boolean => current !== undefined && !isDoubted && performance.now() < life.endsAt;

	async function obtain(): Promise<Ticket> {
		if (current && canRefresh(current, life) && replaced === 0) {
			try {
				return await service.refresh(current);
			} catch {
				// Whatever is wrong with the renewal, a new login decides.
			}
		}
		return service.logIn();
	}

	async function renew(): Promise<Ticket> {
		const ticket = await obtain();
		life = lifeOf(ticket, timings);
		current = ticket;
		return ticket;
	}

	/** Never two at a time: the later answer would make the earlier one's token worthless. */
	const renewOnce = (): Promise<Ticket> =>
		(underWay ??= renew().finally(() => {
			underWay = undefined;
		}));

	return {
		/** The last login, whatever has become of it. */
		get current() {
			return current;
		},
		/** Whether it can be used now: it may have to be renewed soon, but has not run out. */
		get isUsable() {
			return isUsable();
		},
		/**
		 * Gives a login that can be used: the present one, or a renewed one, or a new one.
		 *
		 * @throws VoicenterError
		 */
		async get() {
			if (current && isUsable()) return current;
			const ticket = await renewOnce();
			if (isDoubted) replaced += 1;
			isDoubted = false;
			return ticket;
		},
		/** Something speaks against the login: it is renewed, and if that does not help either, a new one is got. */
		doubt() {
			isDoubted = true;
		},
		/** A server took the token. */
		trust() {
			replaced = 0;
		},
		/**
		 * Renews the login in time, again and again, until the signal.
		 *
		 * @param onRenewed hears that there is a new token
		 * @param tell hears of trouble, in words
		 */
		async keepFresh(signal: AbortSignal, onRenewed: () => void, tell: (trouble: string) => void) {
			const isOver = (): boolean => signal.aborted;
			for (let failures = 0; !isOver();) {
				const waitMs =
					failures > 0 ? backoff(failures, timings, Math.random()) : life.renewAt - performance.now();
				await pause(Math.max(0, Math.min(waitMs, LONGEST_TIMER_MS)), signal);
				if (isOver() || performance.now() < life.renewAt) continue;
				try {
					await renewOnce();
					failures = 0;
					if (!isOver()) onRenewed();
				} catch (error) {
					failures += 1;
					if (isOver()) return;
					tell(error instanceof Error ? error.message : String(error));
					// The connection lives on; the next one will find out whether the credentials are wrong.
					if (!isOutage(error)) return;
				}
			}
		},
	};
}

/** See {@link createTickets}. */
export type Tickets = ReturnType<typeof createTickets>;

/** How long a login lives, by the clock that nobody can set back; in milliseconds. */
interface Life {
	renewAt: number;
	endsAt: number;
	/** When it can no longer be renewed. */
	refreshEndsAt: number;
}

const ENDLESS: Life = { renewAt: Infinity, endsAt: Infinity, refreshEndsAt: Infinity };

function canRefresh({ refreshToken }: Ticket, { refreshEndsAt }: Life): boolean {
	return refreshToken !== undefined && performance.now() < refreshEndsAt;
}

/**
 * When to renew, and when it is too late: what the times of day in the login mean at the moment in which it is given. An
 * end in the past, by our clock, says nothing; one that is near is hardly meant, and the login service is not to be asked
 * without a pause.
 */
function lifeOf(
	{ expiresAt, refreshExpiresAt }: Ticket,
	{ renewBeforeMs, longestWaitMs }: Pick<SessionTimings, 'renewBeforeMs' | 'longestWaitMs'>,
): Life {
	const now = performance.now();
	const until = (end: Date | undefined): number => (end?.getTime() ?? Infinity) - Date.now();
	const lifetime = until(expiresAt);
	const refreshEndsAt = now + until(refreshExpiresAt);
	if (lifetime <= 0 || lifetime === Infinity) return { ...ENDLESS, refreshEndsAt };
	const endsAt = now + lifetime;
	const inTime = endsAt - Math.min(renewBeforeMs, lifetime / 5);
	return { renewAt: Math.max(inTime, now + longestWaitMs), endsAt, refreshEndsAt };
}
