import type { IDataObject } from 'n8n-workflow';

import type { Control } from '../../../simulator';
import type { Run } from '../../../n8nCore/action';

/** One run of the node, and the one request that it must send to a method. */
export interface RequestCase {
	/** The reference's name of the method. */
	method: string;
	/** What sets this case apart. */
	given: string;
	/** Fields of the node, beside those that the method's operation always has. */
	parameters?: Run['parameters'];
	items?: IDataObject[];
	credential?: NonNullable<Run['credential']>;
	/** What must be so at Voicenter for the request to succeed. */
	before?: (control: Control) => void;
	/** Exactly this; absent for a GET. */
	body?: unknown;
	/** Of a GET; none unless given. */
	query?: Record<string, string>;
	/** The address without its host, where it is not the reference's. */
	path?: string;
	/** The Authorization header; none unless given. */
	authorization?: string;
}
