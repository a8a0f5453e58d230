import { type INode, NodeOperationError } from 'n8n-workflow';

/** A field that takes a number, and the limits that it has in the editor. */
export interface NumberField {
	label: string;
	least: number;
	most: number;
	example: number;
}

/** An expression may give anything. A timer that is set for no number, or for weeks, goes off a thousand times a second. */
export function numberIn(
	{ least, most }: Pick<NumberField, 'least' | 'most'>,
	value: unknown,
): number | undefined {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = isText || typeof value === 'number' ? Number(value) : Number.NaN;
	return Number.isNaN(number) ? undefined : Math.min(most, Math.max(least, number));
}

/**
 * Of a setting that may be left out.
 *
 * @throws NodeOperationError where it is given, and is no number
 */
export function checkNumber(node: INode, field: NumberField, value: unknown): void {
	if (value === undefined || numberIn(field, value) !== undefined) return;
	throw new NodeOperationError(
		node,
		`${field.label}: ${JSON.stringify(value)} is not a number. Right would be ${field.example}.`,
	);
}
