import type { VoicenterError } from '../../../nodes/platform/http/errors';
import type { RealTimeEvent, RealTimeEventName } from '../../../nodes/platform/realtime/events';
import type { MonitorSubscriber } from '../../../nodes/platform/realtime/monitor';

/** Notes all events, and lets a test wait for one. */
export interface Events extends MonitorSubscriber {
	readonly all: RealTimeEvent[];
	readonly refusals: VoicenterError[];
	/** The first event of that name, from that place on, be it there already. */
	named: (name: RealTimeEventName, from?: number) => Promise<RealTimeEvent>;
}

/** A subscriber that notes everything. */
export function takeEvents(): Events {
	const all: RealTimeEvent[] = [];
	const refusals: VoicenterError[] = [];
	const waiting = new Set<() => void>();
	return {
		all,
		refusals,
		onEvent(event) {
			all.push(event);
			for (const look of [...waiting]) look();
		},
		onRefused: (error) => refusals.push(error),
		named: (name, from = 0) =>
			new Promise((resolve) => {
				const look = () => {
					const found = all.slice(from).find(({ event }) => event === name);
					if (!found) return;
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
				look();
			}),
	};
}
