/** Every field of a request that waits for an answer, in the vocabulary's order. The types keep the lists whole. */
import type { IvrCall } from '../../nodes/platform/inbound/ivrCall';
import type { ScreenPopRequest } from '../../nodes/platform/inbound/screenPop';
import type { VoiceBotRequest } from '../../nodes/platform/inbound/voiceBot';

type Names<Item> = Record<keyof Item, true>;

const ivrCall: Names<Required<IvrCall>> = {
	customerNumber: true,
	customerE164: true,
	isMobile: true,
	isWithheld: true,
	callId: true,
	callerNumber: true,
	callerE164: true,
	did: true,
	dtmf: true,
	layerId: true,
	previousLayerId: true,
	customData: true,
};

const voiceBot: Names<Required<VoiceBotRequest>> = { ...ivrCall, intent: true };

const screenPop: Names<Required<ScreenPopRequest>> = {
	customerNumber: true,
	customerE164: true,
	isMobile: true,
	isWithheld: true,
	callId: true,
	callerNumber: true,
	callerE164: true,
	callerName: true,
	did: true,
	extension: true,
	phase: true,
	direction: true,
	isMuted: true,
	isAnswered: true,
	startedAt: true,
	startedAtLocal: true,
	answeredAt: true,
	customData: true,
};

export const LIVE_CALL_FIELDS = {
	externalLayer: Object.keys(ivrCall),
	voiceBot: Object.keys(voiceBot),
	screenPop: Object.keys(screenPop),
} as const;
