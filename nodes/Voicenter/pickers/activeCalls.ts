import { picker } from '../../support/pickers/picker';

/** The calls that are going on: found by number, extension, status or call ID. */
export const searchActiveCalls = picker(async (connection) => {
	const { listExtensionActivity } = await import('../../platform/services/activeCalls');
	const extensions = await listExtensionActivity(connection, {});
	return extensions
		.flatMap(({ calls }) => calls)
		.flatMap(({ callId, callerNumber, status, extension }) => {
			if (callId === undefined) return [];
			const facts = [extension?.name, extension?.sip, status].filter((fact) => fact !== undefined);
			const name = `${callerNumber ?? 'Number withheld'} (${facts.join(', ')})`;
			return [{ name, value: callId, alsoFoundBy: callId }];
		});
});
