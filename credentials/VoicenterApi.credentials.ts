import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** What identifies a Voicenter account. */
export class VoicenterApi implements ICredentialType {
	name = 'voicenterApi';

	displayName = 'Voicenter API';

	icon: Icon = { light: 'file:../nodes/icons/voicenter.svg', dark: 'file:../nodes/icons/voicenter.dark.svg' };

	documentationUrl = 'https://cpanel.voicenter.co.il/ApiManager/Index';

	properties: INodeProperties[] = [
		{
			displayName:
				'Two things must be in place at Voicenter: an account code, and this server’s public IP address on the account’s list of allowed addresses. Voicenter’s operations department gives the code; ask your account manager to allow the address.',
			name: 'accountNotice',
			type: 'notice',
			default: '',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- the account code is the account's one secret
		{
			displayName: 'Account Code',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The secret code of the account (Voicenter calls it "code"). One per organisation; not a user’s password.',
		},
		{
			displayName: 'Account Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Jerusalem',
			placeholder: 'e.g. Asia/Jerusalem',
			description:
				'The time zone of the account. Today, Yesterday, and dates and times that you enter are meant in it, whatever n8n’s own time zone is.',
		},
		{
			displayName: 'Call Log Login',
			name: 'callLogLogin',
			type: 'options',
			options: [
				{
					name: 'With the Account Code',
					value: 'code',
					description: 'Works from addresses on the account’s list of allowed addresses',
				},
				{
					name: 'With the API Token',
					value: 'token',
					description: 'For an n8n without a fixed address: the list of allowed addresses does not count',
				},
			],
			default: 'code',
			description: 'How the Call Log is read',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'From Voicenter. Needed for Call Log: Get Insights, and to read the Call Log where Call Log Login is With the API Token.',
		},
		{
			displayName:
				'Everything below is needed by some nodes and operations only. Leave it as it is unless you use them: live call events (Real-Time Trigger), muting of recordings.',
			name: 'optionalNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Real-Time Login',
			name: 'realTimeLogin',
			type: 'options',
			options: [
				{ name: 'Not Used', value: 'none' },
				{
					name: 'With a Token',
					value: 'token',
					description: 'Sees every queue and extension of the account',
				},
				{
					name: 'With an Account Login',
					value: 'account',
					description: 'Sees every queue and extension of the account',
				},
				{ name: 'With a User Login', value: 'user', description: 'Sees only what that user sees' },
			],
			default: 'none',
			description: 'How to log in for live call events. Needed for the Real-Time Trigger only.',
		},
		{
			displayName: 'Real-Time Token',
			name: 'realTimeToken',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { realTimeLogin: ['token'] } },
			default: '',
			description: 'The token for live events, from Voicenter’s support',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			displayOptions: { show: { realTimeLogin: ['account'] } },
			default: '',
			description: 'The account’s username for live events',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			displayOptions: { show: { realTimeLogin: ['user'] } },
			default: '',
			description: 'The email address with which the user logs in to Voicenter',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { realTimeLogin: ['account', 'user'] } },
			default: '',
			description: 'The password that belongs to the username or email above',
		},
		{
			displayName: 'Monitor Server',
			name: 'monitorUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://monitor5.voicenter.co',
			description:
				'The account’s own monitor server, if Voicenter gave you one. Used to mute recordings. When empty, the real-time login above says which one it is, where there is such a login.',
		},
		{
			displayName: 'Mute Command',
			name: 'muteConvention',
			type: 'options',
			options: [
				{ name: '1 Mutes, 0 Unmutes', value: 'oneMutes' },
				{ name: '0 Mutes, 1 Unmutes', value: 'zeroMutes' },
			],
			default: 'oneMutes',
			description:
				'Which value mutes a recording. Nearly all of Voicenter’s pages say 1, one says 0; the mute operation checks the outcome either way.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4010',
			description:
				'For tests or a proxy of your own: sends every request to this address instead of Voicenter’s. Leave empty otherwise.',
		},
	];
}
