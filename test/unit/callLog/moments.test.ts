import { Settings } from 'luxon';

import { momentOf } from '../../../nodes/platform/services/callLog/record';
import { readRow } from '../../../nodes/platform/services/callLog/row';

// A time without a zone is UTC, wherever the machine is.
beforeAll(() => (Settings.defaultZone = 'America/New_York'));
afterAll(() => (Settings.defaultZone = 'system'));

describe('times', () => {
	it.each<readonly [object, string | undefined]>([
		[{ Date: '2021-10-10T09:04:58Z' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '2017-07-20 09:59:29' }, '2017-07-20T09:59:29.000Z'],
		[{ DateEpoch: 1554027973, Date: '2017-07-20 09:59:29' }, '2019-03-31T10:26:13.000Z'],
		// An epoch shifted by the account's time zone, as other epochs of Voicenter's are.
		[{ DateEpoch: 1633867498, Date: '2021-10-10T09:04:58Z' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '2021-10-10T12:04:58+03:00' }, '2021-10-10T09:04:58.000Z'],
		[{ DateEpoch: '1554027973' }, '2019-03-31T10:26:13.000Z'],
		[{ Date: '2021-10-10T09:04:58.789Z' }, '2021-10-10T09:04:58.000Z'],
		// Whatever else is there: a date with its zone counts.
		...[
			'2021-10-10T09:04:58Z',
			'2021-10-10T09:04:58.789Z',
			'2021-10-10T12:04:58+03:00',
			'2021-10-10T04:04:58.25-05:00',
		].map((Date) => [{ DateEpoch: 1554027973, Date }, '2021-10-10T09:04:58.000Z'] as const),
		// And one without it, or with anything more, does not.
		...['2021-10-10T09:04:58', '2021-10-10 09:04:58Z', '>2021-10-10T09:04:58Z', '2021-10-10T09:04:58Z<'].map(
			(Date) => [{ DateEpoch: 1554027973, Date }, '2019-03-31T10:26:13.000Z'] as const,
		),
		[{ Date: '2021-10-10T09:04:58' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '2021/10/10 09:04:58' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: 'Sun, 10 Oct 2021 09:04:58 GMT' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '13/10/2021 09:04:58' }, '2021-10-13T09:04:58.000Z'],
		[{ Date: '13/10/2021 09:04' }, '2021-10-13T09:04:00.000Z'],
		[{ Date: '13.10.2021 09:04:58' }, '2021-10-13T09:04:58.000Z'],
		[{ Date: '13.10.2021 09:04' }, '2021-10-13T09:04:00.000Z'],
		...['12/10/2021 09:04:58', '12/10/2021 09:04', '12.10.2021 09:04:58', '12.10.2021 09:04'].map(
			(Date) => [{ Date }, undefined] as const,
		),
		[{ Date: '/Date(1633856698999)/' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '/Date(1633856698000+0300)/' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '/Date(1633856698000-0500)/' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '>/Date(1633856698000)/' }, undefined],
		[{ Date: '/Date(1633856698000)/<' }, undefined],
		[{ Date: '1633856698' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '1633856698999' }, '2021-10-10T09:04:58.000Z'],
		[{ Date: '163385669' }, '1975-03-07T00:54:29.000Z'],
		[{ Date: '>1633856698' }, undefined],
		[{ Date: '1633856698<' }, undefined],
		[{ Date: '20211010' }, '2021-10-10T00:00:00.000Z'],
		[{ Date: '000000000' }, undefined],
		[{ Date: 'yesterday' }, undefined],
		[{ Date: '', DateEpoch: 0 }, undefined],
		[{ DateEpoch: 1e20 }, undefined],
		[{}, undefined],
	])('%j is %s', (raw, expected) => {
		expect(momentOf(readRow(raw as Record<string, unknown>))?.toISOString()).toBe(expected);
	});
});
