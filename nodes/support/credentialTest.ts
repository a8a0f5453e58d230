import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { connectWith, realTimeLoginOf } from './connection';

/**
 * Tries a credential with real requests that change nothing: the list of extensions, and the login for live events
 * where one is set. Voicenter answers a wrong code with an empty list and a disallowed address with a refusal; both
 * are told apart here.
 *
 * @param credential the decrypted credential
 */
export async function testCredential(
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	try {
		const { listExtensions } = await import('../platform/services/extensions');
		const connection = await connectWith(credential);
		const extensions = await listExtensions(connection, { wholeOrganisation: true });
		const connected = `Connected: the account has ${extensions.length} extensions`;
		if (!wantsLiveEvents(credential)) return { status: 'OK', message: connected };
		const given = realTimeLoginOf(credential);
		if ('missing' in given) {
			return {
				status: 'Error',
				message: `The Real-Time Login is not complete. Fill in: ${given.missing.join(', ')}.`,
			};
		}
		const { logIn } = await import('../platform/realtime/login');
		await logIn(connection.http, given.login);
		return { status: 'OK', message: `${connected}, and the login for live events works` };
	} catch (error) {
		const { message, hint } = error as { message: string; hint?: string };
		return { status: 'Error', message: hint ? `${message}. ${hint}` : message };
	}
}

function wantsLiveEvents({ realTimeLogin = 'none' }: ICredentialDataDecryptedObject): boolean {
	return realTimeLogin !== 'none';
}

/** As n8n calls it, from any of the nodes that use the credential. */
export async function voicenterApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return testCredential(credential.data ?? {});
}
