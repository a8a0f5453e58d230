/**
 * The samples of the user's document, letter for letter as they stand there: without the commas that fell out of the
 * PDF, and with quotes that nobody escaped. Page breaks, line numbers and the prose between two halves of a sample are
 * taken out, three addresses of recordings, which the page's edge cuts off, are completed, and three phone numbers and a
 * campaign's code that may be somebody's are made-up ones. The real-time chapter's are in test/unit/realtime/events.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const samples = new Map(
	readFileSync(join(__dirname, 'document.txt'), 'utf8')
		.split(/^=== /m)
		.slice(1)
		.map((section) => {
			const end = section.indexOf('\n');
			return [section.slice(0, end), section.slice(end + 1)];
		}),
);

/** Every sample's name. */
export const SAMPLE_NAMES = [...samples.keys()];

/** A sample's text. */
export function sample(name: string): string {
	const text = samples.get(name);
	if (text === undefined) throw new Error(`The document has no sample "${name}"`);
	return text;
}

/** A sample with the commas that fell out of the PDF put back, for a reader that wants JSON. */
export function withCommas(name: string): string {
	return sample(name).replace(/([}\]])\n(?=["{[])/g, '$1,\n');
}
