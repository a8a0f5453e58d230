import type { Credential } from './schemas';

/** The owner that tests and the demo set up. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Voicenter1',
	firstName: 'Dana',
	lastName: 'Levi',
} as const;

export interface CredentialInput {
	type: string;
	name: string;
	data: Record<string, unknown>;
}

/** A workflow as exported from the editor. Ids in it are ignored by n8n. */
export interface WorkflowInput {
	name: string;
	nodes: readonly object[];
	connections: object;
	settings?: object;
	pinData?: object;
}

/** A node as the editor describes it when it asks for a list's entries. */
export interface DynamicParameterRequest {
	/** The node's full type: `n8n-nodes-voicenter.voicenter`. */
	nodeType: string;
	typeVersion: number;
	/** The method's name below the node's `methods.listSearch` or `methods.loadOptions`. */
	method: string;
	/** The parameter that has the list: `extension`. */
	path: string;
	/** The node's parameters so far. */
	parameters: Record<string, unknown>;
	/** Credential type to saved credential. */
	credentials?: Record<string, Pick<Credential, 'id' | 'name'>>;
	/** What the user typed into the search box. */
	filter?: string;
	paginationToken?: string;
}
