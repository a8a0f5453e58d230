import {
	type IDataObject,
	type IHookFunctions,
	type INodeCredentialDescription,
	type INodeProperties,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

const CREDENTIAL = 'voicenterWebhookApi';

/** The credential that a webhook trigger may have: `credentials: [webhookSecret]`. */
export const webhookSecret: INodeCredentialDescription = { name: CREDENTIAL, required: false };

/** Which addresses may call: an option of a trigger's settings. Without it, or left empty, all may. */
export const allowedAddressesField: INodeProperties = {
	displayName: 'Allowed Addresses',
	name: 'allowedAddresses',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24, 2001:db8::/32',
	description:
		'The IP addresses and ranges (CIDR) that may call this webhook, separated by commas. Requests from elsewhere are refused with 403 and start nothing. Leave empty to let every address in. If n8n is behind a reverse proxy, set its environment variable N8N_PROXY_HOPS to the number of proxies; otherwise n8n sees only the proxy’s address.',
};

/** What {@link admit} decided: the refusal to return from webhook(), or the query without the secret. */
export type Admission = { refused: IWebhookResponseData } | { query: IDataObject };

interface Secret {
	secret?: string;
	sentIn?: 'header' | 'query';
	headerName?: string;
	queryParameter?: string;
}

/**
 * Runs when a workflow is activated: a list of addresses with a mistake in it would lock Voicenter out, or
 * others in; a credential without a secret protects nothing.
 *
 * @param allowedAddresses what the field {@link allowedAddressesField} says
 * @throws NodeOperationError that says what is wrong
 */
export async function checkAccess(
	context: IHookFunctions,
	allowedAddresses: string | undefined,
): Promise<void> {
	const { readAddressList } = await import('../platform/inbound/access');
	const { wrong } = readAddressList(allowedAddresses ?? '');
	if (wrong.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`Allowed Addresses: "${wrong.join('", "')}" ${wrong.length === 1 ? 'is not an address' : 'are not addresses'}. Right would be 203.0.113.7, 198.51.100.0/24 or 2001:db8::/32.`,
		);
	}
	const { secret } = await secretOf(context);
	if (secret === '') {
		throw new NodeOperationError(
			context.getNode(),
			'The credential Voicenter Webhook API has no secret, so it would let nobody in. Fill in its Secret, or remove the credential from this node.',
		);
	}
}

/**
 * Lets a request in or refuses it, before anything of its body is read: 403 for its address, 401 for its
 * secret, nothing in the answer either way. The address is the one that n8n's own setting for proxies gives.
 *
 * @param allowedAddresses what the field {@link allowedAddressesField} says
 * @returns the refusal, already sent, for webhook() to return; or the request's query without the secret
 * @throws NodeOperationError when the credential cannot be read: nobody is let in then
 */
export async function admit(
	context: IWebhookFunctions,
	allowedAddresses: string | undefined,
): Promise<Admission> {
	const verdict = await judgeAccess(context, allowedAddresses);
	if ('query' in verdict) return verdict;
	context.getResponseObject().status(verdict.status).end();
	return { refused: { noWebhookResponse: true } };
}

/**
 * As {@link admit}, and sends nothing.
 *
 * @param allowedAddresses what the field {@link allowedAddressesField} says
 * @returns the HTTP status to refuse with, or the request's query without the secret
 * @throws NodeOperationError when the credential cannot be read: nobody is let in then
 */
export async function judgeAccess(
	context: IWebhookFunctions,
	allowedAddresses: string | undefined,
): Promise<{ status: 401 | 403 } | { query: IDataObject }> {
	const request = context.getRequestObject();
	if (allowedAddresses !== undefined && allowedAddresses.trim() !== '') {
		const { isInRanges, readAddressList } = await import('../platform/inbound/access');
		const { ranges, wrong } = readAddressList(allowedAddresses);
		if (wrong.length > 0) {
			// Only an expression can do this: texts were checked when the workflow was activated.
			context.logger.warn(
				`${context.getNode().name}: Allowed Addresses contains something that is not an address`,
			);
		}
		if (!isInRanges(request.ip, ranges)) return refusal(context, 403);
	}
	const query = context.getQueryData() as IDataObject;
	const { secret, sentIn = 'header', headerName = '', queryParameter = '' } = await secretOf(context);
	if (secret === undefined) return { query };
	const { isSecret } = await import('../platform/inbound/access');
	if (sentIn === 'header') {
		const isRight = isSecret(request.headers[headerName.toLowerCase()], secret);
		return isRight ? { query } : refusal(context, 401);
	}
	const { [queryParameter]: given, ...others } = query;
	return isSecret(given, secret) ? { query: others } : refusal(context, 401);
}

/** Nothing when the node has no such credential. */
async function secretOf(context: IHookFunctions | IWebhookFunctions): Promise<Secret> {
	if (context.getNode().credentials?.[CREDENTIAL] === undefined) return {};
	const credential: Secret = await context.getCredentials(CREDENTIAL);
	return { ...credential, secret: credential.secret ?? '' };
}

function refusal<Status extends 401 | 403>(context: IWebhookFunctions, status: Status): { status: Status } {
	context.logger.warn(
		`${context.getNode().name}: a request was refused, ${status === 403 ? 'its address is not on the list' : 'it did not show the secret'}`,
	);
	return { status };
}
