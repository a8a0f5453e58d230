import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';

let simulator: Simulator;
afterEach(() => simulator.stop());

const start = async (options: SimulatorOptions) => (simulator = await startSimulator(options));
const extensions = async (dispatcher: Agent) => {
	const response = await request(`${simulator.url}/Comet/api/GetExtensions`, {
		query: { code: simulator.account.code, showAll: '1' },
		dispatcher,
	});
	return (await response.body.json()) as Record<string, unknown>;
};
const timed = async (work: () => Promise<unknown>) => {
	const began = performance.now();
	await work();
	return performance.now() - began;
};

describe('tls', () => {
	it('answers https to who trusts its CA, and to nobody else', async () => {
		const { url, caCertificateFile = '' } = await start({ tls: true });
		expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);

		const trusting = new Agent({ connect: { ca: readFileSync(caCertificateFile) } });
		expect(await extensions(trusting)).toMatchObject({ ERR: 0 });
		await trusting.destroy();
		const stranger = new Agent();
		await expect(extensions(stranger)).rejects.toThrow(/certificate/);
		await stranger.destroy();
	});

	it('takes its CA away when it stops', async () => {
		const { caCertificateFile = '' } = await start({ tls: true });
		expect(existsSync(caCertificateFile)).toBe(true);
		await simulator.stop();
		expect(existsSync(caCertificateFile)).toBe(false);
		await start({});
	});

	it('is not the default', async () => {
		expect(await start({})).not.toHaveProperty('caCertificateFile');
	});
});

describe('latency', () => {
	it.each([false, true])(
		"is one round trip an answer, and one more for a connection's first (tls: %s)",
		async (tls) => {
			const { caCertificateFile } = await start({ latencyMs: 60, tls });
			const ca = caCertificateFile ? { ca: readFileSync(caCertificateFile) } : {};
			const agent = new Agent({ connections: 1, connect: ca });
			const first = await timed(() => extensions(agent));
			const later: number[] = [];
			for (let time = 0; time < 5; time++) later.push(await timed(() => extensions(agent)));
			await agent.destroy();

			expect(first).toBeGreaterThanOrEqual(118);
			// A busy machine adds to some, hardly to all.
			expect(Math.min(...later)).toBeGreaterThanOrEqual(58);
			expect(Math.min(...later)).toBeLessThan(first);
		},
	);

	it('leaves the control interface alone', async () => {
		// Longer than a test may take.
		await start({ latencyMs: 600_000 });
		expect((await fetch(`${simulator.url}/control/account`)).status).toBe(200);
	});
});

describe('connections', () => {
	it.each([false, true])('are counted (tls: %s)', async (tls) => {
		const { caCertificateFile, control } = await start({ tls });
		const ca = caCertificateFile ? { ca: readFileSync(caCertificateFile) } : {};
		const agent = new Agent({ connections: 2, connect: ca });
		await Promise.all(Array.from({ length: 20 }, () => extensions(agent)));
		expect(control.connections()).toEqual({ opened: 2, open: 2, mostOpen: 2 });

		control.clearConnections();
		await extensions(agent);
		expect(control.connections()).toEqual({ opened: 0, open: 2, mostOpen: 2 });
		await agent.destroy();
	});
});
