import { makeCredential } from '../e2e/runAction';
import { setStage } from '../e2e/stage';
import { startSimulator } from '../simulator';
import { type Figure, median } from './figures';
import { activateRun, node } from './workflows';

const TARGETS = 30_000;
/** One request a target takes its time, and the time is the same for each: 30,000 would only take longer. */
const TARGETS_OF_HTTP_REQUEST = 1_000;
const ROUND_TRIP_MS = 20;
const ADD_CALL = '/ForwardDialer/Dialer/AddCall';
const ADD_BULK = '/ForwardDialer/Dialer/AddCallsBulk';
const ROUNDS = 5;

/**
 * Dialer targets by "Add Many" and by n8n's HTTP Request node, one request a target and 10 at a time, in turn on one
 * simulator, over TLS at a round trip of 20 ms.
 */
export async function measureDialerTargets(): Promise<Figure[]> {
	const secure = await startSimulator({ tls: true, latencyMs: ROUND_TRIP_MS });
	const stage = await setStage('tarball', {
		NODE_EXTRA_CA_CERTS: secure.caCertificateFile ?? '',
		HTTPS_PROXY: '',
	});
	try {
		const { control, url, account } = secure;
		const credentials = { voicenterApi: await makeCredential(stage, { baseUrl: url, code: account.code }) };
		const campaign = control.campaigns()[0]?.code ?? '';
		const ours = await activateRun(stage.api, stage.n8n.url, TARGETS, [
			node(
				'Add',
				stage.type('voicenter'),
				1,
				{
					resource: 'campaignTarget',
					operation: 'addMany',
					campaign: { __rl: true, mode: 'id', value: campaign },
					phone: '={{ $json.target }}',
					report: 'eachTarget',
				},
				{ credentials },
			),
		]);
		const theirs = await activateRun(
			stage.api,
			stage.n8n.url,
			TARGETS_OF_HTTP_REQUEST,
			[
				node('Add', 'n8n-nodes-base.httpRequest', 4.2, {
					method: 'POST',
					url: `${url}${ADD_CALL}`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: `={{ ${JSON.stringify({ Code: account.code, Campaign: campaign }).slice(0, -1)}, "Target": $json.target } }}`,
					options: {},
				}),
			],
			{ loop: true },
		);
		const timed = async (work: () => Promise<void>, path: string, count: number) => {
			control.reset();
			const startedAt = performance.now();
			await work();
			const milliseconds = (performance.now() - startedAt) / count;
			const added = control.dialerAdditions(campaign).length;
			if (added !== count) throw new Error(`${added} targets were added instead of ${count}`);
			return { milliseconds, requests: control.requests(path).length };
		};

		await timed(ours, ADD_BULK, TARGETS);
		await timed(theirs, ADD_CALL, TARGETS_OF_HTTP_REQUEST);
		const ratios: number[] = [];
		let requests = 0;
		const seen = { ours: [] as number[], theirs: [] as number[] };
		for (let round = 0; round < ROUNDS; round++) {
			const mine = await timed(ours, ADD_BULK, TARGETS);
			const his = await timed(theirs, ADD_CALL, TARGETS_OF_HTTP_REQUEST);
			requests = Math.max(requests, mine.requests);
			seen.ours.push(mine.milliseconds);
			seen.theirs.push(his.milliseconds);
			ratios.push(his.milliseconds / mine.milliseconds);
		}
		return [
			{
				what: `${TARGETS} dialer targets: requests`,
				ours: String(requests),
				limit: { promised: '10', kept: requests <= 10 },
			},
			{
				what: `Dialer targets over TLS, ${ROUND_TRIP_MS} ms round trip: each`,
				ours: `${median(seen.ours).toFixed(3)} ms`,
				peer: `HTTP Request node, 10 requests at a time: ${median(seen.theirs).toFixed(2)} ms (${median(ratios).toFixed(0)} times as long)`,
				limit: { promised: '100 times faster', kept: median(ratios) >= 100 },
			},
		];
	} finally {
		await stage.close();
		await secure.stop();
	}
}
