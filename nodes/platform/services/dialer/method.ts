/** What all of the dialer's methods share (voicenter-api.md §7): address, who asks, envelope, error numbers. */
import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { wireInteger, wireText } from '../../wire/values';
import { codeField } from '../../request/fields';
import type { ErrorTable, Verdict } from '../../request/refusals';
import { type Refuse, serviceOperation } from '../../request/serviceOperation';

/**
 * @param method the method's name, as Voicenter spells it
 * @returns where it is reached
 */
export const dialerUrl = (method: string): string =>
	`https://api.voicenter.com/ForwardDialer/Dialer/${method}`;

/** A campaign, by the code that the list of campaigns gives. */
export const campaignField = codeField.refine((code) => code !== '', {
	error: 'No campaign is given. Choose one from the list, or give its code.',
});

const UNKNOWN_CAMPAIGN =
	'The campaign may have been deleted, or may belong to another account: choose it from the list again. ' +
	'By expression, give its code, not its name. If it is right, check the account code in the credential.';

/** Error 1 is the campaign's everywhere; a wrong account code has no number of its own. */
export const campaignErrors: ErrorTable = {
	1: { meaning: 'the campaign or the account code is not known', hint: UNKNOWN_CAMPAIGN },
};

/** Where an internal error stands for a campaign that is not known. */
export const unknownCampaign = { meaning: 'Internal error occurred', hint: UNKNOWN_CAMPAIGN };

/** The envelope's own part. */
export const envelope = z.object({ ErrorCode: wireInteger, Description: wireText });

/** What an answer, or one target's part of it, says of itself. */
export const verdictOf = ({ ErrorCode, Description }: z.output<typeof envelope>): Verdict => ({
	code: ErrorCode,
	text: Description ?? '',
});

/** For answers of which only the error number counts. */
export const noData = z.unknown();

/** One of the dialer's methods; see {@link dialerMethod}. */
interface DialerMethod<Input extends z.ZodType, Data extends z.ZodType, Result> {
	/** As a person would say it: "Start campaign". */
	name: string;
	/** As Voicenter spells it: "StartCampaign". */
	method: string;
	/** As of a service operation. */
	repeatable: true | string;
	input: Input;
	/** The request in Voicenter's words, without the account's code. */
	body: (input: z.output<Input>) => Record<string, unknown>;
	/** What the answer's `Data` holds. */
	data: Data;
	/** Beyond {@link campaignErrors}. */
	errors?: ErrorTable;
	result: (data: z.output<Data>, input: z.output<Input>, refuse: Refuse) => Result;
	deadlineMs?: number;
	maxBytes?: number;
}

/**
 * Makes a function of a method's description. Both the account's code and the campaign's are sent everywhere: the
 * document wants one or the other, newer pages both.
 */
export function dialerMethod<Input extends z.ZodType, Data extends z.ZodType, Result>({
	method,
	body,
	data,
	errors,
	result,
	...rest
}: DialerMethod<Input, Data, Result>): (connection: Connection, input: z.input<Input>) => Promise<Result> {
	return serviceOperation({
		...rest,
		url: dialerUrl(method),
		body: (input, { code }) => ({ Code: code, ...body(input) }),
		// What a refusal carries as Data is of no interest, and must not hide the refusal.
		answer: envelope.extend({ Data: z.unknown() }),
		verdict: verdictOf,
		errors: { ...campaignErrors, ...errors },
		result: ({ Data }, input, refuse) => {
			const read = data.safeParse(Data);
			if (read.success) return result(read.data, input, refuse);
			throw refuse(
				'Voicenter says OK, but its answer does not hold what was asked for',
				'Try again. If that does not help, ask Voicenter.',
			);
		},
	});
}
