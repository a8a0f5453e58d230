/** What comes out of Summarize where less, or more, is chosen. */
import { FileOutput } from '../../../nodes/Voicenter/actions/operation';
import { useSimulator } from '../../useSimulator';
import { runner } from './operationRun';

const simulator = useSimulator();
const run = runner(simulator);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const LAST_DAY = { dateRange: 'last24Hours' };
const queued = { Type: 'Queue', QueueName: 'Sales Queue', queueId: 123456789 };
const gaveUp = { ...queued, DialStatus: 'ABANDONE', Duration: 0 };
const answered = { ...queued, DialStatus: 'ANSWER', Duration: 60 };

it.each([
	[{}, 'Calls', 'ltr'],
	[{ language: 'he' }, 'דוח שיחות', 'rtl'],
])('a report with %j has a title of its own, and its place', async (options, title, dir) => {
	simulator.control.addCallLogRecords([{ ...answered, Date: minutesAgo(30), CallID: 'a' }]);
	const { result, stored } = await run('summarize', { ...LAST_DAY, output: 'report', options });
	const { json, binary } = (result as FileOutput).output;
	expect(json).toMatchObject({ title, html: expect.stringContaining(` dir="${dir}"`) as string });
	expect(json).not.toHaveProperty('before');
	expect(Object.keys(binary ?? {})).toEqual(['report']);
	expect(stored[0]?.fileName.startsWith(`${title} `)).toBe(true);
});

it('a report with the time before, which it names', async () => {
	simulator.control.addCallLogRecords([
		{ ...answered, Date: minutesAgo(30), CallID: 'a' },
		{ ...gaveUp, Date: minutesAgo(30 + 1_440), CallID: 'b' },
		{ ...gaveUp, Date: minutesAgo(20 + 1_440), CallID: 'c' },
	]);
	const { result } = await run('summarize', { ...LAST_DAY, output: 'report', compare: true });
	const { json } = (result as FileOutput).output;
	expect(json).toMatchObject({ total: { offered: 1 }, before: { offered: 2, answered: 0 } });
	const { from } = json['period'] as { from: string };
	const time = from.slice(0, 16).replace('T', ' ');
	// The one time ends where the other begins, to the minute or one before it.
	expect(json['html']).toContain(`${time} – `);
	expect((json['html'] as string).match(/\d{4}-\d\d-\d\d \d\d:\d\d – /g)).toHaveLength(2);
});

it('a group of one and one of two are compared with the same ones; where all waits are known, nothing is said of them', async () => {
	const direct = { Type: 'Incoming Call', DialStatus: 'ANSWER', Duration: 60, RingTime: 5 };
	simulator.control.addCallLogRecords([
		{ ...direct, Date: minutesAgo(30), CallID: 'a', DID: '0722776772' },
		{ ...direct, Date: minutesAgo(30 + 1_440), CallID: 'b', DID: '0722776773' },
	]);
	const { result } = await run('summarize', { ...LAST_DAY, groupBy: 'did', compare: true });
	expect(result).toMatchObject([
		{ did: '0722776772', offered: 1, before: { offered: 0, answered: 0, abandoned: 0, missed: 0 } },
	]);
	expect((result as object[])[0]).not.toHaveProperty('waitUnknown');
});
