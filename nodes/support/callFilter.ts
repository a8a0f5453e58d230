import type { CallRecord } from '../platform/vocabulary/callRecord';
import type { ListName } from '../platform/services/accountLists';
import { entries, type List } from '../platform/vocabulary/lists';
import { OUTCOME_FIELDS, type OutcomeName } from '../platform/vocabulary/outcome';
import { type Named, picksIn, pickTest, saw } from '../platform/vocabulary/picks';
import type { NameFilter } from './filterNames';
import { WORDS } from './pickers/severalField';

/** Which calls a trigger lets through. What is absent or empty lets everything through. */
export interface CallFilter {
	outcomes?: OutcomeName[];
	callTypes?: number[];
	/** IDs or names, picked or typed; also extensions, agents and DIDs. */
	queues?: List;
	extensions?: List;
	agents?: List;
	dids?: List;
	/** Of the dialer: IDs, codes or names. */
	campaigns?: List;
	/** Seconds. */
	minDuration?: number;
	minWait?: number;
}

/** What a filter names, to be looked for in the account. */
export function namesIn(filter: CallFilter): NameFilter[] {
	return [...NAMED_PARTS, 'dids' as const].map((list) => ({
		lists: [list],
		label: WORDS[list].displayName,
		value: filter[list],
	}));
}

/** What a call carries, by the list that has it. */
export function namedBy(call: CallRecord): Partial<Record<ListName, Named | undefined>> {
	return Object.fromEntries(NAMED_PARTS.map((list) => [list, NAMED[list].of(call)]));
}

/** One part of a filter: whether a call passes it, and what of the call it looks at, in words. */
interface Part {
	passes: (call: CallRecord) => boolean;
	/** "the queue is “Sales Queue”, and the filter wants “Service”" */
	says: (call: CallRecord) => string;
}

/** What a call carries of each list that a filter may be about; of called numbers there is nothing that is renamed. */
type NamedPart = Exclude<ListName, 'dids' | 'statuses'>;

const NAMED: Record<
	NamedPart,
	{ what: string; of: (call: CallRecord) => Named | undefined; isSure: boolean }
> = {
	queues: { what: 'queue', of: ({ queue }) => queue, isSure: true },
	extensions: {
		what: 'extension',
		of: ({ extension }) => extension && { ...extension, id: extension.sip },
		isSure: true,
	},
	// Whether an agent has the same ID in records as among the live calls is not known.
	agents: { what: 'agent', of: ({ agent }) => agent, isSure: false },
	campaigns: {
		what: 'campaign',
		of: ({ campaign }) => campaign && { name: campaign.name, id: [campaign.id, campaign.code] },
		isSure: true,
	},
};

const NAMED_PARTS = Object.keys(NAMED) as NamedPart[];

type KeyOf = (number: string) => string;

/**
 * Whether a call passes: every part of the filter must let it through, any value within a part does.
 *
 * @param keyOf what tells a phone number from every other, see numberKey
 */
export function passes(call: CallRecord, filter: CallFilter, keyOf: KeyOf): boolean {
	return partsOf(filter, keyOf).every((part) => part.passes(call));
}

/**
 * Why a call does not pass, for people.
 *
 * @returns a sentence's part for each part of the filter that stops it; none when it passes
 */
export function whyNot(call: CallRecord, filter: CallFilter, keyOf: KeyOf): string[] {
	return partsOf(filter, keyOf)
		.filter((part) => !part.passes(call))
		.map((part) => part.says(call));
}

function partsOf(filter: CallFilter, keyOf: KeyOf): Part[] {
	const { outcomes = [], callTypes = [], minDuration = 0, minWait = 0 } = filter;
	const parts: Part[] = [];
	if (outcomes.length > 0) {
		parts.push({
			passes: (call) => outcomes.some((outcome) => call[OUTCOME_FIELDS[outcome]]),
			says: (call) => `the call ${endingOf(call)}, and the trigger is for: ${outcomes.join(', ')}`,
		});
	}
	if (callTypes.length > 0) {
		parts.push({
			passes: ({ typeId }) => callTypes.some((type) => type === typeId),
			says: ({ type }) => (type === undefined ? 'the call has no type' : `the type is “${type}”`),
		});
	}
	for (const name of NAMED_PARTS) {
		if (picksIn(filter[name]).length === 0) continue;
		const { what, of, isSure } = NAMED[name];
		const test = pickTest(filter[name], { isSure });
		parts.push({ passes: (call) => test(of(call) ?? {}), says: (call) => saw(what, of(call), filter[name]) });
	}
	const dids = entries(filter.dids);
	if (dids.length > 0) {
		const keys = new Set(dids.map((did) => keyOf(did)));
		parts.push({
			passes: ({ did }) => did !== undefined && keys.has(keyOf(did)),
			says: ({ did }) => saw('called number', { id: did }, filter.dids),
		});
	}
	parts.push(
		{
			passes: ({ durationSeconds = 0 }) => durationSeconds >= minDuration,
			says: ({ durationSeconds = 0 }) => `it was talked for ${durationSeconds} s, less than ${minDuration}`,
		},
		{
			passes: ({ waitSeconds = 0 }) => waitSeconds >= minWait,
			says: ({ waitSeconds = 0 }) => `it waited for ${waitSeconds} s, less than ${minWait}`,
		},
	);
	return parts;
}

function endingOf({ isAbandoned, isVoicemail, isAnswered, isMissed, status }: CallRecord): string {
	if (isAbandoned) return 'was abandoned';
	if (isVoicemail) return 'ended in voicemail';
	if (isAnswered) return 'was answered';
	if (isMissed) return 'was missed';
	return `ended with ${status ?? 'no status'}`;
}
