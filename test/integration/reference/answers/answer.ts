import type { Run } from '../../../n8nCore/action';

/** Where a field comes out: a path in the first item's JSON and what is there, or why it does not. */
export type Shown = readonly [path: string, value: unknown] | string;

/** One answer, word for word. */
export interface AnswerCase {
	/** The reference's name of the method. */
	method: string;
	given?: string;
	parameters?: Run['parameters'];
	answer: unknown;
	shown: Readonly<Record<string, Shown>>;
}

/** Reasons why a field does not come out. */
export const VERDICT = 'decides whether it is a result or an error';
export const PAIRS = 'tells which item a result belongs to';
