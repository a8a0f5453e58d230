/** Lists that a field of a node is picked from. */
import { holds } from '../../platform/vocabulary/lists';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Connection } from '../../platform/request/account';
import { connectWith, CREDENTIAL } from '../connection';
import { toNodeError } from '../errors';

/** Something to pick. */
export interface Choice {
	/** What the user sees. */
	name: string;
	/** What is saved. */
	value: string;
	/** Finds it too, beside the name. */
	alsoFoundBy?: string;
}

/** A list as n8n asks for it; `filter` is what the user typed. */
export type Picker = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** By name, as people sort. */
export const byName = (a: Choice, b: Choice): number => a.name.localeCompare(b.name);

/**
 * Makes a list to pick from: reads it with the node's credential, leaves what the user typed a part of, sorts it.
 *
 * @param read gives all there is to pick
 * @param order which of two comes first; by name unless given
 */
export function picker(
	read: (connection: Connection, context: ILoadOptionsFunctions) => Promise<Choice[]>,
	order: (a: Choice, b: Choice) => number = byName,
): Picker {
	return async function search(filter = '') {
		try {
			const connection = await connectWith(await this.getCredentials(CREDENTIAL));
			const results = (await read(connection, this))
				.filter(({ name, alsoFoundBy = '' }) => holds(`${name} ${alsoFoundBy}`, filter))
				.sort(order)
				.map(({ name, value }) => ({ name, value }));
			return { results };
		} catch (error) {
			throw toNodeError(error, { node: this.getNode() });
		}
	};
}
