import type { FastifyRequest } from 'fastify';
import { DateTime } from 'luxon';
import { type Account, departmentByCode } from '../account';
import type { Search } from '../callLog/log';
import type { CallLogRules } from '../callLog/rules';
import { type Filterable, LOG_FIELDS, type LogRecord } from '../callLog/record';
import type { SortKey } from '../callLog/sorting';
import { listOf, type Parameters, readNamed, readParameters, textOf } from '../http/parameters';
import { withCountryPrefix } from '../phones';

/** fromdate or todate is missing, is no time, or they are the wrong way round. */
export class OutOfRange extends Error {}
/** A filter that cannot be read. */
export class BadFilter extends Error {}

/** Who asks: a (sub-)account by its code or the organisation's token, or a user by the user's own code. */
export interface Caller {
	readonly code: string;
	readonly departmentId?: number;
	readonly userId?: number;
}

type Request = Omit<Search, 'limit' | 'cut'> & { readonly fields?: readonly (keyof LogRecord)[] };

const FLAT = [
	'code',
	'fields',
	'fromdate',
	'todate',
	'phones',
	'extensions',
	'cdrTypes',
	'IdentityCriteria',
	'CallID',
	'callID',
	'queueID',
	'campaignID',
	'field',
	'order',
] as const;

const IDENTITIES = ['Account', 'Hierarchical', 'Department', 'User'];

/** Whether a request shows the organisation's bearer token. */
export function showsToken(account: Account, request: FastifyRequest): boolean {
	return bearerOf(request) === account.bearerToken;
}

const bearerOf = (request: FastifyRequest) => /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];

/** Whose code, or bearer token, a request shows; undefined when nobody's. */
export function callerOf(account: Account, request: FastifyRequest): Caller | undefined {
	const bearer = bearerOf(request);
	const code = textOf(readNamed(request, ['code'])?.code) ?? bearer;
	if (code === undefined) return undefined;
	if (code === account.bearerToken) return { code: account.code, departmentId: account.id };
	const department = departmentByCode(account, code);
	if (department) return { code, departmentId: department.id };
	const user = account.extensions.find((extension) => extension.user.code === code)?.user;
	return user && { code, userId: Number(user.id) };
}

/** Reads a search. @throws OutOfRange, BadFilter */
export function readCallLogRequest(
	request: FastifyRequest,
	account: Account,
	caller: Caller,
	rules: CallLogRules,
): Request {
	const { search: given, fields, sort } = request.method === 'GET' ? flat(request) : nested(request);
	const search =
		rules.newerFilters === 'known' ? given : { ...given, queueID: undefined, campaignID: undefined };
	const ahead = rules.readsTimesAtOffset * 3_600_000;
	const from = timeOf(search['fromdate']) - ahead;
	const to = timeOf(search['todate']) - ahead;
	if (from > to) throw new OutOfRange();
	const callId = callIdOf(search, rules.callIdFilter);
	const matches = matcherOf(search, account, caller);
	const asked = fields.flatMap(fieldOf);
	return {
		from,
		to,
		...(callId !== undefined && { callId }),
		...(matches && { matches }),
		...(fields.length > 0 && { fields: asked }),
		sort: sort.flatMap(sortKeyOf),
	};
}

function callIdOf(search: Parameters, known: CallLogRules['callIdFilter']): string | undefined {
	const names = known === 'both' ? ['CallID', 'callID'] : [known];
	return names.map((name) => textOf(search[name])).find((id) => id !== undefined);
}

function nested(request: FastifyRequest) {
	const { search, fields, sort } = readParameters(request) ?? {};
	const isObject = typeof search === 'object' && search !== null && !Array.isArray(search);
	return {
		search: (isObject ? search : {}) as Parameters,
		fields: arrayOf(fields),
		sort: arrayOf(sort).map((key) => (key ?? {}) as Parameters),
	};
}

// The document only shows `fields`, `phones` and `extensions` in a GET. Assumed: the members of `sort` are repeated
// as pairs.
function flat(request: FastifyRequest) {
	const { fields, field, order, ...search } = readNamed(request, FLAT) ?? {};
	const lists = ['phones', 'extensions', 'cdrTypes', 'queueID', 'campaignID'];
	const orders = listOf(order);
	return {
		search: Object.fromEntries(
			Object.entries(search).map(([name, value]) => [name, lists.includes(name) ? listOf(value) : value]),
		) as Parameters,
		fields: listOf(fields),
		sort: listOf(field).map((name, index): Parameters => ({ field: name, order: orders[index] })),
	};
}

function timeOf(value: unknown): number {
	const at = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'utc' }) : undefined;
	if (!at?.isValid) throw new OutOfRange();
	return at.toMillis();
}

function matcherOf(search: Parameters, account: Account, caller: Caller): Search['matches'] {
	const phones = new Set(texts(search['phones']).map(withCountryPrefix));
	const extensions = new Set(texts(search['extensions']));
	const types = numbers(search['cdrTypes']);
	const queues = numbers(search['queueID']);
	const campaigns = numbers(search['campaignID']);
	const tests: ((record: Filterable) => boolean)[] = [];
	if (phones.size > 0) {
		tests.push(
			({ caller, target }) => phones.has(withCountryPrefix(caller)) || phones.has(withCountryPrefix(target)),
		);
	}
	if (extensions.size > 0) {
		tests.push((record) => extensions.has(record.callerExtension) || extensions.has(record.targetExtension));
	}
	if (types.size > 0) tests.push(({ cdrType }) => types.has(cdrType));
	if (queues.size > 0) tests.push(({ queueId }) => queues.has(queueId));
	if (campaigns.size > 0) tests.push(({ campaignId }) => campaigns.has(campaignId));
	const identity = identityTest(textOf(search['IdentityCriteria']), account, caller);
	if (identity) tests.push(identity);
	return tests.length > 0 ? (record) => tests.every((test) => test(record)) : undefined;
}

/**
 * Whose calls. Account (the default) and Hierarchical: the code's account and those below it, which are the same with
 * the simulator's two levels. Department: the code's account alone. User: `code` is the user's own; an account's code
 * finds nothing then, and a user's code finds only the user's calls whatever the criteria.
 */
function identityTest(identity: string | undefined, account: Account, caller: Caller): Search['matches'] {
	if (identity !== undefined && !IDENTITIES.includes(identity)) throw new BadFilter();
	const { departmentId, userId } = caller;
	if (userId !== undefined) return (record) => record.userId === userId;
	if (identity === 'User') return () => false;
	const everything = departmentId === account.id && identity !== 'Department';
	return everything ? undefined : (record) => record.departmentId === departmentId;
}

// The document itself writes TargetExtension and Targetextension, Date and date: compared without letter case. A name
// that it does not know is passed over.
function fieldOf(name: unknown): (keyof LogRecord)[] {
	const wanted = textOf(name)?.toLowerCase();
	return LOG_FIELDS.filter((field) => field.toLowerCase() === wanted);
}

function sortKeyOf(key: Parameters): SortKey[] {
	const descending = textOf(key['order'])?.toLowerCase() === 'desc';
	return fieldOf(key['field']).map((field) => ({ field, descending }));
}

function arrayOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw new BadFilter();
	return value as unknown[];
}

function texts(value: unknown): string[] {
	return arrayOf(value).map((one) => {
		const text = textOf(one);
		if (text === undefined) throw new BadFilter();
		return text;
	});
}

function numbers(value: unknown): Set<number> {
	return new Set(
		texts(value).map((text) => {
			if (!/^\d+$/.test(text)) throw new BadFilter();
			return Number(text);
		}),
	);
}
