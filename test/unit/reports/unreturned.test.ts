/** Callers whom nobody has served since. */
import * as fc from 'fast-check';

import { createUnreturned, type UnreturnedOptions } from '../../../nodes/platform/reports/unreturned';
import { joinCalls } from '../../../nodes/platform/reports/wholeCalls';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { DAY, day, numberOf, type PlannedCall, recordOf, recordsOf } from './calls';

function track(records: readonly CallRecord[], options: Partial<UnreturnedOptions> = {}) {
	const tracker = createUnreturned({ leaveOut: new Set(), isOfInterest: () => true, ...options });
	const joiner = joinCalls(tracker.add);
	for (const record of records) joiner.add(record);
	joiner.end();
	return tracker;
}

const gaveUp = { isAnswered: false, isAbandoned: true, isMissed: true, durationSeconds: 0 };
const waits = (records: readonly CallRecord[], options?: Partial<UnreturnedOptions>) =>
	track(records, options)
		.waiting()
		.map(({ customerNumber }) => customerNumber);

it('tells of a caller once, with how often, since when, where and how long', () => {
	const records = [
		recordOf({ ...gaveUp, second: 10, callId: 'first', waitSeconds: 50, did: '0722776772', isMobile: true }),
		recordOf({
			...gaveUp,
			second: 90,
			callId: 'last',
			waitSeconds: 20,
			did: '0722776773',
			queue: { name: 'Support' },
		}),
		recordOf({
			...gaveUp,
			second: 95,
			isAbandoned: false,
			customerNumber: '0521111111',
			customerE164: '+972521111111',
		}),
	];
	expect(track(records).waiting()).toEqual([
		{
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			calls: 2,
			abandonedCalls: 2,
			firstCallAt: DAY + 10_000,
			lastCallAt: DAY + 90_000,
			lastCallId: 'last',
			queues: ['Sales', 'Support'],
			calledNumbers: ['0722776772', '0722776773'],
			longestWaitSeconds: 50,
		},
		expect.objectContaining({ customerNumber: '0521111111', calls: 1, abandonedCalls: 0 }),
	]);
});

it.each([
	['they called again and were answered', { direction: 'incoming' }],
	['somebody called them by phone', { direction: 'outgoing', typeId: 4 }],
	['a click to call reached them', { direction: 'click2call', typeId: 10 }],
	['the dialer reached them', { direction: 'dialer', typeId: 15 }],
] as const)('nobody waits once %s', (_, answered) => {
	expect(waits([recordOf(gaveUp), recordOf({ ...answered, second: 60 })])).toEqual([]);
	// An answer before the call in vain is none to it.
	expect(waits([recordOf(answered), recordOf({ ...gaveUp, second: 60 })])).toEqual(['0501234567']);
});

it('an attempt that nobody answered is no answer', () => {
	const attempt = recordOf({ direction: 'outgoing', typeId: 4, isAnswered: false, second: 60 });
	expect(waits([recordOf(gaveUp), attempt])).toEqual(['0501234567']);
});

it('leaves out colleagues, chosen numbers, and who asked for nobody', () => {
	expect(waits([recordOf({ ...gaveUp, direction: 'internal' })])).toEqual([]);
	for (const customerNumber of ['136', '1202', '20455']) {
		expect(waits([recordOf({ ...gaveUp, customerNumber, customerE164: undefined })])).toEqual([]);
	}
	expect(waits([recordOf(gaveUp)], { leaveOut: new Set(['+972501234567']) })).toEqual([]);
	expect(waits([recordOf({ isAnswered: false })])).toEqual([]);
});

it('a call that is of no interest starts no wait, and one that served the caller ends it all the same', () => {
	const isOfInterest = ({ queue }: { queue?: string }) => queue === 'Sales';
	const support = { queue: { name: 'Support' } };
	expect(waits([recordOf({ ...gaveUp, ...support })], { isOfInterest })).toEqual([]);
	expect(waits([recordOf(gaveUp), recordOf({ ...support, second: 9 })], { isOfInterest })).toEqual([]);
});

it('withheld numbers are told apart', () => {
	const withheld = { ...gaveUp, isWithheld: true, customerNumber: undefined, customerE164: undefined };
	const tracker = track([recordOf({ ...withheld, second: 1 }), recordOf({ ...withheld, second: 7 })]);
	expect(tracker.waiting()).toEqual([]);
	expect(tracker.withheld()).toEqual({ calls: 2, firstCallAt: DAY + 1_000, lastCallAt: DAY + 7_000 });
});

it('on any day, they are whom the day itself knows to wait', () => {
	const inVain = ({ fate, withheld }: PlannedCall) =>
		!withheld && (fate === 'abandoned' || fate === 'missed' || fate === 'voicemail');
	const serves = ({ fate, withheld }: PlannedCall) =>
		fate === 'returned' || (fate === 'answered' && !withheld);
	fc.assert(
		fc.property(day, (plan) => {
			const waiting = Array.from({ length: 10 }, (_, caller) => caller).filter((caller) => {
				const own = plan.filter((call) => call.caller === caller);
				return own.findLastIndex(inVain) > own.findLastIndex(serves);
			});
			expect(waits(plan.flatMap(recordsOf)).sort()).toEqual(waiting.map(numberOf));
		}),
	);
});
