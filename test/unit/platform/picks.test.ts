import { nearestTo } from '../../../nodes/platform/vocabulary/nearest';
import { picksIn, pickTest, saw, writePick } from '../../../nodes/platform/vocabulary/picks';

const SALES = { id: '123456789', name: 'Sales Queue' };

it('what is saved of a choice can be read by people and finds the same again', () => {
	expect(writePick(SALES)).toBe('Sales Queue (ID 123456789)');
	expect(writePick({ id: 'SIPSIP1', name: 'SIPSIP1' })).toBe('SIPSIP1');
	expect(writePick({ id: '0722776772' })).toBe('0722776772');
	expect(picksIn([writePick(SALES)])).toEqual([{ text: 'Sales Queue (ID 123456789)', ...SALES }]);
});

it.each([
	['Sales Queue', true],
	['123456789', true],
	[123456789, true],
	[['Service Queue', 'sales queue'], true],
	[['Sales Queue (ID 123456789)'], true],
	[['Old Name (ID 123456789)'], true],
	[['Sales Queue (ID 7)'], false],
	['Sales', false],
	[[], false],
	[undefined, false],
	[null, false],
])('%j finds the queue: %s', (list, found) => {
	expect(pickTest(list)(SALES)).toBe(found);
});

it('what was picked is found by its name where no ID is known', () => {
	const isWanted = pickTest(['Sales Queue (ID 123456789)']);
	expect(isWanted({ name: 'sales queue' })).toBe(true);
	expect(isWanted({ id: [undefined], name: 'Sales Queue' })).toBe(true);
	expect(isWanted({ name: 'Other' })).toBe(false);
	expect(isWanted({})).toBe(false);
});

it('and by either where IDs may differ from service to service', () => {
	const isWanted = pickTest(['Dana Levi (ID 7)'], { isSure: false });
	expect([isWanted({ id: '7', name: 'Dana' }), isWanted({ id: '8', name: 'Dana Levi' })]).toEqual([
		true,
		true,
	]);
	expect(isWanted({ id: '8', name: 'Dana' })).toBe(false);
});

it('a name of a list may have a comma, and end like a choice', () => {
	expect(pickTest(['Sales, North'])({ name: 'Sales, North' })).toBe(true);
	expect(pickTest('"Sales, North", Service')({ name: 'Sales, North' })).toBe(true);
	expect(pickTest(['Support (ID card)'])({ id: '9', name: 'Support (ID card)' })).toBe(true);
});

it('says what came and what was wanted', () => {
	expect(saw('queue', SALES, 'Service, 7')).toBe(
		'the queue is “Sales Queue (ID 123456789)”, and the filter has “Service”, “7”',
	);
	expect(saw('queue', { name: 'Sales Queue' }, ['Service'])).toBe(
		'the queue is “Sales Queue”, and the filter has “Service”',
	);
	expect(saw('queue', undefined, ['Service'])).toBe('the queue is not known, and the filter has “Service”');
});

it.each([
	['Sale Queue', 'Sales Queue'],
	['sales  quue', 'Sales Queue'],
	['Service', 'Service Queue'],
	['תור מכירת', 'תור מכירות'],
	['Collections', undefined],
	['', undefined],
])('the nearest to "%s" is %j', (typed, nearest) => {
	expect(nearestTo(typed, ['Sales Queue', 'Service Queue', 'תור מכירות'])).toBe(nearest);
});

it('nothing is near where there is nothing', () => {
	expect(nearestTo('Sales', [])).toBeUndefined();
});
