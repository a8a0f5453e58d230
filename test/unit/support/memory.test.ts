import { type IDataObject, type INodeTypes, Workflow, type WorkflowExecuteMode } from 'n8n-workflow';

import { handBackMemory, memoryOf, type RememberingContext, withMemory } from '../../../nodes/support/memory';

interface Running {
	/** What the workflow itself keeps there. */
	own: IDataObject;
	node: (id?: string, name?: string) => RememberingContext;
	save: () => void;
}

let workflows = 0;

const noNodeTypes: INodeTypes = {
	getByName: () => {
		throw new Error('The workflow has no nodes');
	},
	getByNameAndVersion: () => {
		throw new Error('The workflow has no nodes');
	},
	getKnownTypes: () => ({}),
};

/** A workflow's static data in n8n's own class: loaded whole, and saved whole where anything was changed. */
function database(id = `workflow-${++workflows}`) {
	let saved = '{}';
	return {
		load(mode: WorkflowExecuteMode = 'trigger'): Running {
			const staticData = JSON.parse(saved) as IDataObject;
			const workflow = new Workflow({
				id,
				nodes: [],
				connections: {},
				active: true,
				nodeTypes: noNodeTypes,
				staticData,
			});
			return {
				own: workflow.getStaticData('global'),
				node: (nodeId = 'node-1', name = 'Trigger') => ({
					getMode: () => mode,
					getNode: () => ({
						id: nodeId,
						name,
						type: 'trigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					}),
					getWorkflow: () => ({ id }),
					getWorkflowStaticData: () => workflow.getStaticData('global'),
				}),
				save: () => {
					if (mode === 'manual' || workflow.staticData['__dataChanged'] !== true) return;
					saved = JSON.stringify(workflow.staticData);
				},
			};
		},
		keys: () => Object.keys((JSON.parse(saved) as { global?: object }).global ?? {}),
	};
}

function remember(running: Running, value: unknown, id?: string): void {
	memoryOf(running.node(id)).write(value);
	running.save();
}

/** n8n starts anew: what was in memory is gone. */
async function afterRestart() {
	jest.resetModules();
	return (await import('../../../nodes/support/memory')).memoryOf;
}

describe('what a node remembers', () => {
	it('is nothing at first, and then what was written last', () => {
		const data = database();
		expect(memoryOf(data.load().node()).value).toBeUndefined();
		remember(data.load(), { calls: ['a'] });
		remember(data.load(), { calls: ['a', 'b'] });
		expect(memoryOf(data.load().node()).value).toEqual({ calls: ['a', 'b'] });
	});

	it('follows the node when it is renamed, also over a restart', async () => {
		const data = database();
		remember(data.load(), 'calls');
		const afterwards = await afterRestart();
		expect(afterwards(data.load().node('node-1', 'Another name')).value).toBe('calls');
		expect(afterwards(data.load().node('node-2')).value).toBeUndefined();
	});

	it('may be texts, which are stored as such: none of them is long', async () => {
		const data = database();
		const texts = ['records of ten', 'records of a quarter past'];
		remember(data.load(), texts);
		expect(data.load().own['voicenter:node-1']).toEqual({ written: 1, texts });
		expect((await afterRestart())(data.load().node()).value).toEqual(texts);
	});

	it('is another workflow’s business in another workflow', () => {
		remember(database().load(), 'calls');
		expect(memoryOf(database().load().node()).value).toBeUndefined();
	});

	it('leaves no trace of a manual execution, but within it', () => {
		const data = database();
		remember(data.load(), 1);
		const manual = data.load('manual');
		remember(manual, 2);
		expect(memoryOf(manual.node()).value).toBe(2);
		expect(memoryOf(data.load().node()).value).toBe(1);
	});

	it('survives a workflow that writes static data of its own and saves an old copy', async () => {
		const data = database();
		remember(data.load(), 'first');
		const execution = data.load();
		execution.own['orders'] = 7;
		remember(data.load(), 'second');
		execution.save();

		const later = data.load();
		expect(memoryOf(later.node()).loaded).toBe('first');
		expect(memoryOf(later.node()).value).toBe('second');
		remember(later, 'third');
		expect((await afterRestart())(data.load().node()).value).toBe('third');
		expect(data.load().own['orders']).toBe(7);
	});

	it('is written back when another node of the workflow writes', async () => {
		const data = database();
		const poll = data.load();
		remember(data.load(), 'records', 'node-1');
		remember(poll, 'calls', 'node-2');
		const afterwards = await afterRestart();
		expect(afterwards(data.load().node('node-1')).value).toBe('records');
		expect(afterwards(data.load().node('node-2')).value).toBe('calls');
	});

	it('is what another process has written since', async () => {
		const data = database();
		remember(data.load(), 'here');
		const elsewhere = await afterRestart();
		const there = data.load();
		elsewhere(there.node()).write('there');
		there.save();
		expect(memoryOf(data.load().node()).value).toBe('there');
	});

	it('is what it has come to by the time that n8n saves it, where it goes on changing', async () => {
		const data = database();
		let calls = 1;
		const running = data.load();
		memoryOf(running.node()).follow(() => calls);
		calls = 2;
		running.save();
		const afterwards = await afterRestart();
		expect(afterwards(data.load().node()).value).toBe(2);
	});

	it('is nothing yet where it is true only once n8n has saved it, and what it has come to by then', async () => {
		const data = database();
		let calls = 1;
		const running = data.load();
		memoryOf(running.node()).stage(() => calls);
		expect(memoryOf(data.load().node()).value).toBeUndefined();
		calls = 2;
		running.save();
		const afterwards = await afterRestart();
		expect(afterwards(data.load().node()).value).toBe(2);
	});

	it('stays what it was until that, and counts as newer from then on', () => {
		const data = database();
		remember(data.load(), 'before');
		const running = data.load();
		memoryOf(running.node()).stage(() => 'staged');
		expect(memoryOf(running.node()).value).toBe('before');
		running.save();
		expect(memoryOf(data.load().node()).value).toBe('staged');
	});

	it('is what is saved where two processes have written as often', async () => {
		const data = database();
		const [here, there] = [data.load(), data.load()];
		remember(here, 'here');
		(await afterRestart())(there.node()).write('there');
		there.save();
		expect(memoryOf(data.load().node()).value).toBe('there');
	});

	it('may be a list that is no list of texts', async () => {
		const data = database();
		remember(data.load(), ['a', 1]);
		expect((await afterRestart())(data.load().node()).value).toEqual(['a', 1]);
	});

	it('is kept by no process for a workflow that has not been saved', () => {
		const data = database('');
		remember(data.load(), 1);
		expect(memoryOf(database('').load().node()).value).toBeUndefined();
	});

	it('is kept by a process for the 500 workflows that wrote last, and not for many more', () => {
		const all = Array.from({ length: 600 }, () => database().load().node());
		const [first, ...others] = all;
		const last = others.pop();
		for (const node of [first, ...others, first, last]) if (node) memoryOf(node).write('kept');
		// As n8n loads a workflow that it has never saved.
		const kept = (node?: RememberingContext) =>
			node && memoryOf({ ...node, getWorkflowStaticData: () => ({}) }).value;
		expect([first, others[0], others.at(-498), last].map(kept)).toEqual(['kept', undefined, 'kept', 'kept']);
	});

	it('counts as nothing where the workflow has put something else in its place', () => {
		const others = [
			...[null, 7, 'text', {}, { written: 1, json: '{' }, { written: 1 }, { written: 1, texts: 'x' }],
			...[{ written: '1', json: '1' }, { written: 1, json: 7 }, { json: '1' }],
		];
		for (const other of others) {
			const running = database().load();
			running.own['voicenter:node-1'] = other;
			expect(memoryOf(running.node()).value).toBeUndefined();
		}
	});

	it('is bounded: of nodes that were deleted, the last twenty', () => {
		const data = database();
		for (let node = 1; node <= 30; node++) remember(data.load(), node, `node-${node}`);
		remember(data.load(), 'again', 'node-12');
		expect(data.keys()).toHaveLength(20);
		expect(memoryOf(data.load().node('node-12')).value).toBe('again');
		expect(memoryOf(data.load().node('node-30')).value).toBe(30);
		expect(memoryOf(data.load().node('node-10')).value).toBeUndefined();
	});
});

describe('runs that overlap', () => {
	it('wait for each other, and begin with what the one before has remembered', async () => {
		const data = database();
		const [first, second] = [data.load(), data.load()];
		let end: () => void = () => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const one = withMemory(first.node(), async (memory) => {
			await ended;
			memory['given'] = ['A'];
		});
		const other = withMemory(second.node(), (memory) => Promise.resolve(memory['given']));
		end();
		await one;
		expect(await other).toEqual(['A']);
	});

	it('wait also where there are more of them, one after the other', async () => {
		const data = database();
		const order: string[] = [];
		const run = (name: string) =>
			withMemory(data.load().node(), async () => {
				order.push(`${name} begins`);
				for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
				order.push(`${name} ends`);
			});
		const [first, second] = [run('1'), run('2')];
		await Promise.all([first.then(() => run('3')), second]);
		expect(order).toEqual(['1', '2', '3'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	});

	it('remember nothing of one that failed, and go on', async () => {
		const data = database();
		const failed = withMemory(data.load().node(), (memory) => {
			memory['given'] = ['A'];
			return Promise.reject(new Error('The Call Log is down'));
		});
		const next = withMemory(data.load().node(), (memory) => Promise.resolve(memory['given']));
		await expect(failed).rejects.toThrow('The Call Log is down');
		expect(await next).toBeUndefined();
	});

	it('of other nodes and workflows wait for nobody', async () => {
		const running = database().load();
		void withMemory(running.node('one'), () => new Promise(() => undefined));
		expect(await withMemory(running.node('other'), () => Promise.resolve('done'))).toBe('done');
		expect(await withMemory(database().load().node('one'), () => Promise.resolve('done'))).toBe('done');
	});
});

describe('a workflow that is deactivated', () => {
	it('takes what its nodes remember along, also what had been overwritten', () => {
		const data = database();
		remember(data.load(), 'first');
		const old = data.load();
		old.own['orders'] = 7;
		remember(data.load(), 'second');
		old.save();

		const deactivation = data.load();
		handBackMemory(deactivation.node());
		deactivation.save();
		expect(memoryOf(data.load().node()).loaded).toBe('second');
		// Nothing of it is left in the process: what n8n has is what counts.
		old.own['orders'] = 8;
		old.save();
		expect(memoryOf(data.load().node()).value).toBe('first');
	});
});
