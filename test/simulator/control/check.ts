import type { z } from 'zod/v4';
import { SimulatorError } from '../errors';

/** A command's options, read. @throws SimulatorError that says in words what is wrong with them */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const problems = result.error.issues.map(({ path, message }) =>
		path.length > 0 ? `${path.join('.')}: ${message}` : message,
	);
	throw new SimulatorError(problems.join('; '));
}

/**
 * A change of some options, read: those that are left out are not there, whatever their defaults.
 * @throws SimulatorError that says in words what is wrong with them
 */
export function checkGiven<Schema extends z.ZodObject>(
	schema: Schema,
	value: unknown,
): Partial<z.output<Schema>> {
	const checked = check(schema, value);
	const names = Object.keys(value as object);
	const given = Object.entries(checked).filter(([name]) => names.includes(name));
	return Object.fromEntries(given) as Partial<z.output<Schema>>;
}
