import { type Extension, departmentById } from '../../account';
import { LOGIN, LOGOUT } from '../../agents';
import type { World } from '../../world';
import { offsetAt, shifted } from '../clock';
import { type Leg, legsOn } from '../live';
import { asInTheDocument, callOf, type Fields } from './call';
import { snapshot } from './snapshot';

/** An extension as its events and its snapshot have it. */
function extensionFields(world: World, extension: Extension): Fields {
	const userId = Number(extension.user.id);
	const set = world.agents.states().find((state) => state.userId === extension.user.id);
	const lately = world.realTime.live.lately(extension.sip);
	const recorded = !asInTheDocument(world);
	return {
		calls: legsOn(world, extension).map((leg) => callOf(world, leg)),
		userID: userId,
		userName: extension.user.name,
		number: numberOf(extension),
		extenUser: extension.sip,
		...(recorded && { accountID: extension.departmentId, topAccountID: world.account.get().id }),
		summery: { representative: extension.user.name },
		onlineUserID: userId,
		representative: extension.online ? userId : 0,
		representativeStatus: extension.online ? (set?.status ?? LOGIN) : LOGOUT,
		lastCallEventEpoch: shifted(world, lately.callAt),
		lastAnsweredCallEventEpoch: shifted(world, lately.answeredAt),
		lastHangupCallEpoch: shifted(world, lately.hungUpAt),
		// The one time in milliseconds.
		representativeUpdated: shifted(world, set?.since) * 1000,
		...(recorded && { peerStatus: null }),
	};
}

// The document calls it the extension's number and gives seven digits; which ones is the simulator's own choice.
function numberOf({ sip }: Extension): number {
	return 1_234_560 + Number(sip.replace(/\D/g, ''));
}

/** Why a phone's part in a call ended (voicenter-api.md §13 and §15). */
export const HANG_UP_CAUSES = [
	'Normal hangup',
	'Answered elsewhere',
	'Call Rejected',
	'User busy',
	'No user responding',
	'User alerting, no answer',
	'Unknown',
	'',
] as const;
export type HangUpCause = (typeof HANG_UP_CAUSES)[number];

/** What a hang-up says beside its cause. */
export const DIAL_STATUSES = ['', 'Transfer', 'Recheck'] as const;
export type DialStatus = (typeof DIAL_STATUSES)[number];

/** How a phone's part in a call ended. */
export interface Ending {
	readonly cause: HangUpCause;
	readonly dialStatus?: DialStatus;
	/** `currentCall` is null and `callerID` empty, as one recorded event has them. */
	readonly withoutCall?: boolean;
}

/** What an ExtensionEvent is of. */
export interface ExtensionNews {
	readonly extension: Extension;
	readonly reason: 'NEWCALL' | 'ANSWER' | 'HANGUP' | 'HOLD' | 'UNHOLD' | 'userStatusUpdate';
	/** The call that it is about; of a hang-up, as it was before. */
	readonly leg?: Leg;
	/** Of a hang-up. */
	readonly ending?: Ending;
	readonly at: Date;
}

/** ExtensionEvent: all that is not the extension's own stands beside `data` (voicenter-api.md §15). */
export function extensionEvent(world: World, news: ExtensionNews): Fields {
	if (asInTheDocument(world)) return documentedEvent(world, news);
	const { extension, reason, leg, ending, at } = news;
	const servertime = shifted(world, at);
	const current = leg && callOf(world, leg);
	return {
		data: {
			...extensionFields(world, extension),
			...(leg?.campaignId !== undefined && { campaignID: leg.campaignId }),
			...(leg && { currentCall: ending?.withoutCall ? null : current }),
		},
		eventName: 'extension',
		reason,
		servertime,
		servertimeoffset: offsetAt(world, at),
		...(reason !== 'userStatusUpdate' && { telephonyservertime: servertime }),
		...(leg &&
			ending && {
				callerID: ending.withoutCall ? '' : current?.['callerphone'],
				ivruniqueid: leg.callId,
				dialStatus: ending.dialStatus ?? '',
				cause: ending.cause,
			}),
	};
}

/** The document's samples have it all inside `data`, but in a change of status. */
function documentedEvent(world: World, { extension, reason, leg, ending, at }: ExtensionNews): Fields {
	const head = {
		eventName: 'extension',
		reason,
		...(leg && ending && { cause: ending.cause, callerID: callerIdOf(world, leg), ivruniqueid: leg.callId }),
		servertime: shifted(world, at),
		servertimeoffset: offsetAt(world, at),
	};
	const body = {
		...extensionFields(world, extension),
		...(leg?.queue && { queueID: leg.queue.id }),
		...(leg?.campaignId !== undefined && { campaignID: leg.campaignId }),
		...(leg && { currentCall: ending?.withoutCall ? null : callOf(world, leg) }),
	};
	return reason === 'userStatusUpdate' ? { ...head, data: body } : { data: { ...head, ...body } };
}

// "In outgoing calls the number that one calls with"; the sample of a click-to-call has the customer's.
function callerIdOf(world: World, { direction, phone }: Leg): string {
	return direction === 'Outgoing' ? (world.account.get().dids[0] ?? '') : phone;
}

/** AllExtensionsStatus, of these extensions. */
export function allExtensionsStatus(world: World, extensions: readonly Extension[], at: Date): Fields {
	return snapshot(world, at, {
		extensions: extensions.map((extension) => ({
			...extensionFields(world, extension),
			...(asInTheDocument(world) && { peerStatus: extension.connected ? 'OK' : 'UNKNOWN' }),
		})),
	});
}

/** AllUsersStatus, of these extensions' users. */
export function allUsersStatus(world: World, extensions: readonly Extension[], at: Date): Fields {
	const users = extensions.map(({ user, departmentId }) => ({
		userID: Number(user.id),
		userName: user.name,
		accountID: departmentById(world.account.get(), departmentId).id,
	}));
	return snapshot(world, at, { users });
}
