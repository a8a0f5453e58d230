import { type FakeN8n, startFakeN8n } from './cdrTriggerN8n';

const BUSY_MS = 7_900;

jest.mock('../../nodes/support/webhook/arrival', () => ({
	...jest.requireActual<object>('../../nodes/support/webhook/arrival'),
	arrivalOf: () => performance.now() - BUSY_MS,
}));

let n8n: FakeN8n;
beforeAll(async () => {
	n8n = await startFakeN8n();
});
afterAll(() => n8n.stop());

it('a busy n8n hears of a record 7.9 seconds after it came: Voicenter is answered 8 seconds after it came', async () => {
	n8n.store = () => new Promise(() => undefined);
	const began = performance.now();
	const response = await fetch(n8n.url, { method: 'POST', body: '{"ivruniqueid":"call-1"}' });
	expect(await response.json()).toMatchObject({ err: 2 });
	expect(performance.now() - began).toBeLessThan(2_000);
});
