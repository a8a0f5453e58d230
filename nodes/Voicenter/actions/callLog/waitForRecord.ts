import { countryField, optionsField } from '../fields';
import type { BatchOutcome, Operation } from '../operation';
import { callIdField } from './fields';

/** Waits until a call's record is there. */
export const waitForRecord: Operation = {
	value: 'waitForRecord',
	name: 'Wait for Record',
	action: 'Wait for the record of a call',
	description:
		'After Click to Call: waits until the call has ended and its record is in the Call Log, which takes some minutes more. One item a call, with both legs joined. Changes nothing.',
	fields: [
		{
			...callIdField,
			default: '={{ $json.callId }}',
			description: 'The ID of the call, as Click to Call gives it. Calls of the last 24 hours are found.',
		},
		{
			displayName: 'Wait at Most (Minutes)',
			name: 'waitMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1_440 },
			default: 60,
			description:
				'The call itself, and some minutes more until its record is there. Then what is known by now comes out: “isFound” and “isComplete” say how much that is.',
		},
		optionsField(countryField),
	],

	async executeAll(calls) {
		const service = await import('../../../platform/services/callLog');
		const { connection, tools } = calls.at(0);
		const stop = new AbortController();
		const { signal } = connection.http;
		const http = {
			...connection.http,
			signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
		};
		let ending: BatchOutcome | undefined;
		const outcomes = await Promise.all(
			Array.from({ length: calls.length }, async (_, itemIndex): Promise<BatchOutcome> => {
				const { field } = calls.at(itemIndex);
				try {
					const input = {
						callId: field<string>('callId'),
						waitMinutes: field<number>('waitMinutes'),
						...field<{ country?: string }>('options', {}),
					};
					const call = await service.waitForRecord({ ...connection, http }, input);
					return { itemIndex, json: { ...call } };
				} catch (error) {
					const outcome = { itemIndex, error };
					// Where the first error ends the run, nobody waits an hour for the others.
					if (tools.stopsAtError) ending ??= outcome;
					if (tools.stopsAtError) stop.abort();
					return outcome;
				}
			}),
		);
		return ending ? [ending] : outcomes;
	},
};
