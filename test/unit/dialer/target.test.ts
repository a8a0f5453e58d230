import { InvalidInputError } from '../../../nodes/platform/http/errors';
import {
	describeTarget,
	packedToJson,
	readTarget,
	type Target,
	type TargetInput,
	targetPacker,
	toWire,
} from '../../../nodes/platform/services/dialer/target';

const CAMPAIGN = 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXX';
const read = (more: Partial<TargetInput> = {}) =>
	readTarget({ campaign: CAMPAIGN, phone: '050-123-4567', ...more });

/** As it goes out: without what is undefined. */
const sent = (more?: Partial<TargetInput>) => JSON.parse(JSON.stringify(toWire(read(more)))) as unknown;

function refused(more: Partial<TargetInput>): InvalidInputError {
	try {
		read(more);
	} catch (error) {
		if (error instanceof InvalidInputError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

beforeAll(() => {
	// The document's sample calls on 15 October 2020; it was to come then.
	jest.useFakeTimers({ now: new Date('2020-10-14T10:00:00Z') });
});
afterAll(() => jest.useRealTimers());

describe('a target', () => {
	it("is the document's sample, in its words", () => {
		expect(
			sent({
				phone: '0501234567',
				customerName: 'John Doe',
				callerId: '072-277-6772',
				priority: 42,
				callAt: '2020-10-15T11:20:00',
				timeZone: 'Asia/Jerusalem',
				customData: [
					{ name: 'var_LeadID', value: 1234567 },
					{ name: 'var_LeadCampaign', value: 'Facebook' },
				],
			}),
		).toEqual({
			Campaign: CAMPAIGN,
			Target: '0501234567',
			CustomerName: 'John Doe',
			CallerID: '0722776772',
			Priority: 42,
			OriginateTime: 1602750000,
			// The document's sample has "true", which reads the epoch as the account's wall clock.
			IsDateLocal: 'false',
			CustomData: { var_LeadID: 1234567, var_LeadCampaign: 'Facebook' },
		});
	});

	it('is described by what was said of it, and nothing else', () => {
		expect({ ...describeTarget(read(), 'added') }).toStrictEqual({
			campaign: CAMPAIGN,
			phone: '0501234567',
			result: 'added',
		});
		const callAt = '2020-10-15T11:20:00+03:00';
		expect(describeTarget(read({ callAt }), 'added')).toMatchObject({ callAt: '2020-10-15T08:20:00.000Z' });
	});

	it('is little more than its number when nothing else is said', () => {
		expect(sent()).toEqual({ Campaign: CAMPAIGN, Target: '0501234567' });
	});

	it('has nothing of what was left empty, or of what an expression did not find', () => {
		const nothing = { customerName: '', callerId: null, callAt: '', country: '' };
		expect(sent({ ...nothing, priority: '', ignoreDoNotCall: false })).toEqual(sent());
		expect(sent({ priority: null, customData: [{ name: 'lead', value: null }] })).toEqual(sent());
	});

	it.each<[unknown, unknown]>([
		['  Dana ', 'Dana'],
		['   ', undefined],
		[7, '7'],
		[null, undefined],
	])('has its customer’s name as text: %j', (customerName, expected) => {
		const input = { customerName } as Partial<TargetInput>;
		expect(sent(input)).toEqual({
			...(sent() as object),
			...(expected !== undefined && { CustomerName: expected }),
		});
	});

	it.each([
		['42', 42],
		[0, 0],
		[-1, -1],
	])('has its priority as a number: %j', (priority, expected) => {
		expect(sent({ priority })).toMatchObject({ Priority: expected });
	});

	it('may be on the do-not-call list only when that is asked for', () => {
		expect(sent({ ignoreDoNotCall: true })).toMatchObject({ IgnoreDncStatus: 'true' });
		expect(sent({ ignoreDoNotCall: false })).not.toHaveProperty('IgnoreDncStatus');
	});

	it('carries fields that this package does not know', () => {
		expect(sent({ extraFields: [{ name: 'NumOfAttempts', value: '3' }] })).toMatchObject({
			NumOfAttempts: '3',
		});
	});

	it.each([
		['+972 50-123-4567', '0501234567'],
		['972501234567', '0501234567'],
		[501234567, '0501234567'],
		['+44 20 7183 8750', '442071838750'],
	])('may be written as %s', (phone, expected) => {
		expect(sent({ phone })).toMatchObject({ Target: expected });
	});

	it('of another country is understood without its code', () => {
		expect(sent({ phone: '020 7183 8750', country: 'gb' })).toMatchObject({ Target: '442071838750' });
	});
});

describe('a target in a list', () => {
	const first = read({ customerName: 'Dana', customData: [] });

	it('shares its settings with the one before when they are the same, whoever is called', () => {
		const next = readTarget({ campaign: CAMPAIGN, phone: '0521234567', customerName: 'Noa' }, first);
		expect(next).toMatchObject({ phone: '0521234567', customerName: 'Noa' });
		expect(next.settings).toBe(first.settings);
	});

	const SAID: Partial<TargetInput> = {
		...{
			country: 'GB',
			callerId: '+44 20 7183 8750',
			priority: 3,
			callAt: '2038-01-15T15:00',
			timeZone: 'UTC',
		},
		...{ campaign: 'another', ignoreDoNotCall: true, extraFields: [{ name: 'a', value: 'b' }] },
	};
	/** What is sent, or why nothing is. */
	const outcome = (input: Partial<TargetInput>, previous?: Target) => {
		try {
			return toWire(readTarget({ campaign: CAMPAIGN, phone: '+972 52-123-4567', ...input }, previous));
		} catch (error) {
			return (error as Error).message;
		}
	};

	it.each(Object.keys(SAID) as (keyof TargetInput)[])(
		'has nothing of the one before where another %s is said of it, or none',
		(name) => {
			const others = Object.fromEntries(Object.entries(SAID).filter(([key]) => key !== name));
			// Where a country is all that is said, it says what a number is.
			const phone = name === 'country' ? '0521234567' : '+972 52-123-4567';
			const none = { ...others, [name]: undefined, phone };
			for (const [before, next] of [
				[SAID, none],
				[others, { ...SAID, phone }],
			] as const) {
				const previous = readTarget({ campaign: CAMPAIGN, ...before, phone: '+44 20 7183 8750' });
				expect(outcome(next, previous)).toEqual(outcome(next));
			}
			expect(outcome(none)).not.toEqual(outcome({ ...SAID, phone }));
		},
	);

	it('is read in its own country, whatever the country of the one before', () => {
		const british = readTarget({ campaign: CAMPAIGN, phone: '020 7183 8750', country: 'GB' });
		expect(() => readTarget({ campaign: CAMPAIGN, phone: '020 7183 8750' }, british)).toThrow(
			/numbers of IL/,
		);
		expect(readTarget({ campaign: CAMPAIGN, phone: '0521234567' }, british)).toMatchObject({
			phone: '0521234567',
		});
	});

	it('is the same when it is packed', () => {
		const list = [
			{ phone: '0521234567', customerName: 'Dana "Dee" Levi' },
			{ phone: '0521234568', customData: [{ name: 'lead', value: 7 }] },
			{ phone: '0521234569' },
			{ phone: '0521234570', priority: 3, customerName: 'נועה' },
		];
		const pack = targetPacker();
		let previous = first;
		const packed = list.map((more) => {
			previous = readTarget({ campaign: CAMPAIGN, ...more }, previous);
			return pack(previous);
		});
		// What is the same is kept once: a list may have 100,000.
		expect(packed.map(({ own }) => own === undefined)).toEqual([false, false, true, false]);
		expect(packed.map(({ settings }) => settings === packed[0]?.settings)).toEqual([true, true, true, false]);
		expect(JSON.parse(packedToJson(packed, { Code: 'TheCode' }))).toEqual(
			list.map((more) => ({
				Code: 'TheCode',
				...(JSON.parse(JSON.stringify(toWire(read(more)))) as object),
			})),
		);
	});

	it.each<[string, Partial<TargetInput>]>([
		['another name', { customerName: 'Noa' }],
		['less', {}],
		['more', { customerName: 'Dana', priority: 1 }],
	])('has none of the one before when %s is said', (_what, more) => {
		const next = readTarget({ campaign: CAMPAIGN, phone: '0521234567', ...more }, first);
		expect(toWire(next)).toEqual(toWire(read({ phone: '0521234567', ...more })));
	});
});

describe('a target is refused', () => {
	it.each<[string, Partial<TargetInput>, field: string, text: RegExp]>([
		['without a campaign', { campaign: '' }, 'campaign', /Choose one from the list/],
		['without a phone', { phone: undefined }, 'phone', /This is empty/],
		['whose phone is none', { phone: '12-34' }, 'phone', /"12-34" is not a phone number/],
		['whose phone is an extension', { phone: 'SIPSIP1' }, 'phone', /"SIPSIP1" is not a phone number/],
		['whose caller ID is no number', { callerId: 'us' }, 'callerId', /"us" is not a phone number/],
		['whose priority is no number', { priority: 'high' }, 'priority', /whole number/],
		['whose priority is not whole', { priority: 1.5 }, 'priority', /whole number/],
		['at a time that has passed', { callAt: '2020-10-01T10:00:00' }, 'callAt', /is in the past/],
		['at no time', { callAt: 'later' }, 'callAt', /"later" is not a date and time/],
		[
			'with a list in its custom data',
			{ customData: [{ name: 'tags', value: ['a'] }] },
			'customData.0.value',
			/not a list or an object/,
		],
		[
			'with custom data without a name',
			{ customData: [{ name: '', value: 'x' }] },
			'customData.0.name',
			/name/,
		],
		[
			'with two custom data fields of one name',
			{
				customData: [
					{ name: 'a', value: 1 },
					{ name: 'a', value: 2 },
				],
			},
			'customData.1.name',
			/same name: a/,
		],
		[
			'that names the code',
			{ extraFields: [{ name: 'CODE', value: 'x' }] },
			'extraFields',
			/"CODE" has a field/,
		],
		...['Target', 'campaign', 'CustomData', 'ASYNC'].map(
			(name): [string, Partial<TargetInput>, string, RegExp] => [
				`that names its ${name} in an extra field`,
				{
					extraFields: [
						{ name: 'good', value: '' },
						{ name, value: 'x' },
					],
				},
				'extraFields',
				new RegExp(`"${name}" has a field`),
			],
		),
		[
			'with an extra field without a name',
			{ extraFields: [{ name: '', value: 'x' }] },
			'extraFields.0.name',
			/needs a name/,
		],
	])('%s, with the field', (_what, more, field, text) => {
		const error = refused(more);
		expect(error.field).toBe(field);
		expect(error.message).toMatch(text);
	});
});
