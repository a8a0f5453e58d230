/** How n8n is set up while something is measured. */
export interface N8nSetting {
	/** Put behind a figure. */
	name: string;
	env: Record<string, string>;
	/** Are our triggers to be no slower than n8n's own nodes with it? */
	isPromised: boolean;
}

/**
 * n8n 2.41 makes a sandbox for expressions, some 30 ms of work, for every webhook request to a node other than its
 * own Webhook, and one more for every execution, whether or not there are expressions. Told to make them when one is
 * needed, it does without most of them; told to keep two in stock, it has the second when it is asked for.
 */
export const N8N_SETTINGS: readonly N8nSetting[] = [
	{ name: 'n8n as it comes', env: {}, isPromised: false },
	{
		name: 'n8n with N8N_EXPRESSION_ENGINE_POOL_SIZE=2',
		env: { N8N_EXPRESSION_ENGINE_POOL_SIZE: '2' },
		isPromised: false,
	},
	{
		name: 'n8n with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		isPromised: true,
	},
];
