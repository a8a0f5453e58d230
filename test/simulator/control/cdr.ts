import { type CdrBulk, type CdrBulkOptions, cdrBulkSchema, pushCdrs } from '../cdr/bulk';
import { type CdrBook, cdrBook } from '../cdr/book';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

export interface CdrControl {
	/** Very many calls that have just ended, pushed to the CDR target until each record is acknowledged. */
	pushCdrs: (options: CdrBulkOptions) => CdrBulk;
	/** What became of every record pushed, or of one bulk's. */
	cdrBook: (bulkId?: string) => CdrBook;
}

/** The commands over many call records. */
export function cdrControl(world: World): CdrControl {
	return {
		pushCdrs: (options) => pushCdrs(world, check(cdrBulkSchema, options)),
		cdrBook: (bulkId) => cdrBook(world.cdr, bulkId),
	};
}

/** The commands over HTTP. Books without their entries: those may be very many. */
export function cdrCommands(add: AddCommand, control: CdrControl): void {
	const sums = (bulkId?: string) => ({ ...control.cdrBook(bulkId), entries: undefined });
	add('POST', '/cdr/bulks', ({ body }) => ({ bulkId: control.pushCdrs(body as CdrBulkOptions).bulkId }));
	add('GET', '/cdr/bulks/:id', ({ id }) => sums(id));
	add('GET', '/cdr/book', () => sums());
}

export const CDR_HELP = (url: string): string => `Very many calls that have just ended
  curl ${url}/control/cdr/bulks -d '{"count":3,"perSecond":100,"resendShare":0.3}'
      needs a target; resendShare: sent once more although acknowledged; concurrency (20), seed,
      kinds: queueAnswered, abandoned, answered, missed, voicemail, outgoing, clickToCall;
      legOrder: leg1First, leg2First, drawn; legSpacingMs, newerFields, ai, customData, fields
  curl ${url}/control/cdr/bulks/BULKID
  curl ${url}/control/cdr/book
`;
