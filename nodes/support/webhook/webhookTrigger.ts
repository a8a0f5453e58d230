/** What the triggers have in common that wait for Voicenter to call a URL. */
import type { IHookFunctions, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { handBackMemory } from '../memory';
import { forgetRecords } from './records';

/** The words of one trigger's panel; each goes on a sentence that all of them share. */
interface PanelWords {
	/** A sentence on what there is to wait for. */
	about: string;
	/** "Activate the workflow and …" */
	whenReady: string;
	/** "… start it, and show up in the executions list." */
	whatStartsIt: string;
}

/** What the editor shows beside a trigger that has not run yet. */
export function waitingPanel({
	about,
	whenReady,
	whatStartsIt,
}: PanelWords): NonNullable<INodeTypeDescription['triggerPanel']> {
	const trying = `${about}<br /><br /><b>To try it without a call</b>, copy the test URL, press “Execute step” and open the URL in a browser: the page there sends your workflow samples.<br /><br />`;
	return {
		header: '',
		executionsHelp: {
			inactive: `${trying}<b>When you are ready</b>, activate (publish) the workflow and ${whenReady}.`,
			active: `${trying}<b>The workflow is active</b>: ${whatStartsIt} start it, and show up in the executions list.`,
		},
		activationHint: `When you have finished building, activate (publish) the workflow and ${whenReady}.`,
	};
}

/** Says, above a trigger's fields, what to do with its URLs. */
export const urlNotice = (text: string): INodeProperties => ({
	displayName: `${text} To try it without a call, copy the test URL, press “Execute step” and open the URL in a browser.`,
	name: 'urlNotice',
	type: 'notice',
	default: '',
});

/**
 * Voicenter has no interface that registers a webhook: a person enters its URL there. What is left to do when the
 * workflow is activated is to check the settings.
 *
 * @param check throws what n8n shows instead of activating
 */
export const enteredByHand = (check: (context: IHookFunctions) => Promise<void>) => ({
	async checkExists(this: IHookFunctions): Promise<boolean> {
		await check(this);
		return true;
	},
	create: () => Promise.resolve(true),
	// n8n asks when the workflow is deactivated, and saves its static data afterwards.
	delete(this: IHookFunctions): Promise<boolean> {
		forgetRecords(this.getWorkflow().id, this.getNode().id);
		handBackMemory(this);
		return Promise.resolve(true);
	},
});
