export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * A command's work: `body` is unchecked JSON, `id` the path's parameter, `query` the query's fields. Nothing returned
 * answers {"ok":true}.
 */
export type Command = (given: {
	readonly body: unknown;
	readonly id: string;
	readonly query: Readonly<Record<string, unknown>>;
}) => unknown;

/** Puts one command at one address below /control. */
export type AddCommand = (method: Method, path: string, command: Command) => void;
