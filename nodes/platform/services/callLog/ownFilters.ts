/** Filters that the service does not have: what it gives is held against them here. */
import type { CallRecord } from '../../vocabulary/callRecord';
import { entries, type List } from '../../vocabulary/lists';
import type { Locale } from '../../vocabulary/locale';
import { OUTCOME_FIELDS, type OutcomeName } from '../../vocabulary/outcome';
import { pickTest } from '../../vocabulary/picks';
import type { FieldChoice } from './row';

/** What is absent or empty lets every call through. */
export interface OwnFilters {
	/** How the calls ended. */
	outcomes?: readonly OutcomeName[] | undefined;
	/** Names or IDs. */
	agents?: List;
	/** Numbers of the account's that were called. */
	dids?: List;
}

/** What has to be asked for, so that records can be held against the filters; outcomes always are. */
export function fieldsFor({ agents, dids }: OwnFilters): FieldChoice[] {
	return [
		...(entries(agents).length > 0 ? ['agent' as const] : []),
		...(entries(dids).length > 0 ? ['did' as const] : []),
	];
}

/** Makes the test of records; undefined where there is nothing to test. */
export function ownTest(
	{ outcomes = [], agents, dids }: OwnFilters,
	{ key }: Locale,
): ((record: CallRecord) => boolean) | undefined {
	const tests: ((record: CallRecord) => boolean)[] = [];
	if (outcomes.length > 0)
		tests.push((record) => outcomes.some((outcome) => record[OUTCOME_FIELDS[outcome]]));
	if (entries(agents).length > 0) {
		const isOfThem = pickTest(agents, { isSure: false });
		tests.push(({ agent }) => isOfThem(agent ?? {}));
	}
	const numbers = new Set(entries(dids).map(key));
	if (numbers.size > 0) tests.push(({ did }) => did !== undefined && numbers.has(key(did)));
	return tests.length > 0 ? (record) => tests.every((test) => test(record)) : undefined;
}
