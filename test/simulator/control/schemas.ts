import { z } from 'zod/v4';

export const extensionChangeSchema = z.strictObject({
	online: z.boolean().optional(),
	connected: z.boolean().optional(),
	blocked: z.boolean().optional(),
});
export type ExtensionChange = z.input<typeof extensionChangeSchema>;

export const allowlistSchema = z.union([z.array(z.string()), z.literal('everyone'), z.literal('nobody')], {
	error: 'the allow-list is "everyone", "nobody", or a list of IP addresses',
});

/** The HTTP form of commands that take more than one argument. */
export const renameBodySchema = z.strictObject({ name: z.string().min(1) });
export const allowlistBodySchema = z.strictObject({ addresses: allowlistSchema });
export const pushBodySchema = z.strictObject({
	/** A record's fields, or a body exactly as it should go out. */
	record: z.union([z.record(z.string(), z.unknown()), z.string()]),
	format: z.enum(['json', 'xmlrpc', 'form']).optional(),
});
