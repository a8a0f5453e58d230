import { nameOfCdr, readCdrs } from '../../../../nodes/platform/inbound/cdr';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { ABANDONED_CALL, asJson, ISRAEL, OUTGOING_CALL, QUEUE_CALL, readCdr } from './samples';

const read = (record: object) => readCdr(asJson(record), ISRAEL).record;

describe('talk is the time in which somebody talked with the other side', () => {
	const answered = { ...QUEUE_CALL, duration: 80, seconds_waiting_in_queue: 20 };

	it.each([
		['without the wait that the duration counts', {}, 60],
		['as a newer account counts it', { actualCallDuration: 59 }, 59],
		['as it is where it is shorter than the wait, and so cannot contain it', { duration: 15 }, 15],
		['as long as a message that was left', { type: 'VoiceMail', status: 'VOICEMAIL' }, 60],
	])('%s', (_, fields, seconds) => {
		expect(read({ ...answered, ...fields })).toMatchObject({
			durationSeconds: seconds,
			startedAt: '2020-07-21T09:13:30.000Z',
			answeredAt: '2020-07-21T09:13:50.000Z',
			endedAt: new Date(Date.parse('2020-07-21T09:13:50.000Z') + seconds * 1_000).toISOString(),
		});
	});

	it.each([
		['Queue', 'FULL', 3],
		['Incoming Call', 'VOEND', 14],
		['Incoming Call', 'NOANSWER', 30],
		['Click2Call leg1', 'NOTCALLED', 5],
	])('%s, %s: nobody talked, and the call ended after %i seconds', (type, status, duration) => {
		const record = read({ ivruniqueid: '7', time: 1595333610, type, status, duration });
		expect(record).toMatchObject({
			durationSeconds: 0,
			endedAt: new Date(Date.parse('2020-07-21T09:13:30.000Z') + duration * 1_000).toISOString(),
		});
		expect(record).not.toHaveProperty('answeredAt');
	});
});

describe('an incoming call that nobody answered is missed', () => {
	it.each([
		[
			'of a type that is not known',
			{ type: 'Queue Call', direction: 'Incoming', isAnswer: false, status: 'NOANSWER' },
		],
		[
			'whose type is not known, and which was in a queue',
			{ type: 'New Queue', status: 'NOANSWER', queueid: 55 },
		],
		['that says no more than that', { direction: 'Incoming', isAnswer: false }],
		['whose type is a number', { type: '1', status: 'NOANSWER' }],
	])('%s', (_, fields) => {
		expect(read({ ivruniqueid: '7', ...fields })).toMatchObject({ direction: 'incoming', isMissed: true });
	});

	it('and a queue’s number stands for its name', () => {
		expect(read({ ivruniqueid: '7', type: '8', status: 'ABANDONE', queueid: 55 })).toMatchObject({
			type: 'Queue',
			typeId: 8,
			isAbandoned: true,
			isMissed: true,
		});
	});
});

describe('when a call began', () => {
	it.each([
		['in milliseconds', 1764403200000, '2025-11-29T06:00:00.000Z'],
		['in seconds', '1764403200', '2025-11-29T06:00:00.000Z'],
		['not at all: 0 is no time', 0, undefined],
	])('comes %s', (_, time, startedAt) => {
		expect(read({ ivruniqueid: '7', time: time }).startedAt).toBe(startedAt);
	});

	/** 1:30 by the account's clock, twice: before and after it was set back. */
	const record = { ivruniqueid: '7', time: Date.parse('2026-10-25T01:30:00Z') / 1_000 };
	const readAt = (arrivedAt: string) => readCdr(asJson(record), ISRAEL, Date.parse(arrivedAt));

	it('is told by when the record arrived, in the hour that autumn repeats', () => {
		expect(readAt('2026-10-24T22:40:00Z').record.startedAt).toBe('2026-10-24T22:30:00.000Z');
		expect(readAt('2026-10-24T23:40:00Z').record.startedAt).toBe('2026-10-24T23:30:00.000Z');
	});

	it('and the same record that comes again an hour later is still the same', () => {
		expect(nameOfCdr(readAt('2026-10-24T23:40:00Z'))).toBe(nameOfCdr(readAt('2026-10-24T22:40:00Z')));
	});
});

