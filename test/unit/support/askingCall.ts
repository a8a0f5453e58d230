import type { AskingService } from '../../../nodes/support/webhook/asking';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';

/** What a request comes with. */
export interface CallOptions extends RequestSetup {
	parameters?: object;
	mode?: 'webhook' | 'manual';
}

/** The trigger that each service's requests come to. */
const TRIGGERS = {
	externalLayer: 'voicenterExternalLayerTrigger',
	screenPop: 'voicenterScreenPopTrigger',
	voiceBot: 'voicenterVoiceBotTrigger',
};

/** A call of a service that asks, and what its caller got. */
export const askingCall = (
	{ kind }: Pick<AskingService<{ callId: string }>, 'kind'>,
	{ parameters = {}, ...call }: CallOptions = {},
) => webhookCall({ ...call, node: { type: TRIGGERS[kind], name: 'Trigger', id: 'node', parameters } });
