/** The package as a library: Voicenter's platform in plain TypeScript, the nodes and the credentials. */
export { VoicenterApi } from './credentials/VoicenterApi.credentials';
export { VoicenterWebhookApi } from './credentials/VoicenterWebhookApi.credentials';
export {
	type Account,
	connect,
	type Connection,
	type ConnectOptions,
} from './nodes/platform/request/account';
export { InvalidInputError, VoicenterError } from './nodes/platform/http/errors';
export { type AnswerKind, checkAnswer, fallbackAnswer } from './nodes/platform/inbound/answers';
export * from './nodes/platform/inbound/answers/build';
export { type CdrNotification, readCdrs } from './nodes/platform/inbound/cdr';
export { type ExternalLayerRequest, readExternalLayer } from './nodes/platform/inbound/externalLayer';
export { readScreenPop, type ScreenPopRequest } from './nodes/platform/inbound/screenPop';
export { acknowledge } from './nodes/platform/inbound/telling';
export { readVoiceBot, type VoiceBotRequest } from './nodes/platform/inbound/voiceBot';
export {
	createAccountState,
	createCallSummaries,
	createCallSummaries as createCallStories,
	createEventReader,
	eventFilter,
	type RealTimeEvent,
	type RealTimeEventName,
	type RealTimeFilter,
} from './nodes/platform/realtime/events';
export {
	joinMonitor,
	type MonitorOptions,
	type MonitorSubscriber,
	type SharedMonitor,
} from './nodes/platform/realtime/monitor';
export type { RealTimeLogin } from './nodes/platform/realtime/login';
export type { WireMessage } from './nodes/platform/realtime/messages';
export { hangUp, placeCall } from './nodes/platform/services/click2call';
export { type Extension, listExtensions } from './nodes/platform/services/extensions';
export type { CallRecord, IvrStep } from './nodes/platform/vocabulary/callRecord';
export { CALL_TYPES, type Direction } from './nodes/platform/vocabulary/callTypes';
export { toDialableNumber, toE164 } from './nodes/platform/vocabulary/phones';
export { Voicenter } from './nodes/Voicenter/Voicenter.node';
export { VoicenterCallLogTrigger } from './nodes/VoicenterCallLogTrigger/VoicenterCallLogTrigger.node';
export { VoicenterTrigger } from './nodes/VoicenterTrigger/VoicenterTrigger.node';
export { VoicenterExternalLayerTrigger } from './nodes/VoicenterExternalLayerTrigger/VoicenterExternalLayerTrigger.node';
export { VoicenterOfficeHours } from './nodes/VoicenterOfficeHours/VoicenterOfficeHours.node';
export { VoicenterRealTimeTrigger } from './nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
export { VoicenterRespond } from './nodes/VoicenterRespond/VoicenterRespond.node';
export { VoicenterScreenPopTrigger } from './nodes/VoicenterScreenPopTrigger/VoicenterScreenPopTrigger.node';
export { VoicenterVoiceBotTrigger } from './nodes/VoicenterVoiceBotTrigger/VoicenterVoiceBotTrigger.node';
