import type { PlainStage } from './stage';

interface Panel {
	/** The node's `name`. */
	node: string;
	/** As the node panel and the workflow show it; also the picture's file name, in small letters with dashes. */
	title: string;
	version: number;
	/** Filled in as a user might, so that there is something to see. */
	parameters: object;
	credential?: 'voicenterApi' | 'voicenterWebhookApi';
	/** Of its picture, where it does not fit into the usual one. */
	height?: number;
}

const locator = (mode: 'list' | 'id', value: string, cachedResultName?: string) => ({
	__rl: true,
	mode,
	value,
	...(cachedResultName !== undefined && { cachedResultName }),
});

/** Every node of the package. */
export const PANELS: readonly Panel[] = [
	{
		node: 'voicenter',
		title: 'Voicenter',
		version: 1,
		credential: 'voicenterApi',
		parameters: {
			resource: 'call',
			operation: 'clickToCall',
			ringFirst: 'extension',
			extension: locator('list', 'SIPSIP1', 'Dana (SIPSIP1)'),
			target: '050-123-4567',
			options: { record: true },
		},
	},
	{
		node: 'voicenterTrigger',
		title: 'Voicenter Trigger',
		version: 2,
		credential: 'voicenterApi',
		parameters: {
			triggerOn: ['abandoned'],
			filters: { queues: ['Sales Queue (ID 123456789)'] },
			settings: { otherLegWait: 60 },
		},
	},
	{
		node: 'voicenterExternalLayerTrigger',
		title: 'Voicenter External Layer Trigger',
		version: 2,
		credential: 'voicenterWebhookApi',
		parameters: { fallback: 'goToLayer', fallbackLayer: 12, settings: {} },
	},
	{
		node: 'voicenterScreenPopTrigger',
		title: 'Voicenter Screen Pop Trigger',
		version: 2,
		credential: 'voicenterWebhookApi',
		parameters: { phases: ['ringing', 'dialing'], settings: { oneExecutionPerCall: true } },
	},
	{
		node: 'voicenterVoiceBotTrigger',
		title: 'Voicenter VoiceBot Trigger',
		version: 2,
		credential: 'voicenterWebhookApi',
		parameters: { settings: { country: 'IL' } },
	},
	{
		node: 'voicenterRespond',
		title: 'Voicenter Respond',
		version: 1,
		parameters: {
			resource: 'externalLayer',
			operation: 'goToLayer',
			layer: '12',
			customData: { fields: [{ name: 'customerNumber', value: '40217' }] },
			options: { callerName: 'Dana Levi' },
		},
	},
	{
		node: 'voicenterOfficeHours',
		title: 'Voicenter Office Hours',
		version: 1,
		height: 1440,
		parameters: { options: { intermediateHours: '09:00-13:00' } },
	},
	{
		node: 'voicenterRealTimeTrigger',
		title: 'Voicenter Real-Time Trigger',
		version: 1,
		credential: 'voicenterApi',
		parameters: { events: ['newCall', 'answered', 'hangUp'], options: { ringsAndAnswers: 'perCall' } },
	},
	{
		node: 'voicenterCallLogTrigger',
		title: 'Voicenter Call Log Trigger',
		version: 1,
		credential: 'voicenterApi',
		parameters: {
			pollTimes: { item: [{ mode: 'everyX', value: 5, unit: 'minutes' }] },
			filters: { outcomes: ['missed'] },
			settings: { lookBackMinutes: 150 },
		},
	},
];

/** Saves a workflow that has every node, four in a row, with credentials. @returns its id */
export async function createPanelWorkflow({ api, simulator, type }: PlainStage): Promise<string> {
	const account = await api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter account',
		data: { code: simulator.account.code, baseUrl: simulator.url },
	});
	const webhook = await api.createCredential({
		type: 'voicenterWebhookApi',
		name: 'Voicenter webhook',
		data: { secret: 'made-up-for-pictures', sentIn: 'header', headerName: 'X-Voicenter-Secret' },
	});
	const chosen = {
		voicenterApi: { id: account.id, name: account.name },
		voicenterWebhookApi: { id: webhook.id, name: webhook.name },
	};
	const { id } = await api.createWorkflow({
		name: 'Every node',
		nodes: PANELS.map(({ node, title, version, parameters, credential }, index) => ({
			id: crypto.randomUUID(),
			name: title,
			type: type(node),
			typeVersion: version,
			position: [(index % 4) * 320, Math.floor(index / 4) * 240],
			parameters,
			...(title.endsWith('Trigger') && { webhookId: crypto.randomUUID() }),
			...(credential && { credentials: { [credential]: chosen[credential] } }),
		})),
		connections: {},
	});
	return id;
}

/** The file name of a panel's picture: `voicenter-trigger-dark.png`. */
export const pictureName = (title: string, theme: 'light' | 'dark'): string =>
	`${title.toLowerCase().replaceAll(' ', '-')}-${theme}.png`;
