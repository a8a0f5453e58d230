import type { Execution } from '../n8n/schemas';
import type { PlainStage } from './stage';

/** A saved credential, as a node refers to it. */
export interface Credential {
	id: string;
	name: string;
}

/** Saves a Voicenter credential for the stage's simulator; `data` wins over what is right. */
export async function makeCredential(stage: PlainStage, data: object = {}): Promise<Credential> {
	const { id, name } = await stage.api.createCredential({
		type: 'voicenterApi',
		name: `Voicenter ${crypto.randomUUID()}`,
		data: { code: stage.simulator.account.code, baseUrl: stage.simulator.url, ...data },
	});
	return { id, name };
}

const node = (name: string, type: string, typeVersion: number, parameters: object, more: object = {}) => ({
	id: crypto.randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/**
 * Runs one operation in n8n as a user does by hand: Start → the items → Voicenter → a node that looks back, for
 * each result, at the item that it came from (`from` is that item's `target`).
 *
 * @param stage where
 * @param credential which account
 * @param items the items that the Voicenter node receives
 * @param parameters its fields
 * @param more its settings, such as `onError`
 */
export async function runAction(
	stage: PlainStage,
	credential: Credential,
	items: object[],
	parameters: object,
	more: object = {},
): Promise<Execution> {
	const { id } = await stage.api.createWorkflow({
		name: 'Action',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Items', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ items }) }),
			node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items' }),
			node('Voicenter', stage.type('voicenter'), 1, parameters, {
				credentials: { voicenterApi: credential },
				...more,
			}),
			node('Paired', 'n8n-nodes-base.set', 3.4, {
				assignments: {
					assignments: [
						{ id: '1', name: 'from', value: "={{ $('Split').item.json.target }}", type: 'string' },
					],
				},
			}),
		],
		connections: {
			Start: then('Items'),
			Items: then('Split'),
			Split: then('Voicenter'),
			Voicenter: then('Paired'),
		},
	});
	return stage.api.runToEnd(id, 'Start');
}
