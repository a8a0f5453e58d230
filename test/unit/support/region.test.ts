import { checkRegion } from '../../../nodes/support/region';
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
])('%j is not', async (region, message) => {
	await expect(checkRegion(node, region)).rejects.toThrow(message);
});
