/** Answers to a voice agent (voicenter-api.md §12). */
import { z } from 'zod/v4';

import { anyObject, findFault, must, text } from './check';

/** Nothing to add: the agent goes on with what it knows. */
export const NOTHING_TO_ADD = {} as const;

/** @internal The schema gives the builder its types. */
export const voiceBotAnswer = z.object(
	{
		function_output: anyObject.optional(),
		user: z.array(text, must('a list of texts')).optional(),
		assistant: anyObject.optional(),
		system: anyObject.optional(),
	},
	must('a JSON object'),
);

/**
 * @param body an answer
 * @returns undefined when the agent understands it, else what is wrong with it
 */
export function checkVoiceBot(body: unknown): string | undefined {
	return findFault(voiceBotAnswer, body);
}
