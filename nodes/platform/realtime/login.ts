/**
 * Logging in for live events (voicenter-api.md §13): a token for the socket, and the servers it opens. What the answer
 * says of the servers' version of Socket.IO is not read: the servers know better (see `dial.ts`).
 */
import { z } from 'zod/v4';

import type { HttpAnswer } from '../http/answer';
import type { HttpClient } from '../http/client';
import { VoicenterError } from '../http/errors';
import { refusal, withoutEnvelope } from '../request/refusals';
import { present } from '../vocabulary/absent';
import { wireText } from '../wire/values';

const LOGIN_URL = 'https://loginapi.voicenter.co.il/monitorAPI/Login/';
const REFRESH_URL = 'https://loginapi.voicenter.co.il/monitorAPI/RefreshIdentityToken';

const LOG_IN = 'Log in for live events';
const RENEW = 'Renew the login for live events';

const DEADLINE_MS = 10_000;

/** How the account identifies itself. A user login sees only what that user sees. */
export type RealTimeLogin =
	| { by: 'token'; token: string }
	| { by: 'account'; username: string; password: string }
	| { by: 'user'; email: string; password: string };

/** What a login gives. */
export interface Ticket {
	/** Shown to the socket server, and in every keepalive. */
	token: string;
	expiresAt?: Date;
	refreshToken?: string;
	refreshExpiresAt?: Date;
	/** Addresses of socket servers; any of them will do, the first is preferred. */
	servers: string[];
}

/** Addresses as such; anything else in the list is left out. */
const addresses = z
	.unknown()
	.transform((list) => (Array.isArray(list) ? list : []).map((url: unknown) => wireText.parse(url)));

const answer = z.object({
	StatusCode: wireText,
	error: wireText,
	Data: z
		.object({
			Socket: z.object({
				Url: wireText,
				URLList: addresses,
				Token: wireText,
				TokenExpiry: wireText,
				RefreshToken: wireText,
				RefreshTokenExpiry: wireText,
			}),
		})
		.optional()
		.catch(undefined),
});

/**
 * Logs in.
 *
 * @throws VoicenterError; {@link isOutage} tells whether trying again later may help
 */
export async function logIn(http: HttpClient, login: RealTimeLogin): Promise<Ticket> {
	const { path, json } = requestOf(login);
	return http.send(
		{ operation: LOG_IN, url: LOGIN_URL + path, json, repeatable: false, deadlineMs: DEADLINE_MS },
		(given) => readTicket(http, LOG_IN, given),
	);
}

/**
 * Renews a login before its token expires.
 *
 * @param ticket must have a refresh token; what the answer leaves out is taken from it
 * @throws VoicenterError; logging in again may still work
 */
export async function refreshLogin(http: HttpClient, ticket: Ticket): Promise<Ticket> {
	return http.send(
		{
			operation: RENEW,
			url: REFRESH_URL,
			bearer: ticket.refreshToken,
			repeatable: false,
			deadlineMs: DEADLINE_MS,
		},
		(given) => readTicket(http, RENEW, given, ticket),
	);
}

/** Whether an error of the login is a passing one: the credentials may well be right. */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof VoicenterError)) return false;
	return !['refused', 'notAllowed', 'invalidAddress', 'noCode', 'cancelled'].includes(error.kind);
}

function requestOf(login: RealTimeLogin): { path: string; json: Record<string, string> } {
	switch (login.by) {
		case 'token':
			return { path: 'Token', json: { token: login.token } };
		case 'account':
			return { path: 'Account', json: { username: login.username, password: login.password } };
		case 'user':
			return { path: 'User', json: { email: login.email, pin: login.password } };
	}
}

function readTicket(
	http: HttpClient,
	operation: string,
	{ status, body }: HttpAnswer,
	previous?: Ticket,
): Ticket {
	const { data: read } = answer.safeParse(body);
	const text = read?.error ?? '';
	if (status === 401 || read?.StatusCode === '401' || /unauthori[sz]ed|unexpected token/i.test(text)) {
		throw http.fail({
			operation,
			kind: 'refused',
			httpStatus: status,
			text: `Voicenter refused the real-time login${text ? ` (${text})` : ''}`,
			hint: 'Check the real-time login in the credential: the token, or the username or email and its password. Voicenter’s support gives the token.',
		});
	}
	if (status < 500 && text) {
		throw http.fail({ operation, ...refusal({ code: 1, text }, status, UNDOCUMENTED) });
	}
	const socket = read?.Data?.Socket;
	const token = socket?.Token ?? previous?.token;
	if (status >= 400 || !socket || token === undefined) {
		throw http.fail({ operation, ...withoutEnvelope(status, withoutTokens(body), true) });
	}
	const listed = serversOf(socket.URLList);
	const servers = listed.length > 0 ? listed : serversOf([socket.Url]);
	if (servers.length === 0 && !previous) {
		throw http.fail({
			operation,
			kind: 'unreadable',
			text: 'Voicenter’s answer names no server for live events',
			hint: 'Ask Voicenter whether live events (Real Time) are enabled for the account.',
		});
	}
	return present({
		token,
		expiresAt: readMoment(socket.TokenExpiry),
		refreshToken: socket.RefreshToken ?? previous?.refreshToken,
		refreshExpiresAt: readMoment(socket.RefreshTokenExpiry) ?? previous?.refreshExpiresAt,
		servers: servers.length > 0 ? servers : (previous?.servers ?? []),
	});
}

const UNDOCUMENTED = {
	1: {
		meaning: 'the real-time login was not accepted',
		hint: 'Check the real-time login in the credential, and ask Voicenter whether live events (Real Time) are enabled for the account.',
	},
};

/** An answer that nobody expected is quoted in the error; tokens in it are not known as secrets yet. */
function withoutTokens(body: unknown): unknown {
	return JSON.parse(
		JSON.stringify(body ?? null, (name, value: unknown) => (/token|pin|password/i.test(name) ? '…' : value)),
	);
}

function serversOf(addresses: readonly (string | undefined)[]): string[] {
	const urls = addresses.filter((url) => url !== undefined).map(withProtocol);
	return [...new Set(urls)].filter((url) => URL.canParse(url));
}

/** A list of plain host names is understood too. */
function withProtocol(url: string): string {
	if (/^wss?:/i.test(url)) return url.replace(/^ws/i, 'http');
	return /^https?:/i.test(url) ? url : `https://${url}`;
}

/**
 * The reference does not say how times are written. Read are ISO 8601 and what JavaScript reads (UTC where no zone is
 * given), epochs in seconds and milliseconds, and small numbers as seconds from now.
 */
function readMoment(text: string | undefined): Date | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (Number.isFinite(number)) {
		if (number <= 0) return undefined;
		if (number < 1e8) return new Date(Date.now() + number * 1_000);
		return new Date(number < 1e11 ? number * 1_000 : number);
	}
	const withoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text);
	const moment = new Date(withoutZone ? `${text.replace(' ', 'T')}Z` : text);
	return Number.isNaN(moment.getTime()) ? undefined : moment;
}
