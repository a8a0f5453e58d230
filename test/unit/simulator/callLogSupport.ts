import type { Simulator } from '../../simulator';
import { get, postJson } from './support';

/** The Call Log's answer, read. */
export interface LogAnswer {
	readonly ERROR_NUMBER: number;
	readonly ERROR_DESCRIPTION: string;
	readonly STATUS_CODE: number;
	readonly TOTAL_HITS: number;
	readonly RETURN_HITS: number;
	readonly CDR_LIST: readonly Record<string, unknown>[];
}

/** Any time at all, for searches whose point is another. */
export const ALWAYS = { fromdate: '2000-01-01T00:00:00', todate: '2100-01-01T00:00:00' };

/** Asks one simulator's Call Log. */
export function callLogOf(simulator: () => Simulator) {
	const address = () => `${simulator().url}/hub/cdr`;
	const post = (body: unknown) => postJson(address(), body);
	const read = async (answer: ReturnType<typeof post>) => (await answer).json() as unknown as LogAnswer;
	return {
		post,
		get: (query: string) => get(`${address()}/?${query}`),
		/** The answer to a search with the account's code; `request` adds to it. */
		search: (search: Record<string, unknown> = ALWAYS, request: Record<string, unknown> = {}) =>
			read(post({ code: simulator().account.code, search: { ...ALWAYS, ...search }, ...request })),
		/** One field of every record found. */
		async list(field: string, search: Record<string, unknown> = {}, request: Record<string, unknown> = {}) {
			const { CDR_LIST } = await this.search(search, request);
			return CDR_LIST.map((record) => record[field]);
		},
	};
}
