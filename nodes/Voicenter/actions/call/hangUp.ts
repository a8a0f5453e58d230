import { extensionField } from '../fields';
import type { Operation } from '../operation';

/** Ends what is active on an extension. */
export const hangUp: Operation = {
	value: 'hangUp',
	name: 'Hang Up',
	action: 'Hang up the calls of an extension',
	description:
		'Ends every call that is active on an extension at this moment. People who are talking are cut off.',
	fields: [{ ...extensionField, description: 'The extension whose calls are ended' }],

	async execute({ connection, field }) {
		const service = await import('../../../platform/services/click2call');
		return service.hangUp(connection, { extension: field('extension') });
	},
};
