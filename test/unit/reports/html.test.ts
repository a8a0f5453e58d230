/** The report as a mail: one document that needs nothing from outside. */
import { reportHtml, type Report } from '../../../nodes/platform/reports/html';

const figures = {
	offered: 40,
	answered: 30,
	abandoned: 7,
	missed: 10,
	voicemail: 1,
	answeredPercent: 75,
	waitKnown: 40,
	serviceLevelPercent: 62.5,
	averageWaitSeconds: 65,
	longestWaitSeconds: 3_725,
	averageTalkSeconds: 125,
	longestTalkSeconds: 700,
	totalTalkSeconds: 3_750,
	uniqueCallers: 33,
};

const REPORT: Report = {
	title: 'Calls of 29 November',
	language: 'en',
	period: '2026-11-29 00:00 – 2026-11-29 23:59',
	options: {
		by: ['queue', 'hour'],
		timeZone: 'Asia/Jerusalem',
		direction: 'incoming',
		serviceLevelSeconds: 20,
		shortAbandonSeconds: 0,
	},
	total: figures,
	rows: [
		{ queue: 'Sales', hour: 9, ...figures },
		{ hour: 10, ...figures, offered: 20, answered: 20 },
	],
};

/** The text of each cell of the table's rows, without the bars. */
function cells(html: string): string[][] {
	return [...html.matchAll(/<tr>(?=<t[hd] style="padding)(.*?)<\/tr>(?=\n)/g)].map(([, row = '']) =>
		[...row.matchAll(/<t[hd] style="padding[^>]*>(.*?)<\/t[hd]>(?=<t[hd] style="padding|$)/g)].map(
			([, cell = '']) => (cell.startsWith('<table') ? 'bar' : cell),
		),
	);
}

it('has a row for each group, with times as people read them', () => {
	expect(cells(reportHtml(REPORT))).toEqual([
		[
			'Queue',
			'Hour',
			'Calls',
			'',
			'Answered, %',
			'Abandoned',
			'Missed',
			'Service level',
			'Average wait',
			'Longest wait',
			'Average talk',
			'Talk, total',
		],
		['Sales', '09:00', '40', 'bar', '75%', '7', '10', '62.5%', '1:05', '1:02:05', '2:05', '1:02:30'],
		['None', '10:00', '20', 'bar', '75%', '7', '10', '62.5%', '1:05', '1:02:05', '2:05', '1:02:30'],
	]);
});

it('shows bars in proportion to the largest group', () => {
	const widths = [...reportHtml(REPORT).matchAll(/<td width="(\d+)" height="10" bgcolor="#(?!ffffff)/g)].map(
		([, width]) => Number(width),
	);
	expect(widths).toEqual([90, 30, 60]);
});

it('says nothing of what is not known', () => {
	const unknown = Object.fromEntries(
		Object.entries(figures).filter(([name]) => !/serviceLevel|averageWait/.test(name)),
	) as unknown as Report['total'];
	const html = reportHtml({ ...REPORT, total: unknown, rows: [{ queue: 'Sales', hour: 9, ...unknown }] });
	expect(cells(html)[0]).not.toContain('Service level');
	expect(cells(html)[1]).toContain('–');
});

it('compares with the period before', () => {
	const html = reportHtml({
		...REPORT,
		periodBefore: '2026-11-28',
		totalBefore: { ...figures, offered: 44 },
	});
	expect(html).toContain('Compared with: <span dir="ltr">2026-11-28</span>');
	expect(html).toContain('before: 44');
	expect(reportHtml(REPORT)).not.toContain('before:');
});

it('is written from right to left in Hebrew', () => {
	const html = reportHtml({
		...REPORT,
		language: 'he',
		title: 'שיחות אתמול',
		rows: [{ queue: 'מכירות', hour: 9, ...figures }],
	});
	expect(html).toContain('<html lang="he" dir="rtl">');
	expect(cells(html)[0]?.slice(0, 3)).toEqual(['תור', 'שעה', 'שיחות']);
	// No word was forgotten.
	expect(html.replace(/<[^>]*>|&nbsp;/g, ' ')).not.toMatch(/[A-Za-z]/);
});

it('has no script and nothing from outside, and names are text', () => {
	const name = '<script>alert(1)</script>"&\'';
	const html = reportHtml({ ...REPORT, title: name, rows: [{ queue: name, ...figures }] });
	expect(html).not.toMatch(/<script|https?:|src=|url\(|@import|<link/);
	expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#38;&#39;');
});
