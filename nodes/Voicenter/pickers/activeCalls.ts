import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * The calls that are going on, for a picker.
 *
 * @param filter what the user typed: a part of the number, of the extension's name or SIP code, or of the call ID
 */
export async function searchActiveCalls(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { listExtensionActivity } = await import('../../platform/services/activeCalls');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const extensions = await listExtensionActivity(connection, {});
		const wanted = filter.trim().toLowerCase();
		const calls = extensions.flatMap((extension) => extension.calls);
		const results = calls
			.flatMap(({ callId, callerNumber, status, extension }) => {
				if (callId === undefined) return [];
				const facts = [extension?.name, extension?.sip, status].filter((fact) => fact !== undefined);
				return [{ name: `${callerNumber ?? 'Number withheld'} (${facts.join(', ')})`, value: callId }];
			})
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
