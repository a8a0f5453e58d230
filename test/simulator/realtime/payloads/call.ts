import type { World } from '../../world';
import { shifted } from '../clock';
import type { Leg } from '../live';

/** Fields in the order in which the wire has them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether messages have the shapes of the document's samples, in place of those of the recorded wire. */
export function asInTheDocument(world: World): boolean {
	return world.realTime.rules.get().wire === 'document';
}

/** The other side of a call, as `calls[]` and `currentCall` have it (voicenter-api.md §15, or the samples of §13). */
export function callOf(world: World, leg: Leg): Fields {
	return asInTheDocument(world) ? documentedCall(world, leg) : recordedCall(world, leg);
}

function recordedCall(world: World, leg: Leg): Fields {
	const { phone, name, customData, direction, did, anonymous } = leg;
	return {
		...timesOf(world, leg),
		callername: anonymous ? '' : name,
		callerphone: anonymous ? 'Anonymous' : phone,
		...outgoingSide(world, leg),
		callstatus: leg.status,
		customdata: customData,
		direction,
		ivrid: leg.callId,
		recording: { Filename: leg.file ?? '', Options: '', ApproximateURL: '', IsMuted: leg.muted ? 1 : 0 },
		did: anonymous ? '' : did,
		relatedIvrUniqueIDs: leg.relatedCallIds ?? [],
		callType: direction,
		...(!anonymous && dialled(leg)),
		...(leg.transferredBy !== undefined && { transferExtensionName: leg.transferredBy }),
		channel: channelOf(leg.sip, leg.callId),
		channel2: channelOf(leg.colleague?.sip ?? 'Provider', leg.callId),
		...(leg.queue && { queueID: leg.queue.id }),
		isSpyed: isSpied(world, leg),
		isInternal: leg.colleague !== undefined,
		// One address for every server, as in the recordings; it is one of those kept for documents.
		ip: '192.0.2.1',
		blcServerID: 101,
		isOpensips: false,
		...(leg.clickToCallLeg !== undefined && { c2cdirection: leg.clickToCallLeg }),
	};
}

function documentedCall(world: World, leg: Leg): Fields {
	return {
		...timesOf(world, leg),
		callername: leg.name,
		callerphone: leg.phone,
		callstatus: leg.status,
		customdata: leg.customData,
		direction: leg.direction,
		ivrid: leg.callId,
		recording: { ...(leg.file !== undefined && { Filename: leg.file }), IsMuted: leg.muted ? 1 : 0 },
		did: leg.did,
		...(leg.clickToCallLeg !== undefined && { c2cdirection: String(leg.clickToCallLeg) }),
	};
}

function timesOf(world: World, { startedAt, answeredAt }: Leg): Fields {
	const started = shifted(world, startedAt);
	return {
		callStarted: started,
		calldurationinterval: started,
		callAnswered: shifted(world, answeredAt),
		answered: answeredAt ? 1 : 0,
	};
}

/** Who calls out, and the number that is shown. Empty on every other call. */
function outgoingSide(world: World, { direction, sip, colleague }: Leg): Fields {
	const account = world.account.get();
	const own = direction === 'Outgoing' && account.extensions.find((extension) => extension.sip === sip);
	return {
		outgoingcallername: own ? own.user.name : '',
		outgoingcallerphone: own ? (colleague?.from ?? account.dids[0] ?? '') : '',
	};
}

/** Who called whom. Outgoing calls do not say who called, but for those between colleagues. */
function dialled({ direction, phone, did, colleague, dialled: number }: Leg): Fields {
	if (colleague) return { originalCallerID: colleague.from, actualDialedNumber: number ?? colleague.to };
	const to = number ?? (direction === 'Incoming' ? did : phone);
	return {
		...(direction === 'Incoming' && { originalCallerID: phone }),
		...(to !== '' && { actualDialedNumber: to }),
	};
}

function isSpied(world: World, { sip, status }: Leg): boolean {
	const isListening = (other: Leg) => other.status === 'Spying' && other.phone === sip;
	return status !== 'Spying' && world.realTime.live.legs().some(isListening);
}

// A name and eight hexadecimal digits, as in the recordings. The same for all events of a call.
function channelOf(name: string, callId: string): string {
	let sum = 0;
	for (const letter of callId) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffff;
	return `SIP/${name}-${sum.toString(16).padStart(8, '0')}`;
}
