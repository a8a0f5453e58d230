/** Our nodes and credentials, as n8n knows them once the package is installed. */
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import type { ICredentialType, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import manifest from '../../package.json';
import { PROJECT_ROOT } from '../n8n/paths';

export const PACKAGE = manifest.name;

type Classes = Record<string, new () => INodeType & ICredentialType>;

const requireSource = createRequire(__filename);

/**
 * What package.json says that n8n loads, from its source. By its whole file name: where a name without one stands in the
 * product, tsx takes the codex, `….node.json`, that lies beside a node.
 */
const classesOf = (kind: 'nodes' | 'credentials') =>
	manifest.n8n[kind].map((path) => {
		const source = path.replace(/^dist\/(.*)\.js$/, '$1.ts');
		const [name = ''] = basename(source).split('.');
		const Class = (requireSource(join(PROJECT_ROOT, source)) as Classes)[name];
		if (!Class) throw new Error(`${source} does not export ${name}`);
		return new Class();
	});

/** Every node of the package. */
export const ourNodes: readonly INodeType[] = classesOf('nodes');

const ours = new Map(ourNodes.map((type) => [`${PACKAGE}.${type.description.name}`, type]));

/** A node of somebody else's: it hands on what it gets. Whatever a workflow names that is not ours is one. */
const anyOther = (name: string): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
});

/**
 * The types that a workflow may use.
 *
 * @param more by full name: nodes of a test's own
 */
export function nodeTypes(more: Record<string, INodeType> = {}): INodeTypes {
	const typeOf = (name: string) => more[name] ?? ours.get(name) ?? anyOther(name);
	return { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) };
}

const credentialTypes = classesOf('credentials');

/** The fields of a credential. */
export function credentialProperties(name: string): ICredentialType['properties'] {
	const type = credentialTypes.find((one) => one.name === name);
	if (!type) throw new Error(`There is no credential type ${name}`);
	return type.properties;
}
