import { type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';

import type { Account } from '../platform/account';
import type { RealTimeEventName, RealTimeFilter } from '../platform/realtime/events';
import type { RealTimeLogin } from '../platform/realtime/login';
import { accountOf, CREDENTIAL, realTimeLoginOf } from '../support/connection';
import { checkRegion } from '../support/region';

/** What the user has set. */
export interface Settings {
	events: RealTimeEventName[];
	filter: RealTimeFilter;
	/** Absent: one event an execution. */
	batch?: { events: number; ms: number };
	testWith: 'live' | 'samples';
	country: string;
	firstAnswerOnly: boolean;
	recoverMissedCalls: boolean;
	repeatListsMinutes?: number;
}

/** What the collection Options may hold; what was not added is absent. */
type Options = Partial<
	Pick<Settings, 'country' | 'firstAnswerOnly' | 'recoverMissedCalls' | 'repeatListsMinutes'>
>;

/**
 * Reads the node's fields.
 *
 * @throws NodeOperationError for what would never start the workflow, or spoil its events in silence
 */
export async function readSettings(this: ITriggerFunctions): Promise<Settings> {
	const { DEFAULT_COUNTRY } = await import('../platform/vocabulary/phones');
	const events = this.getNodeParameter('events', []) as RealTimeEventName[];
	const filter = this.getNodeParameter('filters', {}) as RealTimeFilter;
	const options = this.getNodeParameter('options', {}) as Options;
	const { country = DEFAULT_COUNTRY, repeatListsMinutes } = options;
	const refuse = (message: string) => new NodeOperationError(this.getNode(), message);
	if (events.length === 0) throw refuse('Events: choose at least one, or nothing will start the workflow.');
	await checkRegion(this.getNode(), { country });
	const inBatches = this.getNodeParameter('delivery', 'each') === 'batches';
	return {
		events,
		filter: { ...filter, events },
		...(inBatches && {
			batch: {
				events: Math.max(1, this.getNodeParameter('batchEvents', 100) as number),
				ms: Math.max(10, this.getNodeParameter('batchMilliseconds', 1_000) as number),
			},
		}),
		testWith: this.getNodeParameter('testWith', 'live') as Settings['testWith'],
		country,
		firstAnswerOnly: options.firstAnswerOnly ?? false,
		recoverMissedCalls: options.recoverMissedCalls ?? false,
		...(repeatListsMinutes !== undefined && { repeatListsMinutes: Math.max(1, repeatListsMinutes) }),
	};
}

/**
 * Reads the credential.
 *
 * @throws NodeOperationError that says what is missing in it for live events
 */
export async function readLogin(
	this: ITriggerFunctions,
): Promise<{ account: Account; login: RealTimeLogin }> {
	const credential = await this.getCredentials(CREDENTIAL);
	const found = realTimeLoginOf(credential);
	if ('login' in found) return { account: accountOf(credential), login: found.login };
	throw new NodeOperationError(
		this.getNode(),
		`The credential has no login for live events: ${found.missing.join(' and ')} is missing`,
		{
			description:
				'Open the credential, choose a Real-Time Login, and fill in what it asks for. Voicenter’s support gives the token or the login.',
		},
	);
}
