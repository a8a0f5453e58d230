/** A message while it is read: in which place its fields stand, and when it was. */
import type { WireMessage } from '../messages';
import type { ReadTime } from './call';

/** A message that is being read. */
export interface Reading {
	message: WireMessage;
	/** The payload, and its inner part: live servers put half of it outside `data`, the document's samples everything inside. */
	raw: Record<string, unknown>;
	inner: Record<string, unknown>;
	readTime: ReadTime;
	at: string;
}

/** Reasons and times stand inside `data` or beside it. */
export function field({ raw, inner }: Reading, name: string): unknown {
	return inner[name] ?? raw[name];
}
