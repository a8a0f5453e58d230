/** Lists that a person writes into one field: `Sales Queue, 123456789`. */

/**
 * @param list entries separated by commas; an expression may give a number where the field takes a text
 * @returns the entries in lower case, without blanks around them and without empty ones
 */
export function entries(list: string | number = ''): string[] {
	return String(list)
		.split(',')
		.map((entry) => entry.trim().toLowerCase())
		.filter((entry) => entry !== '');
}

/** Whether any of the values, whatever its case, is one of the wanted {@link entries}. */
export function isOneOf(values: readonly (string | undefined)[], wanted: readonly string[]): boolean {
	return values.some((value) => value !== undefined && wanted.includes(value.toLowerCase()));
}
