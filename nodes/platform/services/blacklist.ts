/** The blacklist: numbers that the organisation's agents cannot dial (voicenter-api.md §4). */
import { z } from 'zod/v4';

import type { Connection } from '../request/account';
import { VoicenterError } from '../http/errors';
import { present } from '../vocabulary/absent';
import { toE164 } from '../vocabulary/phones';
import { wireInteger, wireText } from '../wire/values';
import { countryField, notDialable } from '../request/fields';
import { type ErrorTable, refusal } from '../request/refusals';
import { checkInput, serviceOperation } from '../request/serviceOperation';

const URLS = {
	add: 'https://api.voicenter.com/Blacklist/AddBlackList',
	remove: 'https://api.voicenter.com/Blacklist/RemoveBulkFromBlacklist',
} as const;

const NAMES = { add: 'Add to blacklist', remove: 'Remove from blacklist' } as const;

/** Numbers in one request; Voicenter recommends about as many. */
const BATCH = 100;

/** Of a whole request. */
const errors: ErrorTable = {
	1: {
		meaning: 'Authorization failed',
		hint: 'Check the account code in the credential, letter by letter.',
	},
	2: {
		meaning: 'The Phone field is missing or invalid',
		hint: 'Voicenter accepted none of the numbers of this request. Try again with fewer items, to find the one that it does not accept.',
	},
};

/** Authorization: it will not be better with the next batch. */
const WRONG_CODE = 1;

/** Of one number in a request that was otherwise fine. */
const phoneErrors: ErrorTable = {
	1: {
		meaning: 'not a valid format (E.164)',
		hint: 'It looks like a phone number, but Voicenter does not accept it. Check its country code and its length.',
	},
	2: {
		meaning: 'Internal Error',
		hint: 'The fault is on Voicenter’s side. Try this number again later. If that does not help, ask Voicenter’s support.',
	},
};

/** Which way a number goes. */
export type BlacklistChange = keyof typeof URLS;

/** Spreadsheets give numbers, and null for an empty cell. */
const cell = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').trim());

const entryInput = z
	.object({ phone: cell, name: cell, country: countryField })
	.transform(({ phone, name, country }, context) => {
		const number = toE164(phone, country);
		if (number === undefined) {
			const message = notDialable(phone, country);
			context.addIssue({ code: 'custom', path: ['phone'], message });
		}
		return { phone: withoutPlus(number), name: name === '' ? undefined : name };
	});

/** A number to add or to remove, as the caller knows it. */
export type BlacklistEntry = z.input<typeof entryInput>;

/** What became of one number. */
export interface BlacklistResult {
	/** E.164 without the plus sign, as Voicenter keeps it. */
	phone: string;
	name?: string;
	isBlacklisted: boolean;
	message?: string;
}

/** What became of one entry: exactly one of the two. */
export type BlacklistOutcome = { result: BlacklistResult } | { error: unknown };

const wirePhone = z.object({ ErrorCode: wireInteger, ErrorMessage: wireText, Phone: wireText });

/**
 * One request. It may be repeated: the list holds a number or it does not, and the service knows no answer for
 * a number that was there already, or not there (§4 lists them all).
 */
const request = (change: BlacklistChange) =>
	serviceOperation({
		name: NAMES[change],
		url: URLS[change],
		repeatable: true,
		input: z.object({ phones: z.array(z.object({ phone: z.string(), name: z.string().optional() })) }),
		body: ({ phones }, { code }) => ({
			Code: code,
			Phones: phones.map(({ phone, name }) => ({
				Phone: phone,
				Name: change === 'add' && name ? name : undefined,
			})),
		}),
		answer: z.object({
			ErrorCode: wireInteger,
			ErrorMessage: wireText,
			Phones: z.array(wirePhone).nullish(),
		}),
		verdict: ({ ErrorCode, ErrorMessage }) => ({ code: ErrorCode, text: ErrorMessage ?? '' }),
		errors,
		result: ({ Phones }) => Phones ?? [],
	});

const requests = { add: request('add'), remove: request('remove') };

type WireAnswer = z.output<typeof wirePhone>;

/** Numbers that go one way. */
export interface BlacklistRequest {
	change: BlacklistChange;
	/** How many entries there are. */
	count: number;
	/** Gives one of them, from 0, however its number is written; what it throws is that entry's error. */
	entryAt: (index: number) => BlacklistEntry;
	/** Send nothing when one of them is found bad before, and nothing more after one that failed. */
	stopAtError: boolean;
}

type Wanted = Pick<z.output<typeof entryInput>, 'phone' | 'name'>;

/**
 * Adds numbers to the blacklist, or takes them off it, a hundred to a request. All are checked first. A number
 * that stands in several entries is sent once, with the last name that it was given.
 *
 * @param connection reaches the account
 * @param request which way, and which
 * @returns an outcome for each entry, at its index; those not sent because of `stopAtError` have none. What fails
 *   with a whole request fails for every entry in it. Nothing is thrown.
 */
