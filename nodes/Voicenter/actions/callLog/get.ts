import type { IDataObject } from 'n8n-workflow';

import type { getCall as GetCall } from '../../../platform/services/callLog';
import { countryField, optionsField } from '../fields';
import type { Operation } from '../operation';
import { callIdField, lookBackDaysField, outputFieldsField, simplifyField } from './fields';

/** Gets one call from the Call Log. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a call from the call log',
	description:
		'Gets the records of one call that has ended, by its call ID. A call of two legs, such as a click to call, has two records; both are returned. Changes nothing.',
	fields: [callIdField, simplifyField, optionsField(lookBackDaysField, countryField, outputFieldsField)],

	async execute({ connection, field }) {
		const { getCall } = await import('../../../platform/services/callLog');
		const records = await getCall(connection, {
			...field<Partial<Parameters<typeof GetCall>[1]>>('options', {}),
			callId: field('callId'),
			simplify: field<boolean>('simplify', true),
		});
		return records as IDataObject[];
	},
};
