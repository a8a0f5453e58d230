import type { IDataObject, IN8nHttpFullResponse, INodeExecutionData } from 'n8n-workflow';

import { respond } from '../../../nodes/VoicenterRespond/respond';
import { executeContext, type ExecuteSetup } from '../../n8nCore/execute';
import type { NodeSetup } from '../../n8nCore/workflow';

/** A node before the one that is run. */
interface Parent extends NodeSetup {
	/** What it put out, if it has run. */
	output?: IDataObject;
}

/** What a run of Voicenter Respond is given. */
export interface RespondRun extends Pick<ExecuteSetup, 'items' | 'flow' | 'mode' | 'timezone'> {
	parameters: object;
	continueOnFail?: boolean;
	parents?: Parent[];
}

/** What came of it. */
export interface Responded {
	/** Everything that was sent as an answer. */
	sent: IN8nHttpFullResponse[];
	hints: string[];
	output: INodeExecutionData[];
}

/** Runs the node. */
export async function runRespond({
	parameters,
	continueOnFail = false,
	parents = [],
	...run
}: RespondRun): Promise<Responded> {
	const { context, sent, hints } = executeContext({
		...run,
		node: { type: 'voicenterRespond', name: 'Voicenter', parameters, continueOnFail },
		parents: parents,
		outputs: Object.fromEntries(
			parents.flatMap(({ name = '', output }) => (output ? [[name, [output]]] : [])),
		),
	});
	const [output = []] = await respond.call(context);
	return { sent, hints: hints.map(({ message }) => message), output };
}

/** The type of a trigger, as n8n names it. */
export const trigger = (type: string, name = 'Asked'): Parent => ({ name, type });
