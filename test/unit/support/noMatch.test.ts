import { noMatch } from '../../../nodes/support/webhook/noMatch';
import { webhookCall } from '../../n8nCore/webhook';

const { context } = webhookCall({ node: { type: 'voicenterTrigger' } });
const reasons = (count: number) => Array.from({ length: count }, (_, index) => [`reason ${index + 1}`]);

it.each([
	[
		[['the queue is “A”', 'it waited for 2 s']],
		'A call came that did not match: the queue is “A”; it waited for 2 s',
	],
	[reasons(3), '3 calls came that did not match: reason 1. reason 2. reason 3'],
	[reasons(4), '4 calls came that did not match: reason 1. reason 2. reason 3, and 1 more'],
	[reasons(7), '7 calls came that did not match: reason 1. reason 2. reason 3, and 4 more'],
])('%j: %s', (told, message) => {
	expect(noMatch(context, 'call', told)).toMatchObject({
		message,
		description: expect.stringContaining('change this node’s filter') as string,
	});
});

it('no call, no error', () => {
	expect(noMatch(context, 'call', [])).toBeUndefined();
});
