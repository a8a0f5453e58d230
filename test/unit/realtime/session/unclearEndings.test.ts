import { createUnclearEndings } from '../../../../nodes/platform/realtime/gap/unclearEndings';
import { at, inQueue, onPhone } from '../events/account';

const gone = { recovered: true } as const;
const hangUp = (callId: string, sip = 'SIPSIP1', more = {}) =>
	onPhone('hangUp', 60, callId, sip, { ...gone, startedAt: at(10), ...more });
const finished = (callId: string, more = {}) =>
	onPhone('callFinished', 60, callId, 'SIPSIP1', { ...gone, startedAt: at(10), ...more });

it.each([
	['a phone that a gap hung up', hangUp('A'), true],
	['a call that a gap ended', finished('A'), true],
	['one that is known to have been answered', hangUp('A', 'SIPSIP1', { isAnswered: true }), false],
	['one that is known not to have been', finished('A', { isAnswered: false }), false],
	['one that was heard as it happened', hangUp('A', 'SIPSIP1', { recovered: undefined }), false],
	['one of no call', hangUp('A', 'SIPSIP1', { callId: undefined }), false],
	['a caller who is gone from a queue', inQueue('queueExit', 60, 'A', gone), false],
	['a call that a gap began', onPhone('newCall', 60, 'A', 'SIPSIP1', gone), false],
])('%s is kept: %#', (_, event, isKept) => {
	const unclear = createUnclearEndings();
	expect(unclear.keep(event)).toBe(isKept);
	expect(unclear.release()).toEqual(isKept ? [event] : []);
});

it('only a call as a whole that is kept is unclear', () => {
	const unclear = createUnclearEndings();
	unclear.keep(hangUp('A'));
	unclear.keep(hangUp('B'));
	unclear.keep(finished('B'));
	expect(['A', 'B', 'C'].map(unclear.has)).toEqual([false, true, false]);
});

it('what was kept of a call is given once, and that of others stays', () => {
	const unclear = createUnclearEndings();
	const [one, other, another] = [hangUp('A', 'SIPSIP1'), hangUp('A', 'SIPSIP2'), hangUp('B')];
	for (const event of [one, other, another]) unclear.keep(event);
	expect(unclear.release('A')).toEqual([one, other]);
	expect(unclear.release('A')).toEqual([]);
	expect(unclear.release('C')).toEqual([]);
	expect(unclear.release()).toEqual([another]);
	expect(unclear.release()).toEqual([]);
});

it('what the Call Log says of a call takes the place of what was kept of it', () => {
	const unclear = createUnclearEndings();
	const kept = [
		hangUp('A', 'SIPSIP1'),
		hangUp('A', 'SIPSIP2'),
		finished('A', { talkSeconds: 5, durationSeconds: 1 }),
	];
	for (const event of kept) unclear.keep(event);
	const missed = onPhone('hangUp', 70, 'A', 'SIPSIP9', { isAnswered: false });
	expect(unclear.clear(missed)).toBe(missed);
	expect(unclear.has('A')).toBe(true);
	const whole = onPhone('callFinished', 70, 'A', 'SIPSIP9', { isAnswered: false, durationSeconds: 2 });
	expect(unclear.clear(whole)).toEqual({ ...kept[2], ...whole, talkSeconds: 5 });
	expect(unclear.release()).toEqual([]);
	expect(unclear.clear(whole)).toBe(whole);
});

it('a call as a whole is told with what was kept of it, and its phones as they were', () => {
	const unclear = createUnclearEndings();
	const [phone, whole] = [hangUp('A', 'SIPSIP1', { ringSeconds: 5 }), finished('A', { talkSeconds: 7 })];
	unclear.keep(phone);
	unclear.keep(whole);
	const told = unclear.clear(onPhone('callFinished', 70, 'A', 'SIPSIP9', { isAnswered: true }));
	expect(told).toMatchObject({ talkSeconds: 7, isAnswered: true });
	expect(told).not.toHaveProperty('ringSeconds');
	expect(unclear.release('A')).toEqual([phone]);
});

describe('the earliest call that may have ended began', () => {
	const exit = (more: object) => inQueue('queueExit', 60, 'B', { ...gone, ...more });

	it.each<[string, ReturnType<typeof exit>, number]>([
		['with the call', exit({ startedAt: at(5), joinedAt: at(7) }), Date.parse(at(5))],
		['as it came to the queue', exit({ joinedAt: at(7) }), Date.parse(at(7))],
		['at a time that nobody says', exit({}), -Infinity],
		['later', exit({ startedAt: at(20) }), Date.parse(at(20))],
		['with another event', onPhone('newCall', 60, 'B', 'SIPSIP1', { ...gone, startedAt: at(5) }), Infinity],
		['before nothing was heard', exit({ recovered: undefined, startedAt: at(5) }), Infinity],
	])('%s', (_, event, expected) => {
		const unclear = createUnclearEndings();
		unclear.keep(event);
		expect(unclear.earliest()).toBe(expected);
		unclear.keep(hangUp('A'));
		expect(unclear.earliest()).toBe(Math.min(expected, Date.parse(at(10))));
		unclear.clear(hangUp('A'));
		unclear.clear(event);
		expect(unclear.earliest()).toBe(Infinity);
	});

	it('nobody says once all is told', () => {
		const unclear = createUnclearEndings();
		unclear.keep(hangUp('A'));
		unclear.release('A');
		expect(unclear.earliest()).toBe(Date.parse(at(10)));
		unclear.release();
		expect(unclear.earliest()).toBe(Infinity);
	});
});
