/** What Voicenter tells on its own, again and again until it hears that it has arrived (voicenter-api.md §9). */
import { formatOf, readRecords, type WireBody, writeBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { isObject } from '../wire/values';
import { WireError } from '../wire/wireError';

/** A message, read: in our words, and as it came. */
export interface Told<Message> {
	record: Message;
	raw: Record<string, unknown>;
}

/** What an acknowledgement says: anything but 0 makes Voicenter send the message again. */
export const ACKNOWLEDGEMENT = {
	ok: { err: 0, errdesc: 'OK' },
	parseError: { err: 1, errdesc: 'Parse error' },
	applicationError: { err: 2, errdesc: 'Application error' },
} as const;

/**
 * Answers a message in the format that it came in.
 *
 * @param body the message
 * @param answer which of the {@link ACKNOWLEDGEMENT}s
 */
export function acknowledge(
	body: WireBody,
	answer: keyof typeof ACKNOWLEDGEMENT,
): { text: string; contentType: string } {
	return writeBody(formatOf(body), ACKNOWLEDGEMENT[answer]);
}

/**
 * Reads the messages of a body in whichever of the three formats it came: one, or a list, as two public receivers expect.
 * One that cannot be read takes none of the others with it.
 *
 * @param what one of them is, such as "record"
 * @param readOne reads one, of its fields; throws WireError
 * @returns those that could be read, and what is wrong with each of the others
 * @throws WireError when nothing of it can be read
 */
export function readMessages<Message>(
	body: WireBody,
	what: string,
	readOne: (raw: Record<string, unknown>) => Message,
): { read: Told<Message>[]; broken: string[] } {
	return withRepairBudget(() => {
		const read: Told<Message>[] = [];
		const broken: string[] = [];
		for (const raw of readRecords(body)) {
			try {
				if (!isObject(raw)) throw new WireError(`The ${what} is not an object with fields`);
				read.push({ record: readOne(raw), raw });
			} catch (error) {
				if (!(error instanceof WireError)) throw error;
				broken.push(error.message);
			}
		}
		if (read.length === 0) throw new WireError(broken[0] ?? '');
		return { read, broken };
	});
}
