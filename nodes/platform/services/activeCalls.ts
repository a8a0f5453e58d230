/** Active calls and callers who wait in queues, as they are at this moment (voicenter-api.md §8). */
import { z } from 'zod/v4';

import { present, presentOrNothing } from '../vocabulary/absent';
import { withOwnNames } from '../vocabulary/customData';
import { readPhone } from '../vocabulary/phones';
import { DEFAULT_TIME_ZONE } from '../vocabulary/times';
import { wireBoolean, wireInteger, wireEpoch, wireNumber, wireText } from '../wire/values';
import { liveClock } from '../vocabulary/liveClock';
import { countryField, extensionField, idField, timeZoneField } from '../request/fields';
import type { ErrorTable } from '../request/refusals';
import type { Connection } from '../request/account';
import { serviceOperation } from '../request/serviceOperation';

const EXTENSIONS_URL = 'https://monapisec.voicenter.co.il/comet/API/GetExtensionsCalls';
const QUEUES_URL = 'https://monapisec.voicenter.co.il/comet/API/GetQueuesCallers';

/** A reading that a mute waits for must not wait long itself. */
const CHECK_DEADLINE_MS = 4_000;

const errors: ErrorTable = {
	1: {
		meaning: 'The format of the request is not right',
		hint: 'Check the account code in the credential. If it is right, ask Voicenter.',
	},
	2: {
		meaning: 'Wrong parameters, or an internal error',
		hint: 'Check the account code in the credential, and that the extension or queue belongs to this account. If they are right, try again later.',
	},
};

/** Where an answer writes local times, they are read in it. */
const accountTimeZone = timeZoneField.default(DEFAULT_TIME_ZONE);

/** An ID of Voicenter's; 0 is nobody. */
const wireId = wireText.transform((text) => (text === '0' ? undefined : text));

