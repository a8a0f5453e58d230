/** What is to be done with the messages of one request: which start the workflow, and which somebody else sees to. */
import type { Ending } from '../../platform/inbound/intake';
import { type Records, recordsOf, type Waiting } from './records';
import type { Telling } from './telling';
import { onUpdateLabel } from './tellingFields';

/** What becomes one item: a message, or two that belong together. */
export interface OneItem<Message> {
	messages: Message[];
	/** It was processed before, and has come again with more in it. */
	isUpdate: boolean;
	/** To be told what became of it. */
	settle: (ending: Ending) => void;
}

/** See {@link sort}. */
export interface Sorted<Message> {
	items: OneItem<Message>[];
	/** What becomes of those that another request sees to. */
	elsewhere: Promise<Ending>[];
	/** Nothing is kept of a test. */
	records?: Records<Message>;
}

/**
 * Filters the messages, leaves out what was processed before, and joins those that belong together: with each other,
 * or with one of another request. A half whose other does not come is waited for, and with it the whole request: one
 * request starts one execution.
 *
 * @returns what is left to start the workflow; each is under way until it is settled
 */
export async function sort<Message>(telling: Telling<Message>): Promise<Sorted<Message>> {
	const { context, reader, messages, settings } = telling;
	if (context.getMode() === 'manual') {
		const items = togetherInOneBody(telling);
		return { items: items.filter((item) => reader.isWanted(item.messages)), elsewhere: [] };
	}
	const records = await recordsOf<Message>(context, settings.ignoreRepeats);
	const elsewhere: Promise<Ending>[] = [];
	const items: OneItem<Message>[] = [];
	const halves: Promise<OneItem<Message> | undefined>[] = [];
	const joinedHere = new Set<Message>();

	for (const message of messages) {
		const half = reader.halfOf?.(message);
		if (!half && !reader.isWanted([message])) continue;
		const known = settings.ignoreRepeats > 0 ? whatIsKnown(message, telling, records) : 'new';
		if (known === 'processed') continue;
		if (typeof known === 'object') {
			elsewhere.push(known.outcome);
			continue;
		}
		const record = { name: reader.nameOf(message), extras: reader.extrasOf(message) };
		const settle = records.intake.begin(record, Date.now);
		// Its other half was processed with it.
		if (!half || known === 'update') {
			items.push({ messages: [message], isUpdate: known === 'update', settle });
			continue;
		}
		const other = records.pairs.take(half);
		if (other) {
			joinedHere.add(other.message.message);
			items.push(joined(other, { message, settle }));
			continue;
		}
		const waits = records.pairs.wait(half, { message, settle }, reader.halfWaitMs ?? 0);
		halves.push(
			waits.then((found) => {
				if (!found.joined) return { messages: [message], isUpdate: false, settle };
				if (!joinedHere.has(message)) elsewhere.push(found.outcome);
				return undefined;
			}),
		);
	}
	for (const item of await Promise.all(halves)) if (item) items.push(item);
	const wanted = items.filter((item) => reader.isWanted(item.messages));
	for (const item of items) if (!wanted.includes(item)) item.settle('dropped');
	return { items: wanted, elsewhere, records };
}

/** In a test, which waits for nobody: what has come together belongs together. */
function togetherInOneBody<Message>({ reader, messages }: Telling<Message>): OneItem<Message>[] {
	const items: OneItem<Message>[] = [];
	const halves = new Map<string, OneItem<Message>>();
	for (const message of messages) {
		const half = reader.halfOf?.(message);
		const other = half && halves.get(half.other);
		if (other) {
			other.messages.push(message);
			halves.delete(half.other);
			continue;
		}
		const item: OneItem<Message> = { messages: [message], isUpdate: false, settle: () => undefined };
		if (half) halves.set(half.own, item);
		items.push(item);
	}
	return items;
}

function joined<Message>(
	other: { message: Waiting<Message>; settle: (ending: Ending) => void },
	{ message, settle }: Waiting<Message>,
): OneItem<Message> {
	const { message: first, settle: settleFirst } = other.message;
	return {
		messages: [first, message],
		isUpdate: false,
		settle(ending) {
			settleFirst(ending);
			settle(ending);
			other.settle(ending);
		},
	};
}

/** Whether a message was processed before, or what becomes of it when that is being done. */
function whatIsKnown<Message>(
	message: Message,
	{ context, what, reader, settings }: Telling<Message>,
	{ intake }: Records<Message>,
): 'new' | 'processed' | 'update' | { outcome: Promise<Ending> } {
	const name = reader.nameOf(message);
	const extras = reader.extrasOf(message);
	const startsUpdates = settings.onUpdate === 'startAgain';
	/** Is it known to have come with less? */
	const hasMore = () => {
		const before = intake.repeats.extrasOf(name, Date.now());
		return before !== undefined && (extras & ~before) !== 0;
	};
	const underWay = intake.underWay(name);
	if (underWay) {
		// When it comes again, it is an update.
		const outcome = underWay.then((ending) => (startsUpdates && hasMore() ? 'failed' : ending));
		return { outcome };
	}
	if (!intake.repeats.has(name, Date.now())) return 'new';
	if (!hasMore()) return 'processed';
	if (startsUpdates) return 'update';
	intake.repeats.add(name, Date.now(), extras);
	context.logger.info(
		`${context.getNode().name}: a ${what} came again with more in it, and started nothing. “${onUpdateLabel(what)}” is set to “Ignore”.`,
	);
	return 'processed';
}
