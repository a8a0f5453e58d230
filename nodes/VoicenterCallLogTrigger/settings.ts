import type { INode, INodeProperties } from 'n8n-workflow';

import { callFilterField } from '../support/callFilterField';
import { includeRawField, settingsCollection } from '../support/commonFields';
import { checkNumber, type NumberField, numberIn } from '../support/numbers';
import { incomingCountryField } from '../support/region';

/** What the user set, by the names in saved workflows; each may be missing. */
export interface Settings {
	country?: string;
	firstHours?: number;
	includeRaw?: boolean;
	lookBackMinutes?: number;
	maxCalls?: number;
}

/** What counts where nothing is set: the defaults of the fields below. */
export const DEFAULTS = { firstHours: 0, includeRaw: false, lookBackMinutes: 150, maxCalls: 1_000 };

const NUMBERS = {
	firstHours: { label: 'Include the Last (Hours)', least: 0, most: 8_760, example: 24 },
	lookBackMinutes: { label: 'Look Back', least: 5, most: 1_440, example: DEFAULTS.lookBackMinutes },
	maxCalls: { label: 'Calls at a Time', least: 1, most: 1_000_000, example: DEFAULTS.maxCalls },
} satisfies Partial<Record<keyof Settings, NumberField>>;

/**
 * The numbers among the settings: an expression may give anything.
 *
 * @throws NodeOperationError for one that is none
 */
export function readNumbers(node: INode, given: Settings): Record<keyof typeof NUMBERS, number> {
	const read = (name: keyof typeof NUMBERS): number => {
		checkNumber(node, NUMBERS[name], given[name]);
		return numberIn(NUMBERS[name], given[name]) ?? DEFAULTS[name];
	};
	return {
		firstHours: read('firstHours'),
		lookBackMinutes: read('lookBackMinutes'),
		maxCalls: read('maxCalls'),
	};
}

/** The filter of the CDR trigger, as far as the Call Log tells what it asks for (voicenter-api.md §3). */
export const filterField: INodeProperties = {
	...callFilterField,
	description: `${callFilterField.description} When a filter is changed, the calls that are in the log by then start nothing.`,
	options: (callFilterField.options as INodeProperties[]).filter(
		({ name }) => name !== 'minWait' && name !== 'campaigns',
	),
};

/** Everything that is right for most people as it is. */
export const settingsField = settingsCollection(
	{
		displayName: 'Calls at a Time',
		name: 'maxCalls',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		description:
			'The most calls that one execution gets. When there are more, for instance after n8n was down, the rest come with the next polls.',
	},
	incomingCountryField,
	{
		displayName: 'Include the Last (Hours)',
		name: 'firstHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'When the workflow is activated for the first time, it also starts with the calls of this many hours before. 0: only with calls that appear in the log afterwards.',
	},
	includeRawField,
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBackMinutes',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 1440 },
		default: 150,
		description:
			'How far back each poll looks for calls, counted from when a call began. Make it longer than your longest call. Each call still starts the workflow only once.',
	},
);
