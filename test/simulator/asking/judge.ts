import { z } from 'zod/v4';
import type { Reply } from './asker';

/** Whether an answer is one that the reference allows, and if not, why, in words. */
export type Judgement<Answer> =
	| { readonly valid: true; readonly problems: readonly []; readonly answer: Answer }
	| { readonly valid: false; readonly problems: readonly string[] };

/**
 * Judges a reply that must be HTTP 200 with JSON in UTF-8, said to be JSON, of a service's shape. The reference does
 * not name the Content-Type; an answer that is not said to be JSON is refused all the same, because what reads it may
 * go by that.
 */
export function judge<Schema extends z.ZodType>(reply: Reply, schema: Schema): Judgement<z.output<Schema>> {
	const transport = transportProblem(reply);
	if (transport !== undefined) return { valid: false, problems: [transport] };
	const problems: string[] = [];
	const type = reply.headers['content-type'] ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type))
		problems.push(`Content-Type is "${type}", not application/json`);
	if (reply.notUtf8) problems.push('the body is not in UTF-8');
	let value: unknown;
	try {
		value = JSON.parse(reply.body) as unknown;
	} catch (error) {
		return { valid: false, problems: [...problems, `the body is not JSON: ${words(error)}`] };
	}
	const read = schema.safeParse(value);
	if (read.success && problems.length === 0) return { valid: true, problems: [], answer: read.data };
	return { valid: false, problems: [...problems, ...(read.error?.issues.map(issueInWords) ?? [])] };
}

/** A JSON object that was meant as something flat: values are text, numbers or yes/no (voicenter-api.md §1, §10). */
export const flatData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], 'must be flat'));

function transportProblem(reply: Reply): string | undefined {
	if (reply.late) return `no answer within ${Math.round(reply.milliseconds)} ms`;
	if (reply.failure !== undefined) return `no answer: ${reply.failure}`;
	if (reply.answers > 1) return `${reply.answers} answers instead of one`;
	if (reply.status !== 200) return `HTTP ${reply.status ?? 0} instead of 200`;
	return undefined;
}

function issueInWords({ path, message }: z.core.$ZodIssue): string {
	return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}

function words(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
