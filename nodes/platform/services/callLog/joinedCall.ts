/** The records of one call as one: of a click to call, the agent's leg and the customer's (voicenter-api.md §1, §3). */
import { present } from '../../vocabulary/absent';
import type { CallRecord } from '../../vocabulary/callRecord';

/** What is known of a call by its records. */
export interface JoinedCall {
	/** The call in the words of its records. How it ended is absent as long as it is not known. */
	call: Partial<CallRecord> & { isAnsweredByAgent?: boolean };
	/** How it ended for the customer is known. */
	isEndKnown: boolean;
	/** Nothing more is to come: no further leg, no recording. */
	isWhole: boolean;
}

/**
 * Joins the records of a call. The customer's leg tells how the call ended and how long they talked; the agent's, when it
 * began and who the agent is.
 *
 * @param records all that have the call's ID
 * @returns undefined when there is none
 */
export function joinRecords(records: readonly CallRecord[]): JoinedCall | undefined {
	const [first, second, single] = [1, 2, undefined].map((leg) =>
		best(records.filter((record) => record.leg === leg)),
	);
	const main = second ?? single ?? first;
	if (!main) return undefined;
	const agentStatus = isAgentFirst(main) ? (main.leg1Status ?? first?.status) : undefined;
	// An agent who picks up has not answered a customer: the customer's leg tells whether the customer did.
	const isCustomersLegMissing = main === first && first.isAnswered;
	const isEndKnown =
		!isCustomersLegMissing &&
		main.durationSeconds !== undefined &&
		(main.status !== undefined || main.leg1Status !== undefined);
	const joined = { ...ofTheFirst(first), ...main, ...sums(records), leg: undefined };
	return {
		call: present({
			...joined,
			...(!isEndKnown && UNKNOWN_END),
			isAnsweredByAgent: agentStatus === undefined ? undefined : agentStatus.toUpperCase() === 'ANSWER',
		}),
		isEndKnown,
		isWhole:
			isEndKnown &&
			!(main === second && !first) &&
			!(main.recordingExpected === true && main.recordingUrl === undefined),
	};
}

/** Click2Call, ProductiveCall: leg 1 rings the agent. */
const AGENT_FIRST = new Set([9, 10, 14, 15]);

const isAgentFirst = ({ typeId }: CallRecord) => typeId !== undefined && AGENT_FIRST.has(typeId);

const UNKNOWN_END = {
	isAnswered: undefined,
	isAbandoned: undefined,
	isMissed: undefined,
	isVoicemail: undefined,
	status: undefined,
	durationSeconds: undefined,
	answeredAt: undefined,
	endedAt: undefined,
} satisfies Partial<Record<keyof CallRecord, undefined>>;

/** Of several phones that a leg rang, the one that was answered; else the one that counts longest. */
function best(records: readonly CallRecord[]): CallRecord | undefined {
	const weight = ({ isAnswered, durationSeconds = 0 }: CallRecord) =>
		(isAnswered ? 1e9 : 0) + durationSeconds;
	return records.toSorted((one, other) => weight(other) - weight(one))[0];
}

/** What the agent's leg knows besides: the customer's has it too, or has nothing there. */
function ofTheFirst(first: CallRecord | undefined): Partial<CallRecord> {
	if (!first) return {};
	const { agent, extension, user, department, departmentId, customData, originalCallId, did } = first;
	return present({ agent, extension, user, department, departmentId, customData, originalCallId, did });
}

/** A call begins with its first leg, and costs what all of them cost. */
function sums(records: readonly CallRecord[]): Partial<CallRecord> {
	const earliest = records
		.filter(({ startedAt }) => startedAt !== undefined)
		.toSorted((one, other) => Date.parse(one.startedAt ?? '') - Date.parse(other.startedAt ?? ''))[0];
	const prices = records.map(({ priceAgorot }) => priceAgorot).filter((price) => price !== undefined);
	return present({
		startedAt: earliest?.startedAt,
		startedAtLocal: earliest?.startedAtLocal,
		priceAgorot: prices.length > 0 ? prices.reduce((sum, price) => sum + price, 0) : undefined,
	});
}
