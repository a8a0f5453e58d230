import { z } from 'zod/v4';
import { type Account, departmentById, type Extension, type Queue } from '../account';
import { RECORDINGS_URL, recordingFile } from '../cdr/record';
import { instant, localClock } from '../times';
import { mix, spreadTimes } from './distribution';
import { CALL_TYPES, type Filterable, logDate, type LogRecord } from './record';

export const seedSchema = z.strictObject({
	count: z.int().min(1).max(2_000_000),
	from: instant,
	to: instant,
	seed: z.int().min(0).default(1),
	/**
	 * How calls lie in time. even; uneven: quiet and busy hours, thousands-fold different; bursts: uneven, and a third
	 * of all calls within twelve single seconds; or weights of equal parts of the time.
	 */
	distribution: z
		.union([z.enum(['even', 'uneven', 'bursts']), z.array(z.number().min(0)).min(1)])
		.default('uneven'),
});
export type SeedOptions = z.input<typeof seedSchema>;

/**
 * Very many records that are not kept: each is made when it is asked for, always the same. A third of them are pairs,
 * the two legs of one click-to-call, which share a call id.
 */
export interface SeededRecords {
	readonly count: number;
	/** Seconds since 1970, ascending: the time of each record. */
	readonly times: Uint32Array;
	recordAt: (index: number) => LogRecord;
	filterableAt: (index: number) => Filterable;
	/** Where a record lies in the server's own order: 0 to 1. */
	storageKey: (index: number) => number;
	/** The records with this call id. */
	find: (callId: string) => readonly number[];
}

/** What a record is made from. */
interface Sketch extends Filterable {
	readonly type: keyof typeof CALL_TYPES;
	readonly extension: Extension;
	readonly queue: Queue | undefined;
	readonly phone: string;
	readonly answered: boolean;
	/** The record whose index the call id holds. */
	readonly idIndex: number;
}

/** Makes the records of an account. */
export function seedRecords(account: Account, options: z.output<typeof seedSchema>): SeededRecords {
	const { count, seed } = options;
	const times = spreadTimes(options);
	const timeOf = (index: number) => times[index] ?? 0;

	const sketchAt = (index: number): Sketch => {
		const isLeg = mix(seed, index >> 1, 1) % 3 === 0 && (index | 1) < count;
		const idIndex = isLeg ? index & ~1 : index;
		const random = mix(seed, idIndex, 2);
		const extension = pick(account.extensions, random);
		const type = isLeg ? (index % 2 === 0 ? 'Click2Call leg1' : 'Click2Call leg2') : plainType(random);
		const queue = type === 'Queue' ? pick(account.queues, random >>> 8) : undefined;
		const phone = `9725${String(10_000_000 + (mix(seed, idIndex, 3) % 90_000_000))}`;
		const incoming = type === 'Incoming Call' || type === 'Queue';
		const did = account.dids[0] ?? '';
		return {
			type,
			extension,
			queue,
			phone,
			answered: (random >>> 16) % 4 !== 0,
			idIndex,
			caller: incoming ? phone : did,
			target: incoming || type === 'Click2Call leg1' ? extension.sip : phone,
			callerExtension: type === 'Extension Outgoing' || type === 'Click2Call leg2' ? extension.sip : '',
			targetExtension: incoming || type === 'Click2Call leg1' ? extension.sip : '',
			cdrType: CALL_TYPES[type],
			queueId: queue?.id ?? 0,
			campaignId: 0,
			departmentId: extension.departmentId,
			userId: Number(extension.user.id),
		};
	};
	const callIdAt = (idIndex: number) => {
		const check = mix(seed, idIndex, 4).toString(36).padStart(7, '0');
		const clock = localClock(new Date(timeOf(idIndex) * 1000));
		return `${clock}sim${idIndex.toString(36).padStart(8, '0')}${check}`;
	};
	const recordAt = (index: number) =>
		build(account, sketchAt(index), timeOf(index), mix(seed, index, 5), callIdAt);

	return {
		count,
		times,
		recordAt,
		filterableAt: sketchAt,
		storageKey: (index) => mix(seed, index, 6) / 2 ** 32,
		find(callId) {
			const index = parseInt(/^\d{14}sim(\w{8})/.exec(callId)?.[1] ?? '', 36);
			return [index, index + 1].filter((one) => one < count && callIdAt(sketchAt(one).idIndex) === callId);
		},
	};
}

function plainType(random: number): keyof typeof CALL_TYPES {
	return pick(['Incoming Call', 'Queue', 'Extension Outgoing'] as const, random >>> 4);
}

function build(
	account: Account,
	sketch: Sketch,
	epoch: number,
	random: number,
	callIdAt: (index: number) => string,
): LogRecord {
	const { extension, queue, answered } = sketch;
	const callId = callIdAt(sketch.idIndex);
	const recorded = answered && sketch.type !== 'Click2Call leg1';
	const file = recordingFile(callId, sketch.callerExtension || sketch.caller, sketch.target);
	return {
		CallerNumber: sketch.caller,
		TargetNumber: sketch.target,
		Date: logDate(epoch),
		DateEpoch: epoch,
		Duration: answered ? random % 900 : 0,
		CallID: callId,
		Type: sketch.type,
		CdrType: sketch.cdrType,
		DialStatus: answered ? 'ANSWER' : pick(UNANSWERED[queue ? 'queue' : 'other'], random >>> 8),
		TargetExtension: sketch.targetExtension,
		CallerExtension: sketch.callerExtension,
		DID: sketch.targetExtension === '' ? '' : (queue?.did ?? account.dids[0] ?? ''),
		QueueName: queue?.name ?? '',
		RecordURL: recorded ? RECORDINGS_URL + file : '',
		RecordExpect: recorded,
		RingTime: (random >>> 16) % 40,
		Price: 0,
		RepresentativeName: extension.user.name,
		RepresentativeCode: extension.user.id,
		UserName: extension.user.name,
		UserId: sketch.userId,
		DepartmentName: departmentById(account, extension.departmentId).name,
		DepartmentId: extension.departmentId,
		TargetPrefixName: sketch.target === sketch.phone ? 'Israel' : '',
		DTMFData: (queue?.ivr ?? []).map(({ name, dtmf, number }) => ({
			LayerName: name,
			DTMF: dtmf,
			LayerNumber: String(number),
		})),
		CustomData: sketch.cdrType === CALL_TYPES['Click2Call leg2'] ? { var_clientID: String(random) } : {},
	};
}

const UNANSWERED = {
	queue: ['ABANDONE', 'TIMEOUT', 'EXIT', 'FULL', 'JOINEMPTY'],
	other: ['NOANSWER', 'BUSY', 'CANCEL'],
} as const;

function pick<T>(list: readonly T[], random: number): T {
	const item = list[random % list.length];
	if (item === undefined) throw new Error('the account has none of what a call needs');
	return item;
}
