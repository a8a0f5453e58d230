/**
 * ai_data: inside `Data`, as the reference has it. aiData, besideData: as live clients saw it, inside `Data` or beside it.
 * flat, flatInData: summary, emotions and insights themselves, as on the newest page.
 */
export const INSIGHTS_SHAPES = ['ai_data', 'aiData', 'besideData', 'flat', 'flatInData'] as const;
export type InsightsShape = (typeof INSIGHTS_SHAPES)[number];

/** What artificial intelligence heard in calls, and how often one may ask. */
export interface Insights {
	/** What a call has, when control said so. */
	of: (callId: string) => unknown;
	set: (callId: string, aiData: unknown) => void;
	/** Where an answer has it: see {@link INSIGHTS_SHAPES}. */
	shape: () => InsightsShape;
	setShape: (shape: InsightsShape) => void;
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
	let shape: InsightsShape = 'ai_data';
	return {
		of: (callId) => heard.get(callId),
		set: (callId, aiData) => void heard.set(callId, aiData),
		shape: () => shape,
		setShape: (wanted) => (shape = wanted),
		setQuota: (requests) => (left = requests),
		take() {
			if (left === 0) return false;
			if (left !== null) left--;
			return true;
		},
		reset() {
			heard.clear();
			left = null;
			shape = 'ai_data';
		},
	};
}
