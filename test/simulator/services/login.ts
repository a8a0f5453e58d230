import type { FastifyInstance, FastifyReply } from 'fastify';
import { parseJson, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import type { Generation } from '../realtime/generations';
import type { RealTimeRules } from '../realtime/rules';
import type { Login, Session } from '../realtime/tokens';
import type { World } from '../world';

type Fields = Readonly<Record<string, unknown>>;

// What a login says of a server's generation: versions of the client. 1.3.7 and 2.4.0 are those in Voicenter's SDKs.
const CLAIMS: Record<Generation, string> = { '1.4.8': '1.3.7', '2.5.1': '2.4.0', '4': '4.7.2' };

/**
 * The real-time login (voicenter-api.md §13), POST JSON, and its refresh, GET with a bearer token. Both ask the
 * allow-list, as every REST service does (§1); that the words come in the login's own `error` is assumed.
 */
export function loginService(server: FastifyInstance, world: World): void {
	const add = (kind: string, noTo: Refusal, login: (fields: Fields) => Login | undefined) => {
		server.post(`/monitorAPI/Login/${kind}`, (request, reply) => {
			const trouble = troubled(world.realTime.rules.get().login, reply);
			if (trouble) return trouble;
			const stranger = untrusted(world, request, reply);
			if (stranger !== undefined) return reply.send({ error: stranger });
			const body = parseJson(request.body);
			const known = isFields(body) ? login(body) : undefined;
			if (!known) return refuse(reply, noTo);
			return reply.send(answer(world, world.realTime.tokens.issue(known, world.realTime.rules.get())));
		});
	};
	const account = () => world.account.get();
	add('Token', WRONG_TOKEN, (fields) =>
		textOf(fields['token']) === account().realTime.token ? { kind: 'token' } : undefined,
	);
	add('Account', UNAUTHORIZED, (fields) => {
		const { username, password } = account().realTime;
		const good = textOf(fields['username']) === username && textOf(fields['password']) === password;
		return good ? { kind: 'account' } : undefined;
	});
	add('User', UNAUTHORIZED, (fields) => {
		const email = textOf(fields['email'])?.toLowerCase();
		const user = account()
			.extensions.map((extension) => extension.user)
			.find((one) => one.email.toLowerCase() === email && one.pin === textOf(fields['pin']));
		return user && { kind: 'user', user };
	});
	server.get('/monitorAPI/RefreshIdentityToken', (request, reply) => {
		const rules = world.realTime.rules.get();
		const trouble = troubled(rules.refresh, reply);
		if (trouble) return trouble;
		const stranger = untrusted(world, request, reply);
		if (stranger !== undefined) return reply.send({ error: stranger });
		const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const session = world.realTime.tokens.findRefresh(shown);
		if (!session) return refuse(reply, UNAUTHORIZED);
		return reply.send(answer(world, world.realTime.tokens.issue(session.login, rules)));
	});
}

interface Refusal {
	readonly status: number;
	readonly error: string;
}

// The document: 401 to a wrong user or account, 500 to a wrong token.
const UNAUTHORIZED: Refusal = { status: 401, error: 'Unauthorized' };
const WRONG_TOKEN: Refusal = { status: 500, error: 'Unexpected token' };

function refuse(reply: FastifyReply, { status, error }: Refusal): FastifyReply {
	return reply.status(status).send({ error });
}

function troubled(
	how: RealTimeRules['login'],
	reply: FastifyReply,
): FastifyReply | Promise<never> | undefined {
	switch (how) {
		case 'answer':
			return undefined;
		case 'unauthorized':
			return refuse(reply, UNAUTHORIZED);
		case 'unavailable':
			return reply.status(503).type('text/html').send('<h1>503 - Service Unavailable</h1>');
		case 'closed':
			reply.raw.destroy();
			return reply.hijack();
		case 'noAnswer':
			return reply.hijack();
	}
}

function answer(world: World, session: Session): object {
	const rules = world.realTime.rules.get();
	const servers = world.realTime.servers.all().filter((server) => server.door().listed);
	const urls = rules.urlList ?? servers.map(({ url }) => url);
	const own = CLAIMS[servers[0]?.generation ?? '2.5.1'];
	const version = rules.version === 'asServers' ? own : rules.version;
	const client = rules.client === 'asServers' ? `${CLIENT_URL}${own}` : rules.client;
	const { login } = session;
	const Socket = {
		Url: urls[0] ?? '',
		URLList: urls,
		Token: session.token,
		// The reference does not say how times are written; Voicenter's SDK gives them to JavaScript's Date.
		TokenExpiry: session.expiresAt.toISOString(),
		RefreshToken: session.refreshToken,
		RefreshTokenExpiry: session.refreshExpiresAt.toISOString(),
		...(version !== null && { Version: version }),
		...(client !== null && { Client: client }),
		PersonId: login.kind === 'user' ? Number(login.user.id) : 0,
	};
	return { StatusCode: 200, Status: 'OK', Data: { Socket } };
}

// Voicenter's SDK finds the version after "v=".
const CLIENT_URL = 'https://loginapi.voicenter.co.il/monitorAPI/GetSocketClient?v=';

function isFields(body: unknown): body is Fields {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}
