import type { Extension, Queue } from '../account';
import { LOGIN, LOGOUT } from '../agents';
import type { Campaign } from '../dialer/campaigns';
import type { WaitingCaller } from '../live/waiting';
import { localEpochSeconds } from '../times';
import type { World } from '../world';
import { offsetAt, shifted } from './clock';
import { type Leg, legsOn } from './live';

/** Fields in the order of the document's samples. */
type Fields = Readonly<Record<string, unknown>>;

/** The other side of a call, as `calls[]` and `currentCall` have it. */
export function callOf(world: World, leg: Leg): Fields {
	const started = shifted(world, leg.startedAt);
	return {
		callStarted: started,
		calldurationinterval: started,
		callAnswered: shifted(world, leg.answeredAt),
		answered: leg.answeredAt ? 1 : 0,
		callername: leg.name,
		callerphone: leg.phone,
		callstatus: leg.status,
		customdata: leg.customData,
		direction: leg.direction,
		ivrid: leg.callId,
		recording: { ...(leg.file !== undefined && { Filename: leg.file }), IsMuted: leg.muted ? 1 : 0 },
		did: leg.did,
		...(leg.clickToCallLeg && { c2cdirection: leg.clickToCallLeg }),
	};
}

/** An extension as its events and its snapshot have it, but for its calls. */
function extensionFields(world: World, extension: Extension): Fields {
	const userId = Number(extension.user.id);
	const set = world.agents.states().find((state) => state.userId === extension.user.id);
	const lately = world.realTime.live.lately(extension.sip);
	return {
		userID: userId,
		userName: extension.user.name,
		number: numberOf(extension),
		extenUser: extension.sip,
		summery: { representative: extension.user.name },
		onlineUserID: userId,
		representative: extension.online ? userId : 0,
		representativeStatus: extension.online ? (set?.status ?? LOGIN) : LOGOUT,
		lastCallEventEpoch: shifted(world, lately.callAt),
		lastAnsweredCallEventEpoch: shifted(world, lately.answeredAt),
		lastHangupCallEpoch: shifted(world, lately.hungUpAt),
		// The one time in milliseconds.
		representativeUpdated: shifted(world, set?.since) * 1000,
	};
}

// The document calls it the extension's number and gives seven digits; which ones is the simulator's own choice.
function numberOf({ sip }: Extension): number {
	return 1_234_560 + Number(sip.replace(/\D/g, ''));
}

/** What an ExtensionEvent is of. */
export interface ExtensionNews {
	readonly extension: Extension;
	readonly reason: 'NEWCALL' | 'ANSWER' | 'HANGUP' | 'HOLD' | 'UNHOLD' | 'userStatusUpdate';
	/** The call that it is about; of a hang-up, as it was before. */
	readonly leg?: Leg;
	readonly cause?: 'Normal hangup' | 'Answered elsewhere' | 'Call Rejected';
	readonly at: Date;
}

/** ExtensionEvent. Most have all inside `data`; a change of status has its reason and times beside it. */
export function extensionEvent(world: World, news: ExtensionNews): Fields {
	const { extension, reason, leg, cause, at } = news;
	const head = {
		eventName: 'extension',
		reason,
		...(reason === 'HANGUP' && leg && { cause, callerID: callerIdOf(world, leg), ivruniqueid: leg.callId }),
		servertime: shifted(world, at),
		servertimeoffset: offsetAt(world, at),
	};
	const body = {
		calls: legsOn(world, extension).map((one) => callOf(world, one)),
		...extensionFields(world, extension),
		...(leg?.queue && { queueID: leg.queue.id }),
		...(leg?.campaignId !== undefined && { campaignID: leg.campaignId }),
		...(leg && { currentCall: callOf(world, leg) }),
	};
	const beside = reason === 'userStatusUpdate' || world.realTime.rules.get().extensionEvents === 'beside';
	if (!beside) return { data: { ...head, ...body } };
	// Beside `data`, the SDK also looks for the call's id there, whatever the reason.
	return { ...head, ...(leg && { ivruniqueid: leg.callId }), data: body };
}

