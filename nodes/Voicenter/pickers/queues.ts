import { picker } from '../../support/pickers/picker';

/** Every queue of the account: found by name or ID. */
export const searchQueues = picker(async (connection) => {
	const { listQueueActivity } = await import('../../platform/services/activeCalls');
	const queues = await listQueueActivity(connection, {});
	return queues.flatMap(({ id, name }) =>
		id === undefined ? [] : [{ name: name ? `${name} (${id})` : id, value: id }],
	);
});
