/** What an agent's screen shows of a caller, from our words to Voicenter's (voicenter-api.md §11). */
import { z } from 'zod/v4';

import { optionalTextField, textField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { present } from '../../vocabulary/absent';
import { NO_DETAILS, type screenPopAnswer } from './screenPop';

const pageField = textField.transform((text, context) => {
	if (text === '') return undefined;
	if (isPage(text)) return new URL(text).href;
	context.addIssue({
		code: 'custom',
		message: `"${text}" is not the address of a page. Right would be https://crm.example.com/contacts/12345.`,
	});
	return z.NEVER;
});

const matchesField = textField
	.refine((text) => /^\d{0,9}$/.test(text), { error: 'Give a whole number, 0 or more' })
	.transform((text) => (text === '' ? undefined : Number(text)));

const showCallerInput = z
	.object({ name: optionalTextField, company: optionalTextField, url: pageField, matches: matchesField })
	.refine(({ name, company, url }) => name !== undefined || company !== undefined || url !== undefined, {
		path: ['name'],
		error:
			'There is nothing to show. Give a name, a company or a page; where nobody was found, answer with No Details.',
	});

/** Who is calling. */
export type ShowCaller = z.input<typeof showCallerInput>;

/**
 * The agent sees who is calling; a click opens the page.
 *
 * @param input `matches` says how many records were found; 1 unless told
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildShowCaller(input: ShowCaller): z.input<typeof screenPopAnswer> {
	const { name, company, url, matches = 1 } = checkInput(showCallerInput, input);
	return present({ STATUS: 'OK' as const, URL: url, CLIENTNAME: name, COMPANY: company, TOTAL: matches });
}

const showNoneInput = z.object({ url: pageField });

/** Nobody was found. */
export type ShowNone = z.input<typeof showNoneInput>;

/**
 * The agent sees no details.
 *
 * @param input a page to open all the same, such as one that adds a contact
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildShowNone(input: ShowNone = {}): z.input<typeof screenPopAnswer> {
	return present({ ...NO_DETAILS, URL: checkInput(showNoneInput, input).url });
}

/** Only pages: the agent's browser opens what is written here. */
function isPage(text: string): boolean {
	return URL.canParse(text) && /^https?:/.test(new URL(text).protocol);
}
