import { optionsField } from '../fields';
import { FileOutput, type Operation } from '../operation';
import { callIdField, lookBackDaysField } from './fields';

/** Downloads the recording of a call. */
export const downloadRecording: Operation = {
	value: 'downloadRecording',
	name: 'Download Recording',
	action: 'Download the recording of a call',
	description:
		'Downloads the recording of a call that has ended as an audio file, by its address or by the call ID. Changes nothing.',
	fields: [
		{
			displayName: 'Recording',
			name: 'recordingBy',
			type: 'options',
			options: [
				{
					name: 'By Address',
					value: 'url',
					description:
						'The recordingUrl of a call’s record, as the Call Log and the Voicenter Trigger give it',
				},
				{ name: 'By Call ID', value: 'callId', description: 'The call is looked up in the Call Log first' },
			],
			default: 'url',
			description: 'How to find the recording',
		},
		{
			displayName: 'Recording Address',
			name: 'recordingUrl',
			type: 'string',
			required: true,
			default: '={{ $json.recordingUrl }}',
			placeholder: 'e.g. https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/…',
			displayOptions: { show: { recordingBy: ['url'] } },
			description:
				'The address of the recording. Only addresses at Voicenter and at its storage (Amazon S3) are downloaded.',
		},
		{ ...callIdField, displayOptions: { show: { recordingBy: ['callId'] } } },
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
			description: 'The field of the output item that holds the file',
		},
		optionsField(
			{ ...lookBackDaysField, displayOptions: { show: { '/recordingBy': ['callId'] } } },
			{
				displayName: 'Largest Recording (MB)',
				name: 'maxMegabytes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description: 'A larger recording is an error, and nothing of it is kept',
			},
			{
				displayName: 'Wait Until Ready (Minutes)',
				name: 'waitMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How long to wait for a recording that is not ready yet, which can take some minutes after the call. 0: it is an error at once.',
			},
		),
	],

	async execute({ connection, field, tools }) {
		const service = await import('../../../platform/services/recordings');
		const { maxMegabytes, lookBackDays, waitMinutes } = field<{
			maxMegabytes?: number;
			lookBackDays?: number;
			waitMinutes?: number;
		}>('options', {});
		const recordingUrl =
			field<'url' | 'callId'>('recordingBy') === 'callId'
				? await service.findRecording(connection, {
						callId: field('callId'),
						lookBackDays,
						...(waitMinutes !== undefined && { waitMinutes }),
					})
				: field<string>('recordingUrl');
		return service.downloadRecording(
			connection,
			{ recordingUrl, maxMegabytes, waitMinutes },
			async ({ content, fileName, mimeType, bytes }) =>
				new FileOutput({
					json: { recordingUrl, fileName, mimeType, bytes },
					binary: {
						[field<string>('binaryPropertyName')]: await tools.storeFile(content, fileName, mimeType),
					},
				}),
		);
	},
};
