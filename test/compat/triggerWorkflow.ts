import type { Stage } from '../e2e/stage';

/** A trigger of the package that needs no address of its own. */
export interface TriggerInput {
	/** Its node's name without the package. */
	type: string;
	parameters: object;
	credentials: object;
}

/** Activates a workflow of a trigger, named "Trigger", and of a node that does nothing. @returns its id */
export async function activateTrigger(
	{ api, type }: Pick<Stage, 'api' | 'type'>,
	trigger: TriggerInput,
): Promise<string> {
	const { id } = await api.createWorkflow({
		name: trigger.type,
		nodes: [
			{
				...trigger,
				id: crypto.randomUUID(),
				name: 'Trigger',
				type: type(trigger.type),
				typeVersion: 1,
				position: [0, 0],
			},
			{
				id: crypto.randomUUID(),
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	await api.activate(id);
	return id;
}
