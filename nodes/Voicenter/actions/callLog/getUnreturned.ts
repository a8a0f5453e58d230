import type { IDataObject } from 'n8n-workflow';

import type { UnreturnedInput } from '../../../platform/services/callReports/unreturned';
import { countryField, optionsField } from '../fields';
import type { Operation } from '../operation';
import { severalField } from '../../../support/pickers/severalField';
import { chosenRange, reportRangeFields } from './dateRange';

const options = optionsField(
	severalField('dids', 'Only callers of any of these numbers of yours', { name: 'calledNumbers' }),
	countryField,
	{
		displayName: 'Include Withheld Numbers',
		name: 'withWithheld',
		type: 'boolean',
		default: false,
		description:
			'Whether to add one item, the last, that says how many callers withheld their numbers: nobody can call them back',
	},
	{
		displayName: 'Leave Out Numbers',
		name: 'leaveOut',
		type: 'string',
		default: '',
		placeholder: 'e.g. 050-123-4567, 052-111-2222',
		description: 'Callers whom nobody needs to call back, such as colleagues’ mobiles, separated by commas',
	},
	{
		displayName: 'Leave Out the Last (Minutes)',
		name: 'minimumAgeMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description:
			'They may be calling again just now. A record appears some minutes after its call, also that of a call which served them.',
	},
	severalField('queues', 'Only callers of any of these queues'),
);

/** Finds callers whom nobody has served. */
export const getUnreturned: Operation = {
	value: 'getUnreturned',
	name: 'Get Unreturned',
	action: 'Get callers whom nobody has served',
	description:
		'Finds callers who were missed or gave up waiting, and with whom nobody has talked since, until now: neither when they called again nor by calling them. An item a caller, ready to be called back. Changes nothing.',
	fields: [
		...reportRangeFields('last24Hours'),
		{
			displayName: 'Only New Ones',
			name: 'onlyNew',
			type: 'boolean',
			default: false,
			description:
				'Whether to leave out callers who came out in an earlier run of this workflow and have not called since. What came out is remembered for active workflows only.',
		},
		options,
	],

	async execute({ connection, field, tools }) {
		const { findUnreturned } = await import('../../../platform/services/callReports/unreturned');
		const options = field<Omit<UnreturnedInput, 'search'>>('options', {});
		const onlyNew = field<boolean>('onlyNew');
		const search = { ...chosenRange({ field, tools }), country: options.country };
		const input = { ...options, onlyNew, search };
		const { callers, period, unmatched } = onlyNew
			? await tools.withMemory((memory) => findUnreturned(connection, { ...input, memory }))
			: await findUnreturned(connection, input);
		tools.say(`Calls that began from ${period.from} to ${period.to}.`);
		unmatched.forEach(tools.say);
		return callers as IDataObject[];
	},
};
