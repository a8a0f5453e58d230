import { z } from 'zod/v4';
import { extensionBySip } from '../account';
import { callTime, type Campaign, type Target } from '../dialer/campaigns';
import { type DialerRulesOptions, dialerRulesSchema } from '../dialer/rules';
import { SimulatorError } from '../errors';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

const campaignSchema = z.strictObject({
	name: z.string().min(1),
	/** agent: rings the agent first; ivr: the customer. */
	kind: z.enum(['agent', 'ivr']),
	code: z.string().min(1).optional(),
	enabled: z.boolean().default(true),
	/** SIP codes, of an agent dialer. */
	members: z.array(z.string()).default([]),
});
export type CampaignOptions = z.input<typeof campaignSchema>;

/** A target, and the instant at which it is to be called (undefined: as soon as possible). */
export interface ScheduledTarget extends Target {
	readonly callAt?: Date;
}

export interface DialerControl {
	campaigns: () => readonly Campaign[];
	addCampaign: (options: CampaignOptions) => Campaign;
	/** Numbers still to be called, oldest first: of one campaign (its code), or of all. */
	dialerTargets: (campaign?: string) => readonly ScheduledTarget[];
	/** Every target that was ever added, as it was then, with duplicates and those removed since. */
	dialerAdditions: (campaign?: string) => readonly Target[];
	setDialerRules: (rules: DialerRulesOptions) => void;
}

/** The dialer's commands. */
export function dialerControl(world: World): DialerControl {
	return {
		campaigns: world.dialer.campaigns,
		addCampaign(options) {
			const { code = `VCsimCampaign${options.name}`, ...facts } = check(campaignSchema, options);
			if (world.dialer.find(code)) throw new SimulatorError(`code: there is a campaign ${code} already`);
			const unknown = facts.members.find((sip) => !extensionBySip(world.account.get(), sip));
			if (unknown !== undefined) throw new SimulatorError(`members: there is no extension ${unknown}`);
			if (facts.kind === 'ivr' && facts.members.length > 0) {
				throw new SimulatorError('members: only an agent dialer has members');
			}
			return world.dialer.addCampaign({ ...facts, code });
		},
		dialerTargets: (campaign) =>
			codes(world, campaign).flatMap((code) => world.dialer.pending(code).map(withCallTime)),
		dialerAdditions: (campaign) =>
			world.dialer.additions().filter((one) => campaign === undefined || one.campaign === campaign),
		setDialerRules(rules) {
			const checked = check(dialerRulesSchema, rules);
			world.dialerRules.update(() => checked);
		},
	};
}

function codes(world: World, campaign?: string): string[] {
	return campaign === undefined ? world.dialer.campaigns().map(({ code }) => code) : [campaign];
}

function withCallTime(target: Target): ScheduledTarget {
	const callAt = callTime(target);
	return callAt ? { ...target, callAt } : target;
}

/** The dialer's commands over HTTP. */
export function dialerCommands(add: AddCommand, control: DialerControl): void {
	const named = ({ campaign }: Readonly<Record<string, unknown>>) =>
		typeof campaign === 'string' ? campaign : undefined;
	add('GET', '/dialer/campaigns', () => control.campaigns());
	add('POST', '/dialer/campaigns', ({ body }) => control.addCampaign(body as CampaignOptions));
	add('GET', '/dialer/targets', ({ query }) => control.dialerTargets(named(query)));
	add('GET', '/dialer/additions', ({ query }) => {
		const targets = control.dialerAdditions(named(query));
		return {
			count: targets.length,
			differentPhones: new Set(targets.map(({ phone }) => phone)).size,
			targets,
		};
	});
	add('PUT', '/dialer/rules', ({ body }) => control.setDialerRules(body as DialerRulesOptions));
}

export const DIALER_HELP = (url: string): string => `Dialer
  curl ${url}/control/dialer/campaigns
  curl ${url}/control/dialer/campaigns -d '{"name":"Leads","kind":"agent","members":["SIPSIP1"]}'
      kind: agent, ivr; code, enabled
  curl ${url}/control/dialer/targets?campaign=CODE
      still to be called; without the campaign: of all
  curl ${url}/control/dialer/additions?campaign=CODE
      every target ever added, with duplicates, and how many
  curl -X PUT ${url}/control/dialer/rules -d '{"codeRequired":true}'
      memberTotals: object, list; targetResults: always, whenAsked
`;
