/** Follows one account for everybody who watches conditions of it: each event is looked at once, however many they are. */
import type { RealTimeEvent } from '../events/event';
import type { Desk } from './desk';
import { Phones } from './phones';
import { Queues } from './queues';

/**
 * Follows an account that is not known yet. A gap neither ends nor begins anything: until a list or an event says how it
 * is, nothing is told of it. Times: milliseconds by a clock that does not go back.
 */
export function createTracker() {
	const desks = new Set<Desk>();
	const watchingQueues = new Set<Desk>();
	const queues = new Queues(watchingQueues);
	const phones = new Phones();
	return {
		/** @param event from the account's state, in order: lists and connection events, too */
		apply(event: RealTimeEvent, now: number): void {
			switch (event.event) {
				case 'connectionLost':
					queues.lost();
					phones.lost();
					return;
				case 'queueJoin': {
					queues.join(event, now);
					return;
				}
				case 'queueExit':
				case 'queueAbandoned': {
					queues.leave(event, now);
					return;
				}
				case 'newCall':
				case 'answered':
				case 'hold':
				case 'unhold':
				case 'hangUp':
				case 'agentStatus': {
					phones.apply(event, now);
					return;
				}
				case 'queuesSnapshot':
					queues.list(event, now);
					for (const desk of desks) {
						queues.waits.confirm(desk.told);
						desk.list('queues', event.at);
					}
					return;
				case 'extensionsSnapshot':
					phones.list(event, now);
					for (const desk of desks) {
						phones.confirm(desk);
						desk.list('extensions', event.at);
					}
					return;
				default:
			}
		},
		/** Time passes; to be called every {@link SLOT_MS}. */
		tick(now: number): void {
			queues.waits.tick(now);
			phones.tick(now);
			for (const { holdings } of desks) holdings.tick(now);
		},
		/** Takes in a workflow. What holds already is told when a list has come. */
		attach(desk: Desk): void {
			const { settings, told } = desk;
			desks.add(desk);
			if (settings.queueIsLong) watchingQueues.add(desk);
			if (settings.callerWaitsTooLong) queues.waits.attach(told, settings.callerWaitsTooLong.ms);
			phones.attach(desk);
		},
		/** It is told nothing any more. */
		detach(desk: Desk): void {
			desks.delete(desk);
			watchingQueues.delete(desk);
			queues.waits.detach(desk.told);
			phones.detach(desk);
		},
	};
}
