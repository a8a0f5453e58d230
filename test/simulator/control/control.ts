import { setTimeout as wait } from 'node:timers/promises';
import {
	type Account,
	type Extension,
	extensionBySip,
	findQueue,
	type Queue,
	withExtension,
} from '../account';
import { type AutoAnswerOptions, autoAnswerSchema } from '../autoAnswer';
import { landCall } from '../callLog/landing';
import type { Call } from '../calls';
import type { CdrFormat } from '../cdr/encode';
import {
	type ClickToCallPlayOptions,
	clickToCallPlayRecords,
	clickToCallPlaySchema,
	type IncomingCallOptions,
	incomingCallRecords,
	incomingCallSchema,
	type OutgoingCallOptions,
	outgoingCallRecords,
	outgoingCallSchema,
	type PlayedCall,
} from '../cdr/plays';
import type { CdrDelivery } from '../cdr/delivery';
import type { CdrRecord } from '../cdr/record';
import { type CdrTarget, type CdrTargetOptions, cdrTargetSchema } from '../cdr/target';
import { hangUp } from '../callLife';
import { SimulatorError } from '../errors';
import type { ConnectionCounts } from '../http/connections';
import { type Fault, type FaultOptions, faultSchema } from '../http/faults';
import type { RecordedRequest } from '../http/requestLog';
import { type Allowlist, resetWorld, type World } from '../world';
import { askingControl, type AskingControl } from './asking';
import { type BlacklistControl, blacklistControl } from './blacklist';
import { type CallLogControl, callLogControl } from './callLog';
import { type CdrControl, cdrControl } from './cdr';
import { check } from './check';
import { type DialerControl, dialerControl } from './dialer';
import { type LiveControl, liveControl } from './live';
import { type PeopleControl, peopleControl } from './people';
import { realTimeControl, type RealTimeControl } from './realtime';
import { allowlistSchema, type ExtensionChange, extensionChangeSchema } from './schemas';

/**
 * What a test, or the HTTP control interface, can do with the simulator. Every command checks its options and
 * throws a SimulatorError that says in words what is wrong with them.
 */
export interface Control
	extends
		CoreControl,
		AskingControl,
		BlacklistControl,
		DialerControl,
		LiveControl,
		CallLogControl,
		CdrControl,
		PeopleControl,
		RealTimeControl {}

/** Commands that are not one service's. */
interface CoreControl {
	account: () => Account;
	/** `online: false` also unregisters the device, unless `connected` says otherwise. */
	setExtension: (sip: string, change: ExtensionChange) => Extension;
	/** Somebody gives a queue, known by its key, name or ID, another name. */
	renameQueue: (queue: string, name: string) => Queue;
	/** Default: everyone. Addresses are compared with the socket's; on this machine that is 127.0.0.1. */
	setAllowlist: (allowlist: Allowlist) => void;

	/** Requests received, oldest first; with a path only those to it (letter case ignored). */
	requests: (path?: string) => readonly RecordedRequest[];
	clearRequests: () => void;
	/** Connections opened, by whomever, since the start, the last reset or clearConnections. */
	connections: () => ConnectionCounts;
	clearConnections: () => void;

	/** Click-to-calls placed through the service, and calls started by startCall. */
	calls: () => readonly Call[];
	answerCall: (callId: string) => Call;
	/** Ends a call; it leaves its CDR. */
	hangUpCall: (callId: string) => Call;
	/** Every click-to-call from now on plays itself to its end and leaves its CDR; null: they ring until told. */
	setAutoAnswer: (options: AutoAnswerOptions | null) => void;

	/** A call that has just ended: its records are kept and, when a target is set, pushed. */
	playIncomingCall: (options: IncomingCallOptions) => PlayedCall;
	playOutgoingCall: (options?: OutgoingCallOptions) => PlayedCall;
	playClickToCall: (options?: ClickToCallPlayOptions) => PlayedCall;

	/** Where records go from now on; null: nowhere, and pushes under way end. */
	setCdrTarget: (target: CdrTargetOptions | null) => void;
	cdrTarget: () => CdrTarget | null;
	/** Pushes any record, or a body exactly as given, until acknowledged. @returns the push's id */
	pushCdr: (recordOrBody: object | string, format?: CdrFormat) => string;
	cdrRecords: () => readonly CdrRecord[];
	/** Every delivery attempt, oldest first; with an id only those of that call or push. */
	cdrDeliveries: (id?: string) => readonly CdrDelivery[];
	/**
	 * Waits until every push of a call (or one push, by its id) is acknowledged.
	 * @returns its delivery attempts @throws SimulatorError after `timeoutMs` (default 10 s)
	 */
	cdrAcknowledged: (id: string, timeoutMs?: number) => Promise<readonly CdrDelivery[]>;

