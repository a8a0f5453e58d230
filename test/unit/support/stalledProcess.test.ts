import { setTimeout as pause } from 'node:timers/promises';

import { ask } from '../../../nodes/support/webhook/asking';
import { externalLayer } from '../../../nodes/VoicenterExternalLayerTrigger/externalLayer';
import { webhookCall } from '../../n8nCore/webhook';

/** The process did nothing for so long: the deadline had passed before the node heard of the request. */
const STALLED_MS = 4_700;

jest.mock('../../../nodes/support/webhook/arrival', () => ({
	...jest.requireActual<object>('../../../nodes/support/webhook/arrival'),
	arrivalOf: () => performance.now() - STALLED_MS,
}));

async function answerTo(layerId: number): Promise<unknown> {
	const { context, sent } = webhookCall({
		body: { METHOD: 'IVR_LAYER_INPUT', DATA: { IVR_UNIQUE_ID: 'call-1', LAYER_ID: layerId } },
		node: {
			type: 'voicenterExternalLayerTrigger',
			parameters: { fallback: 'goToLayer', fallbackLayer: 9 },
		},
	});
	await ask(context, externalLayer);
	while (sent.length === 0) await pause(5);
	return JSON.parse(sent[0]?.body ?? '');
}

it('a process that stalled in the first moment sends the fallback that was asked for', async () => {
	expect(await answerTo(5)).toEqual({ STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 9 });
});

it('and does not send a caller back to the layer that asks', async () => {
	expect(await answerTo(9)).toEqual({ STATUS: 1 });
});
