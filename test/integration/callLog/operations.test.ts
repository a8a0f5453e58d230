import type { INodeProperties } from 'n8n-workflow';

import { FIELD_CHOICES, SORT_CHOICES } from '../../../nodes/platform/services/callLog/row';
import { PRESETS } from '../../../nodes/platform/services/callLog/range';
import { callLog } from '../../../nodes/Voicenter/actions/callLog';
import { FileOutput } from '../../../nodes/Voicenter/actions/operation';
import { useSimulator } from '../../useSimulator';
import { memoryOf, operation, runner } from './operationRun';

const simulator = useSimulator();

const run = runner(simulator);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const search = () =>
	(simulator.control.requests().at(-1)?.json as { search: Record<string, unknown> }).search;

/** The choices of a field, wherever it is among the others. */
function choicesOf(fields: readonly INodeProperties[], name: string): unknown[] {
	return fields.flatMap((field) => {
		const options = field.options ?? [];
		if (field.name === name && field.type !== 'collection') {
			return options.map((option) => ('value' in option ? option.value : undefined));
		}
		const inner = options.flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return choicesOf(inner, name);
	});
}

describe('the editor', () => {
	it.each([
		['dateRange', PRESETS],
		['fields', FIELD_CHOICES],
		['field', SORT_CHOICES],
		['outcomes', ['abandoned', 'answered', 'missed', 'voicemail']],
		['scope', ['account', 'department', 'hierarchical', 'user']],
	])('offers every choice of %s', (name, choices) => {
		expect(choicesOf(operation('getAll').fields, name).toSorted()).toEqual([...choices].toSorted());
	});

	it('has the operations of the public contract', () => {
		expect(callLog.operations.map(({ value }) => value)).toEqual([
			'getAll',
			'get',
			'waitForRecord',
			'getUnreturned',
			'summarize',
			'downloadRecording',
			'getInsights',
		]);
	});
});

