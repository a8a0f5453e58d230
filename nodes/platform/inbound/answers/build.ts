/** Every answer that can be built. Apart from `index.ts`, so that who only checks answers loads nothing else. */
export { buildDial, buildFail, buildGoToLayer, type Dial, type GoToLayer } from './buildExternalLayer';
export { buildSay, type Say } from './buildSay';
export { buildShowCaller, buildShowNone, type ShowCaller, type ShowNone } from './buildScreenPop';
export { buildVoiceBot, type VoiceBotReply } from './buildVoiceBot';
