import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { NewCall } from '../platform/services/callLog/newCalls';
import type { Remembered } from '../platform/services/callLog/newRecords';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import { type CallFilter, passes } from '../support/callFilter';
import { connectWith, CREDENTIAL } from '../support/connection';
import { toNodeError } from '../support/errors';
import { memoryOf } from '../support/memory';
import { checkRegion } from '../support/region';
import { DEFAULTS, type Settings } from './settings';

/** How far back a test looks for a call to show. */
const TEST_SECONDS = 7 * 24 * 60 * 60;

/** Nodes whose poll is under way: n8n begins the next one even when the last takes longer than its interval. */
const busy = new Set<string>();

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
	const { log, connection, country, isWanted } = await readingOf(context);
	return readLatestCalls(log, connection, secondsNow(), {
		country,
		isWanted,
		limit: 1,
		lookBackSeconds: TEST_SECONDS,
	});
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
	const { DEFAULT_COUNTRY, toE164 } = await import('../platform/vocabulary/phones');
	const given = context.getNodeParameter('settings', {}) as Settings;
	const settings = { ...DEFAULTS, ...given };
	const country = (given.country ?? DEFAULT_COUNTRY).toUpperCase();
	await checkRegion(context.getNode(), { country });
	const filter = context.getNodeParameter('filters', {}) as CallFilter;
	const connection = await connectWith(await context.getCredentials(CREDENTIAL), {
		log: (message) => context.logger.info(`Voicenter: ${message}`),
	});
	return {
		log,
		connection,
		country,
		settings,
		isWanted: (call: CallRecord) => passes(call, filter, (number) => toE164(number, country)),
		about: { filter, credential: context.getNode().credentials?.[CREDENTIAL]?.id },
	};
}

function secondsNow(): number {
	return Math.floor(Date.now() / 1_000);
}
