/** What the product itself says of its names, for the documents to be compared with. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { PROJECT_ROOT } from '../../n8n/paths';
import { fieldsOf } from '../../schemas/callRecordFields';
import { LIVE_CALL_FIELDS } from '../../schemas/liveCallFields';

/** package.json, as far as documents speak of it. */
export const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
	version: string;
	engines: { node: string };
	scripts: Record<string, string>;
	n8n: { nodes: string[] };
};

/** The versions of n8n that the tests install. */
export const testedN8n = { v1: n8nOf('v1'), v2: n8nOf('v2') } as const;

function n8nOf(folder: string): string {
	const path = join(PROJECT_ROOT, 'test', 'n8n', folder, 'package.json');
	const { dependencies } = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: { n8n: string } };
	return dependencies.n8n;
}

/** Every node of the package, by the name that the editor shows. */
export async function nodeDescriptions(): Promise<Map<string, INodeTypeDescription>> {
	const descriptions = await Promise.all(
		manifest.n8n.nodes.map(async (path) => {
			const name = basename(path, '.node.js');
			const module = (await import(`../../../nodes/${name}/${name}.node`)) as Record<
				string,
				new () => INodeType
			>;
			const Node = module[name];
			if (!Node) throw new Error(`${name}.node.ts exports no ${name}`);
			return new Node().description;
		}),
	);
	return new Map(descriptions.map((description) => [description.displayName, description]));
}

/** The text of every source file that can say something to a user. */
export function productSource(): string {
	return readdirSync(join(PROJECT_ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(PROJECT_ROOT, 'nodes', file), 'utf8'))
		.join('\n');
}

/** The fields below these, and these; what only explains or is never seen is no field. */
export function everyField(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		if (field.type === 'notice' || field.type === 'hidden') return [];
		return [field, ...everyField(inside(field))];
	});
}

function inside({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option ? [option] : [];
	});
}

/** What a user can choose in any of these fields. */
export function everyChoice(fields: readonly INodeProperties[]): string[] {
	return everyField(fields).flatMap(({ options = [] }) =>
		options.flatMap((option) => ('value' in option ? [option.name] : [])),
	);
}

/** An operation as the editor shows it, and the fields that it has on the first level. */
export interface ShownOperation {
	/** `Resource: Operation`. */
	label: string;
	/** The same, as saved workflows hold it. */
	resource: string;
	operation: string;
	fields: string[];
}

/** Every operation of a node that has resources. */
export function operationsOf({ properties }: INodeTypeDescription): ShownOperation[] {
	const resources = choicesOf(properties.find(({ name }) => name === 'resource'));
	return resources.flatMap((resource) => {
		const field = properties.find(
			(one) => one.name === 'operation' && isFor(one, 'resource', resource.value),
		);
		return choicesOf(field).map((operation) => ({
			label: `${resource.name}: ${operation.name}`,
			resource: resource.value,
			operation: operation.value,
			fields: fieldsFor(properties, resource.value, operation.value).map(({ displayName }) => displayName),
		}));
	});
}

/** The fields of an operation on the first level; what only explains or is never seen is no field. */
export function fieldsFor(properties: readonly INodeProperties[], resource: string, operation: string) {
	return properties
		.filter((one) => isFor(one, 'resource', resource) && isFor(one, 'operation', operation))
		.filter(({ type }) => type !== 'notice' && type !== 'hidden');
}

function choicesOf(field: INodeProperties | undefined): { name: string; value: string }[] {
	return (field?.options ?? []).flatMap((option) =>
		'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
	);
}

function isFor({ displayOptions }: INodeProperties, name: string, value: string): boolean {
	const shown = displayOptions?.show?.[name];
	return Array.isArray(shown) && shown.some((one) => one === value);
}

/** The names in an operation's output, as its schema for the editor has them. */
export function outputOf({ resource, operation }: ShownOperation): string[] {
	const file = join(PROJECT_ROOT, 'nodes/Voicenter/__schema__/v1.0.0', resource, `${operation}.json`);
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, unknown> };
	return Object.keys(properties);
}

type Names<Item> = Record<keyof Item, true>;

const realTime: Names<Required<RealTimeEvent>> = {
	event: true,
	since: true,
	isOver: true,
	lastedSeconds: true,
	loggedIn: true,
	onCalls: true,
	at: true,
	recovered: true,
	name: true,
	reason: true,
	cause: true,
	customerNumber: true,
	customerE164: true,
	isMobile: true,
	isWithheld: true,
	callId: true,
	direction: true,
	callStatus: true,
	leg: true,
	callerNumber: true,
	callerE164: true,
	callerName: true,
	target: true,
	targetE164: true,
	did: true,
	startedAt: true,
	startedAtLocal: true,
	answeredAt: true,
	endedAt: true,
	joinedAt: true,
	durationSeconds: true,
	ringSeconds: true,
	waitSeconds: true,
	heldSeconds: true,
	mutedSeconds: true,
	isAnswered: true,
	isAbandoned: true,
	isMissed: true,
	isMuted: true,
	isTransferred: true,
	transferredBy: true,
	relatedCallIds: true,
	originalCallId: true,
	dialStatus: true,
	recordingFile: true,
	campaignId: true,
	queue: true,
	extension: true,
	agent: true,
	agentStatus: true,
	customData: true,
	waitingCalls: true,
	extensions: true,
	queues: true,
	users: true,
	parts: true,
	continued: true,
	server: true,
	lostAt: true,
	gapSeconds: true,
	message: true,
	dropped: true,
	raw: true,
};

/** The names that each source's items carry, by what the documents call the source. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
	CDR: fieldsOf('cdr'),
	'Call Log': fieldsOf('callLog'),
	'Real-Time': Object.keys(realTime),
	'Screen Pop': LIVE_CALL_FIELDS.screenPop,
	'External Layer': LIVE_CALL_FIELDS.externalLayer,
	VoiceBot: LIVE_CALL_FIELDS.voiceBot,
};
