import { z } from 'zod/v4';

export const callLogRulesSchema = z.strictObject({
	/** Requests of the organisation that are served within a window; further ones are error 1. */
	requestsPerWindow: z.int().min(0).default(30),
	windowMs: z.int().min(1).default(60_000),
	/** Records in one answer. */
	maxRecords: z.int().min(1).default(10_000),
	/**
	 * What happens to an answer that is too long. afterSorting: the first of the whole, sorted. beforeSorting: the first
	 * in the server's own order, which is then sorted.
	 */
	cut: z.enum(['afterSorting', 'beforeSorting']).default('afterSorting'),
	/** Calls played from now on are found only so long after they ended. */
	arrivalDelayMs: z.int().min(0).default(0),
	/** The record of a second leg is found so much later than the first leg's. */
	secondLegDelayMs: z.int().min(0).default(0),
	/** A record is there so long without what its end tells: status, duration, the recording's address. */
	completionDelayMs: z.int().min(0).default(0),
	/** asInTheSamples: without the commas that fell out of the document's samples, so it is no JSON. */
	json: z.enum(['valid', 'asInTheSamples']).default('valid'),
	/**
	 * How a record is written. complete: every field that was asked for. asInTheSample: without some of them, which the
	 * document's sample asks for and does not get. asInTheTable: as the document's table of fields writes them.
	 * lowerCase: as two clients have seen them live, every name small. withoutDate: nothing says when the call began.
	 */
	records: z
		.enum(['complete', 'asInTheSample', 'asInTheTable', 'lowerCase', 'withoutDate'])
		.default('complete'),
	/** Which spelling of the filter by call ID is known; the other one is ignored, as everything unknown. */
	callIdFilter: z.enum(['both', 'CallID', 'callID', 'neither']).default('both'),
	/** queueID and campaignID, which newer pages alone have. ignored: as if they were not there. */
	newerFilters: z.enum(['known', 'ignored']).default('known'),
	/** stuck: counts no further than its answer goes. text: says so in words. */
	totalHits: z.enum(['right', 'stuck', 'zero', 'absent', 'text']).default('right'),
	/** How many hours the server's clock is ahead of GMT, by which it reads the times of a request. */
	readsTimesAtOffset: z.int().min(-12).max(14).default(0),
	/** Times in which it answers 503, in seconds since 1970; the second `to` no more. */
	outages: z
		.array(z.strictObject({ from: z.int(), to: z.int() }))
		.readonly()
		.default([]),
	/** What bearer tokens are good for. anywhere: from an address that is not on the allow-list, too. */
	bearer: z.enum(['anywhere', 'refused']).default('anywhere'),
});

/** How the Call Log behaves. */
export type CallLogRules = z.output<typeof callLogRulesSchema>;
export type CallLogRulesOptions = z.input<typeof callLogRulesSchema>;
