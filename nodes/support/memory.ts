import type { IDataObject, INode, WorkflowExecuteMode } from 'n8n-workflow';
import type { LimitFunction } from 'p-limit';

import { BoundedMap } from '../platform/vocabulary/bounded';

/** What every context of n8n's has that a node can remember something in. */
export interface RememberingContext {
	getMode(): WorkflowExecuteMode;
	getNode(): INode;
	getWorkflow(): { id?: string };
	getWorkflowStaticData(type: 'global'): IDataObject;
}

/** One node's memory as it is stored: as texts, for n8n walks through every object in static data it loads. */
interface Saved {
	/** How often it was written: the higher one is the newer one, whatever clocks say. */
	written: number;
	/** A memory that is texts by itself, best of some kilobytes: V8 has to ask for room for each that is longer than 128. */
	texts?: readonly string[];
	/** All others. */
	json?: string;
}

/** The same in this process. n8n saves what `toJSON` says. */
interface Entry {
	written: number;
	read: () => unknown;
	toJSON: () => Saved;
}

const PREFIX = 'voicenter:';

/** Nodes are deleted, and nobody says so: of one workflow as many are kept as were written last. */
const MOST_NODES = 20;

/** So many workflows keep their copies in this process: those used last. */
const MOST_WORKFLOWS = 500;

/** What this process has written, by workflow and then by the key in the static data. */
const copies = new BoundedMap<string, Map<string, Entry>>(MOST_WORKFLOWS);

/**
 * What one node remembers from one execution to the next, by the node's ID: n8n keeps a node's own static data by its name, and a node that is renamed
 * has forgotten everything.
 *
 * It is kept in the static data of the whole workflow, of which n8n loads and saves everything at once: an execution
 * that changes static data saves at its end what it found at its beginning, and undoes what was saved meanwhile. So
 * this process keeps a copy of what it wrote. The newer of the two counts, and whenever a node of the workflow writes,
 * whatever is older in the static data is brought up to date.
 *
 * n8n saves static data that was changed: at the end of an execution that is no manual one, after a webhook has
 * answered, when a trigger emits, and when a workflow is activated or deactivated. A manual execution leaves no trace.
 *
 * @param context of the node, whatever it is doing
 */
export function memoryOf<Value>(context: RememberingContext) {
	const { id: workflowId = '' } = context.getWorkflow();
	const key = PREFIX + context.getNode().id;
	const staticData = context.getWorkflowStaticData('global');
	const lasts = context.getMode() !== 'manual' && workflowId !== '';
	const loaded = () => readEntry(staticData[key]);
	const copy = () => copies.get(workflowId)?.get(key);
	const newest = () => newer(loaded(), copy());
	const next = () => (newest()?.written ?? 0) + 1;
	const put = (entry: Entry) => {
		putLast(staticData, key, entry);
		bringUpToDate(staticData, workflowId);
	};
	const keep = (entry: Entry) => {
		if (lasts) copiesOf(workflowId).set(key, entry);
		put(entry);
	};
	return {
		/** The newer of what n8n has loaded and what this process has written. Not to be changed: write another. */
		get value() {
			return newest()?.read() as Value | undefined;
		},
		/** What n8n has loaded: it may be older, or another process may have written it. */
		get loaded() {
			return loaded()?.read() as Value | undefined;
		},
		/** n8n saves it when it saves the workflow's static data the next time. */
		write(value: Value) {
			const saved = savedAs(next(), value);
			keep({ written: saved.written, read: () => value, toJSON: () => saved });
		},
		/** As `write`, for what goes on changing: it is asked for when n8n saves it. */
		follow(read: () => Value) {
			const written = next();
			keep({ written, read, toJSON: () => savedAs(written, read()) });
		},
		/** Puts what this process has written in place of what is older in the static data that n8n has loaded. */
		save() {
			bringUpToDate(staticData, workflowId);
		},
		/**
		 * As `follow`, for what is true only when n8n saves it. Marks it as changed each time. This process keeps nothing
		 * of it.
		 */
		stage(read: () => Value) {
			const before = newest();
			put({
				written: before?.written ?? 0,
				read: () => before?.read(),
				toJSON: () => savedAs(next(), read()),
			});
		},
	};
}

