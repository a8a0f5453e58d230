import { createLog } from '../store';
import type { CallLogRules } from './rules';

/** A request that showed a good code. */
export interface Arrival {
	readonly at: Date;
	readonly code: string;
	/** It came too soon and was answered with error 1. */
	readonly refused: boolean;
}

/** Counts each code's requests within a window that slides. Those it refuses do not count. */
export interface RequestLimiter {
	/** @returns whether the request is served */
	admit: (code: string, rules: CallLogRules) => boolean;
	arrivals: () => readonly Arrival[];
	reset: () => void;
}

/** Nobody has come yet. */
export function createRequestLimiter(): RequestLimiter {
	const arrivals = createLog<Arrival>();
	const served = new Map<string, number[]>();
	return {
		admit(code, { requestsPerWindow, windowMs }) {
			const at = new Date();
			const recent = (served.get(code) ?? []).filter((time) => time > at.getTime() - windowMs);
			const refused = recent.length >= requestsPerWindow;
			arrivals.add({ at, code, refused });
			served.set(code, refused ? recent : [...recent, at.getTime()]);
			return !refused;
		},
		arrivals: arrivals.all,
		reset() {
			arrivals.reset();
			served.clear();
		},
	};
}
