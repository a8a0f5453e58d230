import { createLog } from '../store';
import { fromLocalEpochSeconds } from '../times';

/** An agent dialer rings the agent first ("ProductiveCall"); an IVR dialer the customer ("Click 2 IVR"). */
export type CampaignKind = 'agent' | 'ivr';

/** How an IVR dialer paces itself. */
export interface Strategy {
	readonly queueId: number;
	readonly maximumCallers: number;
	readonly coefficient: number;
}

export interface Campaign {
	readonly id: number;
	readonly name: string;
	/** What requests name it by. */
	readonly code: string;
	readonly kind: CampaignKind;
	readonly enabled: boolean;
	/** SIP codes; an IVR dialer has none. */
	readonly members: readonly string[];
	readonly strategy?: Strategy;
}

/** When a target is to be called: an epoch, and whether its reading is a wall clock of the account or GMT. */
export interface Schedule {
	readonly originateTime: number;
	readonly isDateLocal: boolean;
}

/** What a request says of a target. */
export interface TargetFacts {
	readonly customerName: string;
	readonly callerId: string;
	readonly priority: number;
	readonly schedule?: Schedule;
	readonly customData?: Readonly<Record<string, unknown>>;
}

/** A number to call. */
export interface Target extends TargetFacts {
	/** The campaign's code. */
	readonly campaign: string;
	/** Counted from 1 within the campaign, as text. */
	readonly callId: string;
	/** With the country's prefix. */
	readonly phone: string;
	/** The request that added it: AddCall, AddCallsBulk or UpdateCall. */
	readonly addedBy: string;
	/** Milliseconds since 1970. */
	readonly insertedAt: number;
}

/** Every campaign, and who is still to be called. */
export interface Dialer {
	campaigns: () => readonly Campaign[];
	find: (code: string) => Campaign | undefined;
	addCampaign: (campaign: Omit<Campaign, 'id'>) => Campaign;
	changeCampaign: (code: string, change: Partial<Campaign>) => void;
	/** Not yet called, in the order they were added. */
	pending: (code: string) => readonly Target[];
	add: (code: string, addedBy: string, phone: string, facts: TargetFacts) => void;
	/** Changes every occurrence of a number. @returns how many there were */
	update: (code: string, phone: string, change: Partial<TargetFacts>) => number;
	/** Removes every occurrence of a number. */
	remove: (code: string, phone: string) => void;
	clear: (code: string) => void;
	/** Every target that was ever added, duplicates and those removed since included. */
	additions: () => readonly Target[];
	reset: () => void;
}

interface Entry {
	campaign: Campaign;
	pending: Target[];
	lastCallId: number;
}

const FIRST_ID = 13570;

const SEED: readonly Omit<Campaign, 'id'>[] = [
	{ name: 'Campaign1', code: 'VCsimIvrCampaign1aBcDeFgHiJkLmNo', kind: 'ivr', enabled: true, members: [] },
	{
		name: 'Campaign2',
		code: 'VCsimAgentCampaign2aBcDeFgHiJkLm',
		kind: 'agent',
		enabled: true,
		members: ['SIPSIP1', 'SIPSIP2'],
	},
	{
		name: 'Campaign3',
		code: 'VCsimAgentCampaign3aBcDeFgHiJkLm',
		kind: 'agent',
		enabled: false,
		members: ['SIPSIP3'],
	},
];

/** Three campaigns without targets: an IVR dialer and two agent dialers, the last one stopped. */
export function createDialer(): Dialer {
	const entries = new Map<string, Entry>();
	const additions = createLog<Target>();
	const addCampaign = (facts: Omit<Campaign, 'id'>): Campaign => {
		const campaign = { id: FIRST_ID + entries.size, ...facts };
		entries.set(facts.code, { campaign, pending: [], lastCallId: 0 });
		return campaign;
	};
	const onEntry = (code: string, change: (entry: Entry) => void) => {
		const entry = entries.get(code);
		if (entry) change(entry);
	};
	const reset = () => {
		entries.clear();
		additions.reset();
		for (const campaign of SEED) addCampaign(campaign);
	};
	reset();
	return {
		campaigns: () => [...entries.values()].map(({ campaign }) => campaign),
		find: (code) => entries.get(code)?.campaign,
		addCampaign,
		changeCampaign(code, change) {
			onEntry(code, (entry) => (entry.campaign = { ...entry.campaign, ...change }));
		},
		pending: (code) => entries.get(code)?.pending.slice() ?? [],
		add(code, addedBy, phone, facts) {
			onEntry(code, (entry) => {
				const callId = String(++entry.lastCallId);
				const target = { campaign: code, callId, phone, addedBy, insertedAt: Date.now(), ...facts };
				entry.pending.push(target);
				additions.add(target);
			});
		},
		update(code, phone, change) {
			let found = 0;
			onEntry(code, ({ pending }) => {
				for (const [index, target] of pending.entries()) {
					if (target.phone !== phone) continue;
					pending[index] = { ...target, ...change };
					found++;
				}
			});
			return found;
		},
		remove(code, phone) {
			onEntry(code, (entry) => (entry.pending = entry.pending.filter((target) => target.phone !== phone)));
		},
		clear: (code) => onEntry(code, (entry) => (entry.pending = [])),
		additions: additions.all,
		reset,
	};
}

/** The instant at which a target will be called; undefined: as soon as possible. */
export function callTime({ schedule }: TargetFacts): Date | undefined {
	if (!schedule) return undefined;
	return schedule.isDateLocal
		? fromLocalEpochSeconds(schedule.originateTime)
		: new Date(schedule.originateTime * 1000);
}
