import type { IWebhookFunctions } from 'n8n-workflow';

/** What of n8n's expression engine is needed here, as n8n 2.41 has it. */
interface Engine {
	/** Which isolate serves whose expressions. */
	bridgesByCaller: WeakMap<object, Isolate>;
	/** Whose isolate is only made when the first expression needs it. */
	lazyScopes: WeakSet<object>;
	/** The isolates that stand ready, one unless n8n is told otherwise. */
	pool: { bridges: Isolate[]; disposed: boolean };
}

interface Isolate {
	isDisposed: () => boolean;
}

/**
 * Gives the isolate that n8n has set aside for this webhook call to the execution that follows.
 *
 * n8n evaluates expressions in an isolate of its own for each caller; making one takes some 30 ms of processor time,
 * and one stands ready. For its own Webhook node n8n leaves it there (`allowWebhookIsolateSkip`); for every other
 * node it takes it before it calls `webhook()`, holds it until the answer has gone out, and has to make another for
 * the execution while the caller waits. What is done here is what n8n's own setting `lazyAcquire` does: the call keeps
 * the right to an isolate, and n8n makes one if an expression should still need it. Only a node without expressions
 * of the user's gives its isolate away, so nothing of one workflow can be seen in another. Where n8n's engine is
 * another one, or has changed, nothing happens.
 */
export function giveIsolateToExecution(context: IWebhookFunctions): void {
	const expression = expressionOf(context);
	const engine = expression && engineOf(expression);
	if (!expression || !engine || hasExpressions(context.getNode().parameters)) return;
	const isolate = engine.bridgesByCaller.get(expression);
	if (!isolate || engine.pool.disposed || engine.pool.bridges.length > 0 || isolate.isDisposed()) return;
	engine.lazyScopes.add(expression);
	engine.bridgesByCaller.delete(expression);
	engine.pool.bridges.push(isolate);
}

/** A workflow's expressions are evaluated by an object that holds the one which n8n's engine knows. */
function expressionOf(context: object): object | undefined {
	const workflow: unknown = Reflect.get(context, 'workflow');
	const ofWorkflow: unknown = isObject(workflow) ? Reflect.get(workflow, 'expression') : undefined;
	const expression: unknown = isObject(ofWorkflow) ? Reflect.get(ofWorkflow, 'expression') : undefined;
	return isObject(expression) ? expression : undefined;
}

function engineOf(expression: object): Engine | undefined {
	const engine: unknown = Reflect.get(expression.constructor, 'vmEvaluator');
	return isObject(engine) && isEngine(engine) ? engine : undefined;
}

function isEngine(engine: object): engine is Engine {
	const { bridgesByCaller, lazyScopes, pool } = engine as Partial<Record<keyof Engine, unknown>>;
	return (
		bridgesByCaller instanceof WeakMap &&
		lazyScopes instanceof WeakSet &&
		isObject(pool) &&
		Array.isArray(Reflect.get(pool, 'bridges')) &&
		Reflect.get(pool, 'disposed') === false
	);
}

function hasExpressions(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return isObject(value) && Object.values(value).some(hasExpressions);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
