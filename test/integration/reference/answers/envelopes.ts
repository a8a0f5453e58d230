/** How each service says no: the members of its answer, by the reference. */

type Envelope = (number: number, text: string) => unknown;

const dialer: Envelope = (number, text) => ({ ErrorCode: number, Description: text, Data: '' });
const live: Envelope = (number, text) => ({ ERR: number, DESC: text });
const click2call: Envelope = (number, text) => ({ ERRORCODE: number, ERRORMESSAGE: text, CALLID: '' });
const blacklist: Envelope = (number, text) => ({ ErrorCode: number, ErrorMessage: text, Phones: [] });
const mute: Envelope = (number, text) => ({ ErrorCode: number, Message: text });
const message: Envelope = (_number, text) => ({ Message: text });

const ENVELOPES: Readonly<Record<string, Envelope>> = {
	'action=call': click2call,
	'action=terminate': click2call,
	'Call Log': (number, text) => ({
		...{ ERROR_NUMBER: number, ERROR_DESCRIPTION: text, STATUS_CODE: 403, TOTAL_HITS: 0, RETURN_HITS: 0 },
		CDR_LIST: [],
	}),
	AddBlackList: blacklist,
	RemoveBulkFromBlacklist: blacklist,
	MuteUnmuteCalls: mute,
	'MuteUnmuteCalls (monitor server)': mute,
	GetExtensions: live,
	GetExtensionsCalls: live,
	GetQueuesCallers: live,
	SetStatusFromAPI: (number, text) => ({
		Status: number,
		StatusError: number === 1 ? 1 : 4,
		StatusErroMessage: text,
	}),
	GetStatusesList: message,
	'Call/History': message,
};

/** A refusal of a method, with any number and any text. */
export function refusalOf(method: string, number: number, text: string): unknown {
	return (ENVELOPES[method] ?? dialer)(number, text);
}

/** Click2Call's answer as XML-RPC: one struct whose members are strings. */
export function xmlRpc(members: Readonly<Record<string, string>>): string {
	const struct = Object.entries(members)
		.map(([name, value]) => `<member><name>${name}</name><value><string>${value}</string></value></member>`)
		.join('');
	return `<?xml version="1.0"?><methodResponse><params><param><value><struct>${struct}</struct></value></param></params></methodResponse>`;
}
