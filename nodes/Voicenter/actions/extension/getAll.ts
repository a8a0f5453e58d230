import { limited, returnAllFields } from '../fields';
import type { Operation } from '../operation';

/** Lists extensions. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many extensions',
	description:
		'Lists the extensions of the account: SIP code, name, speed dial, user and department. Changes nothing.',
	fields: [
		{
			displayName: 'Whole Organisation',
			name: 'wholeOrganisation',
			type: 'boolean',
			default: true,
			description:
				'Whether to list the extensions of every department of the organisation, or only those of the department that the account code belongs to',
		},
		...returnAllFields,
	],

	async execute({ connection, field }) {
		const { listExtensions } = await import('../../../platform/services/extensions');
		const wholeOrganisation = field<boolean>('wholeOrganisation');
		const extensions = await listExtensions(connection, { wholeOrganisation });
		if (extensions.length === 0) {
			// A department may have none, but a wrong code looks the same; the organisation's list tells them apart.
			await listExtensions(connection, { wholeOrganisation: true });
		}
		return limited(field, extensions);
	},
};
