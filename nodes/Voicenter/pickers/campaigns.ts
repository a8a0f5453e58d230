import { picker } from '../../support/pickers/picker';

/** Every campaign of the account, with its status and numbers still to be called: found by these or its code. */
export const searchCampaigns = picker(async (connection) => {
	const { listCampaigns } = await import('../../platform/services/dialer/campaigns');
	const campaigns = await listCampaigns(connection, {});
	return campaigns.map(
		({ code, name = code, status, totalPendingCalls, totalAwaitingCalls = totalPendingCalls }) => {
			const pending = totalAwaitingCalls === undefined ? undefined : `${totalAwaitingCalls} pending`;
			const facts = [status, pending].filter((fact) => fact !== undefined).join(', ');
			return { name: facts === '' ? name : `${name} (${facts})`, value: code, alsoFoundBy: code };
		},
	);
});
