import { z } from 'zod/v4';

export const muteConventionSchema = z.enum(['zeroMutes', 'oneMutes'], {
	error: 'the convention is "zeroMutes" or "oneMutes"',
});
/** What `state` means (voicenter-api.md §14): 1 mutes, as nearly all pages say, or 0, as one line says. */
export type MuteConvention = z.output<typeof muteConventionSchema>;

export const muteEffectSchema = z.strictObject({
	/** Answers Success and leaves the recording as it is: of every call, or of those with these ids. */
	pretend: z.union([z.boolean(), z.array(z.string())]).default(false),
	/** Answers at once and changes the recording so much later. */
	delayMs: z.int().min(0).default(0),
});
export type MuteEffect = z.output<typeof muteEffectSchema>;
export type MuteEffectOptions = z.input<typeof muteEffectSchema>;

/** How the mute service behaves. */
export interface Muting extends MuteEffect {
	readonly convention: MuteConvention;
	readonly address: MuteAddress;
}

export const muteAddressSchema = z.enum(['both', 'document', 'monitorServer'], {
	error: 'the address is "both", "document" or "monitorServer"',
});
/** Where muting is answered: at the document's address, at the monitor server's, or at both. */
export type MuteAddress = z.output<typeof muteAddressSchema>;

/** As nearly all of Voicenter's pages have it. */
export function usualMuting(): Muting {
	return { convention: 'oneMutes', address: 'both', ...muteEffectSchema.parse({}) };
}
