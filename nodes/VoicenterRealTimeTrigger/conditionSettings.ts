import { type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';

import type { ConditionSettings } from '../platform/realtime/conditions';
import type { RealTimeEventName } from '../platform/realtime/events';
import { entries, type List } from '../platform/vocabulary/lists';
import type { NumberField } from '../support/numbers';

const LONG_FROM = { label: 'Queue Is Long From (Callers)', least: 1, most: 1_000, example: 5 };
const OVER_AT = { label: 'Over When Down To (Callers)', least: 0, most: 999, example: 2 };
const MAY_WAIT = { label: 'Caller May Wait (Seconds)', least: 1, most: 86_400, example: 60 };
const STATUS_LASTS = { label: 'Status May Last (Minutes)', least: 0.1, most: 1_440, example: 45 };
const CALL_LASTS = { label: 'Call May Last (Minutes)', least: 0.1, most: 1_440, example: 30 };
const ONLY_AFTER = { label: 'Only After (Seconds)', least: 0, most: 86_400, example: 30 };

/**
 * Reads what makes the chosen conditions true.
 *
 * @param events what the user has chosen
 * @param read reads a number, or refuses what is none
 * @returns absent when no condition is among the events
 * @throws NodeOperationError for a condition that could never be true
 */
export function readConditions(
	context: ITriggerFunctions,
	events: readonly RealTimeEventName[],
	read: (field: NumberField, value: unknown) => number,
): ConditionSettings | undefined {
	const list = (name: string, fallback: string[]) => context.getNodeParameter(name, fallback) as List;
	const number = (field: NumberField, name: string, fallback: number) =>
		read(field, context.getNodeParameter(name, fallback));
	const lastsMs = () => number(ONLY_AFTER, 'onlyAfterSeconds', 0) * 1_000;
	const settings: ConditionSettings = { tellsOver: context.getNodeParameter('tellsOver', true) !== false };
	if (events.includes('queueIsLong')) {
		const callers = Math.ceil(number(LONG_FROM, 'queueIsLongFrom', 5));
		const overAt = Math.min(callers - 1, number(OVER_AT, 'queueIsOverAt', 2));
		settings.queueIsLong = { callers, overAt, lastsMs: lastsMs() };
	}
	if (events.includes('callerWaitsTooLong')) {
		settings.callerWaitsTooLong = { ms: number(MAY_WAIT, 'callerMayWaitSeconds', 60) * 1_000 };
	}
	if (events.includes('agentTooLongInStatus')) {
		const statuses = list('watchedStatuses', ['Lunch']);
		if (entries(statuses).length === 0) {
			throw new NodeOperationError(
				context.getNode(),
				'Statuses: name at least one, or no agent is ever too long in it.',
			);
		}
		const ms = number(STATUS_LASTS, 'statusMayLastMinutes', 45) * 60_000;
		settings.agentTooLongInStatus = { statuses, ms };
	}
	if (events.includes('nobodyIsFree')) {
		settings.nobodyIsFree = { whose: list('whoShouldBeFree', []), lastsMs: lastsMs() };
	}
	if (events.includes('callIsTooLong')) {
		settings.callIsTooLong = { ms: number(CALL_LASTS, 'callMayLastMinutes', 30) * 60_000 };
	}
	return Object.keys(settings).length > 1 ? settings : undefined;
}
