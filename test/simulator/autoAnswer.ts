import { z } from 'zod/v4';
import { CLICK_TO_CALL_OUTCOMES, type ClickToCallOutcome } from './cdr/clickToCallLegs';

const outcomes = Object.keys(CLICK_TO_CALL_OUTCOMES) as [ClickToCallOutcome, ...ClickToCallOutcome[]];

/** What becomes of every click-to-call placed from now on, without anybody answering it by hand. */
export const autoAnswerSchema = z.strictObject({
	outcome: z.enum(outcomes).default('answered'),
	/** Real time until it is answered (or fails), and again until it ends. */
	afterMs: z.int().min(0).default(100),
	/** What the records say, in seconds. */
	phoneRingSeconds: z.int().min(0).default(3),
	targetRingSeconds: z.int().min(0).default(5),
	talkSeconds: z.int().min(0).default(30),
});

export type AutoAnswer = z.output<typeof autoAnswerSchema>;
export type AutoAnswerOptions = z.input<typeof autoAnswerSchema>;
