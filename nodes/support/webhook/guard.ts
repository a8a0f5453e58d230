import {
	type IDataObject,
	type IHookFunctions,
	type INodeProperties,
	type IWebhookFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { isTry } from './tryPage/tries';

/** Also written out in each webhook trigger's description: n8n's lint rules check the name there. */
const CREDENTIAL = 'voicenterWebhookApi';

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

/** The credential, as far as it is filled in. */
interface Credential {
	secret?: string;
	sentIn?: 'header' | 'query';
	headerName?: string;
	queryParameter?: string;
}

/** What a caller must show, and in which header or parameter. */
interface Secret {
	secret: string;
	sentIn: 'header' | 'query';
	name: string;
}

/** What a header may be called, and what may stand in one without being read in two ways. */
const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const HEADER_TEXT = /^[\x20-\x7E]*$/;

/** The credential's fields for the name of the header or parameter, as the user sees them. */
const NAME_FIELDS = { header: 'Header Name', query: 'Parameter Name' } as const;

/**
 * Runs when a workflow is activated: a list of addresses with a mistake in it would lock Voicenter out, or
 * others in; so would a credential without a secret, or without the name that the secret is sent under.
 *
 * @param allowedAddresses what the field {@link allowedAddressesField} says
 * @throws NodeOperationError that says what is wrong
 */
export async function checkAccess(
	context: IHookFunctions,
	allowedAddresses: string | undefined,
): Promise<void> {
	const { readAddressList } = await import('../../platform/inbound/access');
	const list = listOf(context, allowedAddresses);
	const { ranges, wrong } = readAddressList(list ?? '');
	if (list !== undefined && ranges.length + wrong.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'Allowed Addresses: the expression gives nothing, so nobody would be let in. Correct it, or leave the field empty to let every address in.',
		);
	}
	if (wrong.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`Allowed Addresses: "${wrong.join('", "')}" ${wrong.length === 1 ? 'is not an address' : 'are not addresses'}. Right would be 203.0.113.7, 198.51.100.0/24 or 2001:db8::/32.`,
		);
	}
	const shown = await secretOf(context);
	if (!shown) return;
	const fields = { Secret: shown.secret, [NAME_FIELDS[shown.sentIn]]: shown.name };
	const [empty] = Object.entries(fields).find(([, value]) => value === '') ?? [];
	if (empty === undefined) {
		if (shown.sentIn === 'header') checkHeader(context, shown);
		return;
	}
	throw new NodeOperationError(
		context.getNode(),
		`The credential Voicenter Webhook API has no ${empty}, so it would let nobody in. Fill it in, or remove the credential from this node.`,
	);
}

/**
 * Decides on a request before anything of its body is read: 403 for its address, 401 for its secret. The address is
 * the one that n8n's own setting for proxies gives.
 *
 * @param allowedAddresses what the field {@link allowedAddressesField} says
 * @returns the HTTP status to refuse with, or the request's query without the secret
 * @throws NodeOperationError when the credential cannot be read: nobody is let in then
 */
export async function admit(
	context: IWebhookFunctions,
	allowedAddresses: string | undefined,
): Promise<{ status: 401 | 403 } | { query: IDataObject }> {
	const request = context.getRequestObject();
	// Whoever tries the workflow is at none of Voicenter's addresses.
	const list = isTry(context) ? undefined : listOf(context, allowedAddresses);
	if (list !== undefined) {
		const { isInRanges, readAddressList } = await import('../../platform/inbound/access');
		const { ranges, wrong } = readAddressList(list);
		if (wrong.length > 0) {
			// Only an expression can do this: texts were checked when the workflow was activated.
			context.logger.warn(
				`${context.getNode().name}: Allowed Addresses contains something that is not an address`,
			);
		}
		if (!isInRanges(request.ip, ranges)) return refusal(context, 403);
	}
	const query = context.getQueryData() as IDataObject;
	const shown = await secretOf(context);
	if (!shown) return { query };
	const { secret, sentIn, name } = shown;
	const { isSecret } = await import('../../platform/inbound/access');
	if (sentIn === 'header') {
		const isRight = isSecret(request.headers[name.toLowerCase()], secret);
		return isRight ? { query } : refusal(context, 401);
	}
	const { [name]: given, ...others } = query;
	return isSecret(given, secret) ? { query: others } : refusal(context, 401);
}

/**
 * The list of addresses; undefined where everybody may call. An expression that gives nothing is a list with nobody on
 * it: whoever wrote one meant to keep somebody out.
 */
function listOf(context: IHookFunctions | IWebhookFunctions, given: unknown): string | undefined {
	const settings = context.getNode().parameters['settings'] as IDataObject | undefined;
	const written = settings?.[allowedAddressesField.name];
	const text = typeof given === 'string' ? given : Array.isArray(given) ? given.join(',') : '';
	const isExpression = typeof written === 'string' && written.startsWith('=');
	return text.trim() === '' && !isExpression ? undefined : text;
}

/** What no request could show must not look as if it protected anything. */
function checkHeader(context: IHookFunctions, { secret, name }: Secret): void {
	const wrong = !TOKEN.test(name)
		? `no header can be called "${name}". Right would be X-Voicenter-Secret`
		: !HEADER_TEXT.test(secret)
			? 'no header can carry this secret. Use letters, digits and signs of the English keyboard, or have it sent in the query'
			: undefined;
	if (wrong === undefined) return;
	throw new NodeOperationError(context.getNode(), `The credential Voicenter Webhook API: ${wrong}.`);
}

/** Nothing when the node has no such credential. */
async function secretOf(context: IHookFunctions | IWebhookFunctions): Promise<Secret | undefined> {
	if (context.getNode().credentials?.[CREDENTIAL] === undefined) return undefined;
	const credential: Credential = await context.getCredentials(CREDENTIAL);
	const { secret = '', sentIn = 'header', headerName = '', queryParameter = '' } = credential;
	const name = sentIn === 'header' ? headerName : queryParameter;
	// A blank or a line's end comes along easily when a secret is copied.
	return { secret: secret.trim(), sentIn, name: name.trim() };
}

/** Where the caller must show the secret; undefined where it need not show any. */
export async function whereSecretIsShown(
	context: IWebhookFunctions,
): Promise<Pick<Secret, 'sentIn' | 'name'> | undefined> {
	const shown = await secretOf(context);
	return shown && { sentIn: shown.sentIn, name: shown.name };
}

function refusal<Status extends 401 | 403>(context: IWebhookFunctions, status: Status): { status: Status } {
	context.logger.warn(
		`${context.getNode().name}: a request was refused, ${status === 403 ? 'its address is not on the list' : 'it did not show the secret'}`,
	);
	return { status };
}
