/** What waits for one workflow: bounded, in order, one by one or in batches. */
import Queue from 'yocto-queue';

import {
	CALL_EVENTS,
	CONDITION_EVENTS,
	CONNECTION_EVENTS,
	type RealTimeEvent,
	SNAPSHOT_EVENTS,
} from '../platform/realtime/events';

/** How many events were dropped, of each kind. */
export type Dropped = NonNullable<RealTimeEvent['dropped']>;

/** How an outbox hands its events on. */
export interface OutboxSettings {
	/** How many events may wait. */
	capacity: number;
	/** How many deliveries may be under way at once. */
	parallel: number;
	/** A delivery that takes longer no longer holds up the others. */
	patienceMs: number;
	/** So many events a delivery, or fewer once the first has waited for so long; without it one event a delivery. */
	batch?: { events: number; ms: number };
	/** Hands events on, and resolves when more may come. What it throws is for it to tell: here it only ends. */
	deliver: (events: RealTimeEvent[]) => Promise<unknown>;
	/** Says what was dropped, once there is room again; what it returns is delivered like any event. */
	report: (dropped: Dropped) => RealTimeEvent | undefined;
}

/** Each may be the state of a thousand extensions, and is outdated by the next one: more than these need not wait. */
const MOST_SNAPSHOTS = 20;

/** What goes first when the outbox is full: a snapshot comes again, an update is outdated by the next one. */
const CLASSES = 3;
const SNAPSHOTS: ReadonlySet<string> = new Set(SNAPSHOT_EVENTS);
const KEPT: ReadonlySet<string> = new Set([...CALL_EVENTS, ...CONDITION_EVENTS, ...CONNECTION_EVENTS]);

function classOf({ event }: RealTimeEvent): number {
	if (SNAPSHOTS.has(event)) return 0;
	return KEPT.has(event) ? 2 : 1;
}

/** Events that wait for one workflow; none yet. */
export function createOutbox(settings: OutboxSettings) {
	const { capacity, parallel, batch, deliver, report } = settings;
	const queues = Array.from({ length: CLASSES }, () => new Queue<Entry>());
	let waiting = 0;
	let underWay = 0;
	let sequence = 0;
	let dropped: Dropped = {};
	let hasDropped = false;
	let isDue = false;
	let isClosed = false;
	let timer: NodeJS.Timeout | undefined;
	const patience = new Set<NodeJS.Timeout>();

	/** Takes an event; it is delivered at once if nothing waits and a delivery is free. */
	const put = (event: RealTimeEvent) => {
		if (isClosed) return;
		enqueue(event);
		if (waiting > capacity || (queues[0]?.size ?? 0) > MOST_SNAPSHOTS) dropOne();
		pump();
	};

	const enqueue = (event: RealTimeEvent) => {
		queues[classOf(event)]?.enqueue({ event, sequence: sequence++ });
		waiting += 1;
	};

	const dropOne = () => {
		const entry = queues.find((queue) => queue.size > 0)?.dequeue();
		if (!entry) return;
		waiting -= 1;
		hasDropped = true;
		dropped[entry.event.event] = (dropped[entry.event.event] ?? 0) + 1;
	};

	/** The oldest of all. */
	const take = (): RealTimeEvent | undefined => {
		let first: Queue<Entry> | undefined;
		for (const queue of queues) if (headOf(queue) < headOf(first)) first = queue;
		const entry = first?.dequeue();
		if (entry) waiting -= 1;
		return entry?.event;
	};

	const pump = () => {
		while (underWay < parallel && mayDeliver()) send(batch?.events ?? 1);
		tellDropped();
		if (batch && waiting > 0 && !isDue && !isClosed) timer ??= setTimeout(ripen, batch.ms);
	};

	const mayDeliver = () => waiting > 0 && (!batch || isDue || waiting >= batch.events);

	/** The first of a batch has waited long enough. */
	const ripen = () => {
		timer = undefined;
		isDue = true;
		pump();
	};

	const send = (most: number) => {
		const events: RealTimeEvent[] = [];
		while (events.length < most) {
			const event = take();
			if (!event) break;
			events.push(event);
		}
		isDue = false;
		clearTimeout(timer);
		timer = undefined;
		underWay += 1;
		const over = () => {
			if (!patience.delete(impatient)) return;
			clearTimeout(impatient);
			underWay -= 1;
			if (!isClosed) pump();
		};
		const impatient = setTimeout(over, settings.patienceMs);
		patience.add(impatient);
		deliver(events).then(over, over);
	};

	/** With half the room free again, the report does not push out what it is about. */
	const tellDropped = () => {
		if (!hasDropped || waiting > capacity / 2) return;
		const counts = dropped;
		hasDropped = false;
		dropped = {};
		const event = report(counts);
		if (event && !isClosed) put(event);
	};

	return {
		put,
		/** Delivers what waits for its batch to fill; what waits for deliveries to end is left behind. No timer stays. */
		close() {
			if (isClosed) return;
			if (batch && waiting > 0) send(batch.events);
			isClosed = true;
			clearTimeout(timer);
			patience.forEach((impatient) => clearTimeout(impatient));
			patience.clear();
			while (waiting > 0) dropOne();
			tellDropped();
		},
		get waiting() {
			return waiting;
		},
	};
}

interface Entry {
	event: RealTimeEvent;
	sequence: number;
}

/** The sequence number of the first; Infinity when there is none. */
const headOf = (queue: Queue<Entry> | undefined): number => queue?.peek()?.sequence ?? Infinity;
