import { type INode, NodeOperationError } from 'n8n-workflow';

import type { RealTimeEvent } from '../platform/realtime/events';
import { eventName } from './eventFields';

/** So many different reasons are told, the most frequent first. */
const MOST_TOLD = 5;

/** Of a test in the editor: what came and did not match, and why. */
export class Mismatches {
	readonly #counts = new Map<string, number>();

	/** @param reasons parts of a sentence */
	add({ event }: RealTimeEvent, reasons: readonly string[]): void {
		const what = `${eventName(event)}: ${reasons.join('; ')}`;
		this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
	}

	/** For whoever waits in the editor. */
	error(node: INode): NodeOperationError {
		const all = [...this.#counts].toSorted(([, a], [, b]) => b - a);
		const total = all.reduce((sum, [, count]) => sum + count, 0);
		const told = all
			.slice(0, MOST_TOLD)
			.map(([what, count]) => (count === 1 ? what : `${what} (${count} times)`))
			.join('. ');
		const came = total === 1 ? 'One event came and did not match' : `${total} events came, and none matched`;
		return new NodeOperationError(node, `${came}. ${told}.`, {
			description:
				'To go on waiting for one that matches, execute the step again. To let such events through, change Only Events That Match.',
		});
	}
}
