/** Whether and when a phone has answered: what its event says, held against what is known (voicenter-api.md §15). */
import { present } from '../../vocabulary/absent';
import { secondsBetween } from '../../vocabulary/duration';
import type { RealTimeEvent } from './event';
import { type Memory, type Part, partKey, placeOf } from './memory';

/**
 * Tells a phone's answer once: with its ANSWER, or, for a call that an agent takes out of a queue and that gets none,
 * with whatever shows first that somebody talks.
 *
 * @param event of a call on an extension
 * @returns what is to be told, in order: the event, an answer before or after it; nothing for an answer that was told
 */
export function withAnswer(memory: Memory, event: RealTimeEvent): RealTimeEvent[] {
	const { callId = '' } = event;
	const part = memory.onPhones.get(partKey(placeOf(event), callId));
	const wasTold = part?.isAnswered === true && part.last.leg === event.leg;
	const settled = settle(memory, part, wasTold, event);
	if (event.event === 'answered') return wasTold ? [] : [settled];
	if (settled.isAnswered !== true || wasTold) return [settled];
	if (event.event === 'newCall') return [settled, answerOf(settled)];
	// Of a call that began before anything was heard, the answer is no news.
	return part !== undefined || memory.calls.has(callId) ? [answerOf(settled), settled] : [settled];
}

function settle(
	memory: Memory,
	part: Part | undefined,
	wasTold: boolean,
	event: RealTimeEvent,
): RealTimeEvent {
	if (event.recovered) return event;
	const isAnswered = wasTold || (isMistaken(memory, part, event) ? false : event.isAnswered);
	if (isAnswered !== true && event.event !== 'answered') {
		return event.isAnswered === isAnswered ? event : unanswered(event);
	}
	const answeredAt = event.answeredAt ?? answerTime(memory, part, wasTold, event);
	const settled = { ...event, ...present({ isAnswered, answeredAt }) };
	if (event.event !== 'hangUp') return settled;
	const startedAt = event.startedAt ?? part?.last.startedAt;
	const ringSeconds = event.leg === 2 ? undefined : secondsBetween(startedAt, answeredAt);
	const durationSeconds = secondsBetween(answeredAt, event.endedAt);
	return present({ ...settled, startedAt, ringSeconds, durationSeconds });
}

/**
 * A phone that rings may show `Talking` for a moment while the queue still holds the caller, and rings on: nobody was
 * put through. Its answer comes with an answer's time.
 */
function isMistaken({ calls }: Memory, part: Part | undefined, event: RealTimeEvent): boolean {
	const isInQueue = (calls.get(event.callId ?? '')?.waitsIn.size ?? 0) > 0;
	return isInQueue && part?.hasRung === true && event.answeredAt === undefined && event.event !== 'answered';
}

function unanswered(event: RealTimeEvent): RealTimeEvent {
	return { ...event, isAnswered: false, ...(event.event === 'hangUp' && { durationSeconds: 0 }) };
}

/** The queue lets the caller go in the moment in which the agent answers; without it, such a call starts there. */
function answerTime(
	{ calls }: Memory,
	part: Part | undefined,
	wasTold: boolean,
	event: RealTimeEvent,
): string | undefined {
	if (wasTold) return part?.answeredAt;
	const leftQueueAt = calls.get(event.callId ?? '')?.leftQueueAt;
	if (leftQueueAt !== undefined) return leftQueueAt;
	return event.event === 'answered' || part?.hasRung ? undefined : event.startedAt;
}

/** The answer that another event shows. */
function answerOf(shown: RealTimeEvent): RealTimeEvent {
	const hasEnded = shown.event === 'hangUp';
	return present({
		...shown,
		event: 'answered' as const,
		at: hasEnded ? (shown.answeredAt ?? shown.at) : shown.at,
		callStatus: hasEnded ? 'Talking' : shown.callStatus,
		reason: undefined,
		cause: undefined,
		dialStatus: undefined,
		endedAt: undefined,
		durationSeconds: undefined,
	});
}
