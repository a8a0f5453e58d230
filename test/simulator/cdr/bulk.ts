import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { z } from 'zod/v4';
import type { Account } from '../account';
import { landCall } from '../callLog/landing';
import { mix } from '../callLog/distribution';
import { SimulatorError } from '../errors';
import type { World } from '../world';
import { type CdrBook, type CdrBookEntry, cdrBook } from './book';
import {
	clickToCallPlayRecords,
	clickToCallPlaySchema,
	incomingCallRecords,
	incomingCallSchema,
	outgoingCallRecords,
	outgoingCallSchema,
	type PlayedCall,
} from './plays';

const KINDS = [
	'queueAnswered',
	'abandoned',
	'answered',
	'missed',
	'voicemail',
	'outgoing',
	'clickToCall',
] as const;

/** Very many calls that have just ended. */
export const cdrBulkSchema = z.strictObject({
	count: z.int().min(1).max(1_000_000),
	/** Calls a second, evenly spread; without it, as fast as the receiver takes them. */
	perSecond: z.number().positive().optional(),
	/** Deliveries at a time, resends included; over connections that are kept alive. */
	concurrency: z.int().min(1).default(20),
	/** This share of all records is sent once more although acknowledged: Voicenter did not hear. */
	resendShare: z.number().min(0).max(1).default(0),
	resendAfterMs: z.int().min(0).default(0),
	/** What is drawn: kinds, phones, extensions, and which records are sent again. */
	seed: z.int().min(0).default(1),
	kinds: z
		.array(z.enum(KINDS))
		.min(1)
		.default([...KINDS]),
	/** Click-to-calls: which leg comes first, drawn or always the same, and how long before the other. */
	legOrder: z.enum(['leg1First', 'leg2First', 'drawn']).default('leg1First'),
	legSpacingMs: z.int().min(0).default(0),
	newerFields: z.boolean().default(false),
	ai: z.boolean().default(false),
	customData: z.record(z.string(), z.string()).optional(),
	/** Merged over every record; `null` takes a field away. */
	fields: z.record(z.string(), z.unknown()).optional(),
});
export type CdrBulkOptions = z.input<typeof cdrBulkSchema>;
type Bulk = z.output<typeof cdrBulkSchema>;

/** Calls that are being pushed. */
export interface CdrBulk {
	readonly bulkId: string;
	/** In the order in which they ended; grows while calls are still to come. */
	readonly callIds: readonly string[];
	/** How it stands. */
	report: () => CdrBook;
	/** When every record is acknowledged, and sent again where it had to be. Rejects on reset. */
	readonly done: Promise<CdrBook>;
}

export type { CdrBook, CdrBookEntry };

/** Starts pushing to the CDR target. @throws SimulatorError without one */
export function pushCdrs(world: World, options: Bulk): CdrBulk {
	if (!world.cdr.target()) throw new SimulatorError('There is nowhere to push: set a CDR target first');
	const bulkId = randomUUID();
	const callIds: string[] = [];
	const report = () => cdrBook(world.cdr, bulkId);
	const done = play(world, options, bulkId, callIds).then(report);
	// Whoever does not wait for it need not hear of a reset either.
	done.catch(() => undefined);
	return { bulkId, callIds, report, done };
}

async function play(world: World, options: Bulk, bulkId: string, callIds: string[]): Promise<void> {
	const signal = world.cdr.signal();
	const gate = pLimit(options.concurrency);
	const began = performance.now();
	let records = 0;
	for (let index = 0; index < options.count; index++) {
		await turn(index);
		signal.throwIfAborted();
		const call = callAt(world.account.get(), options, index);
		callIds.push(call.callId);
		for (const [leg, record] of call.records.entries()) {
			const isRepeated = mix(options.seed, records++, 2) / 2 ** 32 < options.resendShare;
			landCall(
				world,
				{ ...call, records: [record] },
				{
					bulkId,
					gate,
					delayMs: leg * (call.spacingMs ?? 0),
					repeatAfterMs: isRepeated ? options.resendAfterMs : null,
				},
			);
		}
	}
	while (world.cdr.pending().some((push) => push.bulkId === bulkId)) {
		await wait(10, undefined, { signal });
	}

	/** When the next call ends: at its time, or when the receiver has room. */
	async function turn(index: number): Promise<void> {
		if (options.perSecond === undefined) return gate(() => undefined);
		const early = began + (index * 1000) / options.perSecond - performance.now();
		if (early > 0) await wait(early, undefined, { signal });
	}
}

function callAt(account: Account, options: Bulk, index: number): PlayedCall {
	const drawn = (salt: number, below: number) => mix(options.seed, index, salt) % below;
	const { newerFields, ai, customData, fields, legSpacingMs } = options;
	const phone = `05${drawn(3, 5)}${String(1_000_000 + drawn(4, 9_000_000))}`;
	const extension = account.extensions[drawn(5, account.extensions.length)]?.sip ?? '';
	const queue = account.queues[drawn(6, account.queues.length)]?.key;
	const common = {
		newerFields,
		durationCounts: 'talk' as const,
		ai,
		...(customData && { customData }),
		...(fields && { fields }),
	};
	const talkSeconds = 1 + drawn(8, 600);
	const kind = options.kinds[drawn(9, options.kinds.length)] ?? 'answered';
	switch (kind) {
		case 'outgoing':
			return outgoingCallRecords(
				account,
				outgoingCallSchema.parse({ ...common, extension, target: phone, talkSeconds }),
			);
		case 'clickToCall': {
			const order = options.legOrder === 'drawn' ? legOrderOf(drawn(10, 2)) : options.legOrder;
			const play = { ...common, phone: extension, target: phone, talkSeconds, legOrder: order, legSpacingMs };
			return clickToCallPlayRecords(account, clickToCallPlaySchema.parse(play));
		}
		case 'queueAnswered':
		case 'abandoned': {
			const outcome = kind === 'abandoned' ? kind : 'answered';
			const play = {
				...common,
				queue,
				outcome,
				caller: phone,
				extension,
				talkSeconds,
				waitSeconds: drawn(11, 180),
			};
			return incomingCallRecords(account, incomingCallSchema.parse(play));
		}
		default: {
			const play = { ...common, outcome: kind, caller: phone, extension, talkSeconds };
			return incomingCallRecords(account, incomingCallSchema.parse(play));
		}
	}
}

function legOrderOf(drawn: number): 'leg1First' | 'leg2First' {
	return drawn === 0 ? 'leg1First' : 'leg2First';
}