describe('get many', () => {
	it('as it is added: today’s calls, 50 at most', async () => {
		simulator.control.addCallLogRecords(Array.from({ length: 60 }, () => ({ Date: new Date() })));
		const { result } = await run('getAll', {});
		expect(result).toHaveLength(50);
		expect(result).toMatchObject(Array.from({ length: 50 }, () => ({ direction: 'incoming' })));
	});

	it('with everything filled in', async () => {
		await run('getAll', {
			dateRange: 'custom',
			from: '2026-01-15T00:00:00',
			to: '2026-01-15T12:00:00',
			returnAll: true,
			filters: {
				callId: 'abc',
				callTypes: [8],
				campaigns: '17',
				extensions: 'SIPSIP1',
				phones: '050-123-4567',
				queues: '123456789',
				scope: 'department',
			},
			options: {
				sort: { rules: [{ field: 'duration', direction: 'desc' }] },
				fields: ['price'],
				country: 'IL',
			},
		});
		expect(search()).toEqual({
			fromdate: '2026-01-14T22:00:00',
			todate: '2026-01-15T10:00:00',
			CallID: 'abc',
			callID: 'abc',
			cdrTypes: [8],
			campaignID: [17],
			extensions: ['SIPSIP1'],
			phones: ['0501234567'],
			queueID: [123456789],
			IdentityCriteria: 'Department',
		});
	});

	it('fields of a range that is not shown any more do not count', async () => {
		await run('getAll', { dateRange: 'lastHour', from: 'nonsense', to: 'nonsense' });
		expect(simulator.control.requests()).toHaveLength(1);
	});

	it('since the last run', async () => {
		const memory = memoryOf();
		simulator.control.addCallLogRecords([{ Date: minutesAgo(10), CallID: 'one' }]);
		const parameters = { dateRange: 'sinceLastRun', returnAll: true };
		expect((await run('getAll', parameters, memory)).result).toMatchObject([{ callId: 'one' }]);
		expect((await run('getAll', parameters, memory)).result).toEqual([]);
	});

	it('says which period was read, by the account’s clock, and that a limit cut it', async () => {
		const at = (time: string) => ({ Date: `2026-01-15T${time}Z` });
		simulator.control.addCallLogRecords([at('09:00:00'), at('09:00:01'), at('09:00:02')]);
		const day = { dateRange: 'custom', from: '2026-01-15T00:00:00', to: '2026-01-15T12:00:00' };
		const read = { from: '2026-01-15T00:00:00+02:00', to: '2026-01-15T12:00:00+02:00' };
		const cut = await run('getAll', { ...day, limit: 2 });
		expect(cut.result).toMatchObject([
			{ period: { ...read, isComplete: false } },
			{ period: { ...read, isComplete: false } },
		]);
		expect(cut.said).toEqual([expect.stringMatching(/There are more of them than Limit allows/)]);
		const whole = await run('getAll', { ...day, limit: 3 });
		expect(whole.result).toMatchObject([{}, {}, { period: { ...read, isComplete: true } }]);
		expect((await run('getAll', { ...day, filters: { phones: '03-123-4567' } })).said).toEqual([
			`Calls that began from ${read.from} to ${read.to}.`,
		]);
	});

	it('says what of the agents and called numbers no call had, unless some calls were not read', async () => {
		const by = (agent: string, minutes: number) => ({
			...{ Date: minutesAgo(minutes), RepresentativeName: agent, DID: '0722776772' },
		});
		simulator.control.addCallLogRecords([by('Dana Levi', 30), by('Noa Cohen', 20), by('Dana Levi', 10)]);
		const asked = { dateRange: 'last24Hours', filters: { agents: ['Dana Levi', 'Noa Cohn'], dids: '072' } };
		const { result, said } = await run('getAll', asked);
		expect(result).toEqual([]);
		expect(said.slice(1)).toEqual([
			'Agents: no call of this time has “Noa Cohn” (did you mean “Noa Cohen”?).',
			'Called Numbers: no call of this time has “072”. There are calls of “0722776772”.',
		]);
		const filters = { agents: ['Dana Levi', 'Noa Cohn'] };
		const raw = await run('getAll', {
			...asked,
			filters,
			simplify: false,
			options: { fields: ['duration'] },
		});
		expect(raw.result).toHaveLength(2);
		expect(raw.said).toHaveLength(2);
		expect((await run('getAll', { ...asked, filters, limit: 1 })).said).toHaveLength(1);
	});

	it('the outcome that was asked for, as many of it as the limit says', async () => {
		simulator.control.addCallLogRecords(
			Array.from({ length: 60 }, (_, index) => ({
				Date: minutesAgo(59 - index / 2),
				...{ Type: 'Queue', CdrType: 8, DialStatus: index % 10 === 0 ? 'ABANDONE' : 'ANSWER' },
			})),
		);
		const filters = { outcomes: ['abandoned'] };
		const { result } = await run('getAll', { dateRange: 'lastHour', limit: 4, filters });
		expect(result).toHaveLength(4);
		expect(result).toMatchObject(Array.from({ length: 4 }, () => ({ isAbandoned: true })));
		const asTheyAre = await run('getAll', { dateRange: 'lastHour', filters, simplify: false });
		expect(asTheyAre.result).toHaveLength(6);
	});

	it('in Voicenter’s words', async () => {
		const added = simulator.control.addCallLogRecords([{ Date: minutesAgo(10) }]);
		const { result } = await run('getAll', { dateRange: 'lastHour', simplify: false });
		expect(result).toEqual(added);
	});
});

it('get: every record of a call', async () => {
	simulator.control.addCallLogRecords([
		{ Date: minutesAgo(10), CallID: 'one', Type: 'Click2Call leg1' },
		{ Date: minutesAgo(10), CallID: 'one', Type: 'Click2Call leg2' },
	]);
	expect((await run('get', { callId: 'one' })).result).toMatchObject([{ leg: 1 }, { leg: 2 }]);
});

describe('download recording', () => {
	const recordingUrl = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/one.mp3';

	it.each([
		['its address', { recordingUrl }],
		['the call ID', { recordingBy: 'callId', callId: 'one' }],
	])('by %s: the file beside what is known of it', async (_, parameters) => {
		simulator.control.addCallLogRecords([{ Date: minutesAgo(10), CallID: 'one', RecordURL: recordingUrl }]);
		simulator.control.setRecordings({ bytes: 100_000 });
		const { result, stored } = await run('downloadRecording', { binaryPropertyName: 'audio', ...parameters });
		expect(result).toBeInstanceOf(FileOutput);
		expect((result as FileOutput).output).toEqual({
			json: { recordingUrl, fileName: 'one.mp3', mimeType: 'audio/mpeg', bytes: 100_000 },
			binary: { audio: { data: 'stored', mimeType: 'audio/mpeg', fileName: 'one.mp3' } },
		});
		expect(stored).toMatchObject([{ fileName: 'one.mp3', mimeType: 'audio/mpeg' }]);
		expect(stored[0]?.content).toHaveLength(100_000);
	});
});
