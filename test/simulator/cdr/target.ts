import { z } from 'zod/v4';
import { mix } from '../callLog/distribution';

/** Seconds would be minutes at Voicenter ("sent again later", no figure given); 5 s is for a developer's desk. */
export const DEFAULT_RESEND_MS = 5_000;

const milliseconds = z.int().min(0);

/** Where and how records are pushed, as control takes it. */
export const cdrTargetSchema = z.strictObject({
	url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
	format: z.enum(['json', 'xmlrpc', 'form']).default('json'),
	/** Wait between an attempt that was not acknowledged and the next; a list: the last one from then on. */
	resendEveryMs: z.union([milliseconds, z.array(milliseconds).min(1)]).default(DEFAULT_RESEND_MS),
	/** Wait before the first attempt: Voicenter sends "some minutes after the call". */
	delayMs: milliseconds.optional(),
	/** How long an answer is waited for. Default: 10 s. */
	answerWithinMs: z.int().min(1).optional(),
	/** This share of all records is sent once more although acknowledged; which ones is drawn by the seed. */
	duplicateRate: z.number().min(0).max(1).default(0),
	duplicateAfterMs: milliseconds.default(0),
	seed: z.int().min(0).default(1),
	/** Gives up after this many; without it, never. */
	maxAttempts: z.int().min(1).optional(),
	/** How the keys of an acknowledgement are spelled: as in the document's sample, or as in its table (voicenter-api.md §14). */
	acknowledgementKeys: z.enum(['err', 'Err']).default('err'),
	numbers: z.enum(['number', 'string']).optional(),
	nested: z.enum(['structure', 'jsonString']).optional(),
	asList: z.boolean().optional(),
	/** Sent besides Content-Type, for a receiver that wants a secret. */
	headers: z.record(z.string(), z.string()).optional(),
});

export type CdrTarget = z.output<typeof cdrTargetSchema>;
export type CdrTargetOptions = z.input<typeof cdrTargetSchema>;

/** The wait after the `tries`-th attempt that was not acknowledged, in milliseconds. */
export function resendAfter({ resendEveryMs }: CdrTarget, tries: number): number {
	if (typeof resendEveryMs === 'number') return resendEveryMs;
	return resendEveryMs[Math.min(tries, resendEveryMs.length) - 1] ?? DEFAULT_RESEND_MS;
}

/** Whether the target gets the `number`-th record twice. */
export function isRepeated({ duplicateRate, seed }: CdrTarget, number: number): boolean {
	return mix(seed, number, 7) / 2 ** 32 < duplicateRate;
}
