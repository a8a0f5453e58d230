import type { INodeOutputConfiguration } from 'n8n-workflow';

/** A layer that has an output of its own. */
export interface LayerOutput {
	/** As text where an expression gave it. */
	layerId?: number | string;
	name?: string;
}

/** The fields that decide which outputs there are. */
export interface LayerFields {
	layers?: { values?: LayerOutput[] };
}

/**
 * One output a configured layer and one for the rest. n8n runs the text of this function as an expression, also in
 * the editor, so it uses nothing from outside.
 */
function outputsOf(parameters: LayerFields): (INodeOutputConfiguration | 'main')[] {
	const layers = parameters.layers?.values ?? [];
	if (layers.length === 0) return ['main'];
	const named = layers.map(({ name = '', layerId = 0 }) => ({
		type: 'main' as const,
		displayName: name === '' ? `Layer ${layerId}` : name,
	}));
	return [...named, { type: 'main', displayName: 'Other layers' }];
}

/** The outputs of the node, as n8n works them out: only in the editor and after an error, not for each call. */
export const outputsByLayer = `={{ (${outputsOf.toString()})($parameter) }}` as const;
