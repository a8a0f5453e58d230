import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Account, Connection, ConnectOptions } from '../platform/request/account';
import type { RealTimeLogin } from '../platform/realtime/login';

/** The name of the credential type, as saved workflows hold it. */
export const CREDENTIAL = 'voicenterApi';

/** Fields of the credential that must never be seen. */
const SECRET_FIELDS = ['code', 'password', 'realTimeToken', 'apiToken'] as const;

/**
 * Makes a connection from a credential; the HTTP client is loaded on first use.
 *
 * @param credential the decrypted credential
 * @param options what belongs to this use of it
 */
export async function connectWith(
	credential: ICredentialDataDecryptedObject,
	options?: ConnectOptions,
): Promise<Connection> {
	const { connect } = await import('../platform/request/account');
	return connect(accountOf(credential), options);
}

/** @param credential the decrypted credential */
export function accountOf(credential: ICredentialDataDecryptedObject): Account {
	const realTime = realTimeLoginOf(credential);
	return {
		code: textOf(credential, 'code') ?? '',
		baseUrl: textOf(credential, 'baseUrl'),
		monitorUrl: textOf(credential, 'monitorUrl'),
		apiToken: textOf(credential, 'apiToken'),
		callLogLogin: credential['callLogLogin'] === 'token' ? 'token' : 'code',
		timeZone: textOf(credential, 'timeZone'),
		muteConvention: credential['muteConvention'] === 'zeroMutes' ? 'zeroMutes' : 'oneMutes',
		...('login' in realTime && {
			realTimeServers: async (http) => {
				const { logIn } = await import('../platform/realtime/login');
				return (await logIn(http, realTime.login)).servers;
			},
		}),
		secrets: SECRET_FIELDS.map((field) => textOf(credential, field)).filter((secret) => secret !== undefined),
	};
}

/**
 * How the account logs in for live events.
 *
 * @param credential the decrypted credential
 * @returns the login, or what the credential lacks for one: the display names of its fields
 */
export function realTimeLoginOf(
	credential: ICredentialDataDecryptedObject,
): { login: RealTimeLogin } | { missing: string[] } {
	const by = credential['realTimeLogin'];
	const token = textOf(credential, 'realTimeToken');
	const username = textOf(credential, 'username');
	const email = textOf(credential, 'email');
	const password = textOf(credential, 'password');
	if (by === 'token')
		return token === undefined ? { missing: ['Real-Time Token'] } : { login: { by, token } };
	const missingPassword = password === undefined ? ['Password'] : [];
	if (by === 'account') {
		if (username !== undefined && password !== undefined) return { login: { by, username, password } };
		return { missing: [...(username === undefined ? ['Username'] : []), ...missingPassword] };
	}
	if (by === 'user') {
		if (email !== undefined && password !== undefined) return { login: { by, email, password } };
		return { missing: [...(email === undefined ? ['Email'] : []), ...missingPassword] };
	}
	return { missing: ['Real-Time Login'] };
}

function textOf(credential: ICredentialDataDecryptedObject, field: string): string | undefined {
	const value = credential[field];
	// An expression may give a code of digits alone as a number.
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}
