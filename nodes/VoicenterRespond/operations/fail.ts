import { answerOptions } from './fields';
import type { AnswerOperation } from './operation';

/** Leaves a live call to the layer's own settings. */
export const fail: AnswerOperation = {
	value: 'fail',
	name: 'Use Layer’s Fallback',
	action: 'Leave the call to the layer’s fallback',
	description: 'The call goes where the layer’s own settings send it when there is no answer',
	fields: [answerOptions()],

	async build() {
		const { buildFail } = await import('../../platform/inbound/answers/build');
		return buildFail();
	},
};
