import type { IWebhookFunctions } from 'n8n-workflow';

import { giveIsolateToExecution } from '../../../nodes/support/spareIsolate';

/** n8n's expression engine as a webhook call meets it: one isolate set aside for it, none ready. */
function webhookCall({ parameters = {}, ready = [] as object[], isDisposed = false } = {}) {
	const isolate = { isDisposed: () => isDisposed };
	class Expression {
		static vmEvaluator: unknown = undefined;

		readonly timezone = 'UTC';
	}
	const expression = new Expression();
	const engine = {
		bridgesByCaller: new WeakMap<object, object>([[expression, isolate]]),
		lazyScopes: new WeakSet<object>(),
		pool: { bridges: [...ready], disposed: false },
	};
	Expression.vmEvaluator = engine;
	const context = { workflow: { expression: { expression } }, getNode: () => ({ parameters }) };
	return { context: context as unknown as IWebhookFunctions, Expression, engine, expression, isolate };
}

it('the isolate of the call stands ready for the execution, and the call may still have another', () => {
	const { context, engine, expression, isolate } = webhookCall({ parameters: { settings: { deadline: 4 } } });
	giveIsolateToExecution(context);
	expect(engine.pool.bridges).toEqual([isolate]);
	expect(engine.bridgesByCaller.has(expression)).toBe(false);
	expect(engine.lazyScopes.has(expression)).toBe(true);
});

it.each([
	[
		'a node with an expression, which may have left something in it',
		{ parameters: { a: [{ b: '={{ $vars.x }}' }] } },
	],
	['when another one stands ready', { ready: [{}] }],
	['when it has died', { isDisposed: true }],
])('stays where it is: %s', (_name, options) => {
	const { context, engine, expression } = webhookCall(options);
	const before = [...engine.pool.bridges];
	giveIsolateToExecution(context);
	expect(engine.pool.bridges).toEqual(before);
	expect(engine.bridgesByCaller.has(expression)).toBe(true);
});

it.each([
	['of another kind', undefined],
	['that has changed', { bridgesByCaller: new Map(), lazyScopes: new WeakSet(), pool: { bridges: [] } }],
	['with a pool that has changed', { bridgesByCaller: new WeakMap(), lazyScopes: new WeakSet(), pool: {} }],
])('nothing happens with an engine %s', (_name, engine) => {
	const { context, Expression } = webhookCall();
	Expression.vmEvaluator = engine;
	expect(() => giveIsolateToExecution(context)).not.toThrow();
});

it('nothing happens with a context that has changed', () => {
	expect(() => giveIsolateToExecution({} as unknown as IWebhookFunctions)).not.toThrow();
});
