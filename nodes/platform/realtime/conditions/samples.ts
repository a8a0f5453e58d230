/** Conditions to try a workflow with. */
import type { RealTimeEvent } from '../events/event';
import { createConditions } from './index';
import type { ConditionSettings } from './settings';

/** Longer than any condition of a sample must last. */
const DAY_MS = 86_400_000;

/**
 * @param settings the one condition of the sample
 * @param events what makes it true
 * @returns what is told when it begins, in the moment in which it does
 * @throws Error when these events do not make it true
 */
export function conditionSample(
	settings: Omit<ConditionSettings, 'tellsOver'>,
	events: readonly RealTimeEvent[],
): RealTimeEvent {
	const conditions = createConditions({ ...settings, tellsOver: true });
	for (const event of events) conditions.apply(event, 0);
	for (let now = 0; now <= DAY_MS; now += 1_000) {
		const [sample] = conditions.tick(now);
		if (sample) return sample;
	}
	throw new Error('The sample of a condition does not make it true');
}
