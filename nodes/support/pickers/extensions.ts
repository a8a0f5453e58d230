import { picker } from './picker';

/** The extensions of the whole organisation: found by name, SIP code, speed dial or user. */
export const searchExtensions = picker(async (connection) => {
	const { listExtensions } = await import('../../platform/services/extensions');
	const extensions = await listExtensions(connection, { wholeOrganisation: true });
	return extensions.map(({ sip, name, userName, speedDial }) => {
		const names = [...new Set([name, userName].filter(Boolean))].join(', ') || sip;
		return { name: `${names} (${[sip, speedDial].filter(Boolean).join(', ')})`, value: sip };
	});
});
