import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../support/errors';
import { fields } from './fields';

/** Sends each item to one of two outputs: somebody is there, or nobody is. */
// eslint-disable-next-line @n8n/community-nodes/node-usable-as-tool -- its answer is which output an item takes, and a tool has none
export class VoicenterOfficeHours implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Office Hours',
		name: 'voicenterOfficeHours',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["moment"] === "given" ? "At a given time" : "Now" }}',
		description:
			'Tells open hours from closed ones: hours for each weekday, Israel’s holidays and their eves, days of your own',
		defaults: { name: 'Voicenter Office Hours' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Open', 'Closed'],
		properties: fields,
	};

	/** The item itself goes on, with `officeHours`: what the timetable says, until when, and when it opens next. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { checkHours } = await import('./check');
		const open: INodeExecutionData[] = [];
		const closed: INodeExecutionData[] = [];
		for (const [itemIndex, item] of this.getInputData().entries()) {
			try {
				const officeHours = checkHours(this, itemIndex);
				(officeHours['isOpen'] === true ? open : closed).push({
					...item,
					json: { ...item.json, officeHours },
					pairedItem: { item: itemIndex },
				});
			} catch (error) {
				const consequence = 'Whether somebody is there is not known for this item.';
				const nodeError = toNodeError(error, { node: this.getNode(), itemIndex, consequence, fields });
				if (!this.continueOnFail()) throw nodeError;
				// Of a time that nobody can read, nobody may be promised to be there.
				closed.push(toErrorItem(nodeError, itemIndex));
			}
		}
		return [open, closed];
	}
}
