import { type IvrCall, type IvrTurn, playIvrCall } from '../asking/ivr';
import { type IvrCalls, playIvrCalls } from '../asking/ivrLoad';
import {
	type IvrCallOptions,
	type IvrCallsOptions,
	ivrCallSchema,
	ivrCallsSchema,
} from '../asking/ivrScript';
import { type AnswerSummary, summarise } from '../asking/summary';
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
}

/** The commands over calls that wait for an answer. */
export function askingControl(world: World): AskingControl {
	const { asker, ivr } = world.asking;
	return {
		playIvrCall: async (options) => playIvrCall(check(ivrCallSchema, options), asker, ivr.add),
		playIvrCalls: async (options) => playIvrCalls(check(ivrCallsSchema, options), asker, ivr.add),
		ivrAnswers() {
			const turns = ivr.all();
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
}

export const ASKING_HELP = (url: string): string => `Calls that wait for an answer
  curl ${url}/control/ivr/calls -d '{"url":"http://127.0.0.1:5678/webhook/ivr","layerId":5,"dtmf":"12345678","fallback":9}'
      External Layer asks, the call obeys; answers with all that was asked and answered, and where it ended.
      did, callerNumber, customData, ids: number, string; headers, deadlineMs (5000), script, such as
      {"layers":{"6":{"kind":"external"},"12":{"kind":"queue"}},"keys":{"6":["1","2"]},"dials":["failed","answered"]}
  curl ${url}/control/ivr/loads -d '{"url":"http://127.0.0.1:5678/webhook/ivr","count":20,"perSecond":10}'
  curl ${url}/control/ivr/answers
`;
