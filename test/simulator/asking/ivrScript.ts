import { z } from 'zod/v4';

const layerId = z.int().min(0);

/** What a layer of the IVR does. External Layer asks; a menu waits for a key; the others are where a call ends up. */
const ivrLayerSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('external'),
		/** Default: the call's own url. */
		url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
		/** Where a call goes that gets no good answer; without it, the call ends there. */
		fallback: layerId.optional(),
	}),
	z.strictObject({
		kind: z.literal('menu'),
		/** The layer behind each key. */
		keys: z.record(z.string(), layerId),
	}),
	z.strictObject({
		kind: z.enum(['queue', 'extension', 'voicemail', 'recording', 'hangup']),
		name: z.string().optional(),
	}),
]);
export type IvrLayerPlan = z.output<typeof ivrLayerSchema>;

/** What happens in a call besides what is asked and answered. */
const ivrScriptSchema = z.strictObject({
	/** The IVR's other layers, by number. With none, every layer that a call is sent to is a good end. */
	layers: z
		.record(z.string().regex(/^\d+$/, 'layers are named by their numbers'), ivrLayerSchema)
		.default({}),
	/** What the caller keys at a layer; a list: at each visit, the last one from then on. */
	keys: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).default({}),
	/** How each dial goes, the last one from then on. */
	dials: z
		.array(z.enum(['answered', 'failed']))
		.min(1)
		.default(['answered']),
	/** How each saying goes: `failed` is a recording that is not there. */
	sayings: z
		.array(z.enum(['said', 'failed']))
		.min(1)
		.default(['said']),
});

const question = {
	/** The first External Layer's; its own query is kept. */
	url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
	layerId: layerId.default(5),
	/** Default: the same layer, as in the document's sample. */
	previousLayerId: layerId.optional(),
	did: z.string().default('0722776772'),
	customData: z.record(z.string(), z.unknown()).default({}),
	/** How layer numbers are written: the document's samples have both. */
	ids: z.enum(['number', 'string']).default('number'),
	/** Sent besides Content-Type, for a receiver that wants a secret. */
	headers: z.record(z.string(), z.string()).default({}),
	/** How long Voicenter waits (voicenter-api.md §10). */
	deadlineMs: z.int().min(1).default(5000),
};

const call = {
	...question,
	/** What the caller keys at the first layer; the same as `script.keys` of that layer. "0": nothing. */
	dtmf: z.string().optional(),
	/** The first layer's: where the call goes without a good answer. */
	fallback: layerId.optional(),
	script: ivrScriptSchema.prefault({}),
	/** Answers obeyed before the call is taken to go round in circles. */
	maxTurns: z.int().min(1).default(20),
};

export const ivrCallSchema = z.strictObject({
	...call,
	callerNumber: z.string().default('0501234567'),
	/** Default: a new one. */
	callId: z.string().min(1).optional(),
});
export type IvrCallOptions = z.input<typeof ivrCallSchema>;
export type IvrCallPlan = z.output<typeof ivrCallSchema>;

export const ivrCallsSchema = z.strictObject({
	...call,
	/** Who calls: in turn, from the first again after the last. */
	callerNumbers: z.array(z.string()).min(1).default(['0501234567']),
	count: z.int().min(1),
	/** New calls a second, evenly spread, whatever becomes of those before. */
	perSecond: z.number().positive(),
});
export type IvrCallsOptions = z.input<typeof ivrCallsSchema>;
