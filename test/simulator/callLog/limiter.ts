import { createLog } from '../store';
import type { CallLogRules } from './rules';

/** A request that showed a good code. */
export interface Arrival {
	readonly at: Date;
	readonly code: string;
	/** It came too soon and was answered with error 1. */
	readonly refused: boolean;
}

/**
 * Counts requests within a window that slides. Those it refuses do not count. The document limits what "each organisation
 * can send": all of its codes count together.
 */
export interface RequestLimiter {
	/** @returns whether the request is served */
	admit: (code: string, rules: CallLogRules) => boolean;
	arrivals: () => readonly Arrival[];
	reset: () => void;
}

/** Nobody has come yet. */
export function createRequestLimiter(): RequestLimiter {
	const arrivals = createLog<Arrival>();
	let served: readonly number[] = [];
	return {
		admit(code, { requestsPerWindow, windowMs }) {
			const at = new Date();
			const recent = served.filter((time) => time > at.getTime() - windowMs);
			const refused = recent.length >= requestsPerWindow;
			arrivals.add({ at, code, refused });
			served = refused ? recent : [...recent, at.getTime()];
			return !refused;
		},
		arrivals: arrivals.all,
		reset() {
			arrivals.reset();
			served = [];
		},
	};
}
