import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { AskingSettings } from '../support/webhook/askingFields';
import { CHROME_EXTENSION, originsIn } from './screenPop';

const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^/\s]+$/;

/**
 * Runs when the workflow is activated.
 *
 * @throws NodeOperationError when an entry of the list is no origin, so that it would let nobody in
 */
export function checkOrigins(context: IHookFunctions): void {
	const { allowedOrigins } = context.getNodeParameter('settings', {}) as AskingSettings;
	const wrong = originsIn(allowedOrigins).filter((entry) => entry !== '*' && !ORIGIN.test(entry));
	if (wrong.length === 0) return;
	throw new NodeOperationError(
		context.getNode(),
		`Allowed Origins: "${wrong.join('", "')}" is not an origin. Right would be ${CHROME_EXTENSION} or https://crm.example.com, without anything after the name.`,
	);
}
