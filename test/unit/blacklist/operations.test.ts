import { blacklist } from '../../../nodes/Voicenter/actions/blacklist';
import { useSimulator } from '../../useSimulator';
import { runAll } from '../operationCall';

const simulator = useSimulator();

const [add, remove = add] = blacklist.operations;

it('Add pairs each item with its own result or error, and removes what Remove is given', async () => {
	simulator.control.setBlacklistTrouble(['0502222222']);
	const outcomes = await runAll(simulator, add, [
		{ phone: '050-1111111', name: 'One' },
		{ phone: 'nobody' },
		{ phone: '0502222222' },
		{ phone: '020 7183 8750', options: { country: 'GB' } },
		{},
	]);
	expect(outcomes).toMatchObject([
		{ itemIndex: 0, json: { phone: '972501111111', name: 'One', isBlacklisted: true } },
		{ itemIndex: 1, error: { name: 'InvalidInputError', field: 'phone' } },
		{ itemIndex: 2, error: { name: 'VoicenterError', code: 2 } },
		{ itemIndex: 3, json: { phone: '442071838750' } },
		{ itemIndex: 4, error: { message: 'Could not get parameter phone' } },
	]);
	expect(simulator.control.blacklist()).toEqual([
		{ phone: '972501111111', name: 'One' },
		{ phone: '442071838750', name: '' },
	]);
	await runAll(simulator, remove, [{ phone: '0501111111', name: 'not looked at' }]);
	expect(simulator.control.blacklist()).toHaveLength(1);
});

it('nothing is sent for any item when an error ends the run', async () => {
	const items = [{ phone: '0501111111' }, { phone: 'nobody' }];
	expect(await runAll(simulator, add, items, true)).toMatchObject([{ itemIndex: 1 }]);
	expect(simulator.control.requests()).toEqual([]);
});
