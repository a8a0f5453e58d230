import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { respond } from '../../../nodes/VoicenterRespond/respond';
import { executeFunctions, type Run } from '../voicenter/fakes';

/** A node before the one that is run. */
interface Parent {
	name: string;
	type: string;
	disabled?: boolean;
	/** What it put out, if it has run. */
	output?: IDataObject;
}

/** What the nodes of one execution know of each other. */
export type Flow = IDataObject;

/** What a run of Voicenter Respond is given. */
export interface RespondRun extends Run {
	parents?: Parent[];
	/** An execution's; each run has one of its own unless told. */
	flow?: Flow;
}

/** What came of it. */
export interface Responded {
	/** Everything that was sent as an answer. */
	sent: { body: unknown; headers: Record<string, string>; statusCode: number }[];
	hints: string[];
	output: INodeExecutionData[];
}

/** Runs the node on as much of n8n as it asks for, written by hand. */
export async function runRespond({ parents = [], flow = {}, ...run }: RespondRun): Promise<Responded> {
	const sent: Responded['sent'] = [];
	const hints: string[] = [];
	const fake = {
		...executeFunctions(run),
		getParentNodes: () => parents.map((parent) => ({ disabled: false, typeVersion: 1, ...parent })),
		getContext: () => flow,
		getWorkflowDataProxy: () => ({
			$: (name: string) => {
				const json = parents.find((parent) => parent.name === name)?.output;
				if (json === undefined) throw new Error(`${name} has not run`);
				return { first: () => ({ json }) };
			},
		}),
		sendResponse: (response: Responded['sent'][number]) => {
			sent.push(response);
			return Promise.resolve();
		},
		addExecutionHints: (...added: { message: string }[]) => {
			hints.push(...added.map(({ message }) => message));
		},
	};
	const [output = []] = await respond.call(fake as unknown as IExecuteFunctions);
	return { sent, hints, output };
}

/** The type of a trigger, as n8n names it. */
export const trigger = (type: string, name: INode['name'] = 'Asked'): Parent => ({
	name,
	type: `n8n-nodes-voicenter.${type}`,
});
