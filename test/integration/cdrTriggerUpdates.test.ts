import { setTimeout as pause } from 'node:timers/promises';

import { useFakeN8n } from './cdrTriggerN8n';

const n8n = useFakeN8n();

const RECORD = {
	ivruniqueid: 'call-1',
	type: 'Queue',
	status: 'ANSWER',
	caller: '0501234567',
	time: 1595333610,
	duration: 60,
};
const RECORDED = { ...RECORD, record: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/1.mp3' };
const HEARD = {
	...RECORDED,
	aiData: { insights: { summary: 'Asked for his balance' }, transcript: 'Hello' },
};

const send = async (record: object) => {
	const response = await fetch(n8n.url, { method: 'POST', body: JSON.stringify(record) });
	return ((await response.json()) as { err: number }).err;
};
const LINE = /came again with more in it/;

describe('a record that comes again with more in it', () => {
	it('starts nothing, and a line in the log says so, once for each thing that is new', async () => {
		for (const record of [RECORD, RECORDED, RECORDED, HEARD, RECORD]) expect(await send(record)).toBe(0);
		expect(n8n.started).toHaveLength(1);
		expect(n8n.started[0]).not.toHaveProperty('isUpdate');
		expect(n8n.logged).toEqual([expect.stringMatching(LINE), expect.stringMatching(LINE)]);
	});

	describe('where it is to start the workflow again', () => {
		beforeEach(() => {
			n8n.parameters = { settings: { onUpdate: 'startAgain' } };
		});

		it('does, marked as an update, once for each thing that is new', async () => {
			for (const record of [RECORD, RECORD, RECORDED, RECORDED, HEARD, HEARD, RECORDED, RECORD]) {
				expect(await send(record)).toBe(0);
			}
			expect(n8n.started.map(({ isUpdate }) => isUpdate)).toEqual([false, true, true]);
			expect(n8n.started[1]).toMatchObject({ recordingUrl: RECORDED.record });
			expect(n8n.started[2]).toMatchObject({ ai: { summary: 'Asked for his balance' } });
			expect(n8n.logged).toEqual([]);
		});

		it('what it had with it is known after a restart', async () => {
			await send(RECORD);
			await n8n.restart();
			await send(RECORDED);
			await n8n.restart();
			expect([await send(RECORDED), await send(RECORD)]).toEqual([0, 0]);
			expect(n8n.started.map(({ isUpdate }) => isUpdate)).toEqual([false, true]);
		});

		it('an update that cannot be stored is not acknowledged, and is one still when it comes again', async () => {
			await send(RECORD);
			n8n.store = () => Promise.reject(new Error('full'));
			expect(await send(RECORDED)).toBe(2);
			n8n.store = () => undefined;
			expect(await send(RECORDED)).toBe(0);
			expect(n8n.started.map(({ isUpdate }) => isUpdate)).toEqual([false, true]);
		});

		it('one that comes while the first is being stored is not lost: it is asked for once more', async () => {
			let store: () => void = () => undefined;
			const storing = new Promise<void>((resolve) => {
				n8n.store = () => {
					resolve();
					return new Promise((stored) => (store = stored));
				};
			});
			const first = send(RECORD);
			await storing;
			const second = send(RECORDED);
			while (n8n.received < 2) await pause(5);
			// It has been read by then.
			await pause(200);
			store();
			expect([await first, await second]).toEqual([0, 2]);
			n8n.store = () => undefined;
			expect(await send(RECORDED)).toBe(0);
			expect(n8n.started.map(({ isUpdate }) => isUpdate)).toEqual([false, true]);
		});

		it('an update of a joined call’s leg does not wait for the other', async () => {
			const legs = [1, 2].map((leg) => ({ ...RECORD, type: `Click2Call leg${leg}` }));
			await Promise.all(legs.map(send));
			expect(await send({ ...legs[1], record: RECORDED.record })).toBe(0);
			expect(n8n.started).toMatchObject([
				{ isUpdate: false, legs: [{ leg: 1 }, { leg: 2 }] },
				{ isUpdate: true, legs: [{ leg: 2 }] },
			]);
		});

		it('one that the filter let through only with more in it is no update', async () => {
			n8n.parameters = { ...n8n.parameters, triggerOn: ['voicemail'] };
			await send(RECORDED);
			n8n.parameters = { ...n8n.parameters, triggerOn: ['answered'] };
			await send(HEARD);
			expect(n8n.started).toMatchObject([{ isUpdate: false }]);
		});
	});
});
