/** Voicenter is gone before anything is sent, and comes back; or goes in the middle of a long request. */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { type Simulator, startSimulator } from '../../simulator';
import { chosen } from '../../n8nCore/chosen';
import { IVR } from '../reference/operations';
import { credentialFor, expectNoSecret, runNode } from '../reference/node';
import { layLine } from './line';

const target = (operation: string) => ({
	...{ resource: 'campaignTarget', operation, campaign: chosen(IVR), phone: '0501234567' },
	report: 'eachTarget',
});
const call = {
	...{ resource: 'call', operation: 'clickToCall', ringFirst: 'extension', extension: chosen('SIPSIP1') },
	target: '0501234567',
};
const DEEDS: [string, Record<string, unknown>, (simulator: Simulator) => number][] = [
	['clickToCall', call, ({ control }) => control.calls().length],
	['campaignTarget.add', target('add'), ({ control }) => control.dialerAdditions().length],
	['campaignTarget.addMany', target('addMany'), ({ control }) => control.dialerAdditions().length],
];

/**
 * Where a Voicenter was and is no more. Its port is below those that the system hands out to whoever asks for any, so
 * that no other test gets it in the meantime.
 */
async function startGone(): Promise<{ url: string; comeBack: () => Promise<Simulator> }> {
	for (let left = 20; ; left--) {
		const port = randomInt(20_000, 30_000);
		try {
			const gone = await startSimulator({ port });
			await gone.stop();
			return { url: gone.url, comeBack: () => startSimulator({ port }) };
		} catch (error) {
			if (left === 0) throw error;
		}
	}
}

describe.each(DEEDS)('%s, while Voicenter cannot be reached', (_name, parameters, done) => {
	it('is sent when it is back, once', async () => {
		const gone = await startGone();
		const running = runNode({ parameters, credential: credentialFor(gone) });
		await wait(200);
		const back = await gone.comeBack();
		try {
			expect((await running).error).toBeUndefined();
			expect([back.control.requests().length, done(back)]).toEqual([1, 1]);
		} finally {
			await back.stop();
		}
	});

	it('fails when it does not come back, and says that nothing was sent', async () => {
		const gone = await startGone();
		const outcome = await runNode({ parameters, credential: credentialFor(gone) });
		expect(outcome.error?.message).toMatch(/could not be reached: it refused the connection/);
		expect(outcome.error?.description).toMatch(/^Nothing was sent/);
		expectNoSecret(outcome);
	});
});

it('hangUp, while Voicenter cannot be reached, is sent when it is back, once', async () => {
	const gone = await startGone();
	const parameters = { resource: 'call', operation: 'hangUp', extension: chosen('SIPSIP1') };
	const running = runNode({ parameters, credential: credentialFor(gone) });
	await wait(200);
	const back = await gone.comeBack();
	try {
		expect((await running).error).toBeUndefined();
		expect(back.control.requests()).toHaveLength(1);
	} finally {
		await back.stop();
	}
});

it.each([1, 1_000, 100_000, 250_000])(
	'a line cut after %i bytes of 6,000 targets: none is added twice, none is left unsaid',
	async (bytes) => {
		const line = await layLine();
		const phones = Array.from({ length: 6_000 }, (_, index) => `05${20_000_000 + index}`);
		line.cutNext({ where: 'request', bytes });
		const outcome = await runNode({
			parameters: { ...target('addMany'), phone: '={{ $json.phone }}' },
			items: phones.map((phone) => ({ phone })),
			credential: credentialFor(line),
			continueOnFail: true,
		});
		const added = line.simulator.control.dialerAdditions().map(({ phone }) => `0${phone.slice(3)}`);
		await line.stop();
		expect(new Set(added).size).toBe(added.length);
		expect(outcome.items).toHaveLength(phones.length);
		const said = outcome.items.flatMap(({ json }) => (json['result'] === 'added' ? [json['phone']] : []));
		expect(said.sort()).toEqual(added.sort());
		for (const { json } of outcome.items.filter((item) => 'error' in item.json)) {
			expect(json['error']).toMatch(/Look at the campaign’s pending calls/);
		}
		// The first request was cut, the second one is another one.
		expect(added).toHaveLength(3_000);
	},
);
