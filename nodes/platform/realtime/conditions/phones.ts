/** Who does what: *Agent Too Long in a Status*, *Nobody Is Free* and *Call Is Too Long*. */
import { present } from '../../vocabulary/absent';
import { pickTest } from '../../vocabulary/picks';
import { BoundedMap } from '../../vocabulary/bounded';
import type { AgentStatus, RealTimeEvent } from '../events/event';
import type { Desk } from './desk';
import { Groups, type Member, UNCOUNTED } from './groups';
import { type Spell, Spells } from './spells';
import { Talks } from './talks';
import { began, LONGEST_MEMORY, SNAPSHOT_SLACK_MS } from './times';
import type { Holding } from './told';

interface Call {
	/** It does more than ring. */
	isOn: boolean;
	seenAt: string;
	connection: number;
}

interface Phone extends Member {
	status:
		(AgentStatus & { since: string; key: string; connection: number; spell: Spell<InStatus> }) | undefined;
	calls: Map<string, Call>;
	connection: number;
}

/** An agent is in a status. */
interface InStatus extends Holding {
	status: AgentStatus;
}

const LOGGED_IN = '1';
/** More than one phone has at once. */
const MOST_CALLS = 50;

/** Follows the phones of one account. */
export class Phones {
	readonly #phones = new BoundedMap<string, Phone>(LONGEST_MEMORY);
	readonly #ended = new BoundedMap<string, true>(LONGEST_MEMORY);
	readonly #talks = new Talks();
	readonly #statuses = new Spells<InStatus>();
	readonly #groups = new Groups(() => this.#isKnown);
	#connection = 0;
	/** Whether a list has shown everybody since the connection stands. */
	#isKnown = false;

	attach({ told, holdings, settings }: Desk): void {
		const { agentTooLongInStatus, callIsTooLong, nobodyIsFree } = settings;
		if (callIsTooLong) this.#talks.spells.attach(told, callIsTooLong.ms);
		if (agentTooLongInStatus) {
			const isWatched = pickTest(agentTooLongInStatus.statuses);
			this.#statuses.attach(told, agentTooLongInStatus.ms, ({ status }) => isWatched(status));
		}
		if (nobodyIsFree) this.#groups.attach(holdings, nobodyIsFree, this.#phones.values());
	}

	detach({ told, holdings }: Desk): void {
		this.#talks.spells.detach(told);
		this.#statuses.detach(told);
		this.#groups.detach(holdings);
	}

	tick(now: number): void {
		this.#talks.spells.tick(now);
		this.#statuses.tick(now);
	}

	/** What an earlier process has told and this one has seen now. */
	confirm({ told }: Desk): void {
		this.#talks.spells.confirm(told);
		this.#statuses.confirm(told);
	}

	/** From now on it is not known who does what. */
	lost(): void {
		this.#connection += 1;
		this.#ended.clear();
		this.#talks.lost();
		this.#isKnown = false;
	}

	/** An event of a call or of an agent's status. */
	apply(event: RealTimeEvent, now: number): void {
		const phone = this.#phoneOf(event);
		if (!phone) return;
		if (event.event === 'agentStatus') this.#enterStatus(phone, event, event.at, now);
		else if (event.event === 'hangUp') this.#hangUp(phone, event);
		else this.#call(phone, event, event.at, now);
		this.#recount(phone);
		this.#groups.judgeChanged({ at: event.at, isUnseen: false, now });
	}