describe('a body with a list of records', () => {
	const list = (...ids: string[]) => asJson(ids.map((ivruniqueid) => ({ ...OUTGOING_CALL, ivruniqueid })));

	it('holds each of them', () => {
		const { read, broken } = readCdrs(list('a', 'b'), ISRAEL);
		expect(read.map(({ record }) => record.callId)).toEqual(['a', 'b']);
		expect(broken).toEqual([]);
	});

	it('of one is that record', () => {
		expect(readCdr(list('a'), ISRAEL).record.callId).toBe('a');
	});

	it.each([
		['what is no record', 'text', 'The record is not an object with fields'],
		['a record of no call', { caller: '0501234567' }, 'The record has no ivruniqueid, so it names no call'],
	])('with %s among them gives the others, and says so', (_what, one, problem) => {
		const { read, broken } = readCdrs(asJson([OUTGOING_CALL, one, ABANDONED_CALL]), ISRAEL);
		expect(read.map(({ raw }) => raw)).toEqual([OUTGOING_CALL, ABANDONED_CALL]);
		expect(broken).toEqual([problem]);
	});

	it.each([
		['none', []],
		['nothing but what is none', ['text', 7]],
		['more than a sender collects', Array.from({ length: 501 }, () => ({ ivruniqueid: '1' }))],
	])('is refused with %s', (_, records) => {
		expect(() => readCdrs(asJson(records), ISRAEL)).toThrow(WireError);
	});

	it('is refused with the first thing that is wrong', () => {
		expect(() => readCdrs(asJson(['text', { caller: '1' }]), ISRAEL)).toThrow('not an object with fields');
	});

	it('a fault of ours is not the record’s', () => {
		expect(() => readCdrs(asJson(OUTGOING_CALL), null as unknown as typeof ISRAEL)).toThrow(TypeError);
	});
});

describe('a dialer’s fields', () => {
	it('have names of their own', () => {
		const record = read({
			ivruniqueid: '7',
			campaignName: 'Spring Offer',
			campaignID: 13571,
			campaignCode: 'VCcamp',
			dialerData: '{"customerName":"Dana"}',
			RetryNum: 2,
			RetryAmount: '5',
			DoNotCallMe: 1,
			DoNotCallMeDate: '2026-01-01',
			caller_country: 'Israel',
		});
		expect(record).toMatchObject({
			campaign: { id: '13571', name: 'Spring Offer', code: 'VCcamp' },
			dialerData: { customerName: 'Dana' },
			retryNumber: 2,
			retryLimit: 5,
			doNotCallMe: { value: 1, Date: '2026-01-01' },
			callerCountry: 'Israel',
		});
	});

	it.each([
		[{ DoNotCallMe: '' }, undefined],
		[{ DoNotCallMe: null }, undefined],
		[{ PleaseDoNotCallMe: 1 }, undefined],
		[{ donotcallme: 0, DoNotCallMeDate: '' }, { value: 0 }],
	])('%j: who does not want to be called says %j', (fields, doNotCallMe) => {
		expect(read({ ivruniqueid: '7', ...fields }).doNotCallMe).toEqual(doNotCallMe);
	});
});

describe('custom data', () => {
	it.each(['CustomData', 'CUSTOM_DATA', 'customdata'])(
		'%s comes out under the names it was put in with',
		(name) => {
			const record = read({ ivruniqueid: '7', [name]: { var_lead: '7', plain: 'x', var_name: 'Dana' } });
			expect(record.customData).toEqual({ lead: '7', plain: 'x', name: 'Dana' });
		},
	);

	it('keeps both of two names that differ in the prefix alone', () => {
		expect(read({ ivruniqueid: '7', CustomData: { var_a: 1, a: 2 } }).customData).toEqual({ var_a: 1, a: 2 });
	});
});
