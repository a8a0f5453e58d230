/** Call Log (voicenter-api.md §3): one request, one answer. */
import { z } from 'zod/v4';

import { isObject, wireInteger, wireNumber, wireText } from '../../wire/values';
import { ALLOW_LIST_HINT, type ErrorTable } from '../../request/refusals';
import { serviceOperation } from '../../request/serviceOperation';
import { isByToken, tokenOf } from './login';
import type { Pacing } from './pacing';
import { type Range, toGmt } from './range';
import { type SortField, type WireField, wireSortField } from './row';

const URL = 'https://api.voicenter.com/hub/cdr/';

/** 10,000 records with their menus and custom data. */
const MAX_BYTES = 200 * 1024 * 1024;

/** Searching months of calls takes its time. */
const DEADLINE_MS = 120_000;

const errors: ErrorTable = {
	1: {
		kind: 'rateLimited',
		meaning: 'Request limit exceeded. Please try again later.',
		hint:
			'Voicenter takes 30 Call Log requests a minute from an organisation, of all its accounts and programs together. This node waited and asked again several times. ' +
			'Run it again later; if it stays, find out what else reads the Call Log of this organisation.',
	},
	2: {
		meaning: 'Authorization failed',
		hint: 'Check the account code in the credential, letter by letter; where Call Log Login is With the API Token, check the token.',
	},
	4: {
		kind: 'notAllowed',
		meaning: 'The address is not trusted',
		hint: `${ALLOW_LIST_HINT} If this server has no fixed address, ask Voicenter for an API token instead, enter it in the credential, and set Call Log Login there to With the API Token.`,
	},
	5: {
		meaning: 'Out of range',
		hint: 'Voicenter does not accept the time range. Check that it begins before it ends and is not in the future, or choose a shorter one.',
	},
};

/** Whose calls are looked for. */
export type Scope = 'account' | 'hierarchical' | 'department' | 'user';

const IDENTITY_CRITERIA = {
	account: 'Account',
	hierarchical: 'Hierarchical',
	department: 'Department',
	user: 'User',
} as const satisfies Record<Scope, string>;

/** Which calls are looked for. What is absent or empty lets everything through. */
export interface Criteria {
	callId?: string | undefined;
	/** Any of these calls. The service has no filter for several: they are looked for in its answer. */
	callIds?: ReadonlySet<string>;
	callTypes?: number[];
	campaigns?: number[];
	extensions?: string[];
	phones?: string[];
	queues?: number[];
	scope?: Scope | undefined;
}

/** What records are sorted by, the first one first. */
export type Sort = readonly { field: SortField; direction: 'asc' | 'desc' }[];

/** One request. */
export interface SearchRequest {
	range: Range;
	criteria: Criteria;
	fields: readonly WireField[];
	sort: Sort;
}

const answer = z.object({
	ERROR_NUMBER: wireInteger,
	ERROR_DESCRIPTION: wireText,
	TOTAL_HITS: wireNumber,
	RETURN_HITS: wireNumber,
	// As they are: a copy of ten thousand records would be made for nothing.
	CDR_LIST: z.array(z.custom<Record<string, unknown>>(isObject)).nullish(),
});

/** Makes the function that searches once; every attempt waits for its turn. */
export function createSearch(pacing: Pacing) {
	return serviceOperation({
		name: 'Search the Call Log',
		url: URL,
		repeatable: true,
		deadlineMs: DEADLINE_MS,
		maxBytes: MAX_BYTES,
		turn: pacing.turn,
		input: z.custom<SearchRequest>(),
		bearer: (account) => (isByToken(account) ? tokenOf(account) : undefined),
		body: ({ range, criteria, fields, sort }, account) => ({
			...(!isByToken(account) && { code: account.code }),
			fields,
			search: {
				fromdate: toGmt(range.from),
				todate: toGmt(range.to),
				phones: listOrNothing(criteria.phones),
				extensions: listOrNothing(criteria.extensions),
				cdrTypes: listOrNothing(criteria.callTypes),
				queueID: listOrNothing(criteria.queues),
				campaignID: listOrNothing(criteria.campaigns),
				IdentityCriteria: criteria.scope && IDENTITY_CRITERIA[criteria.scope],
				// Which of the two the service knows is not known, and what it does not know it ignores.
				CallID: criteria.callId,
				callID: criteria.callId,
			},
			sort: sort.map(({ field, direction }) => ({ field: wireSortField(field), order: direction })),
		}),
		answer,
		verdict: ({ ERROR_NUMBER, ERROR_DESCRIPTION }) => ({ code: ERROR_NUMBER, text: ERROR_DESCRIPTION ?? '' }),
		errors,
		result: ({ CDR_LIST, TOTAL_HITS, RETURN_HITS }, _, refuse) => {
			const rows = CDR_LIST ?? [];
			if (RETURN_HITS !== undefined && RETURN_HITS > rows.length) {
				throw refuse(
					`the answer says that it holds ${RETURN_HITS} records, and holds ${rows.length}`,
					'Try again. If that does not help, ask Voicenter.',
				);
			}
			return { rows, total: Math.max(TOTAL_HITS ?? 0, rows.length) };
		},
	});
}

function listOrNothing<Value>(list: Value[] | undefined): Value[] | undefined {
	return list && list.length > 0 ? list : undefined;
}
