import { type IHookFunctions, type IWebhookFunctions, NodeOperationError } from 'n8n-workflow';

import type { ExternalLayerRequest } from '../platform/inbound/externalLayer';
import type { AskingService } from '../support/webhook/asking';
import type { TryOut } from '../support/webhook/tryPage/tryPage';
import type { LayerFields } from './outputs';

/** In seconds; Voicenter waits 5 (voicenter-api.md §10). */
export const DEADLINE = { standard: 4.5, below: 5 };

/** How External Layer is asked and answered. */
export const externalLayer: AskingService<ExternalLayerRequest> = {
	kind: 'externalLayer',
	deadline: DEADLINE,

	async read({ body }, settings) {
		const { readExternalLayer } = await import('../platform/inbound/externalLayer');
		return readExternalLayer(body, settings);
	},

	async fallback(context, request) {
		if (context.getNodeParameter('fallback', 'layer') !== 'goToLayer') return undefined;
		const { buildGoToLayer } = await import('../platform/inbound/answers/build');
		const answer = buildGoToLayer({ layer: context.getNodeParameter('fallbackLayer') as number });
		// The layer that asks would ask again, and the caller would go round in a circle.
		return answer.LAYER === request?.layerId ? undefined : answer;
	},

	route({ layerId }, context) {
		const layers = layersOf(context);
		if (layers.length === 0) return { output: 0, of: 1 };
		const index = layerId === undefined ? -1 : layers.indexOf(layerId);
		return { output: index === -1 ? layers.length : index, of: layers.length + 1 };
	},
};

/** Questions to try a workflow with. */
export const tryOut: TryOut = {
	trigger: 'Voicenter External Layer Trigger',
	kind: 'externalLayer',
	samples: async () => (await import('../platform/inbound/samples/asking')).EXTERNAL_LAYER_SAMPLES,
	fitting(context) {
		const [layer] = layersOf(context);
		return layer === undefined ? {} : { values: { layer: String(layer) } };
	},
};

/**
 * Runs when the workflow is activated.
 *
 * @throws NodeOperationError when a layer has two outputs, of which the second would never be used
 */
export function checkLayers(context: IHookFunctions): void {
	const layers = layersOf(context);
	const twice = layers.find((layer, index) => layers.indexOf(layer) !== index);
	if (twice === undefined) return;
	throw new NodeOperationError(
		context.getNode(),
		`Layers: layer ${twice} is there twice, so the second of its outputs would never be used. Remove one of them.`,
	);
}

/** Numbers may come from expressions as text. */
function layersOf(context: IHookFunctions | IWebhookFunctions): number[] {
	const { values = [] } = context.getNodeParameter('layers', {}) as NonNullable<LayerFields['layers']>;
	return values.map(({ layerId = 0 }) => Number(layerId));
}
