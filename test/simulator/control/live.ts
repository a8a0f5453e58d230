import { z } from 'zod/v4';
import { findQueue } from '../account';
import type { Call } from '../calls';
import { SimulatorError } from '../errors';
import {
	type MuteAddress,
	muteAddressSchema,
	type MuteConvention,
	muteConventionSchema,
	type MuteEffectOptions,
	muteEffectSchema,
} from '../live/muting';
import { startCall, type StartCallOptions, startCallSchema } from '../live/startCall';
import { type LiveTimes, liveTimesSchema } from '../live/times';
import type { WaitingCaller } from '../live/waiting';
import { newCallId, shiftSeconds } from '../times';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

const joinQueueSchema = z.strictObject({
	/** A queue's key, name or id. */
	queue: z.union([z.string(), z.int()]),
	caller: z.string().default('0501234567'),
	callId: z.string().min(1).optional(),
	/** How long they have been waiting already. */
	waitedSeconds: z.int().min(0).default(0),
});
export type JoinQueueOptions = z.input<typeof joinQueueSchema>;

export interface LiveControl {
	/** A call on an extension, from now on until hangUpCall, or Click2Call's terminate, ends it. */
	startCall: (options?: StartCallOptions) => Call;
	/** Somebody waits in a queue. */
	joinQueue: (options: JoinQueueOptions) => WaitingCaller;
	/** Somebody no longer waits; no record is left. To be answered: startCall with the same callId. */
	leaveQueue: (callId: string) => void;
	waitingCallers: () => readonly WaitingCaller[];
	/** What the epochs of Active Calls count. Default: utc. */
	setLiveTimes: (times: LiveTimes) => void;
	/** What the mute service's `state` means. Default: oneMutes, as nearly all pages have it. */
	setMuteConvention: (convention: MuteConvention) => void;
	/** Where the mute service is; elsewhere nothing is found. Default: both. */
	setMuteAddress: (address: MuteAddress) => void;
	/** Makes the mute service say Success without doing anything, or do it later. */
	setMuteEffect: (effect: MuteEffectOptions) => void;
}

/** The commands over calls that are going on. */
export function liveControl(world: World): LiveControl {
	return {
		startCall: (options = {}) => startCall(world, check(startCallSchema, options)),
		joinQueue(options) {
			const { queue: wanted, caller, waitedSeconds, callId } = check(joinQueueSchema, options);
			const queue = findQueue(world.account.get(), wanted);
			if (!queue) throw new SimulatorError(`queue: there is no "${wanted}"`);
			const joinedAt = shiftSeconds(new Date(), -waitedSeconds);
			const waiting = { callId: callId ?? newCallId(joinedAt), queue, phone: caller, joinedAt };
			world.waiting.join(waiting);
			return waiting;
		},
		leaveQueue(callId) {
			if (!world.waiting.leave(callId)) throw new SimulatorError(`No call ${callId} waits in a queue`);
		},
		waitingCallers: world.waiting.all,
		setLiveTimes(times) {
			const checked = check(liveTimesSchema, times);
			world.liveTimes.update(() => checked);
		},
		setMuteConvention(convention) {
			const checked = check(muteConventionSchema, convention);
			world.muting.update((muting) => ({ ...muting, convention: checked }));
		},
		setMuteAddress(address) {
			const checked = check(muteAddressSchema, address);
			world.muting.update((muting) => ({ ...muting, address: checked }));
		},
		setMuteEffect(effect) {
			const checked = check(muteEffectSchema, effect);
			world.muting.update((muting) => ({ ...muting, ...checked }));
		},
	};
}

/** The commands over HTTP. */
export function liveCommands(add: AddCommand, control: LiveControl): void {
	add('POST', '/calls/live', ({ body }) => control.startCall(body as StartCallOptions));
	add('GET', '/queues/callers', () => control.waitingCallers());
	add('POST', '/queues/callers', ({ body }) => control.joinQueue(body as JoinQueueOptions));
	add('DELETE', '/queues/callers/:id', ({ id }) => control.leaveQueue(id));
	add('PUT', '/calls/live/times', ({ body }) => {
		control.setLiveTimes(check(z.strictObject({ times: liveTimesSchema }), body).times);
	});
	add('PUT', '/mute/convention', ({ body }) => {
		control.setMuteConvention(check(z.strictObject({ convention: muteConventionSchema }), body).convention);
	});
	add('PUT', '/mute/address', ({ body }) => {
		control.setMuteAddress(check(z.strictObject({ address: muteAddressSchema }), body).address);
	});
	add('PUT', '/mute/effect', ({ body }) => control.setMuteEffect(body as MuteEffectOptions));
}

export const LIVE_HELP = (
	url: string,
): string => `Calls that are going on, and whether their recording is muted
  curl ${url}/control/calls/live -d '{"extension":"SIPSIP1","caller":"0501234567"}'
      direction: incoming, outgoing; state: active, ringing; did, callId, recorded, customData
      they are among ${url}/control/calls, where they are answered and hung up
  curl ${url}/control/queues/callers
  curl ${url}/control/queues/callers -d '{"queue":"sales","caller":"0501234567","waitedSeconds":30}'
  curl -X DELETE ${url}/control/queues/callers/CALLID
  curl -X PUT ${url}/control/calls/live/times -d '{"times":"wallClock"}'
      utc, wallClock
  curl -X PUT ${url}/control/mute/convention -d '{"convention":"oneMutes"}'
      oneMutes, zeroMutes
  curl -X PUT ${url}/control/mute/address -d '{"address":"monitorServer"}'
      both, document, monitorServer
  curl -X PUT ${url}/control/mute/effect -d '{"pretend":true,"delayMs":500}'
      pretend: true, false, or the ids of calls: says Success and does nothing
`;
