/** The document writes the Call Log's records in more than one way: its sample of an answer, and its table of fields. */
import { createCallLog } from '../../../nodes/platform/services/callLog';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { useSimulator } from '../../useSimulator';
import type { CallLogRulesOptions } from '../../simulator/callLog/rules';
import { connectTo } from '../connections';

const simulator = useSimulator({}, { keepsState: true });
beforeAll(() => {
	simulator.control.seedCallLog({
		...{ count: 3_000, from: '2026-01-01', to: '2026-01-31T23:59:59', distribution: 'bursts' },
	});
	simulator.control.addCallLogRecords([
		{
			...{ Date: '2026-01-15T10:00:00Z', CallID: 'menu', Type: 'Queue', QueueName: 'Sales "A", queue' },
			DTMFData: [
				{ LayerName: 'Main, "new" Menu', DTMF: 2, LayerNumber: '0' },
				{ LayerName: 'מכירות', DTMF: 0, LayerNumber: '15' },
			],
		},
		...[1, 2].map((leg) => ({
			...{ Date: '2026-01-15T11:00:00Z', CallID: 'legs', Type: `Click2Call leg${leg}`, Duration: 30 },
			...{ TargetExtension: leg === 1 ? 'SIPSIP1' : '', CallerExtension: leg === 2 ? 'SIPSIP1' : '' },
		})),
	]);
});

/** Everything, in several requests. */
async function walk(records: NonNullable<CallLogRulesOptions['records']>) {
	simulator.control.setCallLogRules({ maxRecords: 500, requestsPerWindow: 10_000, records });
	return createCallLog(createPacing({ limit: 10_000, intervalMs: 1_000, waitsMs: [] })).findCalls(
		connectTo(simulator),
		{ dateRange: 'custom', from: '2026-01-01', to: '2026-01-31', timeZone: 'UTC' },
	);
}

const nameOf = ({ callId, typeId, startedAt }: Record<string, unknown>) =>
	JSON.stringify([callId, typeId, startedAt]);

it('as the table of fields has them: other names, a time without a zone, a path that is nearly JSON', async () => {
	const expected = await walk('complete');
	const calls = await walk('asInTheTable');

	expect(calls).toHaveLength(3_003);
	const comparable = (list: typeof calls) =>
		new Map(list.map(({ type, ...call }) => [nameOf(call), [String(type).replaceAll(' ', ''), call]]));
	expect(comparable(calls)).toEqual(comparable(expected));
});

it('as the sample has them: without their epoch, their queue and their price', async () => {
	const expected = await walk('complete');
	const calls = await walk('asInTheSample');

	expect(calls.map(nameOf).sort()).toEqual(expected.map(nameOf).sort());
	expect(calls.filter((call) => 'queue' in call || 'priceAgorot' in call)).toEqual([]);
});
