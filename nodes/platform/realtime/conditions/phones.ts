/** Who does what: *Agent Too Long in a Status*, *Nobody Is Free* and *Call Is Too Long*. */
import { present } from '../../vocabulary/absent';
import { entries } from '../../vocabulary/lists';
import { type Named, pickTest } from '../../vocabulary/picks';
import { BoundedMap } from '../events/bounded';
import type { AgentStatus, RealTimeEvent } from '../events/event';
import type { Holdings } from './holdings';
import type { ConditionSettings } from './settings';
import { Talks } from './talks';
import { began, LONGEST_MEMORY, SNAPSHOT_SLACK_MS } from './times';

interface Call {
	/** It does more than ring. */
	isOn: boolean;
	seenAt: string;
	connection: number;
}

interface Phone {
	sip: string;
	extension: RealTimeEvent['extension'];
	agent: RealTimeEvent['agent'];
	status: (AgentStatus & { since: string; key: string; connection: number }) | undefined;
	calls: Map<string, Call>;
	/** What it adds to the counts of those watched. */
	counted: { loggedIn: number; onCalls: number; free: number };
	connection: number;
	/** Whether it should be free; absent when its names have changed. */
	isWatched?: boolean;
}

const LOGGED_IN = '1';
const NOBODY = 'nobodyIsFree';
const NOTHING = { loggedIn: 0, onCalls: 0, free: 0 };

/** Follows the phones of one account. */
export class Phones {
	readonly #phones = new BoundedMap<string, Phone>(LONGEST_MEMORY);
	readonly #ended = new BoundedMap<string, true>(LONGEST_MEMORY);
	readonly #talks;
	readonly #isOfThem: (named: Named) => boolean;
	readonly #isWatched: (status: Named) => boolean;
	readonly #counts = { ...NOTHING };
	#connection = 0;
	/** Whether a list has shown everybody since the connection stands. */
	#isKnown = false;

	constructor(
		private readonly settings: ConditionSettings,
		private readonly holdings: Holdings,
	) {
		this.#talks = new Talks(settings, holdings);
		const whose = settings.nobodyIsFree?.whose;
		// Agents or extensions: which of the two is meant is not said.
		this.#isOfThem = entries(whose).length === 0 ? () => true : pickTest(whose, { isSure: false });
		this.#isWatched = pickTest(settings.agentTooLongInStatus?.statuses);
	}

	/** From now on it is not known who does what. */
	lost(): void {
		this.#connection += 1;
		this.#ended.clear();
		this.#talks.lost();
		this.#isKnown = false;
	}

