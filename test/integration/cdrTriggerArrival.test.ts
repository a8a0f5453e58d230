import { useFakeN8n } from './cdrTriggerN8n';

/** Voicenter is answered within ten minutes here: longer than a test may take, were the record’s arrival not known. */
const ANSWER_WITHIN = 600;
const BUSY_MS = 599_900;

jest.mock('../../nodes/support/webhook/arrival', () => ({
	...jest.requireActual<object>('../../nodes/support/webhook/arrival'),
	arrivalOf: () => performance.now() - BUSY_MS,
}));

const n8n = useFakeN8n();

it('a busy n8n hears of a record long after it came: what Voicenter waits for its answer counts from when it came', async () => {
	n8n.parameters = { settings: { answerWithin: ANSWER_WITHIN } };
	n8n.store = () => new Promise(() => undefined);
	const response = await fetch(n8n.url, { method: 'POST', body: '{"ivruniqueid":"call-1"}' });
	expect(await response.json()).toMatchObject({ err: 2 });
});
