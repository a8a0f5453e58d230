import { refusalOf } from './envelopes';
import type { OutcomeCase } from './outcome';

/** Voicenter's own number and words, after the operation's name. */
export const says = (operation: string, text: string) => `${operation}: Voicenter says: ${text}`;

/** An error of a method that the simulator gives when asked so, or that it is told to give. */
export function refused(
	method: string,
	outcome: string,
	[message, hint]: readonly [string, RegExp],
	parameters?: OutcomeCase['parameters'],
): OutcomeCase {
	const [number = '', ...text] = outcome.split(' ');
	return {
		...{ method, outcome, error: { message, hint, kind: 'refused' } },
		...(parameters
			? { parameters }
			: { answer: { body: refusalOf(method, Number(number), text.join(' ')) } }),
	};
}