// "In outgoing calls the number that one calls with"; the sample of a click-to-call has the customer's.
function callerIdOf(world: World, { direction, phone }: Leg): string {
	return direction === 'Outgoing' ? (world.account.get().dids[0] ?? '') : phone;
}

/**
 * QueueEvent. A caller who leaves is no longer among `Calls`. In every sample `telephonyservertime` is the account's wall
 * clock, in JOIN's beside a `servertime` that is UTC.
 */
export function queueEvent(
	world: World,
	queue: Queue,
	reason: 'JOIN' | 'EXIT' | 'ABANDONED',
	callId: string,
	at: Date,
): Fields {
	return {
		data: { QueueID: queue.id, QueueName: queue.name, ...queueOwner(world), Calls: waitingIn(world, queue) },
		eventName: 'queue',
		reason,
		servertime: shifted(world, at),
		servertimeoffset: offsetAt(world, at),
		telephonyservertime: localEpochSeconds(at),
		ivruniqueid: callId,
	};
}

// Only the sample of JOIN has these two, without a word on what they are.
function queueOwner(world: World): Fields {
	return { UserID: world.account.get().id, DistributorID: 5956 };
}

function waitingIn(world: World, queue: Queue): readonly Fields[] {
	return world.waiting
		.all()
		.filter((caller) => caller.queue.id === queue.id)
		.map((caller) => waitingCaller(world, caller));
}

function waitingCaller(world: World, { callId, phone, joinedAt }: WaitingCaller): Fields {
	const { name, customData } = world.realTime.live.caller(callId);
	const joined = shifted(world, joinedAt);
	return {
		CallerID: phone,
		CallerName: name,
		IvrUniqueID: callId,
		JoinTimeStamp: joined,
		calldurationinterval: joined,
		ivrid: callId,
		customdata: customData,
	};
}

function asInTheTables(world: World): boolean {
	return world.realTime.rules.get().snapshots === 'asInTheTables';
}

function snapshot(world: World, at: Date, what: Fields): Fields {
	const more = asInTheTables(world) && { errorDesc: 'OK', servertimeoffset: offsetAt(world, at) };
	return { servertime: shifted(world, at), ...what, errorCode: 0, ...more };
}

/** loginStatus: these queues and who waits in them. */
export function loginStatus(world: World, shown: readonly Queue[], at: Date): Fields {
	const queues = shown.map((queue) => ({
		Calls: waitingIn(world, queue),
		QueueID: queue.id,
		QueueName: queue.name,
	}));
	return snapshot(world, at, asInTheTables(world) ? { Queues: queues } : { queues });
}

/** AllExtensionsStatus, of these extensions. */
export function allExtensionsStatus(world: World, extensions: readonly Extension[], at: Date): Fields {
	return snapshot(world, at, {
		extensions: extensions.map((extension) => ({
			calls: legsOn(world, extension).map((leg) => callOf(world, leg)),
			...extensionFields(world, extension),
			peerStatus: extension.connected ? 'OK' : 'UNKNOWN',
		})),
	});
}

/** A campaign, as AllDialersStatus and DialerEvent have it: only Voicenter's SDK tells their fields' names. */
export function dialerFields(world: World, code: string): Fields | undefined {
	const campaign = world.dialer.find(code);
	if (!campaign) return undefined;
	const agents = campaign.kind === 'agent';
	return {
		campaignID: campaign.id,
		name: campaign.name,
		typeID: agents ? 1 : 2,
		type: agents ? 'Automatic' : 'IVR',
		code,
		calls: [],
		statistics: { TotalPendingCalls: world.dialer.pending(code).length },
	};
}

/** AllDialersStatus, of these campaigns. */
export function allDialersStatus(world: World, campaigns: readonly Campaign[], at: Date): Fields {
	const dialers = campaigns.map(({ code }) => dialerFields(world, code));
	return snapshot(world, at, { dialers });
}

/** AllUsersStatus, of these extensions' users. */
export function allUsersStatus(world: World, extensions: readonly Extension[], at: Date): Fields {
	const users = extensions.map(({ user, departmentId }) => ({
		userID: Number(user.id),
		userName: user.name,
		accountID: departmentId,
	}));
	return snapshot(world, at, { users });
}
