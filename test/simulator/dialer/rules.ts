import { z } from 'zod/v4';

/** Where the dialer's documents differ. */
export const dialerRulesSchema = z.strictObject({
	/** Every method refuses a request without the account's `Code`. Default: only GetCampaignList does. */
	codeRequired: z.boolean().default(false),
});
export type DialerRules = z.output<typeof dialerRulesSchema>;
export type DialerRulesOptions = z.input<typeof dialerRulesSchema>;
