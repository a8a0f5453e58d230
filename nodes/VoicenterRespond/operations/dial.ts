import type { INodeProperties } from 'n8n-workflow';

import type { Dial } from '../../platform/inbound/answers/build';
import { countryField, extensionField } from '../../support/commonFields';
import {
	callerNameField,
	customData,
	customDataField,
	givenOptions,
	layerField,
	answerOptions,
} from './fields';
import type { AnswerOperation } from './operation';

/** A target as the field gives it: n8n does not unwrap what was picked inside a collection. */
interface FilledTarget {
	kind: Dial['targets'][number]['kind'];
	extension?: string | { value?: string };
	phone?: string;
}

const targets: INodeProperties = {
	displayName: 'Call',
	name: 'targets',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	required: true,
	placeholder: 'Add extension or phone',
	description: 'Who the caller is connected to',
	options: [
		{
			displayName: 'Target',
			name: 'values',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Extension', value: 'extension', description: 'An agent’s extension in this account' },
						{ name: 'Phone Number', value: 'phone', description: 'Any phone, such as a mobile' },
					] satisfies { name: string; value: FilledTarget['kind']; description: string }[],
					default: 'extension',
				},
				{
					...extensionField,
					displayOptions: { show: { kind: ['extension'] } },
					description:
						'The extension that rings. Choosing from the list needs the credential; the SIP code does not.',
				},
				{
					displayName: 'Phone Number',
					name: 'phone',
					type: 'string',
					displayOptions: { show: { kind: ['phone'] } },
					default: '',
					placeholder: 'e.g. 050-123-4567',
					description: 'Written in any usual way, with or without a country code',
				},
			],
		},
	],
};

/** Connects a caller to a phone or an extension. */
export const dial: AnswerOperation = {
	value: 'dial',
	name: 'Dial',
	action: 'Connect the caller to a phone or an extension',
	description: 'The call is connected to an extension or to any phone',
	fields: [
		targets,
		{
			displayName: 'Caller ID',
			name: 'callerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 072-277-6772',
			description: 'The number that the called phone shows. When empty, the number that the caller called.',
		},
		{
			...layerField(
				'Layer If That Fails',
				'layerIfFailed',
				'Where the call goes on when nobody can be reached',
			),
			required: true,
		},
		{
			displayName: 'Longest Call (Seconds)',
			name: 'maxCallDuration',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 3600,
			description: 'The call is ended after this time; ringing does not count',
		},
		{
			displayName: 'Record',
			name: 'record',
			type: 'boolean',
			default: true,
			description:
				'Whether to record the call, as most accounts record theirs. Voicenter records such a call only when it is told to, whatever the account’s own setting is.',
		},
		customDataField,
		answerOptions(callerNameField, countryField, {
			displayName: 'Rings at Most (Seconds)',
			name: 'maxDialDuration',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'How long it may ring before the call is given up',
		}),
	],

	async build({ field, request }) {
		const { buildDial } = await import('../../platform/inbound/answers/build');
		return buildDial({
			...givenOptions(field),
			targets: (field<{ values?: FilledTarget[] }>('targets', {}).values ?? []).map(toTarget),
			callerId: field<string>('callerId') === '' ? (request['did'] as string | undefined) : field('callerId'),
			layerIfFailed: field('layerIfFailed'),
			maxCallDuration: field('maxCallDuration'),
			record: field('record'),
			customData: customData(field),
		});
	},
};

function toTarget({ kind, extension, phone }: FilledTarget): Dial['targets'][number] {
	if (kind === 'phone') return { kind, phone };
	return { kind, extension: typeof extension === 'object' ? extension.value : extension };
}
