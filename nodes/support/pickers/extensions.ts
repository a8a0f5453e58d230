import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../connection';
import { toNodeError } from '../errors';

/**
 * The extensions of the whole organisation, for a picker.
 *
 * @param filter what the user typed: a part of the name, the SIP code, the speed dial or the user
 */
export async function searchExtensions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { listExtensions } = await import('../../platform/services/extensions');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const extensions = await listExtensions(connection, { wholeOrganisation: true });
		const wanted = filter.trim().toLowerCase();
		const results = extensions
			.map(({ sip, name, userName, speedDial }) => ({
				name: `${[...new Set([name, userName].filter(Boolean))].join(', ') || sip} (${[sip, speedDial].filter(Boolean).join(', ')})`,
				value: sip,
				searched: [sip, name, userName, speedDial].join(' ').toLowerCase(),
			}))
			.filter(({ searched }) => searched.includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name))
			.map(({ name, value }) => ({ name, value }));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
