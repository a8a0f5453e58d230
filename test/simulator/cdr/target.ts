import { z } from 'zod/v4';

/** Seconds would be minutes at Voicenter ("sent again later", no figure given); 5 s is for a developer's desk. */
export const DEFAULT_RESEND_MS = 5_000;

/** Where and how records are pushed, as control takes it. */
export const cdrTargetSchema = z.strictObject({
	url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
	format: z.enum(['json', 'xmlrpc', 'form']).default('json'),
	/** Wait between an attempt that was not acknowledged and the next. */
	resendEveryMs: z.int().min(0).default(DEFAULT_RESEND_MS),
	/** Wait before the first attempt: Voicenter sends "some minutes after the call". */
	delayMs: z.int().min(0).optional(),
	/** Gives up after this many; without it, never. */
	maxAttempts: z.int().min(1).optional(),
	numbers: z.enum(['number', 'string']).optional(),
	nested: z.enum(['structure', 'jsonString']).optional(),
	/** Sent besides Content-Type, for a receiver that wants a secret. */
	headers: z.record(z.string(), z.string()).optional(),
});

export type CdrTarget = z.output<typeof cdrTargetSchema>;
export type CdrTargetOptions = z.input<typeof cdrTargetSchema>;