export async function changeBlacklist(
	connection: Connection,
	{ change, count, entryAt, stopAtError }: BlacklistRequest,
): Promise<(BlacklistOutcome | undefined)[]> {
	const entries = Array.from({ length: count }, (_, index) => check(() => entryAt(index)));
	if (stopAtError && entries.some((entry) => 'error' in entry)) {
		return entries.map((entry) => ('error' in entry ? entry : undefined));
	}
	const wanted = new Map<string, Wanted>();
	for (const entry of entries) {
		if ('error' in entry) continue;
		const { phone, name = wanted.get(phone)?.name } = entry;
		wanted.set(phone, { phone, name });
	}
	const outcomes = await sendAll(connection, { change, phones: [...wanted.values()], stopAtError });
	return entries.map((entry) => ('error' in entry ? entry : outcomes.get(entry.phone)));
}

function check(give: () => BlacklistEntry): Wanted | { error: unknown } {
	try {
		return checkInput(entryInput, give());
	} catch (error) {
		return { error };
	}
}

async function sendAll(
	connection: Connection,
	{
		change,
		phones,
		stopAtError,
	}: { change: BlacklistChange; phones: readonly Wanted[]; stopAtError: boolean },
): Promise<Map<string, BlacklistOutcome>> {
	const outcomes = new Map<string, BlacklistOutcome>();
	for (let start = 0; start < phones.length; start += BATCH) {
		const batch = phones.slice(start, start + BATCH);
		let failed = false;
		try {
			const answers = pair(batch, await requests[change](connection, { phones: batch }));
			for (const { answer, ...wanted } of answers) {
				const outcome = outcomeOf(connection, change, { ...wanted, answer });
				outcomes.set(wanted.phone, outcome);
				failed ||= 'error' in outcome;
			}
		} catch (error) {
			// What is wrong with the account or the way to it is wrong for all that would follow.
			const stricken = endsAll(error) ? phones.slice(start) : batch;
			for (const { phone } of stricken) outcomes.set(phone, { error });
			failed = true;
			if (endsAll(error)) break;
		}
		if (failed && stopAtError) break;
		if (phones.length > BATCH) {
			connection.log(`${NAMES[change]}: ${start + batch.length} of ${phones.length} numbers done`);
		}
	}
	return outcomes;
}

function endsAll(error: unknown): boolean {
	if (!(error instanceof VoicenterError)) return true;
	const { kind, code } = error;
	return (
		['notAllowed', 'unreachable', 'invalidAddress', 'noCode', 'cancelled'].includes(kind) ||
		(kind === 'refused' && code === WRONG_CODE)
	);
}

/** By number, which Voicenter writes with the country's prefix; by place where it wrote something else. */
function pair(
	batch: readonly Wanted[],
	answers: readonly WireAnswer[],
): (Wanted & { answer: WireAnswer | undefined })[] {
	const sent = new Set(batch.map(({ phone }) => phone));
	const numberOf = (answer: WireAnswer | undefined): string => {
		const written = withoutPlus(answer?.Phone);
		return sent.has(written) ? written : withoutPlus(toE164(written));
	};
	const byNumber = new Map(answers.map((answer) => [numberOf(answer), answer]));
	return batch.map((wanted, place) => {
		const inPlace = answers.length === batch.length ? answers[place] : undefined;
		const nobodyElses = sent.has(numberOf(inPlace)) ? undefined : inPlace;
		return { ...wanted, answer: byNumber.get(wanted.phone) ?? nobodyElses };
	});
}

function outcomeOf(
	{ http }: Connection,
	change: BlacklistChange,
	{ phone, name, answer }: Wanted & { answer: WireAnswer | undefined },
): BlacklistOutcome {
	const operation = NAMES[change];
	if (!answer) {
		const error = http.fail({
			operation,
			kind: 'unreadable',
			text: `Voicenter accepted the request and did not say what became of ${phone}`,
			hint: 'Look the number up in Voicenter’s back office before you send it again.',
		});
		return { error };
	}
	if (answer.ErrorCode !== 0) {
		const verdict = { code: answer.ErrorCode, text: answer.ErrorMessage ?? '' };
		const { text, ...failure } = refusal(verdict, 200, phoneErrors);
		return { error: http.fail({ operation, ...failure, text: `${phone}: ${text}` }) };
	}
	const isBlacklisted = change === 'add';
	const label = isBlacklisted ? name : undefined;
	return { result: present({ phone, name: label, isBlacklisted, message: answer.ErrorMessage }) };
}

function withoutPlus(number = ''): string {
	return number.replace(/^\+/, '');
}
