import type { INodeProperties } from 'n8n-workflow';

import type { OutcomeName } from '../platform/vocabulary/outcome';
import { outcomeOptions } from '../support/callFilterField';

/** What starts the workflow, by the names in saved workflows: a call that ended in whatever way, or so. */
export type Ending = 'ended' | OutcomeName;

const NAMES: Record<OutcomeName, string> = {
	abandoned: 'Call Abandoned',
	answered: 'Call Answered',
	missed: 'Call Missed',
	voicemail: 'Voicemail Left',
};

/** n8n's node panel shows each entry of a field with this label as a trigger of its own. */
export const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: [
		{ name: 'Any Call Ended', value: 'ended', description: 'Whatever became of the call' },
		...outcomeOptions.map(({ value, description }) => ({ name: NAMES[value], value, description })),
	].map((entry) => ({ ...entry, action: `On ${entry.name.toLowerCase()}` })),
	default: ['ended'],
	description: 'How a call ended that starts the workflow; any of them does',
};

/** The filter for it. With nothing chosen every call passes: none is lost by an oversight. */
export function outcomesOf(triggerOn: readonly Ending[]): { outcomes?: OutcomeName[] } {
	const outcomes = triggerOn.filter((ending) => ending !== 'ended');
	return triggerOn.length > 0 && outcomes.length === triggerOn.length ? { outcomes } : {};
}
