/** A run of the Voicenter node, in the words that its tests use. */
import type { IDataObject } from 'n8n-workflow';

import { executeContext, type ExecuteSetup } from './execute';
import { loadOptionsContext } from './trigger';
import { stage } from './workflow';

/** What a run is given. A parameter that differs by item is an expression, as in a workflow: `={{ $json.phone }}`. */
export interface Run extends Pick<ExecuteSetup, 'outputs' | 'parents' | 'signal' | 'timezone' | 'mode'> {
	parameters: IDataObject | Record<string, unknown>;
	items?: object[];
	credential?: object;
	continueOnFail?: boolean;
	retryOnFail?: boolean;
}

const setup = ({ parameters, credential = {}, continueOnFail, retryOnFail, ...run }: Run): ExecuteSetup => ({
	...run,
	node: {
		type: 'voicenter',
		parameters,
		credentials: { voicenterApi: credential },
		...(continueOnFail && { continueOnFail }),
		...(retryOnFail && { retryOnFail }),
	},
});

/** n8n's context for the run, and what comes of it besides what the node returns. */
export const action = (run: Run) => executeContext(setup(run));

/** n8n's context for the run. */
export const executeFunctions = (run: Run) => action(run).context;

/** n8n's context for a picker of the node, whose fields hold this. */
export const pickerOf = (credential: object, parameters: object = {}) =>
	loadOptionsContext({ node: { type: 'voicenter', parameters, credentials: { voicenterApi: credential } } })
		.context;

/** The node as a workflow holds it. */
export const nodeOf = (parameters: object = {}) => stage({ node: { type: 'voicenter', parameters } }).node;
