/** Other people's workflows beside the package, in queue mode: their requests come to the webhook process. */
import { activateAsking, respond } from '../e2e/askingWorkflow';
import { activateTheirs, answersAt, ownAnswers, READ_BY_OURSELVES } from '../e2e/theirs';
import { N8nApi } from '../n8n/api';
import { startQueue } from '../n8n/queue';
import { at, type QueueStage, setQueueStage } from './stage';

jest.setTimeout(900_000);

const ONE_OF_EACH = { workers: 1, webhooks: 1 };

let stage: QueueStage;
let expected: [string, string][];

beforeAll(async () => {
	const without = await startQueue({ ...ONE_OF_EACH, readyTimeoutMs: 280_000 });
	try {
		await activateTheirs(await N8nApi.connect(without.main));
		expected = await answersAt(without.webhooks[0]?.url ?? '');
	} finally {
		await without.stop();
	}
	stage = await setQueueStage(ONE_OF_EACH);
	await activateTheirs(stage.api);
});
afterAll(() => stage.close());

it('every request of theirs is answered as without the package, also once ours had requests there', async () => {
	const webhooks = stage.queue.webhooks[0]?.url ?? '';
	expect(expected.filter(([, answer]) => answer.startsWith('200 ')).length).toBeGreaterThanOrEqual(9);
	expect(await answersAt(webhooks)).toEqual(expected);

	const urls: string[] = [];
	for (const trigger of ['voicenterTrigger', 'voicenterScreenPopTrigger', 'voicenterVoiceBotTrigger']) {
		const { url } = await activateAsking(stage, { node: trigger }, [
			respond(stage, { resource: 'screenPop', operation: 'showNone' }),
		]);
		urls.push(at(stage.queue.webhooks[0], url));
	}
	for (const url of urls) await fetch(url, { method: 'POST', body: '{}' });
	const { url } = await activateAsking(stage, { node: 'voicenterTrigger' }, []);
	expect(await ownAnswers(at(stage.queue.webhooks[0], url))).toEqual(READ_BY_OURSELVES);
	expect(await answersAt(webhooks)).toEqual(expected);
});
