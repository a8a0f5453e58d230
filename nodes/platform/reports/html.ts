/**
 * A report as one HTML document that mail programs show: tables, bars made of table cells, styles on the elements
 * themselves, no script, nothing from outside.
 */
import type { Figures, FiguresOptions, Grouping } from './figures';

/** The languages that a report is written in. */
export type ReportLanguage = 'en' | 'he';

/** What a report shows. */
export interface Report {
	title: string;
	language: ReportLanguage;
	/** As people read it, such as `2026-11-29 00:00 – 2026-11-29 23:59`. */
	period: string;
	/** The same of the period before, where it is compared. */
	periodBefore?: string;
	options: FiguresOptions;
	total: Figures;
	totalBefore?: Figures;
	rows: readonly Figures[];
}

const TEXTS = {
	en: {
		offered: { incoming: 'Calls', outgoing: 'Calls made' },
		answered: 'Answered',
		abandoned: 'Abandoned',
		missed: 'Missed',
		answeredPercent: 'Answered, %',
		serviceLevel: 'Service level',
		averageWait: 'Average wait',
		longestWait: 'Longest wait',
		averageTalk: 'Average talk',
		totalTalk: 'Talk, total',
		uniqueCallers: { incoming: 'Different callers', outgoing: 'Different numbers' },
		before: 'before',
		none: 'None',
		period: 'Period',
		comparedWith: 'Compared with',
		definition: (seconds: number, short: number) =>
			`Service level: answered within ${seconds} seconds, of all calls${short > 0 ? ` but those given up within ${short} seconds` : ''}. It is shown where the wait of every call is known.`,
		unit: 's',
		groups: {
			agent: 'Agent',
			campaign: 'Campaign',
			day: 'Day',
			did: 'Called number',
			extension: 'Extension',
			hour: 'Hour',
			queue: 'Queue',
			type: 'Call type',
			weekday: 'Weekday',
		},
		weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
	},
	he: {
		offered: { incoming: 'שיחות', outgoing: 'שיחות יוצאות' },
		answered: 'נענו',
		abandoned: 'ננטשו',
		missed: 'לא נענו',
		answeredPercent: '% מענה',
		serviceLevel: 'רמת שירות',
		averageWait: 'המתנה ממוצעת',
		longestWait: 'המתנה ארוכה ביותר',
		averageTalk: 'שיחה ממוצעת',
		totalTalk: 'סך זמן שיחה',
		uniqueCallers: { incoming: 'מתקשרים שונים', outgoing: 'מספרים שונים' },
		before: 'קודם',
		none: 'ללא',
		period: 'תקופה',
		comparedWith: 'בהשוואה לתקופה',
		definition: (seconds: number, short: number) =>
			`רמת שירות: נענו בתוך ${seconds} שניות, מכלל השיחות${short > 0 ? ` מלבד שיחות שננטשו בתוך ${short} שניות` : ''}. היא מוצגת כשזמן ההמתנה של כל השיחות ידוע.`,
		unit: 'שנ׳',
		groups: {
			agent: 'נציג',
			campaign: 'קמפיין',
			day: 'יום',
			did: 'המספר שחויג',
			extension: 'שלוחה',
			hour: 'שעה',
			queue: 'תור',
			type: 'סוג שיחה',
			weekday: 'יום בשבוע',
		},
		weekdays: ['ראשון', 'שני', 'שלישי', 'רביעי', 'חמישי', 'שישי', 'שבת'],
	},
} as const;

type Texts = (typeof TEXTS)[ReportLanguage];

const INK = '#1f2a37';
const GREY = '#6b7280';
const LINE = '#e5e7eb';
const GOOD = '#2f9e6e';
const BAD = '#d9534f';
const FONT = 'font-family:Arial,Helvetica,sans-serif';

/** @returns a whole HTML document */
export function reportHtml(report: Report): string {
	const texts = TEXTS[report.language];
	const direction = report.language === 'he' ? 'rtl' : 'ltr';
	const start = report.language === 'he' ? 'right' : 'left';
	const { serviceLevelSeconds, shortAbandonSeconds } = report.options;
	return `<!doctype html>
<html lang="${report.language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(report.title)}</title></head>
<body style="margin:0;padding:16px;background:#ffffff;color:${INK};${FONT}" dir="${direction}">
<h1 style="margin:0 0 4px;font-size:20px">${escape(report.title)}</h1>
<p style="margin:0 0 16px;font-size:13px;color:${GREY}">${texts.period}: <span dir="ltr">${escape(report.period)}</span>${
		report.periodBefore === undefined
			? ''
			: `<br>${texts.comparedWith}: <span dir="ltr">${escape(report.periodBefore)}</span>`
	}</p>
${tiles(report, texts)}
${report.options.by.length > 0 ? table(report, texts, start) : ''}
<p style="margin:16px 0 0;font-size:12px;color:${GREY}">${texts.definition(serviceLevelSeconds, shortAbandonSeconds)}</p>
</body>
</html>
`;
}

