import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
} from 'n8n-workflow';

export const NODE: INode = {
	id: '1',
	name: 'Voicenter',
	type: 'voicenter',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What a run of the node is given. A parameter that is a function is called with the item, as an expression is. */
export interface Run {
	parameters: Record<string, unknown>;
	items?: IDataObject[];
	credential?: ICredentialDataDecryptedObject;
	continueOnFail?: boolean;
	retryOnFail?: boolean;
	signal?: AbortSignal;
}

const ignore = () => undefined;

/** Parameters as a workflow holds them: an expression is a text that begins with `=`. */
function asSaved(parameters: Record<string, unknown>): INode['parameters'] {
	const saved = Object.entries(parameters).map(([name, value]) => [
		name,
		typeof value === 'function' ? '={{ anything() }}' : value,
	]);
	return Object.fromEntries(saved) as INode['parameters'];
}

/** As much of n8n as the router asks for, written by hand. */
export function executeFunctions(run: Run): IExecuteFunctions {
	const {
		parameters,
		items = [{}],
		credential = {},
		continueOnFail = false,
		retryOnFail = false,
		signal,
	} = run;
	const fake = {
		getNode: () => ({ ...NODE, retryOnFail, parameters: asSaved(parameters) }),
		getInputData: () => items.map((json) => ({ json })),
		getCredentials: (type: string) =>
			type === 'voicenterApi'
				? Promise.resolve(credential)
				: Promise.reject(new Error(`there is no credential ${type}`)),
		continueOnFail: () => continueOnFail,
		getMode: () => 'webhook',
		getExecutionCancelSignal: () => signal,
		getTimezone: () => 'Asia/Jerusalem',
		getWorkflowStaticData: () => ({}),
		helpers: { prepareBinaryData: () => Promise.reject(new Error('no file is expected here')) },
		logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
		getNodeParameter: (
			name: string,
			itemIndex: number,
			fallback?: unknown,
			options?: { extractValue?: boolean },
		): unknown => {
			const given = parameters[name];
			const value: unknown =
				typeof given === 'function'
					? (given as (item: IDataObject) => unknown)(items[itemIndex] ?? {})
					: given;
			if (value === undefined && !(name in parameters)) {
				if (fallback === undefined) throw new Error(`Could not get parameter ${name}`);
				return fallback;
			}
			const isLocator = typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
			return isLocator && options?.extractValue ? value.value : value;
		},
	};
	return fake as unknown as IExecuteFunctions;
}

/** As much of n8n as a picker asks for. */
export function loadOptionsFunctions(credential: ICredentialDataDecryptedObject): ILoadOptionsFunctions {
	const fake = { getNode: () => NODE, getCredentials: () => Promise.resolve(credential) };
	return fake as unknown as ILoadOptionsFunctions;
}

/** An extension chosen in the picker, as n8n hands it on. */
export const chosen = (sip: string) => ({ __rl: true, mode: 'list', value: sip, cachedResultName: 'x' });
