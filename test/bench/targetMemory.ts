import { makeCredential } from '../e2e/runAction';
import { setStage } from '../e2e/stage';
import { type Figure, median } from './figures';
import { peakMegabytes, processesOf, settledMegabytes } from './processFigures';
import { activateRun, node } from './workflows';

const TARGETS = 100_000;
const ROUNDS = 3;
const LIMIT_MB = 320;

/** What is said of each target; or the node of n8n's own that takes our node's place. */
const CASES: Record<string, object | 'noOp' | 'editFields'> = {
	'n8n alone, the same items through No Operation': 'noOp',
	'n8n alone, one expression an item in Edit Fields': 'editFields',
	'their number only, the total reported': { report: 'onlyTotal' },
	'their number only, each reported': { report: 'eachTarget' },
	'name and custom data of their own': {
		report: 'onlyTotal',
		options: { customerName: '={{ $json.target }}' },
		customData: { fields: [{ name: 'lead', value: '={{ $json.target }}' }] },
	},
};

/**
 * n8n's memory while 100,000 targets go out, above what it holds at rest: each time in an n8n that has just started and
 * has run nothing yet, since a heap that has grown once hides what the next run takes.
 */
export async function measureTargetMemory(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const [name, fields] of Object.entries(CASES)) {
		const peaks: number[] = [];
		for (let round = 0; round < ROUNDS; round++) peaks.push(await peakAboveIdle(fields));
		const seen = peaks.map((peak) => peak.toFixed(0)).join(', ');
		figures.push({
			what: `${TARGETS} targets, ${name}: n8n's memory above idle, at most`,
			ours: `${median(peaks).toFixed(0)} MB (median of ${seen})`,
			...(typeof fields === 'object' && {
				limit: { promised: `${LIMIT_MB} MB`, kept: median(peaks) <= LIMIT_MB },
			}),
		});
	}
	return figures;
}

/** With one expression an item, as our node has for the number. */
const N8N_OWN = {
	noOp: () => node('Nothing', 'n8n-nodes-base.noOp', 1, {}),
	editFields: () =>
		node('Edit', 'n8n-nodes-base.set', 3.4, {
			assignments: {
				assignments: [{ id: 'number', name: 'phone', type: 'string', value: '={{ $json.target }}' }],
			},
			options: {},
		}),
};

async function peakAboveIdle(fields: object | keyof typeof N8N_OWN): Promise<number> {
	const stage = await setStage('custom extension');
	try {
		const { control, url, account } = stage.simulator;
		const credentials = { voicenterApi: await makeCredential(stage, { baseUrl: url, code: account.code }) };
		const campaign = control.campaigns()[0]?.code ?? '';
		const isOurs = typeof fields === 'object';
		const action = isOurs
			? node(
					'Add',
					stage.type('voicenter'),
					1,
					{
						resource: 'campaignTarget',
						operation: 'addMany',
						campaign: { __rl: true, mode: 'id', value: campaign },
						phone: '={{ $json.target }}',
						...fields,
					},
					{ credentials },
				)
			: N8N_OWN[fields]();
		const run = await activateRun(stage.api, stage.n8n.url, TARGETS, [action]);
		const processes = () => processesOf(stage.n8n.userFolder);
		const idle = await settledMegabytes(processes());
		const peak = await peakMegabytes(processes, run);
		const added = control.dialerAdditions(campaign).length;
		if (isOurs && added !== TARGETS) throw new Error(`${added} targets were added instead of ${TARGETS}`);
		return peak - idle;
	} finally {
		await stage.close();
	}
}
