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

/** Else every object would be an answer, also n8n's own "Workflow executed successfully". */
const knownAnswer = z
	.looseObject(voiceBotAnswer.shape, must('a JSON object'))
	.refine(
		(answer) =>
			Object.keys(answer).length === 0 || Object.keys(voiceBotAnswer.shape).some((name) => name in answer),
		`must have one of ${Object.keys(voiceBotAnswer.shape).join(', ')}, or nothing at all`,
	);

/**
 * @param body an answer
 * @returns undefined when the agent understands it, else what is wrong with it
 */
export function checkVoiceBot(body: unknown): string | undefined {
	return findFault(knownAnswer, body);
}