	/** @returns what is over, after an event of a call or of an agent's status */
	apply(event: RealTimeEvent, now: number): RealTimeEvent[] {
		const phone = this.#phoneOf(event);
		if (!phone) return [];
		const over: RealTimeEvent[] = [];
		if (event.event === 'agentStatus') over.push(...this.#enterStatus(phone, event, event.at, now));
		else if (event.event === 'hangUp') over.push(...this.#hangUp(phone, event));
		else this.#call(phone, event, event.at, now);
		this.#recount(phone);
		return [...over, ...this.#whetherFree(event.at, false, now)];
	}

	/** @returns what is over, as the list of all extensions shows */
	list(event: RealTimeEvent, now: number): RealTimeEvent[] {
		const { at, extensions = [] } = event;
		const over: RealTimeEvent[] = [];
		const before = Date.parse(at) - SNAPSHOT_SLACK_MS;
		const listed = new Map<Phone, Set<string | undefined>>();
		for (const state of extensions) {
			const phone = this.#phoneOf(state);
			if (!phone) continue;
			listed.set(phone, new Set(state.calls.map(({ callId }) => callId)));
			phone.connection = this.#connection;
			over.push(...this.#enterStatus(phone, state, at, now));
			for (const call of state.calls) {
				if (call.callId === undefined || this.#ended.has(partOf(phone, call.callId))) continue;
				const { extension, agent } = phone;
				this.#call(phone, { ...call, ...present({ extension, agent }) }, at, now);
			}
		}
		for (const phone of this.#phones.values()) {
			const isGone = !listed.has(phone) && (listed.size > 0 || phone.connection < this.#connection);
			if (isGone) over.push(...this.#leaveStatus(phone, at, true));
			for (const [callId, { connection, seenAt }] of phone.calls) {
				if (listed.get(phone)?.has(callId)) continue;
				const isNewer = connection === this.#connection && Date.parse(seenAt) >= before;
				const isOfEmptyList = extensions.length === 0 && connection === this.#connection;
				if (isNewer || isOfEmptyList) continue;
				phone.calls.delete(callId);
				over.push(...this.#talks.end(phone.sip, callId, { at, isUnseen: true }));
			}
			this.#recount(phone);
		}
		// An empty list is none to go by.
		this.#isKnown ||= listed.size > 0;
		return [...over, ...this.#whetherFree(at, true, now)];
	}

	#phoneOf({ extension, agent }: Pick<RealTimeEvent, 'extension' | 'agent'>): Phone | undefined {
		const sip = extension?.sip;
		if (sip === undefined) return undefined;
		let phone = this.#phones.get(sip);
		if (!phone) {
			phone = {
				sip,
				extension,
				agent,
				status: undefined,
				calls: new Map(),
				counted: NOTHING,
				connection: this.#connection,
			};
			this.#phones.set(sip, phone);
		}
		if (isOther(extension?.name, phone.extension?.name)) {
			phone.extension = { ...phone.extension, ...extension };
			delete phone.isWatched;
		}
		if (agent && (isOther(agent.id, phone.agent?.id) || isOther(agent.name, phone.agent?.name))) {
			// Whoever else sits there now has a name of their own.
			phone.agent = agent.id === phone.agent?.id ? { ...phone.agent, ...agent } : agent;
			delete phone.isWatched;
		}
		return phone;
	}

	#enterStatus(
		phone: Phone,
		{ agentStatus }: Pick<RealTimeEvent, 'agentStatus'>,
		at: string,
		now: number,
	): RealTimeEvent[] {
		if (!agentStatus) return [];
		const { status } = phone;
		const { id, since = at } = agentStatus;
		const start = `agentTooLongInStatus ${phone.sip} ${phone.agent?.id ?? ''} ${id} `;
		const isSame = status?.key.startsWith(start) === true;
		const wasKnown = status?.connection === this.#connection;
		// A list may be older than what was said of the agent last.
		if (status && wasKnown && (isSame || since < status.since)) return [];
		if (status && isSame && (agentStatus.since === undefined || since <= status.since)) {
			status.connection = this.#connection;
			return [];
		}
		const over = this.#leaveStatus(phone, since, !wasKnown);
		const entered = { ...agentStatus, since, key: start + since, connection: this.#connection };
		phone.status = entered;
		const { agentTooLongInStatus } = this.settings;
		if (!agentTooLongInStatus || !this.#isWatched(agentStatus)) return over;
		const { extension, agent } = phone;
		this.holdings.hold(entered.key, {
			event: 'agentTooLongInStatus',
			since,
			begins: began(since, at, now),
			lastsMs: agentTooLongInStatus.ms,
			isKnown: () => entered.connection === this.#connection,
			facts: () => present({ extension, agent, agentStatus: present({ id, name: agentStatus.name, since }) }),
		});
		return over;
	}

	#leaveStatus(phone: Phone, at: string, isUnseen: boolean): RealTimeEvent[] {
		const { status } = phone;
		phone.status = undefined;
		return status ? this.holdings.end(status.key, { at, isUnseen }) : [];
	}

	#call(phone: Phone, call: Partial<RealTimeEvent>, at: string, now: number): void {
		const { callId } = call;
		if (callId === undefined) return;
		const isAnswered = call.event === 'answered' || call.isAnswered === true;
		const known = phone.calls.get(callId);
		this.#ended.delete(partOf(phone, callId));
		phone.calls.set(callId, {
			isOn: isAnswered || known?.isOn === true || !isRinging(call),
			seenAt: at > (known?.seenAt ?? '') ? at : (known?.seenAt ?? at),
			connection: this.#connection,
		});
		if (isAnswered) this.#talks.begin(phone.sip, call, at, now);
		else this.#talks.confirm(phone.sip, callId);
	}

	#hangUp(phone: Phone, event: RealTimeEvent): RealTimeEvent[] {
		const { callId, endedAt, at, recovered } = event;
		if (callId === undefined) return [];
		phone.calls.delete(callId);
		this.#ended.set(partOf(phone, callId), true);
		const isUnseen = recovered === true && endedAt === undefined;
		return this.#talks.end(phone.sip, callId, { at: endedAt ?? at, isUnseen });
	}

	#recount(phone: Phone): void {
		const { nobodyIsFree } = this.settings;
		if (!nobodyIsFree) return;
		const { extension, agent, sip, status } = phone;
		phone.isWatched ??= this.#isOfThem({ id: sip, name: extension?.name }) || this.#isOfThem(agent ?? {});
		const isLoggedIn = phone.isWatched && status?.id === LOGGED_IN;
		const isOn = isLoggedIn && [...phone.calls.values()].some((call) => call.isOn);
		const counted = {
			loggedIn: Number(isLoggedIn),
			onCalls: Number(isOn),
			free: Number(isLoggedIn && !isOn),
		};
		for (const count of ['loggedIn', 'onCalls', 'free'] as const) {
			this.#counts[count] += counted[count] - phone.counted[count];
		}
		phone.counted = counted;
	}

	#whetherFree(at: string, isUnseen: boolean, now: number): RealTimeEvent[] {
		const { nobodyIsFree } = this.settings;
		if (!nobodyIsFree || !this.#isKnown) return [];
		const counts = () => ({ loggedIn: this.#counts.loggedIn, onCalls: this.#counts.onCalls });
		if (this.#counts.free > 0) return this.holdings.end(NOBODY, { at, isUnseen, facts: counts() });
		this.holdings.hold(NOBODY, {
			event: 'nobodyIsFree',
			since: at,
			begins: now,
			lastsMs: nobodyIsFree.lastsMs,
			isKnown: () => this.#isKnown,
			facts: counts,
		});
		return [];
	}
}

function isOther(said: string | undefined, known: string | undefined): boolean {
	return said !== undefined && said !== known;
}

/** A phone that rings is nobody's call yet; one that dials is. */
function isRinging({ callStatus, direction, event }: Partial<RealTimeEvent>): boolean {
	if (event === 'hold' || event === 'unhold') return false;
	return callStatus === undefined ? direction !== 'outgoing' : callStatus.toLowerCase() === 'ringing';
}

function partOf({ sip }: Phone, callId: string): string {
	return `${sip} ${callId}`;
}
