/** What an agent is doing: logged in, at lunch, in training (voicenter-api.md §8). */
import { z } from 'zod/v4';

import { present } from '../vocabulary/absent';
import { wireInteger, wireNumber, wireText } from '../wire/values';
import { extensionField, idField } from '../request/fields';
import type { ErrorTable } from '../request/refusals';
import { serviceOperation } from '../request/serviceOperation';

const SET_URL = 'https://api.voicenter.com/UserLogin/SetStatusFromAPI';
const LIST_URL = 'https://loginapi.voicenter.co.il/UserLogin/GetStatusesList';

/** What `Status` and `StatusError` both say when the status was set; everything else is a refusal. */
const DONE = 1;

/** What `StatusError` says beside a `Status` that is none. */
const STATUS_ERRORS: Readonly<Record<number, string>> = {
	0: 'the format of the request is not right',
	4: 'an internal error',
	6: 'a field is missing',
};

const errors: ErrorTable = {
	2: {
		meaning: 'The account code or the user ID is not right',
		hint: 'Check the account code in the credential, and that the user belongs to this account.',
	},
	3: {
		meaning: 'The extension is not right',
		hint: 'Check the SIP code of the extension. It may also be in use by another agent, who must log out first.',
	},
	4: {
		meaning: 'The status is not supported, or the extension is not right',
		hint: 'Pick the status from the list, which holds what this account has. If it is there, check the extension.',
	},
};

/**
 * Sets what an agent is doing on an extension. Not repeated by itself: nothing says that a second login is
 * taken like the first.
 */
export const setAgentStatus = serviceOperation({
	name: 'Set agent status',
	url: SET_URL,
	repeatable: 'set the status of agents again who may have changed it meanwhile',
	input: z.object({
		userId: idField('a user ID', '12345678'),
		extension: extensionField,
		status: idField('the code of a status', '1').transform(Number),
	}),
	body: ({ userId, extension, status }, { code }) => ({
		Code: code,
		UserId: userId,
		ExtensionUser: extension,
		Status: status,
	}),
	answer: z.object({ Status: wireInteger, StatusError: wireNumber, StatusErroMessage: wireText }),
	verdict: ({ Status, StatusErroMessage }) => ({
		isOk: Status === DONE,
		code: Status,
		text: StatusErroMessage ?? '',
	}),
	errors,
	result: ({ StatusError, StatusErroMessage }, { userId, extension, status }, refuse) => {
		if (StatusError === DONE) {
			return present({ userId, extension, statusCode: String(status), message: StatusErroMessage });
		}
		const said = StatusErroMessage ?? STATUS_ERRORS[StatusError ?? DONE] ?? 'nothing';
		throw refuse(
			`Voicenter says: ${said} (StatusError ${StatusError ?? 'is missing'}), though its Status says OK`,
			'The status was probably not set: look at the agent in Voicenter. The extension may be in use by another agent, who must log out first.',
		);
	},
});

const wireStatus = z.object({ ID: z.coerce.string(), Name: wireText, Color: wireText });

/** Lists the statuses that the account's agents can have, under the account's own names. */
export const listAgentStatuses = serviceOperation({
	name: 'Get agent statuses',
	url: (_input, { code }) => `${LIST_URL}?code=${encodeURIComponent(code)}`,
	repeatable: true,
	input: z.object({}),
	answer: z.object({ Statuses: z.array(wireStatus) }),
	// The reference has no error number here: an answer with a list is the only one that it knows.
	verdict: () => ({ code: 0, text: '' }),
	errors: {},
	result: ({ Statuses }, _input, refuse) => {
		if (Statuses.length === 0) {
			throw refuse(
				'Voicenter knows no agent status for this account code',
				'Every account has some, so the account code is probably wrong. Check it in the credential, letter by letter.',
			);
		}
		return Statuses.map(({ ID, Name, Color }) => present({ code: ID, name: Name, color: Color }));
	},
});
