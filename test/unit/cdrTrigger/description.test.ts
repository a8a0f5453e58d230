import { runInNewContext } from 'node:vm';

import {
	type INode,
	type INodePropertyOptions,
	type IWebhookDescription,
	resolveWebhookDescriptionField,
} from 'n8n-workflow';

import { memoryOf } from '../../../nodes/support/memory';
import { outcomesOf } from '../../../nodes/VoicenterTrigger/triggerOn';
import { VoicenterTrigger } from '../../../nodes/VoicenterTrigger/VoicenterTrigger.node';
import { hookContext } from '../../n8nCore/trigger';

const { description } = new VoicenterTrigger();
const [webhook = {} as IWebhookDescription] = description.webhooks ?? [];

const node = (parameters: INode['parameters']): INode => ({
	id: '1',
	name: 'CDR',
	type: 'voicenterTrigger',
	typeVersion: 2,
	position: [0, 0],
	parameters,
});

/** As n8n's expression engine evaluates it, where n8n knows no function that says the same. */
function evaluated(field: 'responseMode' | 'responseData', $parameter: object): unknown {
	const [, expression = ''] = /^=\{\{(.*)\}\}$/.exec(String(webhook[field])) ?? [];
	return runInNewContext(expression, { $parameter });
}

describe('when n8n answers', () => {
	it.each([
		[{}, 'onReceived', ''],
		[{ acknowledge: 'immediately' }, 'onReceived', ''],
		[{ acknowledge: 'afterSuccess' }, 'lastNode', 'noData'],
	])(
		'%j: %s, by the expression and by the function that n8n calls instead',
		(parameters, responseMode, responseData) => {
			for (const [field, value] of Object.entries({ responseMode, responseData })) {
				expect(evaluated(field as 'responseMode' | 'responseData', parameters)).toBe(value);
				expect(resolveWebhookDescriptionField(node(parameters), webhook, field)).toEqual({
					resolved: true,
					value,
				});
			}
		},
	);
});

it('each way in which a call ends is a trigger of its own in n8n’s node panel, which knows the field by its label', () => {
	const field = description.properties.find(({ displayName }) => displayName === 'Trigger On');
	const options = (field?.options ?? []) as INodePropertyOptions[];
	expect(options.map(({ value, action }) => [value, action])).toEqual([
		['ended', 'On any call ended'],
		['abandoned', 'On call abandoned'],
		['answered', 'On call answered'],
		['missed', 'On call missed'],
		['voicemail', 'On voicemail left'],
	]);
	expect([field?.type, field?.default]).toEqual(['multiOptions', ['ended']]);
});

it.each([
	[['ended'], {}],
	[['abandoned', 'ended'], {}],
	[[], {}],
	[['abandoned', 'voicemail'], { outcomes: ['abandoned', 'voicemail'] }],
] as const)('calls that %j lets through', (chosen, filter) => {
	expect(outcomesOf(chosen)).toEqual(filter);
});

it('workflows that were saved before there was a choice go on as they were', () => {
	const fields = new Map(description.properties.map((field) => [field.name, field.default]));
	expect(fields.get('acknowledge')).toBe('immediately');
	expect(fields.get('settings')).toEqual({});
	expect([description.version, webhook.path, webhook.httpMethod]).toEqual([2, 'voicenter-cdr', 'POST']);
});

it('a trigger whose workflow is deactivated hands back what it remembers, and n8n goes on', async () => {
	const { context, workflow } = hookContext({ node: { type: 'voicenterTrigger' } });
	memoryOf<readonly string[]>(context).write(['records']);
	const { webhookMethods } = new VoicenterTrigger();
	expect(await webhookMethods.default.delete.call(context)).toBe(true);
	expect(JSON.stringify(workflow.staticData)).toContain('records');
});
