/** Numbers in settings, which an expression may make anything. */
import { readNumbers } from '../../../nodes/VoicenterCallLogTrigger/settings';
import { otherLegWaitOf } from '../../../nodes/VoicenterTrigger/settings';
import { VoicenterTrigger } from '../../../nodes/VoicenterTrigger/VoicenterTrigger.node';
import { readTellingSettings } from '../../../nodes/support/webhook/tellingFields';
import { hookContext } from '../../n8nCore/trigger';
import { stage } from '../../n8nCore/workflow';

const NONE = ['', ' ', 'soon', null, Number.NaN, {}, true];

describe('of a trigger that is told of calls', () => {
	const read = (given: object) => readTellingSettings(given);

	// A timer that is set for no number goes off a thousand times a second.
	it.each([...NONE, undefined])('%j is none, and what counts is what counts without it', (value) => {
		expect(read({ answerWithin: value, ignoreRepeats: value })).toEqual(read({}));
		expect(otherLegWaitOf({ otherLegWait: value as number })).toBe(30);
	});

	it('a number may be a text, and is kept within its limits', () => {
		expect(read({ answerWithin: '5', ignoreRepeats: 0 })).toMatchObject({
			answerWithin: 5,
			ignoreRepeats: 0,
		});
		expect(read({ answerWithin: -1, ignoreRepeats: 1e9 })).toMatchObject({
			answerWithin: 0.05,
			ignoreRepeats: 168,
		});
		expect(otherLegWaitOf({ otherLegWait: Infinity })).toBe(300);
	});

	it.each(['answerWithin', 'ignoreRepeats', 'otherLegWait'])(
		'%s that is none stops the activation',
		async (name) => {
			const activate = (value: unknown) =>
				new VoicenterTrigger().webhookMethods.default.checkExists.call(
					hookContext({ node: { type: 'voicenterTrigger', parameters: { settings: { [name]: value } } } })
						.context,
				);
			expect(await activate('5')).toBe(true);
			await expect(activate('={{ "soon" }}')).rejects.toThrow(
				/: "soon" is not a number\. Right would be \d+\./,
			);
		},
	);
});

describe('of a trigger that reads the Call Log', () => {
	const { node } = stage({ node: { type: 'voicenterCallLogTrigger' } });

	it.each(NONE)('%j is none, and said to be', (value) => {
		expect(() => readNumbers(node, { lookBackMinutes: value as number })).toThrow(
			/^Look Back: .* is not a number\. Right would be 150\.$/,
		);
	});

	it('what is given counts, within its limits', () => {
		expect(readNumbers(node, {})).toEqual({ firstHours: 0, lookBackMinutes: 150, maxCalls: 1_000 });
		expect(
			readNumbers(node, { lookBackMinutes: 1e6, maxCalls: 0, firstHours: '3' as unknown as number }),
		).toEqual({
			firstHours: 3,
			lookBackMinutes: 1_440,
			maxCalls: 1,
		});
	});
});
