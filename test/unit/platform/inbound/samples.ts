import { type CdrNotification, readCdrs } from '../../../../nodes/platform/inbound/cdr';
import type { WireBody } from '../../../../nodes/platform/wire/body';

/** The samples of the user's document (CDR Notification); where the PDF cut a recording's address, it is completed. */

export const OUTGOING_CALL = {
	caller: '0722776772',
	target: '0501234567',
	time: 1595960350,
	duration: 11,
	ivruniqueid: '2020072818dcDHFJcc804',
	type: 'Extension Outgoing',
	status: 'ANSWER',
	targetextension: '',
	callerextension: 'SIPSIP',
	did: '',
	queueid: 0,
	queuename: '',
	record: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/2020072818dcDHFJcc804.mp3',
	price: 0,
	dialtime: 2,
	representative_name: 'User 1',
	representative_code: '12345678',
	targetextension_name: '',
	callerextension_name: '',
	target_country: '',
	caller_country: '',
	DepartmentID: 12345678,
	DepartmentName: 'Voicenter Sales Department',
	TopDepartmentID: 87654321,
	TopDepartmentName: 'Voicenter Account',
};

export const QUEUE_CALL = {
	caller: '0501234567',
	target: '',
	time: 1595333610,
	duration: 20,
	ivruniqueid: '202007211213270124c',
	type: 'Queue',
	status: 'ANSWER',
	targetextension: '',
	callerextension: '',
	did: '0722776772',
	queueid: 123456789,
	queuename: 'Sales Queue',
	record: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/202007211213270124c.mp3',
	price: 0,
	dialtime: 0,
	representative_name: 'Admin User',
	representative_code: '12345679',
	targetextension_name: '',
	callerextension_name: '',
	target_country: '',
	caller_country: 'Israel',
	seconds_waiting_in_queue: 20,
	IVR: [
		{ layer_id: 1234, layer_name: 'Main IVR', layer_number: 0, Dtmf: 2, dtmf_order: 1 },
		{ layer_id: 4321, layer_name: 'Sales Department', layer_number: 2, Dtmf: 0, dtmf_order: 2 },
	],
};

/** `IVR` as the document's table of fields has it: the list as a text. */
export const IVR_AS_TEXT =
	'[{ "layer_id":1234567, "layer_name":"LayerName", "layer_number":6, "Dtmf":0, "dtmf_order":1 }]';

/** The abandoned call of the first issue: 42 seconds in the sales queue, on 21 July 2020 at 12:13:30 in Israel. */
export const ABANDONED_CALL = {
	...QUEUE_CALL,
	duration: 0,
	status: 'ABANDONE',
	record: '',
	representative_name: '',
	representative_code: '',
	seconds_waiting_in_queue: 42,
	CustomData: { var_customer: '2342' },
};

export const ISRAEL = { timeZone: 'Asia/Jerusalem', country: 'IL' };

/** A record as Voicenter sends it in JSON. */
export const asJson = (record: object) => ({
	bytes: Buffer.from(JSON.stringify(record)),
	contentType: 'application/json',
});

/** Reads a body with one record. */
export function readCdr(body: WireBody, settings: typeof ISRAEL, arrivedAt?: number): CdrNotification {
	const { read } = readCdrs(body, settings, arrivedAt);
	const [first, ...others] = read;
	if (!first || others.length > 0) throw new Error(`The body holds ${read.length} records`);
	return first;
}
