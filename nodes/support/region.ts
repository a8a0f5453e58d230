/** Where an account is: whose national numbers it uses, and which clock it goes by. */
import { type INode, type INodeProperties, NodeOperationError } from 'n8n-workflow';

/** The clock of an account whose credential does not name one; as in times.ts, which would bring its library along. */
export const DEFAULT_TIME_ZONE = 'Asia/Jerusalem';

/** Whose national numbers come in where nothing says so; as in phones.ts, which would bring its library along. */
export const DEFAULT_COUNTRY = 'IL';

/** Whose national numbers come in. */
export const incomingCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'country',
	type: 'string',
	default: DEFAULT_COUNTRY,
	placeholder: 'e.g. IL',
	description: 'The country, as two letters, of phone numbers that come without a country code',
};

/**
 * The clock that the account goes by.
 *
 * @param description what it is needed for
 */
export const accountTimeZoneField = (description: string): INodeProperties => ({
	displayName: 'Account Time Zone',
	name: 'timeZone',
	type: 'string',
	default: DEFAULT_TIME_ZONE,
	placeholder: 'e.g. Asia/Jerusalem',
	description,
});

/** What counts of a trigger's settings when it runs: an expression may give anything. */
export function regionOf({ country, timeZone }: Region): { country: string; timeZone: string } {
	const text = (value: unknown, standard: string) => (typeof value === 'string' && value ? value : standard);
	return { country: text(country, DEFAULT_COUNTRY), timeZone: text(timeZone, DEFAULT_TIME_ZONE) };
}

/** As it stands in the node. */
interface Region {
	country?: unknown;
	timeZone?: unknown;
}

/**
 * A country or time zone that is none would spoil every call in silence. What is not set is right.
 *
 * @param node whose settings they are
 * @throws NodeOperationError that says which setting is wrong
 */
export async function checkRegion(node: INode, { country, timeZone }: Region): Promise<void> {
	const { isCountry } = await import('../platform/vocabulary/phones');
	const { isTimeZone } = await import('../platform/vocabulary/times');
	if (timeZone !== undefined && !isTimeZone(written(timeZone))) {
		throw new NodeOperationError(
			node,
			`Account Time Zone: "${written(timeZone)}" is not a time zone. Right would be Asia/Jerusalem or Europe/London.`,
		);
	}
	if (country !== undefined && !isCountry(written(country).toUpperCase())) {
		throw new NodeOperationError(
			node,
			`Default Country: "${written(country)}" is not a country. Give its two letters, such as IL, US or GB.`,
		);
	}
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
