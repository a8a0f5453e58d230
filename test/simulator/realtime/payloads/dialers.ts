import type { Campaign } from '../../dialer/campaigns';
import type { World } from '../../world';
import type { Fields } from './call';
import { snapshot } from './snapshot';

/** A campaign, as AllDialersStatus and DialerEvent have it. The document does not describe it: the recordings do. */
export function dialerFields(world: World, code: string): Fields | undefined {
	const campaign = world.dialer.find(code);
	if (!campaign) return undefined;
	const agents = campaign.kind === 'agent';
	const { id } = world.account.get();
	return {
		campaignID: campaign.id,
		name: campaign.name,
		typeID: agents ? 5 : 3,
		type: agents ? 'Automatic' : 'IVR',
		code,
		userID: id,
		accountID: id,
		calls: [],
		// Empty in the recordings; Voicenter's SDK names this count.
		statistics: { TotalPendingCalls: world.dialer.pending(code).length },
	};
}

/** AllDialersStatus, of these campaigns. */
export function allDialersStatus(world: World, campaigns: readonly Campaign[], at: Date): Fields {
	const dialers = campaigns.map(({ code }) => dialerFields(world, code));
	return snapshot(world, at, { dialers });
}
