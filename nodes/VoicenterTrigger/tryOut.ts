import type { SampleField } from '../platform/inbound/samples/sample';
import { isSurelySipCode } from '../platform/vocabulary/sipCodes';
import { picksIn } from '../platform/vocabulary/picks';
import type { CallFilter } from '../support/callFilter';
import type { TryOut } from '../support/webhook/tryPage/tryPage';
import type { Ending } from './triggerOn';

/** Calls to try a workflow with: at first one that the node's fields let through, as far as they say which. */
export const tryOut: TryOut = {
	trigger: 'Voicenter Trigger',
	kind: 'told',
	samples: async () => (await import('../platform/inbound/samples/cdr')).CDR_SAMPLES,
	fitting: (context) => ({
		sample: (context.getNodeParameter('triggerOn', []) as Ending[]).find((ending) => ending !== 'ended'),
		values: valuesOf(context.getNodeParameter('filters', {}) as CallFilter),
	}),
};

/** @returns the first of what each part of the filter names */
function valuesOf({ queues, extensions, agents, dids }: CallFilter): Partial<Record<SampleField, string>> {
	const [queue, extension, agent, did] = [queues, extensions, agents, dids].map((list) => picksIn(list)[0]);
	const sip = extension?.id ?? extension?.text;
	const isQueueId = queue !== undefined && /^\d+$/.test(queue.id ?? queue.text);
	return {
		...(isQueueId && { queueId: queue.id ?? queue.text }),
		...(queue && (queue.name !== undefined || !isQueueId) && { queue: queue.name ?? queue.text }),
		...(sip !== undefined && isSurelySipCode(sip) && { extension: sip }),
		...(agent && { agent: agent.name ?? agent.text }),
		...(did && { did: did.id ?? did.text }),
	};
}
