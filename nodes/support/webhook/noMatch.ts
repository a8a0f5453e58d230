import { type IWebhookFunctions, NodeOperationError } from 'n8n-workflow';

/** Of a body with many, the first few are told. */
const MOST_TOLD = 3;

/**
 * Of a test in the editor: what came and why it started nothing. n8n shows an error that the webhook throws at the node;
 * it shows nothing of a request that starts nothing, and would go on waiting. A sample needs no error: the page that it came
 * from says why, and n8n goes on waiting for the next one.
 *
 * @param what has come, such as "call"
 * @param reasons of each message, the parts of a sentence
 * @returns nothing for no message
 */
export function noMatch(
	context: IWebhookFunctions,
	what: string,
	reasons: readonly (readonly string[])[],
): NodeOperationError | undefined {
	if (reasons.length === 0) return undefined;
	const told = reasons.slice(0, MOST_TOLD).map((parts) => parts.join('; '));
	const more = reasons.length > told.length ? `, and ${reasons.length - told.length} more` : '';
	return new NodeOperationError(
		context.getNode(),
		`${reasons.length === 1 ? `A ${what}` : `${reasons.length} ${what}s`} came that did not match: ${told.join('. ')}${more}`,
		{
			description: `Voicenter got its answer as usual. To let such ${what}s through, change this node’s filter; to wait for the next one, execute the step again.`,
		},
	);
}
