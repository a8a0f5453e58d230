import { picker } from '../../support/pickers/picker';

/** The users that the account's extensions belong to: found by name, SIP code or user ID. */
export const searchAgents = picker(async (connection) => {
	// The list of extensions has users' names without their IDs; active calls have both.
	const { listExtensionActivity } = await import('../../platform/services/activeCalls');
	const extensions = await listExtensionActivity(connection, {});
	const userIds = new Set(extensions.map(({ userId }) => userId).filter((id) => id !== undefined));
	return [...userIds].map((id) => {
		const own = extensions.filter(({ userId }) => userId === id);
		const facts = [...own.map(({ sip }) => sip), id].filter((fact) => fact !== undefined);
		return { name: `${own[0]?.name ?? id} (${facts.join(', ')})`, value: id };
	});
});