const wireCall = z.object({
	ivrid: wireText,
	callStarted: wireEpoch,
	callAnswered: wireEpoch,
	answered: wireBoolean,
	callerphone: wireText,
	callername: wireText,
	callstatus: wireText,
	direction: wireText,
	did: wireText,
	recording: z.object({ Filename: wireText, IsMuted: wireBoolean }).nullish().catch(undefined),
	customdata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

const wireExtension = z.object({
	name: wireText,
	username: wireText,
	userID: wireId,
	onlineUserID: wireId,
	onlineUserStatus: wireNumber,
	representative: wireId,
	calls: z.array(wireCall).nullish(),
});
type WireExtension = z.output<typeof wireExtension>;

type Clock = ReturnType<typeof liveClock>;

/** An extension: whose it is, who is logged in to it, and the calls on it. */
export type ExtensionActivity = ReturnType<typeof toActivity>;

/** One call on one extension. A call between two extensions is on both. */
export type ActiveCall = ExtensionActivity['calls'][number];

function toActivity(wire: WireExtension, clock: Clock, country: string) {
	const extension = presentOrNothing({ sip: wire.username, name: wire.name, userId: wire.userID });
	const agent = presentOrNothing({ id: wire.onlineUserID, name: agentName(wire) });
	return {
		...present({ sip: wire.username, name: wire.name, userId: wire.userID }),
		agent,
		agentStatusCode: wire.onlineUserStatus,
		calls: (wire.calls ?? []).map((call) =>
			present({
				callId: call.ivrid,
				direction: call.direction?.toLowerCase(),
				status: call.callstatus,
				isAnswered: call.answered,
				callerNumber: call.callerphone,
				callerE164: call.callerphone && readPhone(call.callerphone, country)?.e164,
				callerName: call.callername,
				did: call.did,
				startedAt: clock(call.callStarted),
				answeredAt: clock(call.callAnswered),
				isMuted: call.recording?.IsMuted,
				recordingFile: call.recording?.Filename,
				extension,
				agent,
				agentStatusCode: wire.onlineUserStatus,
				customData: withOwnNames(call.customdata),
			}),
		),
	};
}

/** Older answers repeat the user's ID where newer ones have the name. */
function agentName({ representative, name, userID, onlineUserID }: WireExtension): string | undefined {
	if (representative !== undefined && !/^\d+$/.test(representative)) return representative;
	return onlineUserID !== undefined && onlineUserID === userID ? name : undefined;
}

const extensionActivity = (limits: { deadlineMs?: number } = {}) =>
	serviceOperation({
		...limits,
		name: 'Get active calls',
		url: EXTENSIONS_URL,
		repeatable: true,
		input: z.object({
			/** Only this one; all unless given. */
			extension: extensionField.optional(),
			timeZone: accountTimeZone,
			country: countryField,
		}),
		body: ({ extension }, { code }) => ({ code, extension }),
		answer: z.object({ ERR: wireInteger, DESC: wireText, EXTENSIONS: z.array(wireExtension).nullish() }),
		verdict: ({ ERR, DESC }) => ({ code: ERR, text: DESC ?? '' }),
		errors,
		result: ({ EXTENSIONS }, { timeZone, country }) => {
			const extensions = EXTENSIONS ?? [];
			const times = extensions
				.flatMap(({ calls }) => calls ?? [])
				.map(({ ivrid, callStarted }) => ({ callId: ivrid, epoch: callStarted }));
			const clock = liveClock(times, timeZone, Date.now() / 1_000);
			return extensions.map((extension) => toActivity(extension, clock, country));
		},
	});

/** Lists extensions with the calls that are on them now; those without a call too. */
export const listExtensionActivity = extensionActivity();

/** As {@link listExtensionActivity}, for whoever waits for an outcome and will ask again: it gives up sooner. */
export const checkExtensionActivity = extensionActivity({ deadlineMs: CHECK_DEADLINE_MS });

const wireCaller = z.object({
	Phone: wireText,
	CallID: wireText,
	JoinTime: wireEpoch,
	Duration: wireNumber,
});

const wireQueue = z.object({
	Name: wireText,
	ID: wireText,
	Weight: wireNumber,
	Callers: z.array(wireCaller).nullish(),
});
type WireQueue = z.output<typeof wireQueue>;

/** A queue, and who waits in it, those who wait longest first. */
export type QueueActivity = ReturnType<typeof toQueue>;

function toQueue({ ID, Name, Weight, Callers }: WireQueue, clock: Clock, country: string) {
	const queue = presentOrNothing({ id: ID, name: Name, weight: Weight });
	return {
		...present({ id: ID, name: Name, weight: Weight }),
		callers: (Callers ?? [])
			.toSorted((a, b) => (b.Duration ?? 0) - (a.Duration ?? 0))
			.map(({ CallID, Phone, JoinTime, Duration }) =>
				present({
					callId: CallID,
					callerNumber: Phone,
					callerE164: Phone && readPhone(Phone, country)?.e164,
					joinedAt: clock(JoinTime),
					waitSeconds: Duration,
					queue,
				}),
			),
	};
}

/** Lists queues with the callers who wait in them now; those without a caller too. */
export const listQueueActivity = serviceOperation({
	name: 'Get queue callers',
	url: QUEUES_URL,
	repeatable: true,
	input: z.object({
		/** Only this one, by its ID; all unless given. */
		queue: idField('the ID of a queue', '123456789').optional(),
		timeZone: accountTimeZone,
		country: countryField,
	}),
	body: ({ queue }, { code }) => ({ code, queue }),
	answer: z.object({ ERR: wireInteger, DESC: wireText, QUEUES: z.array(wireQueue).nullish() }),
	verdict: ({ ERR, DESC }) => ({ code: ERR, text: DESC ?? '' }),
	errors,
	result: ({ QUEUES }, { timeZone, country }) => {
		const queues = QUEUES ?? [];
		const times = queues
			.flatMap(({ Callers }) => Callers ?? [])
			.map(({ CallID, JoinTime, Duration }) => ({ callId: CallID, epoch: JoinTime, secondsAgo: Duration }));
		const clock = liveClock(times, timeZone, Date.now() / 1_000);
		return queues.map((queue) => toQueue(queue, clock, country));
	},
});

/**
 * Lists queues with how many callers wait in each, and how long the first of them has: 0 where nobody waits.
 *
 * @param connection reaches the account
 * @param input as of {@link listQueueActivity}
 */
export async function listQueueWaits(connection: Connection, input: Parameters<typeof listQueueActivity>[1]) {
	const queues = await listQueueActivity(connection, input);
	return queues.map(({ callers: [first, ...others], ...queue }) => ({
		...queue,
		...(first
			? present({
					waiting: others.length + 1,
					longestWaitSeconds: first.waitSeconds,
					longestWaitingSince: first.joinedAt,
				})
			: { waiting: 0, longestWaitSeconds: 0 }),
	}));
}
