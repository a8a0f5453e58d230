import { createIntake } from '../../../../nodes/platform/inbound/intake';
import { createRepeats } from '../../../../nodes/platform/vocabulary/repeats';

const NOW = Date.UTC(2026, 4, 1, 12);
const now = () => NOW;

function intakeAndRepeats() {
	const repeats = createRepeats({ windowMs: 60 * 60 * 1_000 });
	return { intake: createIntake(repeats), repeats };
}

it('what was processed is a repeat from then on', async () => {
	const { intake, repeats } = intakeAndRepeats();
	const settle = intake.begin({ name: 'record' }, now);
	const outcome = intake.underWay('record');
	expect(repeats.has('record', NOW)).toBe(false);
	settle('processed');
	expect(await outcome).toBe('processed');
	expect([intake.underWay('record'), repeats.has('record', NOW)]).toEqual([undefined, true]);
});

it('a success that comes after the record was given up, and while it is tried again, is remembered', () => {
	const { intake, repeats } = intakeAndRepeats();
	const settle = intake.begin({ name: 'record' }, now);
	settle('failed');
	intake.begin({ name: 'record' }, now);
	settle('processed');
	expect(repeats.has('record', NOW)).toBe(true);
	// The one that runs has yet to end.
	expect(intake.underWay('record')).toBeDefined();
});

it.each(['failed', 'dropped'] as const)('what %s may come again', async (ending) => {
	const { intake, repeats } = intakeAndRepeats();
	const settle = intake.begin({ name: 'record' }, now);
	const outcome = intake.underWay('record');
	settle(ending);
	expect(await outcome).toBe(ending);
	expect([intake.underWay('record'), repeats.has('record', NOW)]).toEqual([undefined, false]);
});

it('a success that is told twice is written down once', () => {
	const { intake, repeats } = intakeAndRepeats();
	const settle = intake.begin({ name: 'record' }, now);
	settle('processed');
	const written = repeats.write(NOW);
	settle('processed');
	expect(repeats.write(NOW)).toEqual(written);
});

it('a success with more than before is written down, and the same once more is not', () => {
	const { intake, repeats } = intakeAndRepeats();
	const add = jest.spyOn(repeats, 'add');
	for (const extras of [1, 1, 2, 3, 7]) intake.begin({ name: 'record', extras }, now)('processed');
	expect(add.mock.calls.map(([, , extras]) => extras)).toEqual([1, 2, 7]);
	expect(repeats.extrasOf('record', NOW)).toBe(7);
});
