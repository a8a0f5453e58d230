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
	/** asInTheSamples: without the commas that fell out of the document's samples, so it is no JSON. */
	json: z.enum(['valid', 'asInTheSamples']).default('valid'),
	/**
	 * How a record is written. complete: every field that was asked for. asInTheSample: without some of them, which the
	 * document's sample asks for and does not get. asInTheTable: as the document's table of fields writes them.
	 */
	records: z.enum(['complete', 'asInTheSample', 'asInTheTable']).default('complete'),
});

/** How the Call Log behaves. */
export type CallLogRules = z.output<typeof callLogRulesSchema>;
export type CallLogRulesOptions = z.input<typeof callLogRulesSchema>;
