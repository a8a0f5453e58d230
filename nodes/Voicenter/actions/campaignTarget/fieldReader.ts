/**
 * Fields of very many items. n8n takes some 0.1 ms to work out an expression, which for 100,000 items with a few
 * fields each is a minute in which nothing else runs. So a field without an expression is read once, and a mere
 * `{{ $json.phone }}`, as dragging a value into a field writes it, is taken from the item. Everything else goes to n8n.
 */
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../operation';

type Field = OperationCall['field'];

/** Works a value out from an item; {@link NEEDS_N8N} when that takes n8n. */
type Reading = (item: IDataObject) => unknown;

const NEEDS_N8N = Symbol('n8n has to work it out');

/**
 * @param calls all items
 * @returns reads fields of the item at an index, as `field` of that item does
 */
export function fieldReader(calls: readonly OperationCall[]): (index: number) => Field {
	const readings = new Map<string, Reading | 'constant' | undefined>();
	const constants = new Map<string, unknown>();
	const readingOf = (name: string, { tools }: OperationCall) => {
		if (!readings.has(name)) readings.set(name, readingFor(tools.written(name)));
		return readings.get(name);
	};
	return (index) =>
		<Value>(name: string, fallback?: Value): Value => {
			const call = calls[index];
			if (!call) throw new RangeError(`There is no item ${index}`);
			const reading = readingOf(name, call);
			if (reading === 'constant') {
				if (!constants.has(name)) constants.set(name, call.field(name, fallback));
				return constants.get(name) as Value;
			}
			const value = reading?.(call.input) ?? NEEDS_N8N;
			return value === NEEDS_N8N ? call.field(name, fallback) : (value as Value);
		};
}

function readingFor(written: unknown): Reading | 'constant' | undefined {
	if (written === undefined) return undefined;
	return holdsExpression(written) ? compile(written) : 'constant';
}

function holdsExpression(written: unknown): boolean {
	if (typeof written === 'string') return written.startsWith('=');
	if (typeof written !== 'object' || written === null) return false;
	return Object.values(written).some(holdsExpression);
}

/** A reading of what holds expressions; undefined when one of them is more than a path into the item. */
function compile(written: unknown): Reading | undefined {
	if (typeof written === 'string' && written.startsWith('=')) {
		const path = pathOf(written);
		return path && ((item) => valueAt(item, path));
	}
	if (typeof written !== 'object' || written === null) return () => written;
	// A resource locator is worth its value.
	if ('__rl' in written) return compile((written as { value?: unknown }).value);
	const parts: [string, Reading][] = [];
	for (const [key, value] of Object.entries(written)) {
		const part = compile(value);
		if (!part) return undefined;
		parts.push([key, part]);
	}
	return (item) => {
		const values = parts.map(([key, part]) => [key, part(item)] as const);
		if (values.some(([, value]) => value === NEEDS_N8N)) return NEEDS_N8N;
		return Array.isArray(written) ? values.map(([, value]) => value) : Object.fromEntries(values);
	};
}

const ONLY_JSON_PATH = /^=\{\{\s*\$json((?:\s*\??\.[A-Za-z_$][\w$]*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_$][\w$]*)|\["([^"]*)"\]|\['([^']*)'\]/g;

/** `={{ $json.lead["Phone 1"] }}` is lead, Phone 1. */
function pathOf(expression: string): string[] | undefined {
	const steps = ONLY_JSON_PATH.exec(expression)?.[1];
	if (steps === undefined) return undefined;
	return [...steps.matchAll(STEP)].map(([, ...names]) => names.join(''));
}

/** Only plain data, or nothing where nothing is: on all else n8n has its own opinion, such as an error. */
function valueAt(item: IDataObject, path: readonly string[]): unknown {
	let value: unknown = item;
	for (const [depth, name] of path.entries()) {
		if (typeof value !== 'object' || value === null) return NEEDS_N8N;
		if (!Object.hasOwn(value, name)) {
			return depth === path.length - 1 && !(name in value) ? undefined : NEEDS_N8N;
		}
		value = (value as Record<string, unknown>)[name];
	}
	return typeof value === 'object' && value !== null ? NEEDS_N8N : value;
}
