import { type IvrCall, type IvrTurn, playIvrCall } from '../asking/ivr';
import { type IvrCalls, playIvrCalls } from '../asking/ivrLoad';
import {
	type IvrCallOptions,
	type IvrCallsOptions,
	ivrCallSchema,
	ivrCallsSchema,
} from '../asking/ivrScript';
import { type PoppedCall, playScreenPop, type ScreenPop } from '../asking/screenPop';
import { type ScreenPopOptions, screenPopSchema } from '../asking/screenPopRequest';
import { type AnswerSummary, summarise } from '../asking/summary';
import { playVoiceBot, type VoiceBotOptions, voiceBotSchema, type VoiceBotTurn } from '../asking/voiceBot';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

export interface AskingControl {
	/** A call through the IVR, whose External Layers ask a url and obey what it answers (voicenter-api.md §10). */
	playIvrCall: (options: IvrCallOptions) => Promise<IvrCall>;
	/** Many such calls at a rate. Resolves when all have ended. */
	playIvrCalls: (options: IvrCallsOptions) => Promise<IvrCalls>;
	/** Every External Layer question so far, and what their answers add up to. */
	ivrAnswers: () => AnswerSummary & { readonly turns: readonly IvrTurn[] };
	/** A call rings at some agents, and each one's browser asks who is calling (voicenter-api.md §11). */
	playScreenPop: (options: ScreenPopOptions) => Promise<PoppedCall>;
	screenPopAnswers: () => AnswerSummary & { readonly pops: readonly ScreenPop[] };
	/** A voice agent asks for data in the middle of a call (voicenter-api.md §12). */
	playVoiceBot: (options: VoiceBotOptions) => Promise<VoiceBotTurn>;
	voiceBotAnswers: () => AnswerSummary & { readonly turns: readonly VoiceBotTurn[] };
}

/** The commands over calls that wait for an answer. */
export function askingControl(world: World): AskingControl {
	const { asker, ivr, pops, bots } = world.asking;
	return {
		playIvrCall: async (options) => playIvrCall(check(ivrCallSchema, options), asker, ivr.add),
		playIvrCalls: async (options) => playIvrCalls(check(ivrCallsSchema, options), asker, ivr.add),
		ivrAnswers() {
			const turns = ivr.all();
			return { ...summarise(turns), turns };
		},
		playScreenPop: async (options) => playScreenPop(check(screenPopSchema, options), asker, pops.add),
		screenPopAnswers() {
			const all = pops.all();
			return { ...summarise(all), pops: all };
		},
		async playVoiceBot(options) {
			const turn = await playVoiceBot(check(voiceBotSchema, options), asker);
			bots.add(turn);
			return turn;
		},
		voiceBotAnswers() {
			const turns = bots.all();
			return { ...summarise(turns), turns };
		},
	};
}

/** The commands over HTTP. */
export function askingCommands(add: AddCommand, control: AskingControl): void {
	add('POST', '/ivr/calls', ({ body }) => control.playIvrCall(body as IvrCallOptions));
	add('POST', '/ivr/loads', async ({ body }) => {
		const { answers, ownDelayMs } = await control.playIvrCalls(body as IvrCallsOptions);
		return { answers, ownDelayMs };
	});
	add('GET', '/ivr/answers', () => control.ivrAnswers());
	add('POST', '/screen-pops', ({ body }) => control.playScreenPop(body as ScreenPopOptions));
	add('GET', '/screen-pops', () => control.screenPopAnswers());
	add('POST', '/voice-bots', ({ body }) => control.playVoiceBot(body as VoiceBotOptions));
	add('GET', '/voice-bots', () => control.voiceBotAnswers());
}

export const ASKING_HELP = (url: string): string => `Calls that wait for an answer
  curl ${url}/control/ivr/calls -d '{"url":"http://127.0.0.1:5678/webhook/ivr","layerId":5,"dtmf":"12345678","fallback":9}'
      External Layer asks, the call obeys; answers with all that was asked and answered, and where it ended.
      did, callerNumber, customData, ids: number, string; headers, deadlineMs (5000), script, such as
      {"layers":{"6":{"kind":"external"},"12":{"kind":"queue"}},"keys":{"6":["1","2"]},"dials":["failed","answered"]}
  curl ${url}/control/ivr/loads -d '{"url":"http://127.0.0.1:5678/webhook/ivr","count":10,"perSecond":10}'
  curl ${url}/control/ivr/answers
  curl ${url}/control/screen-pops -d '{"url":"http://127.0.0.1:5678/webhook/pop","method":"POST json","extenUsers":["SIPSIP1","SIPSIP2"]}'
      each phone's browser asks, as Chrome does: preflight, origin; method: GET, POST form, POST json;
      status: Ringing, Dialing, Talking, Hangup; phone, did, callId, callerName, direction, customData, fields,
      origin, preflight, headers, deadlineMs (3000)
  curl ${url}/control/screen-pops
  curl ${url}/control/voice-bots -d '{"url":"http://127.0.0.1:5678/webhook/bot","intent":{"order":"17"}}'
      callerNumber, did, callId, dtmf, layerId, customData, ids, headers, deadlineMs (10000)
  curl ${url}/control/voice-bots
`;
