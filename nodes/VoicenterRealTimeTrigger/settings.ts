import { type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';

import type { Account } from '../platform/request/account';
import type { ConditionSettings } from '../platform/realtime/conditions';
import type { OnceSettings, RealTimeEventName, RealTimeFilter } from '../platform/realtime/events';
import type { RealTimeLogin } from '../platform/realtime/login';
import { accountOf, CREDENTIAL, realTimeLoginOf } from '../support/connection';
import { checkRegion } from '../support/region';
import { readConditions } from './conditionSettings';
import { type NumberField, numberIn } from '../support/numbers';

/** What the user has set. */
export interface Settings {
	events: RealTimeEventName[];
	filter: RealTimeFilter;
	/** Absent: no condition is among the events. */
	conditions?: ConditionSettings;
	/** Absent: one event an execution. */
	batch?: { events: number; ms: number };
	testWith: 'live' | 'samples';
	country: string;
	once: OnceSettings;
	recoverMissedCalls: boolean;
	/** Events come with what Voicenter sent. */
	includeRaw: boolean;
	repeatListsMinutes?: number;
}

/** What the collection Options may hold; what was not added is absent. */
type Options = Partial<
	Pick<Settings, 'country' | 'recoverMissedCalls' | 'repeatListsMinutes' | 'includeRaw'>
> & {
	ringsAndAnswers?: 'perCall' | 'perPhone';
};

const EVENTS_AT_A_TIME = { label: 'Most Events at a Time', least: 1, most: 5_000, example: 100 };
const LONGEST_WAIT = { label: 'Longest Wait (Milliseconds)', least: 10, most: 600_000, example: 1_000 };
const QUEUE_FILLS_TO = { label: 'Queue Fills Up To', least: 1, most: 1_000, example: 5 };
const REPEAT_LISTS = { label: 'Repeat Lists Every (Minutes)', least: 1, most: 1_440, example: 5 };

/**
 * Reads the node's fields.
 *
 * @throws NodeOperationError for what would never start the workflow, or spoil its events in silence
 */
export async function readSettings(this: ITriggerFunctions): Promise<Settings> {
	const { DEFAULT_COUNTRY } = await import('../platform/vocabulary/phones');
	const events = this.getNodeParameter('events', []) as RealTimeEventName[];
	const filters = this.getNodeParameter('filters', {}) as RealTimeFilter & { queueFillsTo?: unknown };
	const { queueFillsTo, ...filter } = filters;
	const options = this.getNodeParameter('options', {}) as Options;
	const { country = DEFAULT_COUNTRY, repeatListsMinutes } = options;
	const refuse = (message: string) => new NodeOperationError(this.getNode(), message);
	const read = (field: NumberField, value: unknown): number => {
		const number = numberIn(field, value);
		if (number !== undefined) return number;
		throw refuse(
			`${field.label}: ${JSON.stringify(value)} is not a number. Right would be ${field.example}.`,
		);
	};
	if (events.length === 0) throw refuse('Events: choose at least one, or nothing will start the workflow.');
	await checkRegion(this.getNode(), { country });
	const conditions = readConditions(this, events, read);
	const inBatches = this.getNodeParameter('delivery', 'each') === 'batches';
	return {
		events,
		filter: { ...filter, events },
		...(conditions && { conditions }),
		...(inBatches && {
			batch: {
				events: read(EVENTS_AT_A_TIME, this.getNodeParameter('batchEvents', 100)),
				ms: read(LONGEST_WAIT, this.getNodeParameter('batchMilliseconds', 1_000)),
			},
		}),
		testWith: this.getNodeParameter('testWith', 'live') as Settings['testWith'],
		country,
		once: {
			perCall: options.ringsAndAnswers !== 'perPhone',
			legs: filter.legs,
			...(queueFillsTo !== undefined && { queueFillsTo: read(QUEUE_FILLS_TO, queueFillsTo) }),
		},
		recoverMissedCalls: options.recoverMissedCalls ?? false,
		includeRaw: options.includeRaw ?? false,
		...(repeatListsMinutes !== undefined && { repeatListsMinutes: read(REPEAT_LISTS, repeatListsMinutes) }),
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
