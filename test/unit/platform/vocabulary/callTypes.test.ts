import {
	CALL_TYPES,
	callTypeByName,
	type Direction,
	VOICEMAIL_TYPE,
} from '../../../../nodes/platform/vocabulary/callTypes';

/** The reference's list (voicenter-api.md §9), and where each kind of call comes from. */
const documented: [name: string, id: number, direction: Direction, leg: 1 | 2 | null][] = [
	['Incoming Call', 1, 'incoming', null],
	['CC', 2, 'outgoing', null],
	['Extension Outgoing', 4, 'outgoing', null],
	['Queue', 8, 'incoming', null],
	['Click2Call leg1', 9, 'click2call', 1],
	['Click2Call leg2', 10, 'click2call', 2],
	['VoiceMail', 11, 'incoming', null],
	['Callference', 12, 'conference', null],
	['XferCDR', 13, 'transfer', null],
	['ProductiveCall Leg1', 14, 'dialer', 1],
	['ProductiveCall Leg2', 15, 'dialer', 2],
	['Scrubber', 16, 'dialer', null],
	['Click 2 IVR', 17, 'dialer', 1],
	['Click 2 IVR Incoming', 18, 'dialer', 2],
	['Click 2 Queue Incoming', 19, 'dialer', 2],
	['FaxCdr', 20, 'fax', null],
	['Attended CDR leg1', 21, 'transfer', 1],
	['Attended CDR leg2', 22, 'transfer', 2],
	['Auto forward', 23, 'forward', null],
];

it.each(documented)('%s is type %i, direction %s', (name, id, direction, leg) => {
	expect(callTypeByName(name)).toMatchObject({ id, name, direction });
	expect(callTypeByName(name)?.leg ?? null).toBe(leg);
});

it.each(documented)('%s is known in capitals, without blanks, with more of them', (name, id) => {
	for (const spelling of [
		name.toUpperCase(),
		name.toLowerCase(),
		name.replaceAll(' ', ''),
		` ${name.replaceAll(' ', '  ')} `,
	]) {
		expect(callTypeByName(spelling)?.id).toBe(id);
	}
});

it('no other type is known, and none is known twice', () => {
	expect(CALL_TYPES.map(({ id }) => id)).toEqual(documented.map(([, id]) => id));
	expect(new Set(CALL_TYPES.map(({ label }) => label)).size).toBe(documented.length);
	expect(callTypeByName('Click2Call')).toBeUndefined();
	expect(callTypeByName('')).toBeUndefined();
	expect(callTypeByName('constructor')).toBeUndefined();
});

it('voicemail is type 11', () => {
	expect(VOICEMAIL_TYPE).toBe(11);
});
