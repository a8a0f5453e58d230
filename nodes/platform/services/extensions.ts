/** Extensions of the account (voicenter-api.md §6). */
import { z } from 'zod/v4';

import { wireInteger, wireText } from '../wire/values';
import type { ErrorTable } from '../request/refusals';
import { serviceOperation } from '../request/serviceOperation';

const URL = 'https://monitor.voicenter.co.il/Comet/api/GetExtensions';

const errors: ErrorTable = {
	1: {
		meaning: 'Unauthorized',
		hint:
			'Either the account code is not well-formed, or the public IP address of this server is not on the list of addresses ' +
			'that may use the account. Check the code in the credential, then give the address to Voicenter and ask for it to be allowed.',
	},
};

const wireExtension = z.object({
	SIP: wireText,
	Name: wireText,
	SpeedDial: wireText,
	AccountID: wireText,
	AccountName: wireText,
	UserName: wireText,
	UserEmail: wireText,
});

/** One extension: its SIP code, names, and whose it is. */
export type Extension = ReturnType<typeof toExtension>;

function toExtension(wire: z.output<typeof wireExtension>, sip: string) {
	return {
		sip,
		name: wire.Name,
		speedDial: wire.SpeedDial,
		accountId: wire.AccountID,
		accountName: wire.AccountName,
		userName: wire.UserName,
		userEmail: wire.UserEmail,
	};
}

/** Lists extensions, of the whole organisation or of the code's own account. A wrong code gives an empty list. */
export const listExtensions = serviceOperation({
	name: 'Get extensions',
	url: URL,
	repeatable: true,
	input: z.object({ wholeOrganisation: z.boolean() }),
	body: ({ wholeOrganisation }, { code }) => ({ code, showAll: wholeOrganisation ? 1 : 0 }),
	answer: z.object({ ERR: wireInteger, DESC: wireText, EXTENSIONS: z.array(wireExtension).nullish() }),
	verdict: ({ ERR, DESC }) => ({ code: ERR, text: DESC ?? '' }),
	errors,
	result: ({ EXTENSIONS }, { wholeOrganisation }, refuse) => {
		const extensions = (EXTENSIONS ?? []).flatMap((wire) => (wire.SIP ? [toExtension(wire, wire.SIP)] : []));
		if (wholeOrganisation && extensions.length === 0) {
			throw refuse(
				'Voicenter knows no extension for this account code',
				'Voicenter answers a wrong account code with an empty list. Check the code in the credential, letter by letter.',
			);
		}
		return extensions;
	},
});
