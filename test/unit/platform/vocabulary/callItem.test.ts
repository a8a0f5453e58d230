import { callItem } from '../../../../nodes/platform/vocabulary/callItem';
import { localeOf } from '../../../../nodes/platform/vocabulary/locale';

const israel = localeOf();
const item = (call: Parameters<typeof callItem>[0]) => callItem(call, israel);

describe('the customer of a call', () => {
	it.each([
		['whoever calls in', { direction: 'incoming', callerNumber: '972501234567', target: 'SIPSIP1' }],
		['whoever is called', { direction: 'outgoing', callerNumber: '0722776772', target: '0501234567' }],
		[
			'the second leg of a click to call',
			{ direction: 'click2call', typeId: 10, callerNumber: '0722776772', target: '+972501234567' },
		],
		['the first leg of an IVR dialer', { direction: 'dialer', typeId: 17, target: '050-123-4567' }],
		['the queue leg of an IVR dialer', { direction: 'dialer', typeId: 19, callerNumber: '0501234567' }],
		[
			'a transfer from an extension',
			{ direction: 'transfer', callerNumber: 'SIPSIP1', target: '0501234567' },
		],
		['a transfer to an extension', { direction: 'transfer', callerNumber: '0501234567', target: 'SIPSIP1' }],
		[
			'a live click to call, whose both sides are one',
			{ direction: 'click2call', callerNumber: '0501234567', target: '0501234567' },
		],
	])('is %s', (_, call) => {
		expect(item(call)).toMatchObject({
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
		});
	});

	it.each([
		['between colleagues', { direction: 'internal', callerNumber: '136', target: 'SIPSIP1' }],
		[
			'of the agent’s leg',
			{ direction: 'click2call', typeId: 9, callerNumber: '0722776772', target: '0521234567' },
		],
		['of an extension that calls in', { direction: 'incoming', callerNumber: 'SIPSIP1', target: '136' }],
		[
			'of two numbers, in a transfer that does not say which',
			{ direction: 'transfer', callerNumber: '0501234567', target: '0521234567' },
		],
		['of nobody', { direction: 'incoming' }],
	])('is not told %s', (_, call) => {
		const { customerNumber, customerE164, isMobile, isWithheld } = item(call);
		expect([customerNumber, customerE164, isMobile, isWithheld]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});

	it.each(['Anonymous', 'anonymous', 'RESTRICTED', 'Unknown', 'חסוי'])(
		'withholds the number: %s is none',
		(callerNumber) => {
			expect(item({ direction: 'incoming', callerNumber })).toEqual({
				direction: 'incoming',
				isWithheld: true,
			});
		},
	);

	it.each([
		['036123456', '036123456', '+97236123456', false],
		['972722776772', '0722776772', '+972722776772', false],
		['447911123456', '+447911123456', '+447911123456', true],
		['442071838750', '+442071838750', '+442071838750', false],
		['12025550123', '+12025550123', '+12025550123', undefined],
		['*2700', '*2700', undefined, undefined],
	])('%s: %s, %s, mobile: %s', (callerNumber, customerNumber, customerE164, isMobile) => {
		const found = item({ direction: 'incoming', callerNumber });
		expect([found.customerNumber, found.customerE164, found.isMobile]).toEqual([
			customerNumber,
			customerE164,
			isMobile,
		]);
	});
});

describe('an item', () => {
	it('shows the account’s clock', () => {
		const startedAtLocal = (startedAt: string, timeZone?: string) =>
			callItem({ startedAt }, localeOf({ timeZone })).startedAtLocal;
		expect(startedAtLocal('2026-11-30T12:05:40.000Z')).toBe('2026-11-30 14:05');
		expect(startedAtLocal('2026-07-01T21:30:00.000Z')).toBe('2026-07-02 00:30');
		expect(startedAtLocal('2026-11-30T12:05:40.000Z', 'America/New_York')).toBe('2026-11-30 07:05');
		expect(startedAtLocal('soon')).toBeUndefined();
	});

	it('begins with who, when, through which queue and how it ended', () => {
		const call = {
			callId: '1',
			priceAgorot: 5,
			queue: { name: 'Sales' },
			isAnswered: false,
			callerNumber: '0501234567',
			direction: 'incoming',
			startedAt: '2026-11-30T12:05:40.000Z',
			department: undefined,
		};
		expect(Object.keys(item(call))).toEqual([
			'customerNumber',
			'startedAtLocal',
			'direction',
			'queue',
			'isAnswered',
			'customerE164',
			'isMobile',
			'isWithheld',
			'callId',
			'priceAgorot',
			'callerNumber',
			'startedAt',
			'callerE164',
		]);
	});

	it('tells the way through the IVR in one line', () => {
		const ivrPath = [
			{ order: 1, layerName: 'Main Menu', dtmf: '2' },
			{ order: 2, layerNumber: 7 },
		];
		expect(item({ ivrPath }).ivrPathText).toBe('Main Menu: 2 → 7');
		expect(item({})).toEqual({});
	});
});
