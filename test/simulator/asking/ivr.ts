import { newCallId } from '../times';
import type { Asker, Reply } from './asker';
import { type IvrAnswer, ivrAnswerSchema } from './ivrAnswer';
import type { IvrCallPlan, IvrLayerPlan } from './ivrScript';
import { judge } from './judge';

/** One question of External Layer, and what came of it. */
export interface IvrTurn {
	readonly callId: string;
	readonly layerId: number;
	readonly url: string;
	/** The body as it was sent. */
	readonly request: object;
	readonly reply: Reply;
	/** In time, and as the reference has it. `{"STATUS":1}` is valid. */
	readonly valid: boolean;
	readonly problems: readonly string[];
	/** Only a valid one. */
	readonly answer?: IvrAnswer;
}

/** Where a call ended up. */
export type IvrEnd =
	/** A layer that asks nothing: the script's kind and name of it; `layer` when the script does not tell. */
	| {
			readonly how: 'layer' | 'queue' | 'extension' | 'voicemail' | 'recording' | 'hangup';
			readonly layerId: number;
			readonly name?: string;
	  }
	| {
			readonly how: 'dialled';
			readonly layerId: number;
			readonly targets: readonly { readonly TYPE: string; readonly TARGET: string }[];
			readonly callerId: string;
			readonly recorded: boolean;
	  }
	/** No good answer, or one that had nowhere to go on to. */
	| { readonly how: 'nowhere'; readonly layerId: number };

/** A call through the IVR, from its first question to its end. */
export interface IvrCall {
	readonly callId: string;
	readonly callerNumber: string;
	readonly startedAt: Date;
	readonly turns: readonly IvrTurn[];
	/** Every layer that the call was in, the first one included. */
	readonly path: readonly number[];
	readonly ended: IvrEnd;
	/** All that was there at the beginning and all that answers added. */
	readonly customData: Readonly<Record<string, unknown>>;
	/** As the last answer that named the caller has it. */
	readonly callerName?: string;
	/** Every answer was in time and valid, and every layer it named exists. */
	readonly valid: boolean;
	readonly problems: readonly string[];
}

/** What changes while a call goes on. */
interface Progress {
	readonly turns: IvrTurn[];
	readonly path: number[];
	readonly problems: string[];
	readonly counts: Map<string, number>;
	customData: Record<string, unknown>;
	callerName?: string;
}

/** Where the call goes next: a layer, or its end. */
type Step = { readonly to: number } | { readonly ended: IvrEnd };

