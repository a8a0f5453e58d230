import { buildDial, buildSay, type Dial, type Say } from '../../../../nodes/platform/inbound/answers/build';

/** A call that is connected, with what is to be tried of it. */
export const dial = (fields: Partial<Dial> = {}) =>
	buildDial({
		targets: [{ kind: 'phone', phone: '050-123-4567' }],
		callerId: '072-277-6772',
		maxCallDuration: 1800,
		layerIfFailed: 15,
		...fields,
	});

/** What is read to a caller. */
export const say = (...pieces: Say['pieces']) =>
	buildSay({ pieces, nextLayer: 2, timeZone: 'Asia/Jerusalem' }).DATA;
