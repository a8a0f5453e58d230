/** Reports as the node gives them: what is chosen in the fields, and what comes out. */
import { FileOutput } from '../../../nodes/Voicenter/actions/operation';
import { useSimulator } from '../../useSimulator';
import { memoryOf, runner } from './operationRun';

const simulator = useSimulator();
const run = runner(simulator);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const LAST_DAY = { dateRange: 'last24Hours' };

const gaveUp = {
	Type: 'Queue',
	DialStatus: 'ABANDONE',
	Duration: 0,
	QueueName: 'Sales Queue',
	queueId: 123456789,
};
const answered = {
	Type: 'Queue',
	DialStatus: 'ANSWER',
	Duration: 60,
	QueueName: 'Sales Queue',
	queueId: 123456789,
};

describe('summarize', () => {
	it('a row for each queue, with the time that it is of, and how many waits are not known', async () => {
		simulator.control.addCallLogRecords([
			{ ...answered, Date: minutesAgo(30), CallID: 'a', CallerNumber: '0501111111' },
			{ ...gaveUp, Date: minutesAgo(20), CallID: 'b', CallerNumber: '0502222222' },
			{
				...gaveUp,
				Date: minutesAgo(10),
				CallID: 'c',
				CallerNumber: '0502222222',
				QueueName: 'Service Queue',
			},
		]);
		const { result, said } = await run('summarize', LAST_DAY);
		const period = { from: expect.any(String) as string, to: expect.any(String) as string, isComplete: true };
		expect(result).toEqual([
			expect.objectContaining({
				...{ queue: 'Sales Queue', offered: 2, answered: 1, abandoned: 1, answeredPercent: 50 },
				...{ totalTalkSeconds: 60, uniqueCallers: 2, waitUnknown: 2, period },
			}),
			expect.objectContaining({ queue: 'Service Queue', offered: 1, answered: 0, uniqueCallers: 1 }),
		]);
		expect(said).toEqual([expect.stringMatching(/^Calls that began from .* to /)]);
		const typedWrong = await run('summarize', { ...LAST_DAY, filters: { dids: ['0721111111'] } });
		expect(typedWrong.said.slice(1)).toEqual(['Called Numbers: no call of this time has “0721111111”.']);
	});

	it('the same group of the day before beside it', async () => {
		simulator.control.addCallLogRecords([
			{ ...answered, Date: minutesAgo(30), CallID: 'a' },
			{ ...gaveUp, Date: minutesAgo(30 + 1_440), CallID: 'b' },
			{ ...gaveUp, Date: minutesAgo(20 + 1_440), CallID: 'c', QueueName: 'Service Queue' },
		]);
		const { result } = await run('summarize', { ...LAST_DAY, compare: true });
		expect(result).toMatchObject([{ queue: 'Sales Queue', offered: 1, before: { offered: 1, answered: 0 } }]);
	});

	it('a report: one item with the document, which is a file as well', async () => {
		simulator.control.addCallLogRecords([{ ...answered, Date: minutesAgo(30), CallID: 'a' }]);
		const options = { language: 'he', title: 'אתמול/היום', binaryPropertyName: 'day' };
		const { result, stored } = await run('summarize', { ...LAST_DAY, output: 'report', options });
		const { json, binary } = (result as FileOutput).output;
		expect(json).toMatchObject({
			title: 'אתמול/היום',
			total: { offered: 1 },
			rows: [{ queue: 'Sales Queue' }],
		});
		expect(json['html']).toMatch(/<html[^>]* dir="rtl"/);
		expect(Object.keys(binary ?? {})).toEqual(['day']);
		expect(stored[0]?.content.toString()).toBe(json['html']);
		expect(stored[0]).toMatchObject({
			fileName: expect.stringMatching(/^אתמול היום \d{4}-\d\d-\d\d\.html$/) as string,
			mimeType: 'text/html',
		});
	});

	describe('by campaign, which no record names', () => {
		const OUTGOING = { ...LAST_DAY, direction: 'outgoing', groupBy: 'campaign' };
		const dialed = {
			Type: 'ProductiveCall Leg2',
			DialStatus: 'ANSWER',
			Duration: 30,
			CallerNumber: 'SIPSIP1',
		};
		beforeEach(() => {
			simulator.control.addCallLogRecords([
				{ ...dialed, Date: minutesAgo(30), CallID: 'a', TargetNumber: '0501111111', campaignId: 13571 },
				{ ...dialed, Date: minutesAgo(29), CallID: 'b', TargetNumber: '0502222222', campaignId: 13571 },
				{ ...dialed, Date: minutesAgo(28), CallID: 'c', TargetNumber: '0501111111', campaignId: 13572 },
				{ ...dialed, Date: minutesAgo(30 + 1_440), CallID: 'd', campaignId: 13572 },
				{ Type: 'Extension Outgoing', Date: minutesAgo(27), CallID: 'e', TargetNumber: '0501111111' },
			]);
		});

		it('each campaign’s calls are asked for', async () => {
			const { result } = await run('summarize', { ...OUTGOING, compare: true });
			expect(result).toMatchObject([
				{ campaign: 'Campaign2', offered: 2, uniqueCallers: 2, before: { offered: 0 } },
				{ campaign: 'Campaign3', offered: 1, uniqueCallers: 1, before: { offered: 1 } },
			]);
		});

		it('or of those alone that are chosen', async () => {
			const byName = await run('summarize', { ...OUTGOING, filters: { campaigns: ['Campaign3'] } });
			expect(byName.result).toMatchObject([{ campaign: 'Campaign3', offered: 1 }]);
			const byId = await run('summarize', { ...OUTGOING, thenBy: 'hour', filters: { campaigns: '13571' } });
			expect(byId.result).toMatchObject([
				{ campaign: '13571', hour: expect.any(Number) as number, offered: 2 },
			]);
		});

		it('a service that does not know the filter is found out', async () => {
			simulator.control.reset();
			simulator.control.setCallLogRules({ newerFilters: 'ignored' });
			simulator.control.addCallLogRecords([{ ...dialed, Date: minutesAgo(30), CallID: 'a' }]);
			await expect(run('summarize', OUTGOING)).rejects.toThrow('Voicenter did not filter by Campaigns');
		});

		it.each([
			[{ direction: 'incoming' }, /^Calls of a campaign are outgoing ones/],
			[{ filters: { campaigns: 'Campain2' } }, /is not in the account/],
		])('%j is refused', async (changed, message) => {
			await expect(run('summarize', { ...OUTGOING, ...changed })).rejects.toThrow(message);
		});
	});
});

