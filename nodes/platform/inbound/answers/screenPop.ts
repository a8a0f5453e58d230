/** Answers to a pop-up screen, as the Chrome extension wants them (voicenter-api.md §11). */
import { z } from 'zod/v4';

import { findFault, must, oneOf, text, wholeNumber } from './check';

/** Nobody was found, so there is nothing to show. A STATUS other than OK would be an error on the agent's screen. */
export const NO_DETAILS = { STATUS: 'OK', TOTAL: 0 } as const;

/** The extension only told what the phone does, and is told that it was heard: Voicenter's own samples say no more. */
export const HEARD = { STATUS: 'OK' } as const;

/** @internal The schema gives the builders their types. */
export const screenPopAnswer = z.object(
	{
		STATUS: oneOf(['OK']),
		URL: text.nullish(),
		CLIENTNAME: text.nullish(),
		COMPANY: text.nullish(),
		TOTAL: wholeNumber.nullish(),
	},
	must('a JSON object'),
);

/**
 * @param body an answer
 * @returns undefined when the extension understands it, else what is wrong with it
 */
export function checkScreenPop(body: unknown): string | undefined {
	return findFault(screenPopAnswer, body);
}
