import { DEFAULT_COUNTRY } from '../../../nodes/platform/vocabulary/phones';
import { DEFAULT_TIME_ZONE } from '../../../nodes/platform/vocabulary/times';
import { checkRegion, regionOf } from '../../../nodes/support/region';
import { stage } from '../../n8nCore/workflow';

const { node } = stage({ node: { type: 'voicenterTrigger' } });

it.each([{}, { country: 'il' }, { country: 'US', timeZone: 'Europe/London' }])(
	'%j is right',
	async (region) => {
		await expect(checkRegion(node, region)).resolves.toBeUndefined();
	},
);

it.each([
	[
		{ timeZone: 'Jerusalem', country: 'IL' },
		/^Account Time Zone: "Jerusalem" is not a time zone\. Right would be/,
	],
	[{ timeZone: '' }, /^Account Time Zone: "" is not/],
	[
		{ timeZone: 'Asia/Jerusalem', country: 'Israel' },
		/^Default Country: "Israel" is not a country\. Give its two/,
	],
	[{ country: '' }, /^Default Country: "" is not/],
	[{ country: null }, /^Default Country: "null" is not/],
	[{ timeZone: 2 }, /^Account Time Zone: "2" is not/],
])('%j is not', async (region, message) => {
	await expect(checkRegion(node, region)).rejects.toThrow(message);
});

it.each([{}, { country: null, timeZone: null }, { country: '', timeZone: '' }, { country: 7, timeZone: {} }])(
	'%j counts as Israel when a trigger runs',
	(region) => {
		expect(regionOf(region)).toEqual({ country: DEFAULT_COUNTRY, timeZone: DEFAULT_TIME_ZONE });
	},
);

it('what is set counts', () => {
	const region = { country: 'US', timeZone: 'Europe/London' };
	expect(regionOf(region)).toEqual(region);
});