/** See {@link memoryOf}. */
export type NodeMemory<Value> = ReturnType<typeof memoryOf<Value>>;

/** One run at a time of each node that changes its memory by what was in it. */
const lines = new Map<string, LimitFunction>();

/**
 * Runs of one node one after the other: each begins with what the one before has remembered. n8n starts the next
 * execution of a schedule though the last has not ended, and both would give the same calls.
 *
 * @param context of the node
 * @param work changes the memory that it is given; that is written when it has succeeded
 */
export async function withMemory<Result>(
	context: RememberingContext,
	work: (memory: Record<string, unknown>) => Promise<Result>,
): Promise<Result> {
	const { default: pLimit } = await import('p-limit');
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const line = lines.get(key) ?? pLimit(1);
	lines.set(key, line);
	const memory = memoryOf<Record<string, unknown>>(context);
	return await line(async () => {
		try {
			const changed = { ...memory.value };
			const result = await work(changed);
			memory.write(changed);
			return result;
		} finally {
			if (line.pendingCount === 0) lines.delete(key);
		}
	});
}

/**
 * For a workflow that is deactivated: this process keeps no copy of what its nodes remember. It is all put into the
 * static data, which n8n saves then, and is there when the workflow is activated again.
 *
 * @param context of the node, while the workflow is being deactivated
 */
export function handBackMemory(context: RememberingContext): void {
	const { id: workflowId = '' } = context.getWorkflow();
	bringUpToDate(context.getWorkflowStaticData('global'), workflowId);
	copies.delete(workflowId);
}

/** The copies of a workflow, which are the last to go from now on. */
function copiesOf(workflowId: string): Map<string, Entry> {
	const known = copies.get(workflowId) ?? new Map<string, Entry>();
	copies.delete(workflowId);
	copies.set(workflowId, known);
	return known;
}

function bringUpToDate(staticData: IDataObject, workflowId: string): void {
	for (const [key, copy] of copies.get(workflowId) ?? []) {
		const there = readEntry(staticData[key]);
		if (!there || there.written < copy.written) putLast(staticData, key, copy);
	}
	const keys = Object.keys(staticData).filter((name) => name.startsWith(PREFIX));
	for (const old of keys.slice(0, -MOST_NODES)) {
		Reflect.deleteProperty(staticData, old);
		copies.get(workflowId)?.delete(old);
	}
}

/** At the end: the order of the keys is that in which they were written. */
function putLast(staticData: IDataObject, key: string, entry: Entry): void {
	Reflect.deleteProperty(staticData, key);
	staticData[key] = { ...entry };
}

/** Where both have been written as often, it was by two processes: what n8n has loaded is what lasts. */
function newer(loaded: Entry | undefined, copy: Entry | undefined): Entry | undefined {
	if (!loaded || !copy) return loaded ?? copy;
	return copy.written > loaded.written ? copy : loaded;
}

function savedAs(written: number, value: unknown): Saved {
	return isTexts(value) ? { written, texts: value } : { written, json: JSON.stringify(value) };
}

/** Static data may hold anything: workflows write into them, too. */
function readEntry(stored: unknown): Entry | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { written, texts, json, read, toJSON } = stored as Partial<Saved & Entry>;
	if (typeof written !== 'number') return undefined;
	if (read && toJSON) return { written, read, toJSON };
	// Whoever reads them looks at each: here it would be done many times a record.
	if (!Array.isArray(texts) && typeof json !== 'string') return undefined;
	return { written, read: () => texts ?? parsed(json ?? ''), toJSON: () => stored as Saved };
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}
