/** What a voice agent is told, from our words to Voicenter's (voicenter-api.md §12). */
import { z } from 'zod/v4';

import { textField } from '../../services/fields';
import { checkInput } from '../../services/serviceOperation';
import { present } from '../../vocabulary/absent';
import type { voiceBotAnswer } from './voiceBot';

/** An object, or its JSON text; an empty one is an absent one. */
const dataField = z.unknown().transform((value, context) => {
	const data = typeof value === 'string' ? fromJson(value) : value;
	if (data === undefined || data === null) return undefined;
	if (isObject(data)) return Object.keys(data).length > 0 ? data : undefined;
	context.addIssue({
		code: 'custom',
		message: 'Give a JSON object, such as {"balance": 180, "plan": "Pro"}',
	});
	return z.NEVER;
});

const textsField = z
	.union([z.array(textField, { error: 'Give a list of texts' }), textField.transform((text) => [text])])
	.transform((texts) => texts.filter((text) => text !== ''))
	.transform((texts) => (texts.length > 0 ? texts : undefined));

const voiceBotInput = z.object({
	instructions: textsField.optional(),
	data: dataField.optional(),
	assistant: dataField.optional(),
	system: dataField.optional(),
});

/** What the agent is to say or do next, and what it needs to know for that. */
export type VoiceBotReply = z.input<typeof voiceBotInput>;

/**
 * The agent gets instructions and data; with neither it goes on with what it knows.
 *
 * @param input `instructions` is what it is to say or do, `data` what it may use for that
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildVoiceBot(input: VoiceBotReply): z.input<typeof voiceBotAnswer> {
	const { instructions, data, assistant, system } = checkInput(voiceBotInput, input);
	return present({ function_output: data, user: instructions, assistant, system });
}

/** Text that is no JSON stays a text, and so is refused. */
function fromJson(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
