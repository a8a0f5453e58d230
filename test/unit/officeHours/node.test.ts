/** The node as n8n runs it: what its fields give the timetable, and which output an item takes. */
import type { IDataObject } from 'n8n-workflow';

import { VoicenterOfficeHours } from '../../../nodes/VoicenterOfficeHours/VoicenterOfficeHours.node';
import { executeContext } from '../../n8nCore/execute';

// A Monday.
const MONDAY = '2026-11-30T10:00:00.000Z';

async function run(
	parameters: object,
	{ items = [{}], continueOnFail = false }: { items?: object[]; continueOnFail?: boolean } = {},
) {
	const node = { type: 'voicenterOfficeHours', parameters, continueOnFail };
	const { context } = executeContext({ node, items });
	const [open = [], closed = []] = await new VoicenterOfficeHours().execute.call(context);
	const json = (output: typeof open) => output.map((item) => item.json);
	return { open: json(open), closed: json(closed) };
}

const hoursOf = (item: IDataObject | undefined) => item?.['officeHours'] as IDataObject;

afterEach(() => jest.useRealTimers());

it('sends each item to one of two outputs, with what the timetable says beside its own fields', async () => {
	const items = [
		{ id: 1, at: '2026-11-30T08:00:00Z' },
		{ id: 2, at: '2026-11-30T20:00:00Z' },
	];
	const { open, closed } = await run({ moment: 'given', time: '={{ $json.at }}' }, { items });
	expect(open).toEqual([
		{
			...items[0],
			officeHours: {
				isOpen: true,
				reason: 'weekday',
				checkedAtLocal: '2026-11-30 10:00',
				checkedAt: '2026-11-30T08:00:00.000Z',
				untilLocal: '2026-11-30 17:00',
				until: '2026-11-30T15:00:00.000Z',
				opensAtLocal: '2026-12-01 09:00',
				opensAt: '2026-12-01T07:00:00.000Z',
			},
		},
	]);
	expect(closed).toMatchObject([{ id: 2, officeHours: { isOpen: false, opensAtLocal: '2026-12-01 09:00' } }]);
});

it('looks at now unless a time is given', async () => {
	jest.useFakeTimers({ now: Date.parse(MONDAY), doNotFake: ['nextTick', 'setImmediate', 'performance'] });
	const { open } = await run({});
	expect(hoursOf(open[0])).toMatchObject({ checkedAtLocal: '2026-11-30 12:00' });
});

it('goes by the office’s time zone', async () => {
	const { closed } = await run({ moment: 'given', time: MONDAY, options: { timeZone: 'America/New_York' } });
	expect(hoursOf(closed[0])).toMatchObject({
		checkedAtLocal: '2026-11-30 05:00',
		opensAtLocal: '2026-11-30 09:00',
	});
});

describe('a day of one’s own', () => {
	const check = async (day: object) => {
		const { open, closed } = await run({ moment: 'given', time: MONDAY, ownDays: { day: [day] } });
		return hoursOf(open[0] ?? closed[0]);
	};

	it.each([
		['a day', { from: '2026-11-30' }],
		['the first of several', { from: '2026-11-30', to: '2026-12-02' }],
		['the last of several', { from: '2026-11-28', to: '2026-11-30' }],
		['a date and time that another node gave', { from: '2026-11-29T22:30:00.000Z' }],
		['a moment of an expression', { from: '={{ DateTime.fromISO("2026-11-30T10:00:00Z") }}' }],
		['a date of an expression', { from: '={{ new Date("2026-11-29T22:30:00Z") }}' }],
	])('may be %s', async (_, day) => {
		expect(await check({ ...day, name: 'Outing' })).toMatchObject({
			isOpen: false,
			reason: 'ownDay',
			name: 'Outing',
		});
	});

	it('has hours of its own', async () => {
		expect(await check({ from: '2026-11-30', hours: '11:00-13:00' })).toMatchObject({
			isOpen: true,
			untilLocal: '2026-11-30 13:00',
		});
	});

	it.each([
		[{ from: '30/11/2026' }, /^Own Days → From|From: "30\/11\/2026" is no day/],
		[{ from: '2026-02-30' }, /From: "2026-02-30" is no day/],
		[{ from: '' }, /From: "" is no day/],
		[{ from: '2026-12-02', to: '2026-12-01' }, /To: 2026-12-01 is before 2026-12-02/],
	])('%j is refused', async (day, message) => {
		await expect(check(day)).rejects.toThrow(message);
	});
});

it('keeps the holidays that are chosen, and intermediate days where they have hours', async () => {
	const sukkot = { moment: 'given', time: '2026-09-28T09:00:00+03:00' };
	expect(hoursOf((await run(sukkot)).open[0])).toMatchObject({ untilLocal: '2026-09-28 17:00' });
	const intermediate = { ...sukkot, options: { intermediateHours: '08:00-10:00' } };
	expect(hoursOf((await run(intermediate)).open[0])).toMatchObject({
		reason: 'intermediateDay',
		untilLocal: '2026-09-28 10:00',
	});
	const purim = { moment: 'given', time: '2026-03-03T09:00:00+02:00' };
	expect((await run(purim)).open).toHaveLength(1);
	expect(hoursOf((await run({ ...purim, holidays: ['purim'] })).closed[0])).toMatchObject({
		reason: 'holiday',
		name: 'Purim',
		nameHebrew: 'פורים',
	});
});

it.each([
	[{ moment: 'given', time: 'soon' }, /^Time: "soon" is no date and time/],
	[{ monday: '9 to 5' }, /^Monday: "9 to 5" is no time from and to/],
	[{ options: { timeZone: 'Israel Time' } }, /^Time Zone: "Israel Time" is not a time zone/],
])('%j is an error, or a closed office where the workflow goes on', async (parameters, message) => {
	await expect(run(parameters)).rejects.toThrow(message);
	const { open, closed } = await run(parameters, { continueOnFail: true });
	expect(open).toEqual([]);
	expect(closed[0]?.['error']).toMatch(message);
});
