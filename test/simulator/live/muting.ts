import { z } from 'zod/v4';

export const muteConventionSchema = z.enum(['zeroMutes', 'oneMutes'], {
	error: 'the convention is "zeroMutes" or "oneMutes"',
});
/** What `state` means (voicenter-api.md §14): 0 mutes, as the document says, or 1, as the newer pages say. */
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
}

/** As the document has it. */
export function documentedMuting(): Muting {
	return { convention: 'zeroMutes', ...muteEffectSchema.parse({}) };
}
