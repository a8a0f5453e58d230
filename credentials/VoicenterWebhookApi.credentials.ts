import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A secret that whoever calls a webhook of the package must show. */
// eslint-disable-next-line @n8n/community-nodes/credential-test-required -- there is nobody to ask: the secret is only ever compared
export class VoicenterWebhookApi implements ICredentialType {
	name = 'voicenterWebhookApi';

	displayName = 'Voicenter Webhook API';

	icon: Icon = { light: 'file:../nodes/icons/voicenter.svg', dark: 'file:../nodes/icons/voicenter.dark.svg' };

	documentationUrl = 'https://cpanel.voicenter.co.il/ApiManager/Index';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make up a long secret and give it to Voicenter together with the webhook’s URL. A request that does not show it is refused with 401 and starts nothing.',
			name: 'howToUseNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Letters and digits only, so that it can stand in a URL as it is. 32 of them are good; nobody has to remember it.',
		},
		{
			displayName: 'Sent In',
			name: 'sentIn',
			type: 'options',
			options: [
				{
					name: 'Header',
					value: 'header',
					description: 'Best, where the sender can set headers: URLs end up in logs, headers seldom do',
				},
				{
					name: 'Query Parameter',
					value: 'query',
					description: 'Part of the URL, for senders that take nothing but a URL',
				},
			],
			default: 'header',
			description: 'Where the sender puts the secret',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			displayOptions: { show: { sentIn: ['header'] } },
			default: 'X-Voicenter-Secret',
		},
		{
			displayName: 'Parameter Name',
			name: 'queryParameter',
			type: 'string',
			displayOptions: { show: { sentIn: ['query'] } },
			default: 'secret',
			description: 'With "secret", end the URL that you give to Voicenter with ?secret=… and the secret',
		},
	];
}
