/** Pop-up screen (voicenter-api.md §11): the agent's Chrome extension asks who is on the line. */
import { z } from 'zod/v4';

import { present } from '../vocabulary/absent';
import { callItem } from '../vocabulary/callItem';
import type { CallRecord } from '../vocabulary/callRecord';
import type { Direction } from '../vocabulary/callTypes';
import { liveClock } from '../vocabulary/liveClock';
import { localeOf } from '../vocabulary/locale';
import { DEFAULT_TIME_ZONE } from '../vocabulary/times';
import { readBody, type WireBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { wireObject } from '../wire/structured';
import { wireCustomData } from '../vocabulary/customData';
import { lowerCaseKeys, wireBoolean, wireEpoch, wireText } from '../wire/values';
import { WireError } from '../wire/wireError';

/** How the account is set up, as far as reading its requests needs it. */
export interface ScreenPopSettings {
	/** Two letters; whose national numbers the account uses. */
	country: string;
	/** The account's time zone, in which the newer extensions count; {@link DEFAULT_TIME_ZONE} unless told. */
	timeZone?: string | undefined;
}

/** What the agent's phone does: it rings, it calls somebody, they talk, they have hung up. */
export type ScreenPopPhase = 'ringing' | 'dialing' | 'talking' | 'hangup';

/** A call on an agent's phone, at one moment of it. Absent is absent. */
export interface ScreenPopRequest extends Pick<
	CallRecord,
	'customerNumber' | 'customerE164' | 'isMobile' | 'isWithheld' | 'startedAtLocal'
> {
	callId: string;
	/** The customer's number, also where it is the agent who calls. */
	callerNumber?: string;
	callerE164?: string;
	/** What Voicenter already knows of the caller by name. */
	callerName?: string;
	/** The account's number that the customer called. */
	did?: string;
	/** The phone that rings. */
	extension?: { sip: string };
	phase?: ScreenPopPhase;
	direction?: Direction;
	/** The recording is muted. Newer extensions only. */
	isMuted?: boolean;
	isAnswered?: boolean;
	/** ISO 8601, UTC; also `answeredAt`. Newer extensions only. */
	startedAt?: string;
	answeredAt?: string;
	customData?: Record<string, unknown>;
}

/** What a request comes as. */
export interface ScreenPopInput {
	/** The address's query, without what is not Voicenter's, such as a shared secret. */
	query: Record<string, unknown>;
	/** Of a POST. */
	body?: WireBody | undefined;
}

/** Inside a call, which the newer extensions send; what is said outside it counts first. */
const wireCurrentCall = z.object({
	callerphone: wireText,
	callername: wireText,
	callstatus: wireText,
	ivrid: wireText,
	did: wireText,
	direction: wireText,
	isinternal: wireBoolean,
	callstarted: wireEpoch,
	callanswered: wireEpoch,
	customdata: wireCustomData,
	custom_data: wireCustomData,
});

const wireRequest = z.object({
	phone: wireText,
	ivrid: wireText,
	extenuser: wireText,
	did: wireText,
	statuscall: wireText,
	status: wireText,
	callername: wireText,
	direction: wireText,
	ismuted: wireBoolean,
	isanswered: wireBoolean,
	callstarted: wireEpoch,
	callanswered: wireEpoch,
	customdata: wireCustomData,
	// So Voicenter's own WebSDK reads it.
	custom_data: wireCustomData,
	currentcall: wireObject.transform((call) => wireCurrentCall.parse(lowerCaseKeys(call ?? {}))),
});

/** Whether an address's query has anything of the extension's in it. */
export function isScreenPopQuery(query: Record<string, unknown>): boolean {
	return Object.keys(lowerCaseKeys(query)).some((name) => Object.hasOwn(wireRequest.shape, name));
}

/**
 * Reads a request of the older extensions (GET, POST as a form) or of the newer ones (POST as JSON).
 *
 * @param input the query and the body; where both name a field, the body counts
 * @param settings of the account
 * @returns the request in our words, and all its fields as they came
 * @throws WireError when it cannot be read, or does not say which call it is about
 */
export function readScreenPop(
	{ query, body }: ScreenPopInput,
	settings: ScreenPopSettings,
): { request: ScreenPopRequest; raw: Record<string, unknown> } {
	return withRepairBudget(() => {
		const raw = { ...query, ...(body && body.bytes.length > 0 ? readBody(body) : {}) };
		return { request: toRequest(wireRequest.parse(lowerCaseKeys(raw)), settings), raw };
	});
}

function toRequest(
	wire: z.output<typeof wireRequest>,
	{ country, timeZone = DEFAULT_TIME_ZONE }: ScreenPopSettings,
): ScreenPopRequest {
	const { currentcall: call } = wire;
	const callId = wire.ivrid ?? call.ivrid;
	if (callId === undefined) throw new WireError('The request has no ivrid, so it names no call');
	const callerNumber = wire.phone ?? call.callerphone;
	const phase = phaseOf(wire.statuscall ?? wire.status ?? call.callstatus);
	const started = wire.callstarted ?? call.callstarted;
	const clock = liveClock([{ epoch: started, callId }], timeZone, Date.now() / 1_000);
	const request = present({
		callId,
		callerNumber,
		callerName: wire.callername ?? call.callername,
		did: wire.did ?? call.did,
		extension: wire.extenuser === undefined ? undefined : { sip: wire.extenuser },
		phase,
		direction: call.isinternal ? 'internal' : directionOf(wire.direction ?? call.direction, phase),
		isMuted: wire.ismuted,
		isAnswered: wire.isanswered ?? answeredIn(phase),
		startedAt: clock(started),
		answeredAt: clock(wire.callanswered ?? call.callanswered),
		customData: wire.customdata ?? wire.custom_data ?? call.customdata ?? call.custom_data,
	});
	// The extension names the customer's number, also where it is the agent who calls.
	const direction = request.direction === 'internal' ? 'internal' : 'incoming';
	return callItem(request, localeOf({ country, timeZone }), { callerNumber, direction });
}

const PHASES: readonly ScreenPopPhase[] = ['ringing', 'dialing', 'talking', 'hangup'];

function phaseOf(word: string | undefined): ScreenPopPhase | undefined {
	return PHASES.find((phase) => phase === word?.toLowerCase());
}

const DIRECTIONS: readonly Direction[] = ['incoming', 'outgoing', 'internal', 'click2call', 'dialer'];

/** The older extensions say only what the phone does: it rings for incoming calls, it dials for outgoing ones. */
function directionOf(word: string | undefined, phase: ScreenPopPhase | undefined): Direction | undefined {
	const said = DIRECTIONS.find((direction) => direction === word?.toLowerCase());
	if (said) return said;
	if (phase === 'ringing') return 'incoming';
	return phase === 'dialing' ? 'outgoing' : undefined;
}

/** Whether a call that has hung up was answered, the phase does not tell. */
function answeredIn(phase: ScreenPopPhase | undefined): boolean | undefined {
	if (phase === 'talking') return true;
	return phase === 'ringing' || phase === 'dialing' ? false : undefined;
}
