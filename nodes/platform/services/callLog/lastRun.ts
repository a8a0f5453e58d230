/** *Since Last Run*: each search remembers for itself what it gave, see newRecords.ts. */
import type { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import type { findInput } from './input';
import { nameOf, recallNewRecords, rememberSearch } from './newRecords';
import { type Found, found } from './period';
import type { Reader, Row } from './reading';
import { sorted } from './sorting';

const SECONDS_OF_FIRST_RUN = 24 * 60 * 60;

/**
 * Finds what is new since the last run of the same search, and remembers it.
 *
 * @param readByTime reads a range
 * @param search what is looked for; its `memory` is changed when the calls are there
 * @throws VoicenterError
 */
export async function findNew(
	readByTime: Reader['readByTime'],
	connection: Connection,
	search: z.output<typeof findInput>,
): Promise<Found> {
	const { memory = {}, criteria, outcomes, agents, dids, limit = Infinity, sort, timeZone } = search;
	const key = `callLog:${nameOf({ criteria, outcomes, agents, dids })}`;
	const now = Math.floor(search.now.toSeconds());
	const news = recallNewRecords<Row>(memory[key], {
		about: key,
		now,
		lookBackSeconds: search.lookBackMinutes * 60,
		firstFrom: now - SECONDS_OF_FIRST_RUN,
	});
	const most = news.old + 2 * limit;
	const rows = await readByTime(connection, search, news.range, { limit: most });
	const { fresh, isAll, remember } = news.take(rows, {
		isWanted: () => true,
		limit,
		isAll: rows.length < most,
	});
	rememberSearch(memory, key, remember);
	return found(sorted(fresh, sort), news.range, timeZone, isAll);
}
