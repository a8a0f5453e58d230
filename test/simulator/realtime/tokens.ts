import { randomBytes } from 'node:crypto';
import type { User } from '../account';
import type { RealTimeRules } from './rules';

/** Who logged in. A user's connection gets that user's extensions, and no queues (voicenter-api.md §13). */
export type Login = { readonly kind: 'token' | 'account' } | { readonly kind: 'user'; readonly user: User };

/** What a login or a refresh gives. */
export interface Session {
	readonly login: Login;
	readonly token: string;
	readonly expiresAt: Date;
	readonly refreshToken: string;
	readonly refreshExpiresAt: Date;
}

/** The tokens given since the last reset. An old one lives on after a refresh, until it expires. */
export interface Tokens {
	issue: (login: Login, rules: Pick<RealTimeRules, 'tokenSeconds' | 'refreshTokenSeconds'>) => Session;
	/** A token's session, whether or not it has expired. */
	find: (token: string) => Session | undefined;
	/** A refresh token's session, while that token lives. */
	findRefresh: (refreshToken: string) => Session | undefined;
	/** All tokens given so far are expired from now on, and the refresh tokens too when asked for. */
	expireAll: (refreshTokensToo: boolean) => void;
	reset: () => void;
}

/** Whether a session's token lives. */
export function isAlive({ expiresAt }: Session): boolean {
	return expiresAt.getTime() > Date.now();
}

/** No token yet. */
export function createTokens(): Tokens {
	const sessions = new Map<string, Session>();
	const refreshes = new Map<string, Session>();
	const keep = (session: Session) => {
		sessions.set(session.token, session);
		refreshes.set(session.refreshToken, session);
		return session;
	};
	return {
		issue: (login, { tokenSeconds, refreshTokenSeconds }) =>
			keep({
				login,
				token: secret(),
				expiresAt: after(tokenSeconds),
				refreshToken: secret(),
				refreshExpiresAt: after(refreshTokenSeconds),
			}),
		find: (token) => sessions.get(token),
		findRefresh(refreshToken) {
			const session = refreshes.get(refreshToken);
			return session && session.refreshExpiresAt.getTime() > Date.now() ? session : undefined;
		},
		expireAll(refreshTokensToo) {
			const now = new Date();
			for (const session of [...sessions.values()]) {
				keep({ ...session, expiresAt: now, ...(refreshTokensToo && { refreshExpiresAt: now }) });
			}
		},
		reset() {
			sessions.clear();
			refreshes.clear();
		},
	};
}

function secret(): string {
	return randomBytes(24).toString('hex');
}

function after(seconds: number): Date {
	return new Date(Date.now() + seconds * 1000);
}
