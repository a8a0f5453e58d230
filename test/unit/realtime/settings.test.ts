import { readSettings, type Settings } from '../../../nodes/VoicenterRealTimeTrigger/settings';
import { triggerContext } from '../../n8nCore/trigger';

function read(parameters: Record<string, unknown>): Promise<Settings> {
	const values: Record<string, unknown> = { events: ['newCall'], delivery: 'batches', ...parameters };
	const node = { type: 'voicenterRealTimeTrigger', parameters: values };
	return readSettings.call(triggerContext({ node }).context);
}

describe('numbers, which an expression may give', () => {
	it('as text are numbers', async () => {
		expect(await read({ batchEvents: '3', batchMilliseconds: '500' })).toMatchObject({
			batch: { events: 3, ms: 500 },
		});
	});

	it('stay within what the fields allow: a timer that is set for longer than Node knows ends at once', async () => {
		const options = { repeatListsMinutes: 1e9 };
		expect(await read({ batchEvents: 0, batchMilliseconds: 1e12, options })).toMatchObject({
			batch: { events: 1, ms: 600_000 },
			repeatListsMinutes: 1_440,
		});
	});

	it.each([
		['Most Events at a Time', { batchEvents: '={{ undefined }}' }],
		['Longest Wait (Milliseconds)', { batchMilliseconds: 'soon' }],
		['Repeat Lists Every (Minutes)', { options: { repeatListsMinutes: 'five' } }],
		['Repeat Lists Every (Minutes)', { options: { repeatListsMinutes: '={{ NaN }}' } }],
		['Repeat Lists Every (Minutes)', { options: { repeatListsMinutes: null } }],
		['Repeat Lists Every (Minutes)', { options: { repeatListsMinutes: ' ' } }],
		['Repeat Lists Every (Minutes)', { options: { repeatListsMinutes: [] } }],
	])('that are none do not set a timer going: %s %o', async (label, parameters) => {
		await expect(read(parameters)).rejects.toThrow(`${label}: `);
	});
});

describe('conditions', () => {
	it('are absent where none is among the events', async () => {
		expect(await read({ queueIsLongFrom: 3 })).not.toHaveProperty('conditions');
	});

	it('are those that are chosen, in milliseconds', async () => {
		const events = [
			'queueIsLong',
			'agentTooLongInStatus',
			'callIsTooLong',
			'nobodyIsFree',
			'callerWaitsTooLong',
		];
		const { conditions } = await read({
			events,
			queueIsLongFrom: '3',
			queueIsOverAt: 9,
			onlyAfterSeconds: 5,
		});
		expect(conditions).toEqual({
			queueIsLong: { callers: 3, overAt: 2, lastsMs: 5_000 },
			callerWaitsTooLong: { ms: 60_000 },
			agentTooLongInStatus: { statuses: ['Lunch'], ms: 2_700_000 },
			nobodyIsFree: { whose: [], lastsMs: 5_000 },
			callIsTooLong: { ms: 1_800_000 },
			tellsOver: true,
		});
	});

	it.each([
		['Statuses', { events: ['agentTooLongInStatus'], watchedStatuses: ' ' }],
		['Caller May Wait (Seconds)', { events: ['callerWaitsTooLong'], callerMayWaitSeconds: 'soon' }],
	])('that could never be true are refused: %s', async (label, parameters) => {
		await expect(read(parameters)).rejects.toThrow(`${label}: `);
	});
});
