/** What of a call's end outlasts the process, so that nobody is told of it a second time after a restart. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { createReportedCalls } from '../../../../nodes/platform/realtime/gap/reportedCalls';
import type { CallRecord } from '../../../../nodes/platform/vocabulary/callRecord';
import { inQueue, onPhone } from '../events/account';

/** Of a caller who gave up the Call Log does not say when. */
const abandoned = (callId: string): CallRecord => ({
	callId,
	startedAt: '2026-03-01T08:00:00.000Z',
	isAnswered: false,
	isAbandoned: true,
	isMissed: true,
	isVoicemail: false,
});
const gaveUp = (callId: string) =>
	inQueue('queueAbandoned', 30, callId, { isAnswered: false, isAbandoned: true });
/** A call as most are: phones ring, an agent takes it, it ends. */
const answered = (callId: string): RealTimeEvent[] => [
	onPhone('hangUp', 10, callId, 'SIPSIP2', { endedAt: '2026-03-01T08:00:10.000Z', isAnswered: false }),
	inQueue('queueExit', 10, callId, { isAnswered: true }),
	onPhone('hangUp', 90, callId, 'SIPSIP1', { endedAt: '2026-03-01T08:01:30.000Z', isAnswered: true }),
	onPhone('callFinished', 90, callId, 'SIPSIP1', { isAnswered: true }),
];

let clock: jest.SpyInstance;
let now = 1_000_000;
beforeEach(() => (clock = jest.spyOn(performance, 'now').mockImplementation(() => now)));
afterEach(() => clock.mockRestore());

/** What the next process knows, as n8n keeps it. */
const next = (reported: ReturnType<typeof createReportedCalls>) =>
	createReportedCalls().to(JSON.parse(JSON.stringify(reported.recent(0))) as Record<string, number>);

it('callers who gave up are known for an hour, however many others call', () => {
	const reported = createReportedCalls();
	const callers = Array.from({ length: 300 }, (_, index) => `gave up ${index}`);
	for (const [index, callId] of callers.entries()) {
		reported.note(gaveUp(callId));
		for (let other = 0; other < 20; other += 1) {
			for (const event of answered(`answered ${index} ${other}`)) reported.note(event);
		}
		now += 10_000;
	}
	const later = next(reported);
	expect(callers.filter((callId) => !later.hasReported(abandoned(callId)))).toEqual([]);
	// Some 60 kB at most.
	expect(Object.keys(reported.recent(0)).length).toBeLessThanOrEqual(4_250);
	now += 3_600_000;
	expect(reported.recent(0)).toEqual({});
});

it('a caller who left a queue and was answered in another one gave up the first', () => {
	const reported = createReportedCalls();
	reported.note(inQueue('queueExit', 5, 'A'));
	for (const event of answered('A')) reported.note(event);
	now += 1_800_000;
	expect(next(reported).hasReported(abandoned('A'))).toBe(true);
});

it('other calls are known for as long as it can be doubtful whether they ended before a gap', () => {
	const reported = createReportedCalls();
	for (const event of answered('A')) reported.note(event);
	now += 60_000;
	expect(next(reported).hasFinished('A')).toBe(true);
	now += 600_000;
	// A gap that is being filled still is the later process's gap, too.
	expect(Object.values(reported.recent(660_000))).toEqual([7]);
	expect(reported.recent(0)).toEqual({});
});
