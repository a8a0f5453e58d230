import type { Search } from '../callLog';

/** Which calls a report reads. Its clock is always the account's own. */
export type ReportSearch = Search & { timeZone: string };