	addFault: (fault: FaultOptions) => void;
	faults: () => readonly Fault[];
	clearFaults: () => void;

	/** Back to how it was at start. */
	reset: () => void;
}

/** The commands over one world. */
export function createControl(world: World): Control {
	return {
		...coreControl(world),
		...askingControl(world),
		...blacklistControl(world),
		...dialerControl(world),
		...liveControl(world),
		...callLogControl(world),
		...cdrControl(world),
		...peopleControl(world),
		...realTimeControl(world),
	};
}

function coreControl(world: World): CoreControl {
	const play = (played: PlayedCall): PlayedCall => {
		landCall(world, played);
		return played;
	};
	const knownCall = (callId: string): Call => {
		const call = world.calls.find(callId);
		if (!call) throw new SimulatorError(`There is no call ${callId}`);
		return call;
	};
	const deliveries = (id?: string) =>
		world.cdr.deliveries().filter((one) => id === undefined || one.callId === id || one.pushId === id);

	return {
		account: world.account.get,
		renameQueue(wanted, name) {
			const queue = findQueue(world.account.get(), wanted);
			if (!queue) throw new SimulatorError(`There is no queue ${wanted}`);
			const renamed = { ...queue, name };
			world.account.update((account) => ({
				...account,
				queues: account.queues.map((one) => (one.id === queue.id ? renamed : one)),
			}));
			return renamed;
		},
		setExtension(sip, change) {
			const { online, connected = online, blocked } = check(extensionChangeSchema, change);
			const extension = extensionBySip(world.account.get(), sip);
			if (!extension) throw new SimulatorError(`There is no extension ${sip}`);
			const given = Object.entries({ online, connected, blocked }).filter(([, value]) => value !== undefined);
			world.account.update((account) => withExtension(account, sip, Object.fromEntries(given)));
			return extensionBySip(world.account.get(), sip) ?? extension;
		},
		setAllowlist(allowlist) {
			const checked = check(allowlistSchema, allowlist);
			world.allowlist.update(() => checked);
		},

		requests: (path) =>
			world.requests.all().filter((one) => !path || one.path.toLowerCase() === path.toLowerCase()),
		clearRequests: world.requests.reset,
		connections: world.connections.counts,
		clearConnections: world.connections.reset,

		calls: world.calls.all,
		answerCall(callId) {
			knownCall(callId);
			world.calls.answer(callId);
			return knownCall(callId);
		},
		hangUpCall(callId) {
			hangUp(world, knownCall(callId));
			return knownCall(callId);
		},
		setAutoAnswer(options) {
			const plan = options && check(autoAnswerSchema, options);
			world.autoAnswer.update(() => plan);
		},

		playIncomingCall: (options) =>
			play(incomingCallRecords(world.account.get(), check(incomingCallSchema, options))),
		playOutgoingCall: (options = {}) =>
			play(outgoingCallRecords(world.account.get(), check(outgoingCallSchema, options))),
		playClickToCall: (options = {}) =>
			play(clickToCallPlayRecords(world.account.get(), check(clickToCallPlaySchema, options))),

		setCdrTarget: (target) => world.cdr.setTarget(target && check(cdrTargetSchema, target)),
		cdrTarget: world.cdr.target,
		pushCdr: (payload, format) => world.cdr.push(payload, format && { format }),
		cdrRecords: world.cdr.records,
		cdrDeliveries: deliveries,
		async cdrAcknowledged(id, timeoutMs = 10_000) {
			const isPending = () => world.cdr.pending().some((one) => one.callId === id || one.pushId === id);
			for (const until = Date.now() + timeoutMs; isPending() && Date.now() < until;) await wait(10);
			const attempts = deliveries(id);
			if (!isPending() && attempts.at(-1)?.acknowledged) return attempts;
			throw new SimulatorError(
				`The CDR of ${id} was not acknowledged within ${timeoutMs} ms, in ${attempts.length} attempts: ` +
					(attempts.at(-1)?.problem ?? 'nothing was sent'),
			);
		},

		addFault: (fault) => world.faults.add(check(faultSchema, fault)),
		faults: world.faults.all,
		clearFaults: world.faults.reset,

		reset: () => resetWorld(world),
	};
}
