import type { CdrNotification } from '../../../../nodes/platform/inbound/cdr';
import { halfOf, joinLegs } from '../../../../nodes/platform/inbound/legs';
import { createPairs } from '../../../../nodes/platform/inbound/pairs';
import { asJson, ISRAEL, readCdr } from './samples';

const CALL = { ivruniqueid: 'call-1', time: 1595333610, caller: '0722776772', target: '0501234567' };
const leg = (number: 1 | 2, fields: object) =>
	readCdr(asJson({ ...CALL, type: `Click2Call leg${number}`, ...fields }), ISRAEL);

/** The agent picked up after 3 seconds, and the call was over 40 seconds later. */
const AGENT = leg(1, { status: 'ANSWER', dialtime: 3, duration: 40, callerextension: 'SIPSIP1' });

function half(notification: CdrNotification) {
	const found = halfOf(notification);
	if (!found) throw new Error('This is no leg');
	return found;
}

const WITH_RAW = { includeRaw: true };

describe('a call of two legs', () => {
	it('that the customer did not answer was not answered, whatever the agent’s leg says', () => {
		const joined = joinLegs([AGENT, leg(2, { status: 'NOANSWER', dialtime: 30, duration: '' })], WITH_RAW);
		expect(joined).toMatchObject({ status: 'NOANSWER', isAnswered: false, ringSeconds: 30 });
		expect(joined).not.toHaveProperty('answeredAt');
		expect(joined['durationSeconds']).toBe(0);
		expect(joined['endedAt']).toBe('2020-07-21T09:14:00.000Z');
		expect(joined['extension']).toEqual({ sip: 'SIPSIP1' });
	});

	it('whose second leg does not say when it ended: nobody knows', () => {
		const joined = joinLegs([AGENT, leg(2, { status: 'NOANSWER', time: '' })], WITH_RAW);
		expect(joined).not.toHaveProperty('endedAt');
		expect(joined).toMatchObject({
			startedAt: '2020-07-21T09:13:30.000Z',
			startedAtLocal: '2020-07-21 12:13',
		});
	});

	it.each([
		['the second', 1595333010, CALL.time],
		['the second, where the first does not say', 1595333010, ''],
		['the first', CALL.time, 1595333010],
	])('began with the leg that began: %s', (_which, second, first) => {
		const joined = joinLegs([leg(1, { time: first }), leg(2, { time: second })], WITH_RAW);
		expect(joined).toMatchObject({
			startedAt: '2020-07-21T09:03:30.000Z',
			startedAtLocal: '2020-07-21 12:03',
		});
	});

	it('has what Voicenter sent with it only where it is asked for', () => {
		const customer = leg(2, { status: 'ANSWER' });
		const bare = joinLegs([customer, AGENT], { includeRaw: false });
		expect(bare).not.toHaveProperty('raw');
		expect(bare['legs']).toEqual([AGENT.record, customer.record]);
		expect(joinLegs([customer, AGENT], WITH_RAW)).toEqual({
			...bare,
			legs: [AGENT, customer].map(({ record, raw }) => ({ ...record, raw })),
			raw: customer.raw,
		});
		expect(joinLegs([AGENT], WITH_RAW)).toMatchObject({ raw: AGENT.raw });
	});

	it('that the customer answered takes its times from the customer’s leg', () => {
		const customer = leg(2, { status: 'ANSWER', time: 1595333614, dialtime: 6, duration: 30 });
		expect(joinLegs([customer, AGENT], WITH_RAW)).toMatchObject({
			isAnswered: true,
			startedAt: '2020-07-21T09:13:30.000Z',
			answeredAt: '2020-07-21T09:13:40.000Z',
			endedAt: '2020-07-21T09:14:10.000Z',
			durationSeconds: 30,
			legs: [{ leg: 1, answeredAt: '2020-07-21T09:13:33.000Z', durationSeconds: 40 }, { leg: 2 }],
		});
	});

	it('of which one leg came is that leg, whole', () => {
		expect(joinLegs([AGENT], WITH_RAW)).toMatchObject({
			leg: 1,
			answeredAt: '2020-07-21T09:13:33.000Z',
			durationSeconds: 40,
		});
	});
});

it('a leg is named so that it finds the other one, and no leg of another call', () => {
	const [own, other] = [half(AGENT), half(leg(2, {}))];
	expect(own).toEqual({ own: other.other, other: other.own });
	expect(own.own).not.toBe(own.other);
	for (const fields of [{ ivruniqueid: 'call-2' }, { type: 'ProductiveCall Leg 2' }]) {
		expect(half(leg(2, fields)).own).not.toBe(other.own);
	}
	expect(halfOf(leg(1, { type: 'Incoming Call' }))).toBeUndefined();
});

describe('a leg that waits', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('and comes again, with repeats let through: the first one’s end is not the second one’s', async () => {
		const pairs = createPairs<CdrNotification, string>();
		const first = pairs.wait(half(AGENT), AGENT, 1_000);
		jest.advanceTimersByTime(500);
		const second = pairs.wait(half(AGENT), AGENT, 1_000);
		jest.advanceTimersByTime(500);
		expect(await first).toEqual({ joined: false });
		const found = pairs.take(half(leg(2, { status: 'ANSWER' })));
		expect(found?.message).toBe(AGENT);
		found?.settle('processed');
		const met = await second;
		expect(met.joined && (await met.outcome)).toBe('processed');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('for nothing is not found any more', async () => {
		const pairs = createPairs<CdrNotification, string>();
		const other = half(leg(2, {}));
		expect(pairs.take(other)).toBeUndefined();
		const waits = pairs.wait(half(AGENT), AGENT, 1_000);
		jest.advanceTimersByTime(1_000);
		expect([await waits, pairs.take(other)]).toEqual([{ joined: false }, undefined]);
	});
});
