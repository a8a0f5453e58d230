import { dial } from './dial';
import { fail } from './fail';
import { goToLayer } from './goToLayer';
import type { AnswerOperation, Question } from './operation';
import { say } from './say';
import { showCaller } from './showCaller';
import { showNone } from './showNone';
import { voiceBotAnswer } from './voiceBotAnswer';

/** Who may ask, and every answer that there is. */
export const questions: readonly Question[] = [
	{ value: 'externalLayer', name: 'External Layer', operations: [goToLayer, dial, say, fail] },
	{ value: 'screenPop', name: 'Screen Pop', operations: [showCaller, showNone] },
	{ value: 'voiceBot', name: 'VoiceBot', operations: [voiceBotAnswer] },
];

/**
 * @param resource who asks, as the saved workflow names it
 * @param operation the answer's name there
 * @returns who asks and the answer, or undefined when this version of the package does not have it
 */
export function findAnswer(
	resource: string,
	operation: string,
): { question: Question; operation: AnswerOperation } | undefined {
	const question = questions.find(({ value }) => value === resource);
	const found = question?.operations.find(({ value }) => value === operation);
	return question && found && { question, operation: found };
}
