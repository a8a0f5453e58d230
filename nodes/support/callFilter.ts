import type { CallRecord } from '../platform/vocabulary/callRecord';
import { comparable, entries, isOneOf } from '../platform/vocabulary/lists';
import { OUTCOME_FIELDS, type OutcomeName } from '../platform/vocabulary/outcome';

/** Which calls a trigger lets through. What is absent or empty lets everything through. */
export interface CallFilter {
	outcomes?: OutcomeName[];
	callTypes?: number[];
	/** IDs or names, separated by commas; also extensions and DIDs. */
	queues?: string | number;
	extensions?: string | number;
	dids?: string | number;
	/** Of the dialer: IDs, codes or names. */
	campaigns?: string | number;
	/** Seconds. */
	minDuration?: number;
	minWait?: number;
}

/**
 * Whether a call passes: every part of the filter must let it through, any value within a part does.
 *
 * @param toE164 writes a phone number in E.164, or gives undefined for what is none
 */
export function passes(
	call: CallRecord,
	filter: CallFilter,
	toE164: (number: string) => string | undefined,
): boolean {
	const { outcomes = [], callTypes = [], minDuration = 0, minWait = 0 } = filter;
	const queues = entries(filter.queues);
	const extensions = entries(filter.extensions);
	const dids = entries(filter.dids);
	const campaigns = entries(filter.campaigns);
	const keyOf = (number: string) => toE164(number) ?? starFirst(number);
	const isSameNumber = (a: string, b: string) => keyOf(a) === keyOf(b);
	const { campaign } = call;
	return (
		(outcomes.length === 0 || outcomes.some((outcome) => call[OUTCOME_FIELDS[outcome]])) &&
		(callTypes.length === 0 || (call.typeId !== undefined && callTypes.includes(call.typeId))) &&
		(queues.length === 0 || isOneOf([call.queue?.id, call.queue?.name], queues)) &&
		(extensions.length === 0 || isOneOf([call.extension?.sip, call.extension?.name], extensions)) &&
		(dids.length === 0 || dids.some((did) => call.did !== undefined && isSameNumber(did, call.did))) &&
		(campaigns.length === 0 || isOneOf([campaign?.id, campaign?.code, campaign?.name], campaigns)) &&
		(call.durationSeconds ?? 0) >= minDuration &&
		(call.waitSeconds ?? 0) >= minWait
	);
}

/** A company's short number, whose star is easily typed on its other side in text that runs from right to left. */
function starFirst(number: string): string {
	return comparable(number)
		.replace(/[\s()\-.]/g, '')
		.replace(/^(\d+)\*$/, '*$1');
}
