import { extrasOfCdr, nameOfCdr } from '../../../../nodes/platform/inbound/cdr';
import { asJson, ISRAEL, QUEUE_CALL, readCdr } from './samples';

describe('what tells a record from every other', () => {
	const nameOf = (record: object) => nameOfCdr(readCdr(asJson(record), ISRAEL));

	it('is the same when it is sent again, also where it has its recording and its summary by then', () => {
		const again = { ...QUEUE_CALL, record: '', price: 12, aiData: { insights: { summary: 'A refund' } } };
		expect(nameOf(again)).toBe(nameOf(QUEUE_CALL));
	});

	it.each([
		['its call', { ivruniqueid: '7' }],
		['the call that it came from', { OriginalIvrUniqueID: '7' }],
		['its type', { type: 'XferCDR' }],
		['when it began', { time: QUEUE_CALL.time + 1 }],
		['how it ended', { status: 'ABANDONE' }],
		['who called', { caller: '0501234568' }],
		['who was called', { target: '0501234568' }],
		['the number that was called', { did: '0722776773' }],
		['its queue', { queueid: 7 }],
		['its extension', { targetextension: 'SIPSIP1' }],
		['how long it rang', { dialtime: 3 }],
		['how long it waited', { seconds_waiting_in_queue: 21 }],
		['how long it was talked', { duration: 21 }],
	])('is %s, among others', (_what, other) => {
		expect(nameOf({ ...QUEUE_CALL, ...other })).not.toBe(nameOf(QUEUE_CALL));
	});

	it('is not how its type is written, and there may be little to tell', () => {
		const call = { ivruniqueid: '7' };
		expect(nameOf({ ...call, type: 'Hologram' })).toBe(nameOf({ ...call, type: 'HOLOGRAM' }));
		expect(nameOf(call)).not.toBe(nameOf({ ...call, type: 'Hologram' }));
	});
});

describe('what comes later than the call’s end', () => {
	const extrasOf = (more: object) =>
		extrasOfCdr(readCdr(asJson({ ...QUEUE_CALL, record: '', ...more }), ISRAEL));

	it('is told by what a record has of it, each by itself', () => {
		const extras = [
			{ record: QUEUE_CALL.record },
			{ aiData: { emotions: { sentences: [] } } },
			{ aiData: { insights: { questions: [] } } },
			{ aiData: { transcript: 'Hello' } },
			{ aiData: { insights: { summary: 'A refund' } } },
		].map(extrasOf);
		expect(extrasOf({})).toBe(0);
		expect(new Set(extras).size).toBe(extras.length);
		const all = extrasOf({
			record: QUEUE_CALL.record,
			aiData: { insights: { summary: 'A refund' }, transcript: 'Hello', emotions: { sentences: [] } },
		});
		for (const one of extras) expect(all & one).toBe(one);
		for (const one of extras) expect(one).toBeGreaterThan(0);
	});
});
