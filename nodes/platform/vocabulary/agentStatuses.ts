/** Voicenter's own names of agents' statuses, by their codes; an account may have changed its own (voicenter-api.md §8). */
export const STATUS_NAMES: ReadonlyMap<string, string> = new Map([
	['1', 'Login'],
	['2', 'Logout'],
	['3', 'Lunch'],
	['5', 'Administrative'],
	['7', 'Private'],
	['9', 'Other'],
	['11', 'Training'],
	['12', 'Team meeting'],
	['13', 'Brief'],
]);