/** The few figures that matter most, each with that of the period before. */
function tiles({ total, totalBefore, options }: Report, texts: Texts): string {
	const shown: [string, string, string | undefined][] = [
		[
			texts.offered[options.direction],
			String(total.offered),
			before(totalBefore, ({ offered }) => String(offered)),
		],
		[
			texts.answeredPercent,
			percent(total.answeredPercent),
			before(totalBefore, (one) => percent(one.answeredPercent)),
		],
		[texts.abandoned, String(total.abandoned), before(totalBefore, ({ abandoned }) => String(abandoned))],
		[
			texts.averageTalk,
			clock(total.averageTalkSeconds),
			before(totalBefore, ({ averageTalkSeconds }) => clock(averageTalkSeconds)),
		],
		[
			texts.uniqueCallers[options.direction],
			String(total.uniqueCallers),
			before(totalBefore, ({ uniqueCallers }) => String(uniqueCallers)),
		],
	];
	// Cells that flow: a phone shows them below each other.
	return shown
		.map(
			([label, value, earlier]) =>
				`<div style="display:inline-block;vertical-align:top;min-width:110px;margin:0 0 12px;padding:8px 12px;border:1px solid ${LINE};border-radius:6px"><div style="font-size:12px;color:${GREY}">${label}</div><div style="font-size:22px;font-weight:bold">${value}</div>${
					earlier === undefined
						? ''
						: `<div style="font-size:12px;color:${GREY}">${texts.before}: ${earlier}</div>`
				}</div>`,
		)
		.join('\n');
}

function before(total: Figures | undefined, shown: (total: Figures) => string): string | undefined {
	return total && shown(total);
}

function table({ rows, options }: Report, texts: Texts, start: string): string {
	const most = Math.max(1, ...rows.map(({ offered }) => offered));
	const knowsLevel = rows.some(({ serviceLevelPercent }) => serviceLevelPercent !== undefined);
	const headings = [
		...options.by.map((grouping) => texts.groups[grouping]),
		texts.offered[options.direction],
		'',
		texts.answeredPercent,
		texts.abandoned,
		texts.missed,
		...(knowsLevel ? [texts.serviceLevel] : []),
		texts.averageWait,
		texts.longestWait,
		texts.averageTalk,
		texts.totalTalk,
	];
	const cell = `padding:6px 8px;border-bottom:1px solid ${LINE};font-size:13px;text-align:${start};white-space:nowrap`;
	const body = rows.map((row) => {
		const cells = [
			...options.by.map((grouping) => escape(groupName(row, grouping, texts))),
			String(row.offered),
			bar(row, most),
			percent(row.answeredPercent),
			String(row.abandoned),
			String(row.missed),
			...(knowsLevel ? [percent(row.serviceLevelPercent)] : []),
			clock(row.averageWaitSeconds),
			clock(row.longestWaitSeconds),
			clock(row.averageTalkSeconds),
			clock(row.totalTalkSeconds),
		];
		return `<tr>${cells.map((text) => `<td style="${cell}">${text}</td>`).join('')}</tr>`;
	});
	return `<div style="overflow-x:auto"><table role="presentation" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%;${FONT}">
<tr>${headings.map((text) => `<th style="${cell};color:${GREY};font-weight:normal;white-space:normal">${text}</th>`).join('')}</tr>
${body.join('\n')}
</table></div>`;
}

const BAR_PIXELS = 120;

/** Table cells beside each other: what was answered, what was not, and the rest. Mail programs know widths of cells. */
function bar({ offered, answered }: Figures, most: number): string {
	const width = (part: number) => Math.round((part / most) * BAR_PIXELS);
	const [good, bad] = [width(answered), width(offered - answered)];
	const part = (pixels: number, colour: string) =>
		pixels > 0
			? `<td width="${pixels}" height="10" bgcolor="${colour}" style="width:${pixels}px;height:10px;padding:0;font-size:0;line-height:0">&nbsp;</td>`
			: '';
	const cells = [part(good, GOOD), part(bad, BAD), part(BAR_PIXELS - good - bad, '#ffffff')].join('');
	const style = `border-collapse:collapse;table-layout:fixed;width:${BAR_PIXELS}px`;
	return `<table role="presentation" width="${BAR_PIXELS}" cellspacing="0" cellpadding="0" style="${style}"><tr>${cells}</tr></table>`;
}

function groupName(row: Figures, grouping: Grouping, texts: Texts): string {
	const value = row[grouping];
	if (value === undefined) return texts.none;
	if (grouping === 'weekday') return texts.weekdays[Number(value) - 1] ?? texts.none;
	if (grouping === 'hour') return `${String(value).padStart(2, '0')}:00`;
	return String(value);
}

function percent(value: number | undefined): string {
	return value === undefined ? '–' : `${value}%`;
}

/** `4:05`, with hours where there are some: `1:04:05`. */
function clock(seconds: number | undefined): string {
	if (seconds === undefined) return '–';
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const hours = Math.floor(seconds / 3_600);
	const minutes = (seconds % 3_600) / 60;
	return hours > 0
		? `${hours}:${two(minutes)}:${two(seconds % 60)}`
		: `${Math.floor(minutes)}:${two(seconds % 60)}`;
}

/** Names come from callers and back offices, and are text. */
function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
