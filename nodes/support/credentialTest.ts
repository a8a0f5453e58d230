import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { connectWith } from './connection';

/**
 * Tries a credential with a real request that changes nothing: the list of extensions. Voicenter answers a
 * wrong code with an empty list and a disallowed address with a refusal; both are told apart here.
 *
 * @param credential the decrypted credential
 */
export async function testCredential(
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	try {
		const { listExtensions } = await import('../platform/services/extensions');
		const extensions = await listExtensions(await connectWith(credential), { wholeOrganisation: true });
		return { status: 'OK', message: `Connected: the account has ${extensions.length} extensions` };
	} catch (error) {
		const { message, hint } = error as { message: string; hint?: string };
		return { status: 'Error', message: hint ? `${message}. ${hint}` : message };
	}
}
