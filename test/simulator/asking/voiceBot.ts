import { z } from 'zod/v4';
import { newCallId } from '../times';
import type { Asker, Reply } from './asker';
import { judge } from './judge';

const layerId = z.int().min(0);

export const voiceBotSchema = z.strictObject({
	/** Its own query is kept. */
	url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
	callerNumber: z.string().default('0501234567'),
	did: z.string().default('0722776772'),
	/** Default: a new one. */
	callId: z.string().min(1).optional(),
	dtmf: z.string().default('0'),
	layerId: layerId.default(5),
	/** Default: the same layer. */
	previousLayerId: layerId.optional(),
	ids: z.enum(['number', 'string']).default('number'),
	/** What the bot has heard, and wants something about: `IntentParameters`. */
	intent: z.record(z.string(), z.unknown()).default({}),
	customData: z.record(z.string(), z.unknown()).default({}),
	/** Sent besides Content-Type, for a receiver that wants a secret. */
	headers: z.record(z.string(), z.string()).default({}),
	/** After so long the bot freezes (voicenter-api.md §12). */
	deadlineMs: z.int().min(1).default(10_000),
});
export type VoiceBotOptions = z.input<typeof voiceBotSchema>;

const data = z.record(z.string(), z.unknown());

/** The answer (voicenter-api.md §12): any of these, or none. What is in them is between the bot and its author. */
export const voiceBotAnswerSchema = z.strictObject({
	function_output: data.optional(),
	user: z.array(z.unknown()).optional(),
	assistant: data.optional(),
	system: data.optional(),
});
export type VoiceBotAnswer = z.output<typeof voiceBotAnswerSchema>;

/** What a bot asked, and what came of it. */
export interface VoiceBotTurn {
	readonly callId: string;
	/** The body as it was sent. */
	readonly request: object;
	readonly reply: Reply;
	/** The caller hears nothing any more: a 5xx, no answer, or one that was too late. */
	readonly frozen: boolean;
	readonly valid: boolean;
	readonly problems: readonly string[];
	/** Only a valid one. */
	readonly answer?: VoiceBotAnswer;
}

/** A voice agent asks for data in the middle of a call. */
export async function playVoiceBot(
	plan: z.output<typeof voiceBotSchema>,
	asker: Asker,
): Promise<VoiceBotTurn> {
	const callId = plan.callId ?? newCallId(new Date());
	const id = (layer: number) => (plan.ids === 'string' ? String(layer) : layer);
	const request = {
		CALL_INFO: {
			DID: plan.did,
			CALLER_ID: plan.callerNumber,
			IVR_UNIQUE_ID: callId,
			DTMF: plan.dtmf,
			LAYER_ID: id(plan.layerId),
			PREVIOUS_LAYER_ID: id(plan.previousLayerId ?? plan.layerId),
		},
		IntentParameters: plan.intent,
		CUSTOM_DATA: plan.customData,
	};
	const reply = await asker.ask({
		url: plan.url,
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...plan.headers },
		body: JSON.stringify(request),
		deadlineMs: plan.deadlineMs,
	});
	const frozen = reply.status === undefined || reply.status >= 500;
	return { callId, request, reply, frozen, ...judge(reply, voiceBotAnswerSchema) };
}
