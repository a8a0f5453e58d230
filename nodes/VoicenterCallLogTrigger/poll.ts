import { type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import type { NewCall } from '../platform/services/callLog/newCalls';
import type { Remembered } from '../platform/services/callLog/newRecords';
import type { Connection } from '../platform/request/account';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import type { List } from '../platform/vocabulary/lists';
import { type CallFilter, namedBy, namesIn, passes, whyNot } from '../support/callFilter';
import { connectWith, CREDENTIAL } from '../support/connection';
import { toNodeError } from '../support/errors';
import { checkNames, watchNames } from '../support/filterNames';
import { memoryOf } from '../support/memory';
import { checkRegion } from '../support/region';
import { DEFAULTS, readNumbers, type Settings } from './settings';

/** How far back a test looks for a call to show. */
const TEST_SECONDS = 7 * 24 * 60 * 60;

/** Nodes whose poll is under way: n8n begins the next one even when the last takes longer than its interval. */
const busy = new Set<string>();

/** One a node and activation. */
const polled = new WeakSet<IPollFunctions>();

/** So long the names of queues are taken to be what they were. */
const NAMES_LAST_MS = 60 * 60 * 1_000;

/** The names that the filter's queues have now: the log has no IDs of queues. */
const queueNames = new WeakMap<IPollFunctions, { of: string; readAt: number; names: string[] }>();

/**
 * Reads what is new in the Call Log. What it gives is noted in the node's memory, which n8n saves when it starts the
 * workflow with it; so nothing is noted that was not given.
 *
 * @returns the new calls, the earliest first; null when there are none
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = this.getMode() === 'manual';
	const key = JSON.stringify([this.getWorkflow().id, this.getNode().id]);
	if (!isTest && busy.has(key)) return null;
	if (!isTest) busy.add(key);
	try {
		// n8n polls once when the workflow is activated, and does not activate it when that fails.
		if (isTest || !polled.has(this)) await checkNames(this, namesIn(filterOf(this)));
		polled.add(this);
		const calls = await (isTest ? latest(this) : fresh(this));
		const { includeRaw = DEFAULTS.includeRaw } = this.getNodeParameter('settings', {}) as Settings;
		const items = calls.map(({ raw, ...call }) => ({ json: { ...call, ...(includeRaw && { raw }) } }));
		return items.length === 0 ? null : [items];
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	} finally {
		if (!isTest) busy.delete(key);
	}
}

/** For the editor: the latest call that passes the filter, and nothing is noted. */
async function latest(context: IPollFunctions): Promise<NewCall[]> {
	const { readLatestCalls } = await import('../platform/services/callLog/newCalls');
	const { log, connection, country, isWanted, whyNot } = await readingOf(context);
	const unwanted: CallRecord[] = [];
	const calls = await readLatestCalls(log, connection, secondsNow(), {
		country,
		isWanted: (call) => isWanted(call) || (unwanted.push(call), false),
		limit: 1,
		lookBackSeconds: TEST_SECONDS,
	});
	const [last] = unwanted;
	if (calls.length > 0 || !last) return calls;
	const of = unwanted.length === 1 ? 'The only call' : `None of the ${unwanted.length} latest calls`;
	throw new NodeOperationError(
		context.getNode(),
		`${of} of the last ${TEST_SECONDS / 86_400} days ${unwanted.length === 1 ? 'does not match' : 'matches. Of the last one'}: ${whyNot(last).join('; ')}.`,
		{ description: 'To let such calls through, change Only Calls That Match.' },
	);
}

async function fresh(context: IPollFunctions): Promise<NewCall[]> {
	const { readNewCalls } = await import('../platform/services/callLog/newCalls');
	const { log, connection, country, isWanted, about, settings } = await readingOf(context);
	const memory = memoryOf<Remembered>(context);
	const now = secondsNow();
	const { calls, remember } = await readNewCalls(log, connection, memory.value, {
		about,
		now,
		country,
		isWanted,
		limit: settings.maxCalls,
		lookBackSeconds: settings.lookBackMinutes * 60,
		firstFrom: settings.firstHours > 0 ? now - settings.firstHours * 3_600 : undefined,
	});
	memory.write(remember);
	return calls;
}

/** What is read, where, and which of it is wanted. */
async function readingOf(context: IPollFunctions) {
	const log = await import('../platform/services/callLog');
	const { DEFAULT_COUNTRY, numberKey } = await import('../platform/vocabulary/phones');
	const given = context.getNodeParameter('settings', {}) as Settings;
	const settings = readNumbers(context.getNode(), given);
	const country = (given.country ?? DEFAULT_COUNTRY).toUpperCase();
	await checkRegion(context.getNode(), { country });
	const connection = await connectWith(await context.getCredentials(CREDENTIAL), {
		log: (message) => context.logger.info(`Voicenter: ${message}`),
	});
	const filter = filterOf(context);
	const names = namesIn(filter);
	const isTest = context.getMode() === 'manual';
	const queues = await queuesByName(context, connection, filter.queues);
	const byName = { ...filter, ...(queues.length > 0 && { queues }) };
	const keyOf = (number: string) => numberKey(number, country);
	return {
		log,
		connection,
		country,
		settings,
		isWanted: (call: CallRecord) => {
			if (!isTest) void watchNames(context, names, namedBy(call)).catch(() => undefined);
			return passes(call, byName, keyOf);
		},
		whyNot: (call: CallRecord) => whyNot(call, filter, keyOf),
		about: { filter, credential: context.getNode().credentials?.[CREDENTIAL]?.id },
	};
}

function filterOf(context: IPollFunctions): CallFilter {
	return context.getNodeParameter('filters', {}) as CallFilter;
}

async function queuesByName(
	context: IPollFunctions,
	connection: Connection,
	queues: List,
): Promise<string[]> {
	const of = JSON.stringify(queues ?? null);
	const known = queueNames.get(context);
	const isFresh = known?.of === of && performance.now() - known.readAt < NAMES_LAST_MS;
	if (isFresh) return known.names;
	const { namesOfQueues } = await import('../platform/services/filterIds');
	const names = await namesOfQueues(connection, queues, { isStrict: false });
	queueNames.set(context, { of, readAt: performance.now(), names });
	return names;
}

function secondsNow(): number {
	return Math.floor(Date.now() / 1_000);
}
