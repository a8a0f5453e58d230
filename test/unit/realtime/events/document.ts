/**
 * Every sample of the document's real-time chapter, in its order. The PDF has lost commas between members, and at the end
 * of the click-to-call's hang-up two braces: they are put back here, and nothing else is changed. The samples stand as
 * they go over the wire: the event's name, and its one argument.
 */
import samples from './document.json';

import type { WireMessage } from '../../../../nodes/platform/realtime/messages';

export type SampleName = keyof typeof samples;

/** loginSuccess stands in the document without its name around it. */
export const LOGIN_SUCCESS = {
	errorCode: 0,
	errorDesc: 'OK',
	servertime: 1597930812,
	servertimeoffset: 180,
};

/** When samples are received: the machine's own clock, which no sample may depend on. */
export const NOW = new Date('2030-01-01T00:00:00.000Z');

/** A sample as a live connection would hand it on; each time a copy of its own. */
export function sample(name: SampleName): WireMessage {
	const { name: event, payload } = structuredClone(samples[name]);
	return { name: event, payload, receivedAt: NOW };
}

/** Something else that a server might send. */
export function message(name: string, payload?: unknown): WireMessage {
	return { name, payload, receivedAt: NOW };
}

export const SAMPLE_NAMES = Object.keys(samples) as SampleName[];
