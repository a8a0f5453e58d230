/** A status that an agent can have, as the account calls it. */
export interface AgentStatus {
	readonly id: number;
	readonly name: string;
	readonly color: string;
}

/** Who set which status, and where. */
export interface AgentState {
	readonly userId: string;
	readonly extension: string;
	readonly status: number;
	readonly since: Date;
}

/** The account's statuses, and those of its users. */
export interface Agents {
	statuses: () => readonly AgentStatus[];
	setStatuses: (statuses: readonly AgentStatus[]) => void;
	states: () => readonly AgentState[];
	set: (state: AgentState) => void;
	reset: () => void;
}

/** A representative who logs out: Click2Call answers 3 then. */
export const LOGOUT = 2;
/** What a representative is who never set a status. */
export const LOGIN = 1;

/** voicenter-api.md §8; the colours are not in it. */
const STATUSES: readonly AgentStatus[] = [
	{ id: LOGIN, name: 'Login', color: '#1cbf5c' },
	{ id: LOGOUT, name: 'Logout', color: '#8c8c8c' },
	{ id: 3, name: 'Lunch', color: '#f5a623' },
	{ id: 5, name: 'Administrative', color: '#4a90e2' },
	{ id: 7, name: 'Private', color: '#9013fe' },
	{ id: 9, name: 'Other', color: '#b8860b' },
	{ id: 11, name: 'Training', color: '#50e3c2' },
	{ id: 12, name: 'Team meeting', color: '#d0021b' },
	{ id: 13, name: 'Brief', color: '#417505' },
];

/** The reference's statuses; nobody has set one yet. */
export function createAgents(): Agents {
	let statuses = STATUSES;
	const states = new Map<string, AgentState>();
	return {
		statuses: () => statuses,
		setStatuses: (list) => (statuses = list),
		states: () => [...states.values()],
		set: (state) => void states.set(state.userId, state),
		reset() {
			statuses = STATUSES;
			states.clear();
		},
	};
}
