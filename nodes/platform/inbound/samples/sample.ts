/** Messages of Voicenter's to try a workflow with, in which a few things are left open for whoever sends them. */

/** What is left open: in a body it stands as `{{customer}}`, and as `{{#layer}}` where the wire has a number. */
export type SampleField =
	| 'customer'
	| 'did'
	| 'queue'
	| 'queueId'
	| 'agent'
	| 'extension'
	| 'keys'
	| 'layer'
	| 'callerName'
	| 'learnt';

/** One message, or several in one body. */
export interface Sample {
	/** What is left open, and what it is unless changed. */
	fields: Partial<Record<SampleField, string>>;
	/** Also with `{{callId}}`, `{{time}}` (now) and `{{time-42}}` (so many seconds ago, as the account's clock counts). */
	body: object;
}

/** When and by whose clock a sample happens. */
export interface SampleMoment {
	/** Milliseconds since 1970. */
	now: number;
	/** How far the account's clock is ahead of UTC, in seconds. */
	clockAheadSeconds: number;
	/** Different for each call. */
	callId: string;
}

/**
 * Fills in what is left open. It also runs in a browser, from its text, so it uses nothing from outside.
 *
 * @param body of a sample
 * @param values of its fields; where the wire has a number, what is none goes as it was typed
 * @returns the body as Voicenter would send it
 */
export function fillSample(
	body: unknown,
	values: Partial<Record<string, string>>,
	{ now, clockAheadSeconds, callId }: SampleMoment,
): unknown {
	const clock = Math.floor(now / 1_000) + clockAheadSeconds;
	const valueOf = (name: string) => (name === 'callId' ? callId : (values[name] ?? ''));
	const text = (value: string): unknown => {
		const time = /^\{\{time(-\d+)?\}\}$/.exec(value);
		if (time) return clock + Number(time[1] ?? 0);
		const number = /^\{\{#(\w+)\}\}$/.exec(value);
		if (number) {
			const typed = valueOf(number[1] ?? '').trim();
			return /^\d{1,15}$/.test(typed) ? Number(typed) : typed;
		}
		const lines = /^\{\{=(\w+)\}\}$/.exec(value);
		if (lines) {
			const pairs = valueOf(lines[1] ?? '')
				.split('\n')
				.map((line) => /^([^=]+)=(.*)$/.exec(line))
				.flatMap((pair) => (pair ? [[String(pair[1]).trim(), String(pair[2]).trim()]] : []));
			return Object.fromEntries(pairs) as object;
		}
		return value.replace(/\{\{(\w+)\}\}/g, (_token, name: string) => valueOf(name));
	};
	const fill = (value: unknown): unknown => {
		if (typeof value === 'string') return text(value);
		if (Array.isArray(value)) return value.map(fill);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]));
	};
	return fill(body);
}
