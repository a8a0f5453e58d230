import {
	callerNameField,
	customData,
	customDataField,
	givenOptions,
	layerField,
	answerOptions,
} from './fields';
import type { AnswerOperation } from './operation';

/** Sends a live call to another layer. */
export const goToLayer: AnswerOperation = {
	value: 'goToLayer',
	name: 'Go to Layer',
	action: 'Send the call to another layer',
	description: 'The call goes on in another layer of the IVR, such as a queue or a menu',
	fields: [
		{ ...layerField('Layer', 'layer', 'Where the call goes on'), required: true },
		customDataField,
		answerOptions(callerNameField),
	],

	async build({ field }) {
		const { buildGoToLayer } = await import('../../platform/inbound/answers/build');
		return buildGoToLayer({
			...givenOptions(field),
			layer: field('layer'),
			customData: customData(field),
		});
	},
};
