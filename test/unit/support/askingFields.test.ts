import { checkAsking } from '../../../nodes/support/webhook/asking';
import { askingSettings } from '../../../nodes/support/webhook/askingFields';
import { hookContext } from '../../n8nCore/trigger';

const deadline = { standard: 4.5, below: 5 };
const activate = (settings: object) =>
	checkAsking(
		hookContext({ node: { type: 'voicenterScreenPopTrigger', parameters: { settings } } }).context,
		{
			deadline,
		},
	);

it.each([{}, { deadline: 0.1 }, { deadline: 4.99 }, { deadline: '={{ "3" }}' }, { country: 'us' }])(
	'a workflow with %j is published',
	async (settings) => {
		await expect(activate(settings)).resolves.toBeUndefined();
	},
);

it.each([
	...[0, -1, 5, '={{ "soon" }}'].map((given) => [
		{ deadline: given },
		/^Answer Within: .+ is not a time above 0 and below 5 seconds, .* Right would be 4\.5\.$/,
	]),
	[{ country: 'Israel' }, /^Default Country: "Israel" is not a country/],
	[{ timeZone: 'Jerusalem' }, /^Account Time Zone: "Jerusalem" is not a time zone/],
	[{ allowedAddresses: 'voicenter' }, /^Allowed Addresses: "voicenter" is not an address/],
] as [object, RegExp][])('with %j it is not', async (settings, message) => {
	await expect(activate(settings)).rejects.toThrow(message);
});

it('its settings are in the order of their names, and hold the deadline within what Voicenter waits', () => {
	const own = { displayName: 'Zebra', name: 'zebra', type: 'string' as const, default: '' };
	const { default: unset, options = [] } = askingSettings(deadline, 'something else is sent', [own]);
	const names = options.map((option) => ('displayName' in option ? option.displayName : ''));
	expect(unset).toEqual({});
	expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
	expect(names.at(-1)).toBe('Zebra');
	expect(options).toContainEqual(
		expect.objectContaining({
			name: 'deadline',
			default: 4.5,
			typeOptions: { minValue: 0.1, maxValue: 4.9, numberPrecision: 2 },
		}),
	);
});
