import type { VoiceBotRequest } from '../platform/inbound/voiceBot';
import type { AskingService } from '../support/webhook/asking';
import type { TryOut } from '../support/webhook/tryPage/tryPage';

/** In seconds; the bot freezes after about 10 (voicenter-api.md §12). */
export const DEADLINE = { standard: 8, below: 10 };

/** How a voice agent asks and is answered. */
export const voiceBot: AskingService<VoiceBotRequest> = {
	kind: 'voiceBot',
	deadline: DEADLINE,

	async read({ body }, settings) {
		const { readVoiceBot } = await import('../platform/inbound/voiceBot');
		return readVoiceBot(body, settings);
	},
};

/** A question to try a workflow with. */
export const tryOut: TryOut = {
	trigger: 'Voicenter VoiceBot Trigger',
	kind: 'voiceBot',
	samples: async () => (await import('../platform/inbound/samples/asking')).VOICE_BOT_SAMPLES,
};
