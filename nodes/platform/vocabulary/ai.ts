/** What artificial intelligence heard in a call (voicenter-api.md §8 `ai_data`, §9 `aiData`). */
import { z } from 'zod/v4';

import { wireObject } from '../wire/structured';
import { wireText } from '../wire/values';
import { presentOrNothing } from './absent';

/** Of the insights only the summary's place is known (voicenter-api.md §8). */
const withSummary = z.object({ summary: wireText });

/** One piece of a transcript, where it comes as a list. */
const sentence = z.object({ speaker: wireText, text: wireText });

/** n8n refuses every expression that reads a property of these names; the people in the insights have them. */
const READABLE_NAMES = new Map([
	['caller', 'callerParty'],
	['callee', 'calledParty'],
	['arguments', 'argumentsGiven'],
]);

/**
 * What was heard, in words that a workflow can read: the summary at the top, the transcript also as one text, everything
 * else where Voicenter has it.
 *
 * @param wire the field, as an object or as JSON in a text
 * @returns undefined when nothing was heard
 */
export const wireAi = wireObject.transform((wire) => {
	if (!wire) return undefined;
	const { insights, transcript, ...others } = wire;
	const { summary } = withSummary.safeParse(insights).data ?? {};
	return presentOrNothing({
		summary,
		insights: readable(insights),
		...(readable(others) as Record<string, unknown>),
		transcript: readable(transcript),
		transcriptText: transcriptText(transcript),
	});
});

/** `Speaker0: Hello`, a line a sentence. */
function transcriptText(transcript: unknown): string | undefined {
	if (!Array.isArray(transcript)) return wireText.parse(transcript);
	const lines = transcript
		.map((entry) => sentence.safeParse(entry).data ?? { text: wireText.parse(entry), speaker: undefined })
		.filter(({ text }) => text !== undefined)
		.map(({ speaker, text }) => (speaker === undefined ? text : `${speaker}: ${text ?? ''}`));
	return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Nothing is left out but what is nothing. JSON's depth is bounded where it is read. */
function readable(value: unknown): unknown {
	if (value === null || value === '') return undefined;
	if (Array.isArray(value)) return value.map(readable);
	if (typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.map(([name, part]) => [READABLE_NAMES.get(name) ?? name, readable(part)] as const)
			.filter(([, part]) => part !== undefined),
	);
}
