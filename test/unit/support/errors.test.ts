import { inspect } from 'node:util';

import {
	ExpressionError,
	type INode,
	type INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import {
	InvalidInputError,
	RunAgainError,
	VoicenterError,
	type VoicenterFailure,
} from '../../../nodes/platform/http/errors';
import { toErrorItem, toNodeError } from '../../../nodes/support/errors';

const NODE: INode = {
	id: '1',
	name: 'Call the customer',
	type: 'voicenter',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const CODE = 'TopSecretCode99';

const text = (name: string, displayName: string): INodeProperties => ({
	name,
	displayName,
	type: 'string',
	default: '',
});
const FIELDS: INodeProperties[] = [
	text('target', 'Then Call'),
	{
		...text('options', 'Options'),
		type: 'collection',
		options: [text('targetCallerId', 'Caller ID for Customer')],
	},
	{
		...text('customData', 'Custom Data'),
		type: 'fixedCollection',
		options: [
			{ name: 'fields', displayName: 'Field', values: [text('name', 'Name'), text('value', 'Value')] },
		],
	},
];

const failure = (given: Partial<VoicenterFailure> = {}) =>
	new VoicenterError({
		kind: 'refused',
		operation: 'Click to call',
		text: 'Voicenter says: Extension representative offline (3)',
		hint: 'The agent must open the softphone.',
		code: 3,
		httpStatus: 200,
		secrets: [CODE],
		...given,
	});

describe('what Voicenter or the network said', () => {
	it('is said to the user as it is, with what to do below it', () => {
		const error = toNodeError(failure(), { node: NODE, itemIndex: 4 });

		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Click to call: Voicenter says: Extension representative offline (3)');
		expect(error.description).toBe('The agent must open the softphone.');
		expect(error.context['itemIndex']).toBe(4);
		expect((error as NodeApiError).httpCode).toBe('200');
	});

	// n8n puts a sentence of its own in place of a message that holds such a word. For ECONNRESET that one says
	// "You can retry the request immediately": the customer's phone would ring twice.
	it.each([
		['the connection to api.voicenter.com broke before a complete answer came (ECONNRESET)', undefined],
		['api.voicenter.com could not be reached: the connection failed (ETIMEDOUT)', undefined],
		['Voicenter says: getaddrinfo failed (2)', 200],
		['the server answered with HTTP error 500', 500],
		['the server answered with HTTP error 429', 429],
		['Voicenter refused this server (HTTP 403)', 403],
	])("is not replaced by n8n's own words: %s", (said, httpStatus) => {
		const error = toNodeError(failure({ text: said, ...(httpStatus && { httpStatus }) }), { node: NODE });

		expect(error.message).toBe(`Click to call: ${said}`);
		expect(error.description).toBe('The agent must open the softphone.');
	});

	it('shows no secret, wherever one looks', () => {
		const caught = failure({ text: `no account has the code ${CODE}`, hint: `Is ${CODE} right?` });
		const error = toNodeError(caught, { node: NODE, itemIndex: 0 });
		const shown = [
			JSON.stringify(error),
			JSON.stringify(error.cause ?? null),
			inspect(error, { depth: 20, showHidden: true }),
			error.stack ?? '',
			error.messages.join(),
		];
		for (const place of shown) expect(place).not.toContain(CODE);
		expect(error.message).toContain('no account has the code');
	});
});

describe('input that was not sent', () => {
	it.each([
		['target', 'Then Call: This is empty'],
		['targetCallerId', 'Caller ID for Customer: This is empty'],
		['customData', 'Custom Data: This is empty'],
		['customData.0.name', 'Custom Data → Name: This is empty'],
		['options.targetCallerId', 'Options → Caller ID for Customer: This is empty'],
		['first.target', 'Then Call: This is empty'],
		['unheardOf', 'This is empty'],
		['', 'This is empty'],
	])("calls the field %j by its name on the screen: '%s'", (field, message) => {
		const error = toNodeError(new InvalidInputError(field, 'This is empty'), {
			node: NODE,
			itemIndex: 2,
			fields: FIELDS,
		});

		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.description).toMatch(/Nothing was done/);
		expect(error.context['itemIndex']).toBe(2);
	});
});

describe('what n8n itself threw', () => {
	it.each([
		['NodeApiError', new NodeApiError(NODE, { message: 'no' })],
		['NodeOperationError', new NodeOperationError(NODE, 'no', { description: 'why' })],
	])('stays the same: %s', (_name, error) => {
		expect(toNodeError(error, { node: NODE, itemIndex: 1 })).toBe(error);
	});

	it('keeps what it knows of a broken expression', () => {
		const broken = new ExpressionError("Can't get data for expression", {
			causeDetailed: 'Node Webhook has not run',
			descriptionTemplate: 'There is no data in %%PARAMETER%%',
			parameter: 'target',
			nodeCause: 'Webhook',
			type: 'no_execution_data',
		});
		const error = toNodeError(broken, { node: NODE, itemIndex: 3 });

		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("Can't get data for expression");
		expect(error.context).toMatchObject({
			itemIndex: 3,
			parameter: 'target',
			nodeCause: 'Webhook',
			descriptionTemplate: 'There is no data in %%PARAMETER%%',
		});
	});

	it.each([
		['an Error', new Error('out of luck'), 'out of luck'],
		['a text', 'out of luck', 'out of luck'],
	])("becomes n8n's error: %s", (_what, thrown, message) => {
		const error = toNodeError(thrown, { node: NODE, itemIndex: 1 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.context['itemIndex']).toBe(1);
	});
});

describe('what is not known is not said', () => {
	it('of a failure without a code, an HTTP status or a hint', () => {
		const bare = new VoicenterError({ kind: 'refused', operation: 'Mute', text: 'no', secrets: [] });
		const error = toNodeError(bare, { node: NODE });
		expect([error.message, (error as NodeApiError).httpCode]).toEqual(['Mute: no', null]);
		expect(error.context['itemIndex']).toBeUndefined();
	});

	it('of input that belongs to no item, and was sent after all', () => {
		const consequence = 'The first half was sent.';
		const error = toNodeError(new InvalidInputError('target', 'Empty'), { node: NODE, consequence });
		expect([error.message, error.description]).toEqual(['Empty', consequence]);
		expect(error.context['itemIndex']).toBeUndefined();
	});
});

it('what n8n would do again says what that would be, and where to turn it off', () => {
	const error = toNodeError(new RunAgainError('call the customers again'), { node: NODE });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error.message).toMatch(/after an error, n8n would call the customers again\. Turn it off/);
	expect(error.description).toMatch(/^Nothing was sent\. n8n repeats the whole node/);
});

it.each([
	['It failed', 'Try again.', 'It failed. Try again.'],
	['It failed.', 'Try again.', 'It failed. Try again.'],
	['Did it fail?', 'Try again.', 'Did it fail? Try again.'],
	['It failed. Badly', 'Try again.', 'It failed. Badly. Try again.'],
	['It failed', '', 'It failed'],
])('%s | %s: an item that failed says it in one text', (message, description, error) => {
	const failed = new NodeOperationError(NODE, message, description ? { description } : {});
	expect(toErrorItem(failed, 3)).toEqual({ json: { error }, pairedItem: { item: 3 } });
});
