/** Mute call recording (voicenter-api.md §5): the request alone. Whether it did what was asked, mute.ts finds out. */
import { z } from 'zod/v4';

import type { Account, Connection } from '../request/account';
import { present } from '../vocabulary/absent';
import { wireInteger, wireText } from '../wire/values';
import { extensionField, textField } from '../request/fields';
import type { ErrorTable } from '../request/refusals';
import { serviceOperation } from '../request/serviceOperation';

/** What `ErrorCode` says when the request was accepted: a text in the document, and read as a number here. */
const ACCEPTED = 200;

/** Somebody may be about to say a card number: better to ask again soon than to wait long. */
const DEADLINE_MS = 8_000;

const errors: ErrorTable = {
	400: {
		meaning: 'The request was not accepted',
		hint:
			'"Extension not found": check the SIP code of the extension. "UniqueIvrID not found": the call has ended, or its ID is not right. ' +
			'"Parameters are not valid": ask Voicenter, and check the Monitor Server in the credential.',
	},
};

/** Which value of `state` mutes (§14): 1, as nearly all of Voicenter's pages say, or 0, as one line of the document does. */
export type MuteConvention = NonNullable<Account['muteConvention']>;

/** The other reading of `state`. */
export function opposite(convention: MuteConvention): MuteConvention {
	return convention === 'zeroMutes' ? 'oneMutes' : 'zeroMutes';
}

/** Whose recording: every call that is active on an extension at this moment, or one call. */
export const muteTarget = z.discriminatedUnion('by', [
	z.object({ by: z.literal('extension'), extension: extensionField }),
	z.object({
		by: z.literal('callId'),
		callId: textField.refine((id) => id !== '', {
			error: 'This is empty. Give the ID of a call that is going on now.',
		}),
	}),
]);
export type MuteTarget = z.output<typeof muteTarget>;

/** What an operation is called in errors. */
export const muteName = (muted: boolean): string => (muted ? 'Mute recording' : 'Unmute recording');

/** It may be repeated: `state` says how the recording shall be, not that it shall change. */
const request = (muted: boolean) =>
	serviceOperation({
		name: muteName(muted),
		url: ({ address }) => address.href,
		repeatable: true,
		deadlineMs: DEADLINE_MS,
		input: z.object({
			target: muteTarget,
			convention: z.enum(['zeroMutes', 'oneMutes']),
			address: z.instanceof(URL),
		}),
		body: ({ target, convention }) => ({
			...(target.by === 'extension' ? { extension: target.extension } : { ivrid: target.callId }),
			state: muted === (convention === 'zeroMutes') ? '0' : '1',
		}),
		answer: z.object({ ErrorCode: wireInteger, Message: wireText, ActionID: wireText }),
		verdict: ({ ErrorCode, Message }) => ({
			isOk: ErrorCode === ACCEPTED,
			code: ErrorCode,
			text: Message ?? '',
		}),
		errors,
		result: ({ Message, ActionID }) => present({ message: Message, actionId: ActionID }),
	});

const requests = { mute: request(true), unmute: request(false) };

/**
 * Asks for muting, or for the end of it.
 *
 * @param connection reaches the account
 * @param ask whose recording, how it shall be, which reading of `state` to follow, and at which address
 * @returns Voicenter's word and number for it: that the request was accepted, and no more
 * @throws VoicenterError when it was not
 */
export async function requestMute(
	connection: Connection,
	{ muted, ...input }: { muted: boolean; target: MuteTarget; convention: MuteConvention; address: URL },
): Promise<{ message?: string; actionId?: string }> {
	return requests[muted ? 'mute' : 'unmute'](connection, input);
}
