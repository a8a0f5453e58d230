import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Connection } from '../platform/services/serviceOperation';

/** The name of the credential type, as saved workflows hold it. */
export const CREDENTIAL = 'voicenterApi';

/** Fields of the credential that must never be seen. */
const SECRET_FIELDS = ['code', 'password', 'realTimeToken', 'insightsToken'] as const;

/**
 * Makes a connection from a credential; the HTTP client is loaded on first use.
 *
 * @param credential the decrypted credential
 * @param signal cancels whatever is under way
 */
export async function connectWith(
	credential: ICredentialDataDecryptedObject,
	signal?: AbortSignal,
): Promise<Connection> {
	const { connect } = await import('../platform/account');
	const text = (field: string): string => {
		const value = credential[field];
		return typeof value === 'string' ? value.trim() : '';
	};
	return connect(
		{
			code: text('code'),
			baseUrl: text('baseUrl') || undefined,
			secrets: SECRET_FIELDS.map(text).filter((secret) => secret !== ''),
		},
		signal,
	);
}
