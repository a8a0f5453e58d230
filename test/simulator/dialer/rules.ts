import { z } from 'zod/v4';

/** Where the dialer's documents differ. */
export const dialerRulesSchema = z.strictObject({
	/** Every method refuses a request without the account's `Code`. Default: only GetCampaignList does. */
	codeRequired: z.boolean().default(false),
	/** AddMember and RemoveMember give their total in an object (the samples) or in a list (the table). */
	memberTotals: z.enum(['object', 'list']).default('object'),
	/** AddCallsBulk gives each target's result unasked, or only where a target says `async`. */
	targetResults: z.enum(['always', 'whenAsked']).default('always'),
});
export type DialerRules = z.output<typeof dialerRulesSchema>;
export type DialerRulesOptions = z.input<typeof dialerRulesSchema>;
