import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { until } from '../n8n/until';
import { activateAsking, problemsLogged, respond, type RowNode } from './askingWorkflow';
import { setStage, type Stage } from './stage';

/**
 * `FULL_LOAD=1` runs the whole: 2,000 requests at 10 a second, which is more than n8n gets through on two cores
 * without the setting that the README recommends.
 */
const { count, perSecond, env } = process.env['FULL_LOAD']
	? { count: 2_000, perSecond: 10, env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } }
	: { count: 100, perSecond: 2, env: {} };

const SLOWEST_LOOKUP_MS = 20_000;
const SHARE_FAILING = 0.1;

jest.setTimeout(120_000 + (count / perSecond) * 1_000);

/** A CRM whose lookups take 0 to 20 s at random and fail 1 time in 10; executions report to it at their end. */
class Lookup {
	failed = 0;

	slow = 0;

	readonly found = new Set<string>();

	readonly done = new Set<string>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Lookup> {
		const server = createServer();
		const lookup = new Lookup(server);
		server.on('request', ({ url = '' }, response) => {
			const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
			const callId = searchParams.get('callId') ?? '';
			if (pathname === '/done') {
				lookup.done.add(callId);
				response.end('{}');
				return;
			}
			const delay = Math.random() * SLOWEST_LOOKUP_MS;
			const fails = Math.random() < SHARE_FAILING;
			setTimeout(() => {
				if (fails) lookup.failed++;
				else lookup.found.add(callId);
				if (delay > 5_000) lookup.slow++;
				response.statusCode = fails ? 503 : 200;
				response.setHeader('content-type', 'application/json');
				response.end('{"vip":true}');
			}, delay);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return lookup;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	get ended(): number {
		return this.failed + this.found.size;
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}

let stage: Stage;
let lookup: Lookup;

beforeAll(async () => {
	lookup = await Lookup.start();
	stage = await setStage('tarball', { N8N_LOG_FORMAT: 'json', HTTPS_PROXY: '', ...env });
});
afterAll(async () => {
	// It listens also when the stage could not be set.
	lookup.stop();
	await stage.close();
});

const getRequest = (name: string, path: string): RowNode => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url: `=${lookup.url}${path}?callId={{ $('Trigger').first().json.callId }}`, options: {} },
});

describe(`${count} calls at ${perSecond} a second, of a workflow that is slow and fails at random`, () => {
	it('are each answered once, in time and validly, and every execution goes on to its end', async () => {
		const workflow = await activateAsking(stage, { node: 'voicenterExternalLayerTrigger' }, [
			getRequest('Lookup', '/lookup'),
			respond(stage, {
				resource: 'externalLayer',
				operation: 'goToLayer',
				layer: '7',
				options: { onLateAnswer: 'continue' },
			}),
			getRequest('Done', '/done'),
		]);
		const from = (await stage.n8n.log()).length;
		const { answers, calls, ownDelayMs } = await stage.simulator.control.playIvrCalls({
			url: workflow.url,
			count,
			perSecond,
			fallback: 9,
		});
		const toLayer7 = calls.filter(({ path }) => path.at(-1) === 7).length;
		const { least, median, p95, p99, most } = answers.milliseconds;
		process.stdout.write(
			`${count} calls at ${perSecond} a second: ${toLayer7} answered by the workflow, the rest by the fallback; ` +
				`ms: least ${least.toFixed(0)}, median ${median.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)}, ` +
				`worst ${most.toFixed(0)} (of which the test's own at most ${ownDelayMs.toFixed(0)})\n`,
		);
		expect(answers).toMatchObject({
			asked: count,
			valid: count,
			late: 0,
			invalid: 0,
			unanswered: 0,
			second: 0,
		});
		expect(most).toBeLessThan(5_000);
		expect(toLayer7).toBeGreaterThan(0);
		expect(toLayer7).toBeLessThan(count / 2);

		await until(() => lookup.ended === count || undefined, { what: 'all lookups', timeoutMs: 60_000 });
		await until(() => lookup.done.size === lookup.found.size || undefined, {
			what: 'the end of every execution whose lookup found something',
			timeoutMs: 60_000,
		});
		expect(lookup.slow).toBeGreaterThan(count / 2);
		const { errors } = await problemsLogged(stage, from);
		// n8n writes down what its HTTP Request node met; nothing else.
		expect(errors.filter((message) => !/^Service unavailable|^503 - /.test(message))).toEqual([]);
	});
});
