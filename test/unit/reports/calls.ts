/** Records as the Call Log's reader gives them, and days of them made up at random. */
import * as fc from 'fast-check';

import { present } from '../../../nodes/platform/vocabulary/absent';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';

export const DAY = Date.UTC(2026, 10, 29, 22);

let lastId = 0;

type Required = 'callId' | 'isAnswered' | 'isAbandoned' | 'isMissed' | 'isVoicemail';
type Fields = Partial<Pick<CallRecord, Required>> & {
	[Name in Exclude<keyof CallRecord, Required>]?: CallRecord[Name] | undefined;
};

/** An incoming call through a queue that an agent answered, unless told otherwise; what is undefined is not there. */
export function recordOf({ second = 0, ...given }: Fields & { second?: number } = {}): CallRecord {
	return present({
		callId: `call-${lastId++}`,
		typeId: 8,
		type: 'Queue',
		direction: 'incoming' as const,
		customerNumber: '0501234567',
		customerE164: '+972501234567',
		isWithheld: false,
		startedAt: new Date(DAY + second * 1_000).toISOString(),
		isAnswered: true,
		isAbandoned: false,
		isMissed: false,
		isVoicemail: false,
		queue: { name: 'Sales' },
		durationSeconds: 60,
		...given,
	});
}

/** What a caller met. */
export type Fate = 'answered' | 'abandoned' | 'missed' | 'voicemail' | 'menu' | 'returned' | 'tried';

/** One call of a made-up day, as the day itself knows it. */
export interface PlannedCall {
	second: number;
	fate: Fate;
	/** The last digit of the other side's number. */
	caller: number;
	queue: string;
	agent: string;
	wait: number;
	talk: number;
	withheld: boolean;
}

/** A day of up to 60 calls, in their order. */
export const day: fc.Arbitrary<PlannedCall[]> = fc
	.array(
		fc.record({
			second: fc.integer({ min: 0, max: 86_399 }),
			fate: fc.constantFrom<Fate>(
				'answered',
				'abandoned',
				'missed',
				'voicemail',
				'menu',
				'returned',
				'tried',
			),
			caller: fc.integer({ min: 0, max: 9 }),
			queue: fc.constantFrom('Sales', 'Support', 'Billing'),
			agent: fc.constantFrom('Dana', 'Noa', 'Avi'),
			wait: fc.integer({ min: 0, max: 300 }),
			talk: fc.integer({ min: 1, max: 900 }),
			withheld: fc.boolean(),
		}),
		{ maxLength: 60 },
	)
	.map((calls) => calls.sort((one, other) => one.second - other.second));

export const numberOf = (caller: number) => `050123456${caller}`;

/** The records that a planned call leaves; a call from here leaves two, one a leg. */
export function recordsOf(call: PlannedCall): CallRecord[] {
	const { second, fate, caller, queue, agent, wait, talk, withheld } = call;
	const customer = {
		customerNumber: numberOf(caller),
		customerE164: `+97250123456${caller}`,
	};
	const who = withheld ? { customerNumber: undefined, customerE164: undefined, isWithheld: true } : customer;
	const nobody = { isAnswered: false, durationSeconds: 0 };
	if (fate === 'returned' || fate === 'tried') {
		const callId = `call-${lastId++}`;
		const common = {
			callId,
			second,
			direction: 'click2call' as const,
			...customer,
			queue: undefined,
			agent: { name: agent },
		};
		const agentLeg = recordOf({
			...common,
			typeId: 9,
			customerNumber: undefined,
			customerE164: undefined,
			durationSeconds: talk + 9,
		});
		const answered = fate === 'returned';
		return [
			agentLeg,
			recordOf({
				...common,
				typeId: 10,
				isAnswered: answered,
				ringSeconds: wait,
				durationSeconds: answered ? talk : 0,
			}),
		];
	}
	const ends: Record<Exclude<Fate, 'returned' | 'tried'>, Fields> = {
		answered: { durationSeconds: talk, agent: { name: agent } },
		abandoned: { ...nobody, isAbandoned: true, isMissed: true },
		missed: { ...nobody, isMissed: true },
		voicemail: { ...nobody, isMissed: true, isVoicemail: true },
		menu: { ...nobody, queue: undefined },
	};
	return [recordOf({ second, ...who, queue: { name: queue }, waitSeconds: wait, ...ends[fate] })];
}
