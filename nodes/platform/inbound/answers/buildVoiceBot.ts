/** What a voice agent is told, from our words to Voicenter's (voicenter-api.md §12). */
import { z } from 'zod/v4';

import { blank } from '../../request/customData';
import { textField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { present } from '../../vocabulary/absent';
import { isObject } from '../../wire/values';
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
	.union([z.array(textField), textField.transform((text) => [text])], {
		error: 'Give a text, or a list of texts',
	})
	.transform((texts) => texts.filter((text) => text !== ''))
	.transform((texts) => (texts.length > 0 ? texts : undefined));

/** Names and values: what was left empty is left out, as the agent would take it for a fact. */
const pairsField = z
	.array(z.object({ name: textField, value: z.unknown() }), { error: 'Give a list of names and values' })
	.transform((pairs, context) => {
		const data = new Map<string, unknown>();
		for (const [index, { name, value }] of pairs.entries()) {
			const issue = (message: string) => context.addIssue({ code: 'custom', path: [index, 'name'], message });
			if (name === '') issue('Every field needs a name');
			else if (data.has(name)) issue(`Two fields have the same name: ${name}`);
			else if (blank(value) !== undefined) data.set(name, value);
		}
		return data.size > 0 ? Object.fromEntries(data) : undefined;
	});

const voiceBotInput = z.object({
	instructions: textsField.optional(),
	data: dataField.optional(),
	dataFields: pairsField.optional(),
	assistant: dataField.optional(),
	system: dataField.optional(),
});

/** What the agent is to say or do next, and what it needs to know for that. */
export type VoiceBotReply = z.input<typeof voiceBotInput>;

/**
 * The agent gets instructions and data; with neither it goes on with what it knows.
 *
 * @param input `instructions` is what it is to say or do, `data` what it may use for that, as an object or as `dataFields`
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildVoiceBot(input: VoiceBotReply): z.input<typeof voiceBotAnswer> {
	const { instructions, data, dataFields, assistant, system } = checkInput(voiceBotInput, input);
	return present({ function_output: data ?? dataFields, user: instructions, assistant, system });
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
