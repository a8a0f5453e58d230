/** What artificial intelligence heard in calls, and how often one may ask. */
export interface Insights {
	/** What a call has, when control said so. */
	of: (callId: string) => unknown;
	set: (callId: string, aiData: unknown) => void;
	/** null: as often as one likes. */
	setQuota: (requests: number | null) => void;
	/** Uses up one request. @returns false when there is none left */
	take: () => boolean;
	reset: () => void;
}

/** Nothing heard, no quota. */
export function createInsights(): Insights {
	const heard = new Map<string, unknown>();
	let left: number | null = null;
	return {
		of: (callId) => heard.get(callId),
		set: (callId, aiData) => void heard.set(callId, aiData),
		setQuota: (requests) => (left = requests),
		take() {
			if (left === 0) return false;
			if (left !== null) left--;
			return true;
		},
		reset() {
			heard.clear();
			left = null;
		},
	};
}
