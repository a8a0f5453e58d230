/** Of whom somebody should be free: *Nobody Is Free*. Workflows that name the same people share one count. */
import { entries } from '../../vocabulary/lists';
import { type Named, pickTest } from '../../vocabulary/picks';
import type { RealTimeEvent } from '../events/event';
import type { Holdings } from './holdings';
import type { ConditionSettings } from './settings';
import type { End } from './told';

/** What somebody does: has not logged in, is on a call, or neither. */
type Doing = 'out' | 'onCall' | 'free';

/** A phone, and who sits there. */
export interface Member {
	sip: string;
	extension: RealTimeEvent['extension'];
	agent: RealTimeEvent['agent'];
	/** Those that it belongs to; undefined when its names have changed, or the groups. */
	groups: readonly Group[] | undefined;
	/** Where it is counted, and as what. */
	counted: { in: readonly Group[]; as: Doing };
}

/** Of a phone that has just been seen. */
export const UNCOUNTED: Pick<Member, 'groups' | 'counted'> = {
	groups: undefined,
	counted: { in: [], as: 'out' },
};

interface Group {
	isOf: (named: Named) => boolean;
	counts: Record<Doing, number>;
	/** Who wants to be told, after how long. */
	watches: Map<Holdings, number>;
}

interface Moment {
	/** By the server's clock; ISO 8601, UTC. */
	at: string;
	/** It may have been so for some time. */
	isUnseen: boolean;
	/** By ours. */
	now: number;
}

const KEY = 'nobodyIsFree';

/** See the file. */
export class Groups {
	readonly #groups = new Map<string, Group>();
	readonly #changed = new Set<Group>();

	/** @param isKnown whether it is certain what everybody does */
	constructor(private readonly isKnown: () => boolean) {}

	/** @param members everybody who is known by now */
	attach(
		holdings: Holdings,
		{ whose, lastsMs }: NonNullable<ConditionSettings['nobodyIsFree']>,
		members: Iterable<Member>,
	): void {
		const key = JSON.stringify(whose ?? null);
		const known = this.#groups.get(key);
		const group: Group = known ?? {
			// Agents or extensions: which of the two is meant is not said.
			isOf: entries(whose).length === 0 ? () => true : pickTest(whose, { isSure: false }),
			counts: { out: 0, onCall: 0, free: 0 },
			watches: new Map(),
		};
		group.watches.set(holdings, lastsMs);
		if (known) return;
		this.#groups.set(key, group);
		this.#forget(members);
	}

	detach(holdings: Holdings): void {
		for (const [key, { watches }] of this.#groups) {
			// Whoever is counted there still is so until their names or the groups change.
			if (watches.delete(holdings) && watches.size === 0) this.#groups.delete(key);
		}
	}

	/** What somebody does now. */
	count(member: Member, as: Doing): void {
		const { counted } = member;
		if (member.groups && as === counted.as) return;
		member.groups ??= [...this.#groups.values()].filter(({ isOf }) => isAmong(member, isOf));
		for (const group of counted.in) this.#add(group, counted.as, -1);
		for (const group of member.groups) this.#add(group, as, 1);
		member.counted = { in: member.groups, as };
	}

	/** After somebody did something else. */
	judgeChanged(moment: Moment): void {
		if (this.#changed.size === 0) return;
		for (const group of this.#changed) this.#judge(group, moment);
		this.#changed.clear();
	}

	/** After a list. */
	judgeAll(moment: Moment): void {
		this.#changed.clear();
		for (const group of this.#groups.values()) this.#judge(group, moment);
	}

	#add(group: Group, as: Doing, number: 1 | -1): void {
		group.counts[as] += number;
		this.#changed.add(group);
	}

	#forget(members: Iterable<Member>): void {
		for (const member of members) {
			member.groups = undefined;
			this.count(member, member.counted.as);
		}
	}

	#judge({ counts, watches }: Group, { at, isUnseen, now }: Moment): void {
		if (!this.isKnown()) return;
		const facts = () => ({ loggedIn: counts.onCall + counts.free, onCalls: counts.onCall });
		if (counts.free > 0) {
			const end = (): End => ({ at, isUnseen, facts: facts() });
			for (const holdings of watches.keys()) holdings.end(KEY, end);
			return;
		}
		const { isKnown } = this;
		const holding = () => ({ event: KEY, since: at, begins: now, isKnown, facts }) as const;
		for (const [holdings, lastsMs] of watches) holdings.hold(KEY, lastsMs, holding);
	}
}

function isAmong({ sip, extension, agent }: Member, isOf: Group['isOf']): boolean {
	return isOf({ id: sip, name: extension?.name }) || isOf(agent ?? {});
}
