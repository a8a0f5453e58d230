/** One method of a service. */
export interface ReferenceMethod {
	section: string;
	/** The dialer's methods by their names; others by what the reference calls them. */
	name: string;
	url: string;
	/** What is sent where the reference lists several ways. */
	http: 'POST' | 'GET';
	/** Fields of the request. */
	fields: readonly string[];
	/** Fields of the answer. */
	answer: readonly string[];
	/** Numbers and texts: `0 OK`, `3 Extension representative offline`. */
	outcomes: readonly string[];
}

/** Names with blanks between them. */
export const words = (text: string): string[] => text.trim().split(/\s+/);
/** Names inside something. */
export const under = (prefix: string, text: string): string[] =>
	words(text).map((name) => `${prefix}.${name}`);
/** A field with each of its values. */
export const valued = (name: string, text: string): string[] =>
	words(text).map((value) => `${name}=${value}`);