	/** The list of all extensions. */
	list(event: RealTimeEvent, now: number): void {
		const { at, extensions = [] } = event;
		const before = Date.parse(at) - SNAPSHOT_SLACK_MS;
		const listed = new Map<Phone, Set<string | undefined>>();
		for (const state of extensions) {
			const phone = this.#phoneOf(state);
			if (!phone) continue;
			listed.set(phone, new Set(state.calls.map(({ callId }) => callId)));
			phone.connection = this.#connection;
			this.#enterStatus(phone, state, at, now);
			for (const call of state.calls) {
				if (call.callId === undefined || this.#ended.has(partOf(phone, call.callId))) continue;
				const { extension, agent } = phone;
				this.#call(phone, { ...call, ...present({ extension, agent }) }, at, now);
			}
		}
		for (const phone of this.#phones.values()) {
			const isGone = !listed.has(phone) && (listed.size > 0 || phone.connection < this.#connection);
			if (isGone) this.#leaveStatus(phone, at, true);
			for (const [callId, { connection, seenAt }] of phone.calls) {
				if (listed.get(phone)?.has(callId)) continue;
				const isNewer = connection === this.#connection && Date.parse(seenAt) >= before;
				const isOfEmptyList = extensions.length === 0 && connection === this.#connection;
				if (isNewer || isOfEmptyList) continue;
				phone.calls.delete(callId);
				this.#talks.end(phone.sip, callId, { at, isUnseen: true });
			}
			this.#recount(phone);
		}
		// An empty list is none to go by.
		this.#isKnown ||= listed.size > 0;
		this.#groups.judgeAll({ at, isUnseen: true, now });
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
				calls: new BoundedMap(MOST_CALLS),
				...UNCOUNTED,
				connection: this.#connection,
			};
			this.#phones.set(sip, phone);
		}
		if (isOther(extension?.name, phone.extension?.name)) {
			phone.extension = { ...phone.extension, ...extension };
			phone.groups = undefined;
		}
		if (agent && (isOther(agent.id, phone.agent?.id) || isOther(agent.name, phone.agent?.name))) {
			// Whoever else sits there now has a name of their own.
			phone.agent = agent.id === phone.agent?.id ? { ...phone.agent, ...agent } : agent;
			phone.groups = undefined;
		}
		return phone;
	}

	#enterStatus(
		phone: Phone,
		{ agentStatus }: Pick<RealTimeEvent, 'agentStatus'>,
		at: string,
		now: number,
	): void {
		if (!agentStatus) return;
		const { status } = phone;
		const { id, since = at } = agentStatus;
		const start = `agentTooLongInStatus ${phone.sip} ${phone.agent?.id ?? ''} ${id} `;
		const isSame = status?.key.startsWith(start) === true;
		const wasKnown = status?.connection === this.#connection;
		// A list may be older than what was said of the agent last.
		if (status && wasKnown && (isSame || since < status.since)) return;
		if (status && isSame && (agentStatus.since === undefined || since <= status.since)) {
			status.connection = this.#connection;
			return;
		}
		this.#leaveStatus(phone, since, !wasKnown);
		const { extension, agent } = phone;
		const key = start + since;
		const entered: NonNullable<Phone['status']> = {
			...agentStatus,
			...{ since, key, connection: this.#connection },
			spell: this.#statuses.begin(key, {
				event: 'agentTooLongInStatus',
				since,
				begins: began(since, at, now),
				isKnown: () => entered.connection === this.#connection,
				facts: () =>
					present({ extension, agent, agentStatus: present({ id, name: agentStatus.name, since }) }),
				status: agentStatus,
			}),
		};
		phone.status = entered;
	}

	#leaveStatus(phone: Phone, at: string, isUnseen: boolean): void {
		const { status } = phone;
		phone.status = undefined;
		if (status) this.#statuses.end(status.key, status.spell, { at, isUnseen });
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

	#hangUp(phone: Phone, event: RealTimeEvent): void {
		const { callId, endedAt, at, recovered } = event;
		if (callId === undefined) return;
		phone.calls.delete(callId);
		this.#ended.set(partOf(phone, callId), true);
		const isUnseen = recovered === true && endedAt === undefined;
		this.#talks.end(phone.sip, callId, { at: endedAt ?? at, isUnseen });
	}

	#recount(phone: Phone): void {
		const isLoggedIn = phone.status?.id === LOGGED_IN;
		const isOn = isLoggedIn && [...phone.calls.values()].some((call) => call.isOn);
		this.#groups.count(phone, !isLoggedIn ? 'out' : isOn ? 'onCall' : 'free');
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
