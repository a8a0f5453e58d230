/** The package as a library: Voicenter's platform in plain TypeScript, the nodes and the credentials. */
export { VoicenterApi } from './credentials/VoicenterApi.credentials';
export { VoicenterWebhookApi } from './credentials/VoicenterWebhookApi.credentials';
export { type Account, connect, type Connection, type ConnectOptions } from './nodes/platform/account';
export { InvalidInputError, VoicenterError } from './nodes/platform/http/errors';
export { acknowledge, type CdrNotification, readCdr } from './nodes/platform/inbound/cdr';
export { hangUp, placeCall } from './nodes/platform/services/click2call';
export { type Extension, listExtensions } from './nodes/platform/services/extensions';
export type { CallRecord, IvrStep } from './nodes/platform/vocabulary/callRecord';
export { CALL_TYPES, type Direction } from './nodes/platform/vocabulary/callTypes';
export { toDialableNumber, toE164 } from './nodes/platform/vocabulary/phones';
export { Voicenter } from './nodes/Voicenter/Voicenter.node';
export { VoicenterCdrTrigger } from './nodes/VoicenterCdrTrigger/VoicenterCdrTrigger.node';
export { VoicenterExternalLayerTrigger } from './nodes/VoicenterExternalLayerTrigger/VoicenterExternalLayerTrigger.node';
export { VoicenterScreenPopTrigger } from './nodes/VoicenterScreenPopTrigger/VoicenterScreenPopTrigger.node';
export { VoicenterVoiceBotTrigger } from './nodes/VoicenterVoiceBotTrigger/VoicenterVoiceBotTrigger.node';
