import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { plainObject } from '../platform/vocabulary/plainObject';

/** Reads a field of the node for one item; see {@link fieldReader}. */
export type FieldReader = <Value>(name: string, fallback?: Value) => Value;

/**
 * `={{ $json.customer.phone }}` or `={{ $json['Phone 1'] }}`: what dragging a field of the input into a parameter writes.
 * With a blank outside the braces it would be a text with that blank in it.
 */
const INPUT_FIELD =
	/^=\{\{\s*\$json((?:\.[\p{ID_Start}_][\p{ID_Continue}]*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*\}\}$/u;
const STEP = /\.([\p{ID_Start}_][\p{ID_Continue}]*)|\["([^"]*)"\]|\['([^']*)'\]/gu;

/** Stands for: n8n must evaluate this. */
const ASK_N8N = Symbol('ask n8n');

/**
 * Reads the node's fields as n8n would, but asks n8n only where it must: every expression that n8n evaluates
 * costs about a millisecond an item. A field without an expression is read once for all items; one that takes
 * a field of the input is taken from the item itself.
 *
 * @param context the node's execution
 * @returns for an item's number, a reader of its fields
 */
export function fieldReader(context: IExecuteFunctions): (itemIndex: number) => FieldReader {
	const { parameters } = context.getNode();
	const items = context.getInputData();
	const constants = new Map<string, unknown>();
	const readings = new Map<string, Reading>();
	return (itemIndex) =>
		<Value>(name: string, fallback?: Value): Value => {
			if (constants.has(name)) return constants.get(name) as Value;
			const ask = () => context.getNodeParameter(name, itemIndex, fallback, { extractValue: true }) as Value;
			let reading = readings.get(name);
			if (!reading) {
				const written = at(parameters, name.split('.'));
				if (isConstant(written)) {
					const value = ask();
					constants.set(name, value);
					return value;
				}
				reading = readingOf(written);
				readings.set(name, reading);
			}
			const value = reading(items[itemIndex]?.json ?? {});
			// Nothing found is for n8n to judge, too: the field may be required.
			return value === ASK_N8N || value === undefined || value === null ? ask() : (value as Value);
		};
}

function isConstant(written: unknown): boolean {
	if (typeof written === 'string') return !written.startsWith('=');
	if (typeof written !== 'object' || written === null) return true;
	return Object.values(written).every(isConstant);
}

/** Gives the value for an item, or {@link ASK_N8N} where more than fields of the input are asked for. */
type Reading = (item: IDataObject) => unknown;

function readingOf(written: unknown): Reading {
	if (isConstant(written)) return () => written;
	if (typeof written === 'string') {
		const steps = INPUT_FIELD.exec(written)?.[1];
		if (steps === undefined) return () => ASK_N8N;
		const path = [...steps.matchAll(STEP)].map(([, ...names]) => names.join(''));
		return (item) => inItem(item, path);
	}
	if ('__rl' in (written as object)) return readingOf((written as { value: unknown }).value);
	const parts = Object.entries(written as object).map(([key, part]) => [key, readingOf(part)] as const);
	return (item) => {
		const built = Array.isArray(written) ? ([] as unknown as Record<string, unknown>) : plainObject();
		for (const [key, part] of parts) {
			const value = part(item);
			if (value === ASK_N8N) return ASK_N8N;
			built[key] = value;
		}
		return built;
	};
}

/** Plain data, or nothing where nothing is; all else, such as what an object inherits, is for n8n. */
function inItem(item: IDataObject, path: string[]): unknown {
	let value: unknown = item;
	for (const name of path) {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object') return ASK_N8N;
		// Some names n8n refuses, whoever has them.
		if (name in Object.prototype || (!Object.hasOwn(value, name) && name in value)) return ASK_N8N;
		value = (value as Record<string, unknown>)[name];
	}
	return typeof value === 'object' && value !== null ? ASK_N8N : value;
}

function at(holder: unknown, path: string[]): unknown {
	return path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], holder);
}
