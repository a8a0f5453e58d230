import { z } from 'zod/v4';
import { type Extension, findQueue, withMoreExtensions } from '../account';
import { recordingFile } from '../cdr/record';
import { SimulatorError } from '../errors';
import { localClock } from '../times';
import type { World } from '../world';
import type { Leg } from './live';
import { extensionEvent } from './payloads/extensions';
import { knownExtension } from './plays/stage';
import { sees } from './session';

/** Load: many events a second, of which a few are on one extension. */
export const streamSchema = z.strictObject({
	perSecond: z.int().min(1).max(20_000).default(5000),
	seconds: z.number().positive().default(10),
	/** One event in so many is on `extension`. */
	matchEvery: z.int().min(1).default(100),
	extension: z.string().default('SIPSIP1'),
	/** The events on `extension` came through this queue. */
	queue: z.union([z.string(), z.int()]).optional(),
	/** On how many other extensions the others are; they are added when the account has too few. */
	others: z.int().min(1).max(5000).default(50),
	/** CALLS: each call rings, is answered and ends, one event after the other. */
	reason: z.enum(['NEWCALL', 'ANSWER', 'HANGUP', 'CALLS']).default('NEWCALL'),
});
export type StreamOptions = z.input<typeof streamSchema>;

/** How far a stream is. */
export interface StreamFacts {
	readonly running: boolean;
	/** Events made, whether or not anybody was connected. */
	readonly sent: number;
	/** Those on the extension. */
	readonly matching: number;
}

/** A stream under way. */
export interface RealTimeStream {
	facts: () => StreamFacts;
	/** Resolves when it is over, or was stopped. */
	readonly done: Promise<StreamFacts>;
	stop: () => void;
}

const WHOLE_CALL = ['NEWCALL', 'ANSWER', 'HANGUP'] as const;
const TICK_MS = 10;
// A tick that comes late makes up for so many milliseconds at most: a burst is no stream.
const CATCH_UP_MS = 250;
// In place of a call's id: written once, and cut out of the text for every event of a tick.
const ID = '<call id>';
const ID_LENGTH = 32;
const SOCKET_IO_EVENT = '2';

/**
 * Starts a stream. Every event is a call of its own; nothing of it is in the snapshots, the Call Log or, but for the
 * events on the extension (without their payload), the journal.
 */
export function startStream(world: World, options: z.output<typeof streamSchema>): RealTimeStream {
	const { perSecond, matchEvery, reason } = options;
	const reasons = reason === 'CALLS' ? WHOLE_CALL : [reason];
	const wanted = knownExtension(world, options.extension);
	world.account.update((account) => withMoreExtensions(account, options.others + 1));
	const others = world.account
		.get()
		.extensions.filter(({ sip }) => sip !== wanted.sip)
		.slice(0, options.others);
	const total = Math.round((perSecond * options.seconds) / reasons.length) * reasons.length;
	const began = performance.now();
	let sent = 0;
	let matching = 0;
	let skipped = 0;
	let ticks = 0;
	let running = true;
	let over: (facts: StreamFacts) => void = () => undefined;
	const done = new Promise<StreamFacts>((resolve) => (over = resolve));
	const facts = () => ({ running, sent, matching });

	const stop = () => {
		if (!running) return;
		running = false;
		clearInterval(timer);
		over(facts());
	};
	const tick = () => {
		const due = Math.floor(((performance.now() - began) / 1000) * perSecond) - skipped;
		const late = due - sent - Math.ceil((perSecond * CATCH_UP_MS) / 1000);
		if (late > 0) skipped += late;
		const upTo = Math.min(total, due - Math.max(0, late));
		const until = upTo - (upTo % reasons.length);
		if (until <= sent) return;
		const now = new Date();
		const other = others[ticks++ % others.length] ?? wanted;
		const texts = {
			match: reasons.map((one) => templateOf(world, one, wanted, now, options.queue)),
			other: reasons.map((one) => templateOf(world, one, other, now)),
		};
		const clock = localClock(now);
		const to = {
			match: connectionsFor(world, wanted),
			other: connectionsFor(world, other),
		};
		while (sent < until) {
			const part = sent % reasons.length;
			sent++;
			const call = Math.ceil(sent / reasons.length);
			const kind = call % matchEvery === 0 ? 'match' : 'other';
			if (kind === 'match') matching++;
			const callId = clock + String(call).padStart(ID_LENGTH - clock.length, '0');
			const packet = texts[kind][part]?.join(callId) ?? '';
			const event = { name: 'ExtensionEvent', callId, reason: reasons[part] ?? '' };
			for (const connection of to[kind]) connection.send({ event, packet, noted: kind === 'match' });
		}
		if (sent >= total) stop();
	};
	const timer = setInterval(tick, TICK_MS).unref();
	return { facts, done, stop };
}

function connectionsFor(world: World, extension: Extension) {
	return world.realTime.servers
		.all()
		.flatMap((server) => server.connections().filter((connection) => sees(connection, extension)));
}

function templateOf(
	world: World,
	reason: (typeof WHOLE_CALL)[number],
	extension: Extension,
	at: Date,
	queueName?: string | number,
): string[] {
	const queue = queueName === undefined ? undefined : findQueue(world.account.get(), queueName);
	if (queueName !== undefined && !queue) throw new SimulatorError(`queue: there is no "${queueName}"`);
	const leg: Leg = {
		callId: ID,
		sip: extension.sip,
		direction: 'Incoming',
		status: reason === 'NEWCALL' ? 'Ringing' : 'Talking',
		startedAt: at,
		...(reason !== 'NEWCALL' && { answeredAt: at }),
		phone: '0501234567',
		name: 'Test Voicenter',
		did: queue?.did ?? world.account.get().dids[0] ?? '',
		file: recordingFile(ID, '0501234567', extension.sip),
		muted: false,
		customData: {},
		...(queue && { queue }),
	};
	const ending = reason === 'HANGUP' ? { ending: { cause: 'Normal hangup' as const } } : {};
	const payload = extensionEvent(world, { extension, reason, leg, ...ending, at });
	return (SOCKET_IO_EVENT + JSON.stringify(['ExtensionEvent', payload])).split(ID);
}
