import { end } from './askingWorkflow';
import type { PlainStage } from './stage';

/** A trigger of the package that needs no address of its own. */
export interface TriggerInput {
	/** Its node's name without the package. */
	type: string;
	/** In the workflow. */
	name?: string;
	parameters: object;
	credentials: object;
}

/** Saves a workflow of a trigger, named "Trigger" unless told, and of a node that does nothing. @returns its id */
export async function createTrigger(
	{ api, type }: Pick<PlainStage, 'api' | 'type'>,
	{ name = 'Trigger', ...trigger }: TriggerInput,
): Promise<string> {
	const { id } = await api.createWorkflow({
		name: trigger.type,
		nodes: [
			{
				...trigger,
				id: crypto.randomUUID(),
				name,
				type: type(trigger.type),
				typeVersion: 1,
				position: [0, 0],
			},
			{ ...end, id: crypto.randomUUID(), position: [200, 0] },
		],
		connections: { [name]: { main: [[{ node: end.name, type: 'main', index: 0 }]] } },
	});
	return id;
}

/** The same, active. */
export async function activateTrigger(
	stage: Pick<PlainStage, 'api' | 'type'>,
	trigger: TriggerInput,
): Promise<string> {
	const id = await createTrigger(stage, trigger);
	await stage.api.activate(id);
	return id;
}
