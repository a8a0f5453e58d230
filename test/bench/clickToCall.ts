import { setStage } from '../e2e/stage';
import { type Simulator, startSimulator } from '../simulator';
import { type Figure, median } from './figures';
import { cpuSeconds, processesOf } from './processFigures';
import { activateRun, node } from './workflows';

const CALLS = 1_000;
const ROUNDS = 5;
const ROUND_TRIP_MS = 20;
const URL_PATH = '/ForwardDialer/click2call.aspx';

interface Run {
	seconds: number;
	cpu: number;
	connections: number;
}

/**
 * 1,000 click-to-calls by the Voicenter node and by n8n's own HTTP Request node, in turn, on one simulator: first
 * as each comes out of the box, then over TLS at a round trip of 20 ms, both held to 10 requests at a time.
 */
export async function measureClickToCall(): Promise<Figure[]> {
	const secure = await startSimulator({ tls: true, latencyMs: ROUND_TRIP_MS });
	const stage = await setStage('tarball', {
		NODE_EXTRA_CA_CERTS: secure.caCertificateFile ?? '',
		HTTPS_PROXY: '',
	});
	try {
		const pids = processesOf(stage.n8n.userFolder);
		const credentialFor = async ({ url, account }: Simulator) => {
			const { id, name } = await stage.api.createCredential({
				type: 'voicenterApi',
				name: url,
				data: { code: account.code, baseUrl: url },
			});
			return { voicenterApi: { id, name } };
		};
		const ours = async (simulator: Simulator, requestsAtATime: number) =>
			activateRun(stage.api, stage.n8n.url, CALLS, [
				node(
					'Call',
					stage.type('voicenter'),
					1,
					{
						resource: 'call',
						operation: 'clickToCall',
						ringFirst: 'extension',
						extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
						target: '={{ $json.target }}',
						options: { requestsAtATime },
					},
					{ credentials: await credentialFor(simulator) },
				),
			]);
		const theirs = async (simulator: Simulator, loop: boolean) =>
			activateRun(
				stage.api,
				stage.n8n.url,
				CALLS,
				[
					node('Call', 'n8n-nodes-base.httpRequest', 4.2, {
						method: 'POST',
						url: `${simulator.url}${URL_PATH}`,
						sendBody: true,
						specifyBody: 'json',
						jsonBody: `={{ ${JSON.stringify({ code: simulator.account.code, phone: 'SIPSIP1', action: 'call', format: 'JSON' }).slice(0, -1)}, "target": $json.target } }}`,
						options: {},
					}),
				],
				{ loop },
			);
		const run = async (simulator: Simulator, workflow: () => Promise<void>): Promise<Run> => {
			simulator.control.reset();
			simulator.control.clearConnections();
			const cpuBefore = cpuSeconds(pids);
			const startedAt = performance.now();
			await workflow();
			const seconds = (performance.now() - startedAt) / 1_000;
			const cpu = cpuSeconds(pids) - cpuBefore;
			const made = simulator.control.calls().length;
			if (made !== CALLS) throw new Error(`${made} calls were made instead of ${CALLS}`);
			return { seconds, cpu, connections: simulator.control.connections().opened };
		};
		const compare = async (
			simulator: Simulator,
			pair: { ours: () => Promise<void>; theirs: () => Promise<void> },
		) => {
			// Connections are kept from one run to the next, so the first run shows how many there are.
			const { connections } = await run(simulator, pair.ours);
			await run(simulator, pair.theirs);
			const rounds: { ours: Run; theirs: Run }[] = [];
			for (let round = 0; round < ROUNDS; round++) {
				rounds.push({ ours: await run(simulator, pair.ours), theirs: await run(simulator, pair.theirs) });
			}
			const of = (who: 'ours' | 'theirs', what: keyof Run) => median(rounds.map((round) => round[who][what]));
			return {
				connections,
				of,
				ratio: (what: keyof Run) => median(rounds.map(({ ours, theirs }) => theirs[what] / ours[what])),
			};
		};

		const plain = await compare(stage.simulator, {
			ours: await ours(stage.simulator, 10),
			theirs: await theirs(stage.simulator, false),
		});
		const overTls = await compare(secure, {
			ours: await ours(secure, 10),
			theirs: await theirs(secure, true),
		});
		const ms = (seconds: number) => ((seconds / CALLS) * 1_000).toFixed(2);
		return [
			{
				what: `${CALLS} click-to-calls: connections`,
				ours: String(plain.connections),
				peer: `HTTP Request node: ${plain.of('theirs', 'connections')}`,
				limit: { promised: '10', kept: plain.connections > 0 && plain.connections <= 10 },
			},
			{
				what: `${CALLS} click-to-calls: CPU an item in n8n`,
				ours: `${ms(plain.of('ours', 'cpu'))} ms`,
				peer: `HTTP Request node: ${ms(plain.of('theirs', 'cpu'))} ms (${plain.ratio('cpu').toFixed(1)} times as much)`,
				limit: { promised: 'half', kept: plain.ratio('cpu') >= 2 },
			},
			{
				what: `${CALLS} click-to-calls over TLS, ${ROUND_TRIP_MS} ms round trip, 10 at a time`,
				ours: `${overTls.of('ours', 'seconds').toFixed(1)} s`,
				peer: `HTTP Request node: ${overTls.of('theirs', 'seconds').toFixed(1)} s (${overTls.ratio('seconds').toFixed(1)} times as long)`,
				limit: { promised: '2.5 times faster', kept: overTls.ratio('seconds') >= 2.5 },
			},
		];
	} finally {
		await stage.close();
		await secure.stop();
	}
}
