/** Fields that more than one operation has, written once. */
import type { INodeProperties } from 'n8n-workflow';

import type { FieldReader } from '../../support/fieldReader';

export {
	countryField,
	extensionField,
	namesAndValues,
	optionsField,
	pickField,
} from '../../support/commonFields';

/** A number in any usual way of writing. */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 050-123-4567',
};

/** How many items are worked on at the same time; the router reads it, inside the collection `options`. */
export const requestsAtATimeField: INodeProperties = {
	displayName: 'Requests at a Time',
	name: 'requestsAtATime',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 1,
	description:
		'How many items are sent at the same time. With 1, an error stops everything that follows; with more, what is already under way is finished first.',
};

/** All results, or so many. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** @returns the results that {@link returnAllFields} ask for */
export function limited<Result>(field: FieldReader, results: Result[]): Result[] {
	return field<boolean>('returnAll') ? results : results.slice(0, field<number>('limit'));
}
