/** What a monitor does for one who listens and watches conditions, without a connection. */
import { createWatching } from '../../../../nodes/platform/realtime/conditions';
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import type { MonitorSubscriber } from '../../../../nodes/platform/realtime/monitor';

export function watcherOf({ conditions, onEvent }: MonitorSubscriber) {
	const takes: ((event: RealTimeEvent) => void)[] = [];
	const watch = createWatching((take) => {
		takes.push(take);
		return () => takes.splice(0);
	});
	const watched = conditions && watch(conditions);
	return {
		hear: (event: RealTimeEvent) => {
			onEvent(event);
			for (const take of takes) take(event);
		},
		told: () => watched?.told(),
		leave: () => watched?.leave(),
	};
}
