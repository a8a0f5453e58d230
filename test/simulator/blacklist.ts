import { withCountryPrefix } from './phones';

/** A number that the organisation's agents cannot dial. */
export interface BlacklistedPhone {
	/** With the country's prefix. */
	readonly phone: string;
	/** Empty when none was given. */
	readonly name: string;
}

/** The organisation's blacklist. Numbers are compared with the country's prefix. */
export interface Blacklist {
	all: () => readonly BlacklistedPhone[];
	/** A number that is on the list already gets the new name. */
	add: (phone: string, name: string) => void;
	remove: (phone: string) => void;
	/** Whether Voicenter fails inside for this number. */
	isTroubled: (phone: string) => boolean;
	setTroubled: (phones: readonly string[]) => void;
	reset: () => void;
}

/** An empty blacklist. */
export function createBlacklist(): Blacklist {
	const phones = new Map<string, BlacklistedPhone>();
	let troubled = new Set<string>();
	return {
		all: () => [...phones.values()],
		add(phone, name) {
			const full = withCountryPrefix(phone);
			phones.set(full, { phone: full, name });
		},
		remove: (phone) => void phones.delete(withCountryPrefix(phone)),
		isTroubled: (phone) => troubled.has(withCountryPrefix(phone)),
		setTroubled(list) {
			troubled = new Set(list.map(withCountryPrefix));
		},
		reset() {
			phones.clear();
			troubled.clear();
		},
	};
}
