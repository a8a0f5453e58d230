import { runInNewContext } from 'node:vm';

import { outputsByLayer } from '../../../nodes/VoicenterExternalLayerTrigger/outputs';

/** As n8n does: the expression's text, with the node's parameters and nothing else of ours. */
const outputs = (parameters: object): unknown =>
	JSON.parse(
		JSON.stringify(
			runInNewContext(outputsByLayer.slice('={{'.length, -'}}'.length), { $parameter: parameters }),
		),
	);

it('without layers there is one output', () => {
	expect(outputs({})).toEqual(['main']);
	expect(outputs({ layers: {} })).toEqual(['main']);
});

it('each layer has one, by its name or its number, and all others share the last', () => {
	const values = [{ layerId: 5, name: 'ID number' }, { layerId: 6, name: '' }, {}];
	expect(outputs({ layers: { values } })).toEqual([
		{ type: 'main', displayName: 'ID number' },
		{ type: 'main', displayName: 'Layer 6' },
		{ type: 'main', displayName: 'Layer 0' },
		{ type: 'main', displayName: 'Other layers' },
	]);
});

it('is text that n8n can tell from what stands around it', () => {
	expect(outputsByLayer.slice('={{'.length, -'}}'.length)).not.toMatch(/\{\{|\}\}/);
});