describe('get unreturned', () => {
	beforeEach(() => {
		simulator.control.addCallLogRecords([
			{ ...gaveUp, Date: minutesAgo(60), CallID: 'a', CallerNumber: '0501111111', DID: '0722776772' },
			{ ...gaveUp, Date: minutesAgo(50), CallID: 'b', CallerNumber: '0502222222', DID: '0722776773' },
			{ ...gaveUp, Date: minutesAgo(40), CallID: 'c', CallerNumber: 'Anonymous', DID: '0722776772' },
			// Colleagues, by the code of their phone and by its short number.
			{ ...gaveUp, Date: minutesAgo(30), CallID: 'x', CallerNumber: 'SIPSIP1', DID: '0722776772' },
			{ ...gaveUp, Date: minutesAgo(30), CallID: 'y', CallerNumber: '136', DID: '0722776772' },
			{ ...gaveUp, Date: minutesAgo(2), CallID: 'd', CallerNumber: '0503333333', DID: '0722776772' },
		]);
	});
	const callers = async (changed: object, memory = memoryOf()) =>
		(
			(await run('getUnreturned', { ...LAST_DAY, ...changed }, memory)).result as Record<string, unknown>[]
		).map(({ customerNumber, isWithheld }) => customerNumber ?? (isWithheld ? 'withheld' : undefined));

	it.each<[string, object, string[]]>([
		['nothing: those of the last minutes may be calling again just now', {}, ['0501111111', '0502222222']],
		[
			'none of the last minutes left out',
			{ minimumAgeMinutes: 0 },
			['0501111111', '0502222222', '0503333333'],
		],
		['withheld numbers', { withWithheld: true }, ['0501111111', '0502222222', 'withheld']],
		['numbers to leave out', { leaveOut: '+972 50-111-1111; 050-9999999' }, ['0502222222']],
		['a called number', { calledNumbers: ['072-277-6773'] }, ['0502222222']],
		['a queue', { queues: ['Service Queue (ID 1234567)'] }, []],
	])('with %s', async (_, options, expected) => {
		expect(await callers({ options })).toEqual(expected);
	});

	it('a called number that no call had is said', async () => {
		const options = { calledNumbers: ['072-277-6773', '072-277-9999'] };
		const { said } = await run('getUnreturned', { options });
		expect(said.slice(1)).toEqual([
			expect.stringMatching(
				/^Called Numbers: no call of this time has “072-277-9999”\. There are calls of “/,
			),
		]);
	});

	it('of an earlier time: who was served after it has been served, and who called after it is not of it', async () => {
		simulator.control.addCallLogRecords([
			{ ...answered, Date: minutesAgo(45), CallID: 'e', CallerNumber: '0501111111' },
		]);
		const range = { dateRange: 'custom', from: minutesAgo(70), to: minutesAgo(48) };
		expect(await callers(range)).toEqual(['0502222222']);
		const { said } = await run('getUnreturned', range);
		expect(Date.parse(/ to (\S+)\.$/.exec(said[0] ?? '')?.[1] ?? '')).toBe(
			Math.floor(range.to.getTime() / 1_000) * 1_000,
		);
	});

	it('withheld numbers are new where another one has called', async () => {
		const memory = memoryOf();
		const again = () => callers({ onlyNew: true, options: { withWithheld: true } }, memory);
		expect(await again()).toEqual(['0501111111', '0502222222', 'withheld']);
		expect(await again()).toEqual([]);
		simulator.control.addCallLogRecords([
			{ ...gaveUp, Date: minutesAgo(20), CallID: 'e', CallerNumber: 'Anonymous' },
		]);
		expect(await again()).toEqual(['withheld']);
	});

	it('only new ones, run after run', async () => {
		const memory = memoryOf();
		expect(await callers({ onlyNew: true }, memory)).toEqual(['0501111111', '0502222222']);
		expect(await callers({ onlyNew: true }, memory)).toEqual([]);
		simulator.control.addCallLogRecords([
			{ ...gaveUp, Date: minutesAgo(30), CallID: 'e', CallerNumber: '0501111111' },
		]);
		expect(await callers({ onlyNew: true }, memory)).toEqual(['0501111111']);
	});
});
