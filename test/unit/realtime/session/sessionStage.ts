import { VoicenterError } from '../../../../nodes/platform/http/errors';
import type { Call } from '../../../../nodes/platform/realtime/connection/dial';
import type { Link, LinkListener } from '../../../../nodes/platform/realtime/connection/link';
import { LinkError, type LinkFailure } from '../../../../nodes/platform/realtime/connection/linkError';
import type { Ticket } from '../../../../nodes/platform/realtime/login';
import {
	openSession,
	type Session,
	type SessionOptions,
} from '../../../../nodes/platform/realtime/connection/session';
import type { ConnectionChange } from '../../../../nodes/platform/realtime/messages';

export const SERVERS = ['http://one.test/', 'http://two.test/', 'http://three.test/'];

/** A Voicenter of promises: the test says what each login and each call brings. */
export function stage(servers = SERVERS, over: Partial<SessionOptions> = {}) {
	const calls: string[] = [];
	const tokens: string[] = [];
	const changes: ConnectionChange[] = [];
	const refusals: VoicenterError[] = [];
	const events: string[] = [];
	const log: string[] = [];
	const live: { server: string; listener?: LinkListener; sent: string[]; closed: boolean }[] = [];
	let logins = 0;
	const rules: {
		refuse: (server: string) => LinkFailure | undefined;
		login: () => Ticket;
		refresh: () => Ticket;
		hear: (name: string) => void;
	} = {
		hear: () => undefined,
		refuse: () => undefined,
		login: () => ({ token: `login ${++logins}`, refreshToken: 'R', servers }),
		refresh: () => ({ token: `refresh ${++logins}`, refreshToken: 'R', servers }),
	};
	const dial = ({ server, token }: Call): Promise<Link> => {
		calls.push(server);
		tokens.push(token);
		const refusal = rules.refuse(server);
		if (refusal) return Promise.reject(new LinkError(refusal, 'no'));
		const state: (typeof live)[number] = { server, sent: [], closed: false };
		live.push(state);
		return Promise.resolve({
			server,
			way: { generation: 2, transport: 'websocket' },
			isOpen: true,
			lastHeardAt: new Date(1_000),
			letIn: Promise.resolve(),
			take: (listener) => (state.listener = listener),
			send: (name, value) => state.sent.push(typeof value === 'string' ? `${name} ${value}` : name),
			close: () => ((state.closed = true), Promise.resolve()),
			destroy: () => (state.closed = true),
		});
	};
	const session: Session = openSession(
		{
			account: { code: 'code' },
			login: { by: 'token', token: 'secret' },
			log: (message) => log.push(message),
			...over,
			timings: { stableMs: 0, firstWaitMs: 1_000, longestWaitMs: 8_000, ...over.timings },
		},
		{
			onEvent: ({ name }) => {
				events.push(name);
				rules.hear(name);
			},
			onConnection: (change) => changes.push(change),
			onRefused: (error) => refusals.push(error),
		},
		{
			dial,
			random: () => 1,
			loginService: () => ({
				logIn: () => attempt(() => rules.login()),
				refresh: () => attempt(() => rules.refresh()),
			}),
		},
	);
	const lose = (kind: LinkFailure = 'lost') =>
		live.at(-1)?.listener?.onEnd(new LinkError(kind, 'the connection broke'));
	return { session, calls, tokens, changes, refusals, events, live, rules, lose, log };
}

const attempt = (make: () => Ticket) => Promise.resolve().then(make);
export const states = (changes: readonly ConnectionChange[]) => changes.map(({ state }) => state);
export const outage = () => {
	throw new VoicenterError({ kind: 'unreachable', operation: 'Log in', text: 'nobody there' });
};
export const refusal = () => {
	throw new VoicenterError({ kind: 'refused', operation: 'Log in', text: 'no' });
};
