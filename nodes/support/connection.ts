import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Connection, ConnectOptions } from '../platform/account';

/** The name of the credential type, as saved workflows hold it. */
export const CREDENTIAL = 'voicenterApi';

/** Fields of the credential that must never be seen. */
const SECRET_FIELDS = ['code', 'password', 'realTimeToken', 'insightsToken'] as const;

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
	const { connect } = await import('../platform/account');
	const text = (field: string): string | undefined => {
		const value = credential[field];
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
	};
	return connect(
		{
			code: text('code') ?? '',
			baseUrl: text('baseUrl'),
			monitorUrl: text('monitorUrl'),
			insightsToken: text('insightsToken'),
			muteConvention: credential['muteConvention'] === 'oneMutes' ? 'oneMutes' : 'zeroMutes',
			secrets: SECRET_FIELDS.map(text).filter((secret) => secret !== undefined),
		},
		options,
	);
}
