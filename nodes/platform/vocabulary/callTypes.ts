/** What kind of call a record is about (voicenter-api.md §9). */

/** Where a call came from, in one word. */
export type Direction =
	| 'incoming'
	| 'outgoing'
	| 'internal'
	| 'click2call'
	| 'dialer'
	| 'transfer'
	| 'conference'
	| 'forward'
	| 'fax';

interface CallType {
	id: number;
	/** As Voicenter writes it. */
	name: string;
	/** As an ops person reads it. */
	label: string;
	direction: Direction;
	leg?: 1 | 2;
	/** Whose number is the customer's; `none` where both sides are ours, absent where the type does not tell. */
	customer?: 'caller' | 'target' | 'none';
	/** A customer is on the line and waits for us: not answering one is missing a call. */
	customerWaits?: true;
}

/** Every call type, by Voicenter's number. */
export const CALL_TYPES: readonly CallType[] = [
	{
		id: 1,
		name: 'Incoming Call',
		label: 'Incoming, no Queue',
		direction: 'incoming',
		customer: 'caller',
		customerWaits: true,
	},
	{ id: 2, name: 'CC', label: 'Access Number', direction: 'outgoing', customer: 'target' },
	{ id: 4, name: 'Extension Outgoing', label: 'Outgoing', direction: 'outgoing', customer: 'target' },
	{
		id: 8,
		name: 'Queue',
		label: 'Incoming, Through a Queue',
		direction: 'incoming',
		customer: 'caller',
		customerWaits: true,
	},
	{
		id: 9,
		name: 'Click2Call leg1',
		label: 'Click to Call, Agent Leg',
		direction: 'click2call',
		customer: 'none',
		leg: 1,
	},
	{
		id: 10,
		name: 'Click2Call leg2',
		label: 'Click to Call, Customer Leg',
		direction: 'click2call',
		customer: 'target',
		leg: 2,
	},
	{
		id: 11,
		name: 'VoiceMail',
		label: 'Voicemail',
		direction: 'incoming',
		customer: 'caller',
		customerWaits: true,
	},
	{ id: 12, name: 'Callference', label: 'Conference Room', direction: 'conference', customer: 'none' },
	{ id: 13, name: 'XferCDR', label: 'Transfer', direction: 'transfer' },
	{
		id: 14,
		name: 'ProductiveCall Leg1',
		label: 'Agent Dialer, Agent Leg',
		direction: 'dialer',
		customer: 'none',
		leg: 1,
	},
	{
		id: 15,
		name: 'ProductiveCall Leg2',
		label: 'Agent Dialer, Customer Leg',
		direction: 'dialer',
		customer: 'target',
		leg: 2,
	},
	{ id: 16, name: 'Scrubber', label: 'Scrubber', direction: 'dialer', customer: 'target' },
	{
		id: 17,
		name: 'Click 2 IVR',
		label: 'IVR Dialer, Customer Leg',
		direction: 'dialer',
		customer: 'target',
		leg: 1,
	},
	{
		id: 18,
		name: 'Click 2 IVR Incoming',
		label: 'IVR Dialer, IVR Leg',
		direction: 'dialer',
		customer: 'caller',
		leg: 2,
		customerWaits: true,
	},
	{
		id: 19,
		name: 'Click 2 Queue Incoming',
		label: 'IVR Dialer, Queue Leg',
		direction: 'dialer',
		customer: 'caller',
		leg: 2,
		customerWaits: true,
	},
	{ id: 20, name: 'FaxCdr', label: 'Fax', direction: 'fax' },
	{
		id: 21,
		name: 'Attended CDR leg1',
		label: 'Attended Transfer, First Leg',
		direction: 'transfer',
		customer: 'none',
		leg: 1,
	},
	{
		id: 22,
		name: 'Attended CDR leg2',
		label: 'Attended Transfer, Second Leg',
		direction: 'transfer',
		leg: 2,
	},
	{ id: 23, name: 'Auto forward', label: 'Forwarded Automatically', direction: 'forward' },
];

/** The type of a call that Voicenter's voicemail answered. */
export const VOICEMAIL_TYPE = 11;

const byId = new Map(CALL_TYPES.map((type) => [type.id, type]));
const byName = new Map(CALL_TYPES.map((type) => [spelling(type.name), type]));

/**
 * @param id Voicenter's number of a type
 * @returns the type, or undefined for one that is not documented
 */
export function callTypeById(id: number | undefined): CallType | undefined {
	return id === undefined ? undefined : byId.get(id);
}

/**
 * @param name as a record spells it: `Click2Call leg1`, `Click2Callleg1` …; its number in that place counts, too
 * @returns the type, or undefined for one that is not documented
 */
export function callTypeByName(name: string): CallType | undefined {
	return byName.get(spelling(name)) ?? (/^\s*\d+\s*$/.test(name) ? byId.get(Number(name)) : undefined);
}

/** The spelling varies between records: compare without case and blanks. */
function spelling(name: string): string {
	return name.toLowerCase().replace(/\s+/g, '');
}