/** Plays one call: asks at every External Layer, obeys the answers, and follows the script for the rest. */
export async function playIvrCall(
	plan: IvrCallPlan,
	asker: Asker,
	record: (turn: IvrTurn) => void,
): Promise<IvrCall> {
	const startedAt = new Date();
	const callId = plan.callId ?? newCallId(startedAt);
	const signal = asker.signal();
	const progress: Progress = {
		turns: [],
		path: [plan.layerId],
		problems: [],
		counts: new Map(),
		customData: { ...plan.customData },
	};
	let layerId = plan.layerId;
	let previous = plan.previousLayerId ?? plan.layerId;
	let ended: IvrEnd | undefined;
	for (let steps = 0; !ended; steps++) {
		const step = await pass(layerId);
		if ('ended' in step) ended = step.ended;
		else if (signal.aborted || steps > plan.maxTurns) {
			progress.problems.push(signal.aborted ? 'the simulator was reset' : 'the call goes round in circles');
			ended = { how: 'nowhere', layerId: step.to };
		} else {
			[previous, layerId] = [layerId, step.to];
			progress.path.push(layerId);
		}
	}
	return {
		callId,
		callerNumber: plan.callerNumber,
		startedAt,
		turns: progress.turns,
		path: progress.path,
		ended,
		customData: progress.customData,
		...(progress.callerName !== undefined && { callerName: progress.callerName }),
		valid: progress.problems.length === 0,
		problems: progress.problems,
	};

	async function pass(at: number): Promise<Step> {
		const layer = layerOf(plan, at);
		if (!layer) {
			if (Object.keys(plan.script.layers).length > 0) progress.problems.push(`there is no layer ${at}`);
			return { ended: { how: 'layer', layerId: at } };
		}
		if (layer.kind === 'menu') {
			const to = layer.keys[keyed(at)];
			return to === undefined ? { ended: { how: 'nowhere', layerId: at } } : { to };
		}
		if (layer.kind !== 'external') {
			const { kind: how, name } = layer;
			return { ended: { how, layerId: at, ...(name !== undefined && { name }) } };
		}
		const turn = await askLayer(at, layer.url ?? plan.url);
		progress.turns.push(turn);
		record(turn);
		progress.problems.push(...turn.problems.map((problem) => `layer ${at}: ${problem}`));
		return (turn.answer && obey(turn.answer, at)) ?? fallBack(layer.fallback, at);
	}

	async function askLayer(at: number, url: string): Promise<IvrTurn> {
		const id = (layer: number) => (plan.ids === 'string' ? String(layer) : layer);
		const request = {
			METHOD: 'IVR_LAYER_INPUT',
			DATA: {
				DID: plan.did,
				CALLER_ID: plan.callerNumber,
				IVR_UNIQUE_ID: callId,
				DTMF: keyed(at),
				LAYER_ID: id(at),
				PREVIOUS_LAYER_ID: id(previous),
				...(Object.keys(progress.customData).length > 0 && { CUSTOM_DATA: progress.customData }),
			},
		};
		const reply = await asker.ask({
			url,
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...plan.headers },
			body: JSON.stringify(request),
			deadlineMs: plan.deadlineMs,
		});
		return { callId, layerId: at, url, request, reply, ...judge(reply, ivrAnswerSchema) };
	}

	/** @returns nothing when the call cannot go on from here by the answer, but by the layer's fallback */
	function obey(answer: IvrAnswer, at: number): Step | undefined {
		if (answer.STATUS === 1) return undefined;
		if ('CUSTOM_DATA' in answer) progress.customData = { ...progress.customData, ...answer.CUSTOM_DATA };
		if ('CALLER_NAME' in answer && answer.CALLER_NAME) progress.callerName = answer.CALLER_NAME;
		switch (answer.ACTION) {
			case 'GO_TO_LAYER':
				return { to: answer.LAYER };
			case 'SAY_DIGITS': {
				if (next(plan.script.sayings, 'sayings') === 'said') return { to: answer.NEXT_LAYER };
				const to = answer.NEXT_LAYER_IF_FAILED;
				return typeof to === 'number' ? { to } : undefined;
			}
			case 'DIAL':
				if (next(plan.script.dials, 'dials') === 'failed') return { to: answer.NEXT_VO_ID };
				return {
					ended: {
						how: 'dialled',
						layerId: at,
						targets: answer.TARGETS,
						callerId: answer.CALLER_ID,
						recorded: answer.RECORDING === 'yes',
					},
				};
		}
	}

	/** What the caller keys at a layer at this visit; "0" when nothing (voicenter-api.md §10). */
	function keyed(at: number): string {
		const keys = plan.script.keys[at] ?? (at === plan.layerId ? plan.dtmf : undefined) ?? '0';
		return typeof keys === 'string' ? keys : (next(keys, `keys ${at}`) ?? '0');
	}

	/** The next of a list, the last one from then on. */
	function next<T>(list: readonly T[], what: string): T | undefined {
		const count = progress.counts.get(what) ?? 0;
		progress.counts.set(what, count + 1);
		return list[Math.min(count, list.length - 1)];
	}
}

function layerOf(plan: IvrCallPlan, id: number): IvrLayerPlan | undefined {
	const planned = plan.script.layers[id];
	if (planned || id !== plan.layerId) return planned;
	return { kind: 'external', ...(plan.fallback !== undefined && { fallback: plan.fallback }) };
}

function fallBack(fallback: number | undefined, layerId: number): Step {
	return fallback === undefined ? { ended: { how: 'nowhere', layerId } } : { to: fallback };
}
