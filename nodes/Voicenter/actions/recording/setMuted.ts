/** What muting and unmuting have in common. */
import type { INodeProperties } from 'n8n-workflow';

import type { MuteInput } from '../../../platform/services/mute';
import { extensionField, optionsField } from '../fields';
import type { ItemOperation, OperationCall } from '../operation';

type Target = MuteInput['target'];

/**
 * Whose recording, and whether to make sure.
 *
 * @param what what is done to it, in the words that follow "Whose recording is"
 */
export const muteFields = (what: string): INodeProperties[] => [
	{
		displayName: 'By',
		name: 'muteBy',
		type: 'options',
		options: [
			{ name: 'Call ID', value: 'callId', description: 'One call' },
			{
				name: 'Extension',
				value: 'extension',
				description: 'Every call that is active on an extension at this moment, not later ones',
			},
		] satisfies { name: string; value: Target['by']; description: string }[],
		default: 'extension',
		description: `Whose recording is ${what}`,
	},
	{
		...extensionField,
		displayOptions: { show: { muteBy: ['extension'] } },
		description: `The recording of each call that is active on this extension at this moment is ${what}. Later calls are not touched.`,
	},
	{
		displayName: 'Call',
		name: 'callId',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		displayOptions: { show: { muteBy: ['callId'] } },
		description: `The call whose recording is ${what}. It must be going on.`,
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 202012021122010135330b4f77',
				hint: 'The call ID, as Click to Call, events and Active Call: Get Many give it',
			},
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a call that is going on…',
				typeOptions: { searchListMethod: 'searchActiveCalls', searchable: true },
			},
		],
	},
	optionsField({
		displayName: 'Confirm Outcome',
		name: 'confirm',
		type: 'boolean',
		default: true,
		description:
			'Whether to look afterwards if it came about, put it right if not, and fail if it cannot be confirmed. Switched off, success only means that Voicenter accepted the request, and the result does not say whether anything is muted.',
		hint: 'Leave this on: without it, a wrong Mute Command in the credential does the opposite, and card numbers end up on tape',
	}),
];

/** Does it for one item. */
export function setMuted(muted: boolean): ItemOperation['execute'] {
	return async ({ connection, field }) => {
		const { setRecordingMuted } = await import('../../../platform/services/mute');
		const { confirm } = field<{ confirm?: boolean }>('options', {});
		const result = await setRecordingMuted(connection, { muted, target: targetOf(field), confirm });
		return { ...result };
	};
}

function targetOf(field: OperationCall['field']): Target {
	const by = field<Target['by']>('muteBy');
	return by === 'extension' ? { by, extension: field('extension') } : { by, callId: field('callId') };
}
