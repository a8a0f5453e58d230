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
