/** Reads recover: from what passes by themselves, from the rest as soon as it has passed. */
import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../../simulator';
import { credentialFor, expectNoSecret, type Outcome, runNode } from '../reference/node';
import { IVR, operationFor } from '../reference/operations';
import { layLine, type Line } from './line';
import { createRandom, SEED } from './random';
import { anyTrouble, shortenDeadlines, withDeadline } from './trouble';

jest.setTimeout(60_000);
let deadlines: jest.SpyInstance;
beforeAll(() => (deadlines = shortenDeadlines()));
afterAll(() => deadlines.mockRestore());

type Fault = Parameters<Simulator['control']['addFault']>[0];

const READS = {
	'extension.getAll': 'GetExtensions',
	'campaign.getAll': 'GetCampaignList',
	'campaign.getPendingCalls': 'GetCampaignPendingCalls',
	'campaignAgent.getAll': 'GetMembersList',
	'callLog.getAll': 'Call Log',
	'callLog.getInsights': 'Call/History',
	'activeCall.getAll': 'GetExtensionsCalls',
	'activeCall.getQueueCallers': 'GetQueuesCallers',
	'agentStatus.getStatuses': 'GetStatusesList',
} as const;
const NAMES = Object.keys(READS) as (keyof typeof READS)[];

/** Something to read, everywhere. */
async function furnish({ control, url }: Simulator): Promise<unknown> {
	control.addCallLogRecords([
		{ Date: '2026-01-01T10:00:00Z', CallID: 'call-1' },
		{ Date: '2026-01-01T11:00:00Z', CallID: 'call-2' },
	]);
	control.setInsights('call-1', { insights: { summary: 'They want a refund.' } });
	control.startCall({ callId: 'call-3' });
	control.joinQueue({ queue: 'sales', callId: 'call-4' });
	return fetch(`${url}/ForwardDialer/Dialer/AddCall`, {
		method: 'POST',
		body: JSON.stringify({ Campaign: IVR, Target: '0501234567' }),
	});
}

const read = (line: Line, name: keyof typeof READS): Promise<Outcome> =>
	runNode({
		parameters: { ...operationFor(READS[name]), ...(name === 'callLog.getInsights' && { callId: 'call-1' }) },
		credential: credentialFor(line),
	});
/** What was read; how long somebody has been waiting may differ. */
const readings = ({ items }: Outcome): IDataObject[] =>
	items.map(({ json }) => ({ ...json, waitSeconds: undefined }));

async function onLine(work: (line: Line) => Promise<void>): Promise<void> {
	const line = await layLine();
	try {
		await furnish(line.simulator);
		await work(line);
	} finally {
		await line.stop();
	}
}

// What the operations load only when they run: Jest takes no more of it once the first of several tests has ended.
beforeAll(() =>
	onLine(async (line) => {
		for (const name of NAMES) await read(line, name);
	}),
);

const PASSING: [string, Fault, deadlineMs?: number][] = [
	['a closed connection', { path: '*', kind: 'closeBeforeAnswer' }],
	['half an answer', { path: '*', kind: 'closeMidBody' }],
	['HTTP 429', { path: '*', kind: 'status', status: 429 }],
	['HTTP 500', { path: '*', kind: 'status', status: 500 }],
	['HTTP 503, twice', { path: '*', kind: 'status', status: 503, times: 2 }],
	['a late answer', { path: '*', kind: 'delay', milliseconds: 2_000 }, 1_000],
	['a slow answer', { path: '*', kind: 'slowBody', bytes: 1, milliseconds: 100 }, 1_000],
];

describe.each(PASSING)('%s', (_what, fault, deadlineMs) => {
	it.concurrent.each(NAMES)('does not show in %s', async (name) => {
		await onLine(async (line) => {
			line.simulator.control.clearRequests();
			const undisturbed = await read(line, name);
			expect(undisturbed.error).toBeUndefined();
			expect(undisturbed.items.length).toBeGreaterThan(0);
			const usual = line.simulator.control.requests().length;
			line.simulator.control.clearRequests();
			line.simulator.control.addFault(fault);
			const outcome = await withDeadline(deadlineMs, () => read(line, name));

			expect(outcome.error).toBeUndefined();
			expect(readings(outcome)).toEqual(readings(undisturbed));
			// An operation may read from two services; the first one is disturbed.
			expect(line.simulator.control.requests()).toHaveLength((fault.times ?? 1) + usual);
		});
	});
});

const LASTING: [string, Fault, RegExp][] = [
	['HTTP 403', { path: '*', kind: 'status', status: 403, times: 9 }, /refused this server \(HTTP 403\)/],
	['a page', { path: '*', kind: 'garbageBody', times: 9 }, /could not be read|not one that Voicenter/],
];

describe.each(LASTING)('%s that stays', (_what, fault, message) => {
	it.concurrent.each(NAMES)('is an error of %s, and the next run is as good as ever', async (name) => {
		await onLine(async (line) => {
			const undisturbed = await read(line, name);
			line.simulator.control.addFault(fault);
			const failed = await read(line, name);
			expect(failed.error?.message).toMatch(message);
			expectNoSecret(failed);
			line.simulator.control.clearFaults();
			expect(readings(await read(line, name))).toEqual(readings(undisturbed));
		});
	});
});

/** Requests to the Call Log wait for minutes after more than 30. */
const STORMS = 12;

describe(`${STORMS} storms (STORM_SEED=${SEED})`, () => {
	it.concurrent.each(NAMES)(
		'over %s: what is read is right, and is read again once they are over',
		async (name) => {
			await onLine(async (line) => {
				const random = createRandom(SEED + NAMES.indexOf(name));
				const undisturbed = readings(await read(line, name));
				for (let storm = 1; storm <= STORMS; storm += 1) {
					const trouble = anyTrouble(random);
					if (trouble.meanwhile) continue;
					trouble.begin(line);
					const outcome = await withDeadline(trouble.deadlineMs, () => read(line, name));
					expectNoSecret(outcome);
					const title = `storm ${storm}: ${trouble.name}`;
					if (!outcome.error) expect([title, readings(outcome)]).toEqual([title, undisturbed]);
					line.mend();
					line.simulator.control.clearFaults();
				}
				expect(readings(await read(line, name))).toEqual(undisturbed);
			});
		},
	);
});

it('a Voicenter that is destroyed in the middle of a read, and replaced, is read all the same', async () => {
	await onLine(async (line) => {
		line.simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: 300 });
		const running = read(line, 'extension.getAll');
		await new Promise((over) => setTimeout(over, 100));
		await line.destroy();
		expect((await running).items).toHaveLength(3);
	});
});
