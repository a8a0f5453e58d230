import { type CallFacts, outcomeOf } from '../../../../nodes/platform/vocabulary/outcome';

const QUEUE: Omit<CallFacts, 'status'> = {
	typeId: 8,
	direction: 'incoming',
	customerWaits: true,
	saysAnswered: undefined,
};
const OUTGOING: Omit<CallFacts, 'status'> = {
	...QUEUE,
	typeId: 4,
	direction: 'outgoing',
	customerWaits: false,
};

/** The outcome in the words that are true of it. */
function outcome(facts: CallFacts): string {
	const { isAnswered, isAbandoned, isMissed, isVoicemail } = outcomeOf(facts);
	const words = { answered: isAnswered, abandoned: isAbandoned, missed: isMissed, voicemail: isVoicemail };
	return Object.entries(words)
		.filter(([, holds]) => holds)
		.map(([word]) => word)
		.join(', ');
}

describe('a customer called us, and the status was', () => {
	it.each([
		['ANSWER', 'answered'],
		['ABANDONE', 'abandoned, missed'],
		['TIMEOUT', 'abandoned, missed'],
		['EXIT', 'abandoned, missed'],
		['FULL', 'missed'],
		['JOINEMPTY', 'missed'],
		['BUSY', 'missed'],
		['NOANSWER', 'missed'],
		['CANCEL', 'missed'],
		['CONGESTION', 'missed'],
		['CHANUNAVAIL', 'missed'],
		['VOICEMAIL', 'missed, voicemail'],
		['VOEND', ''],
		['TE', ''],
		['NOTDIALED', ''],
		['', ''],
	])('%s: %s', (status, words) => {
		expect(outcome({ ...QUEUE, status })).toBe(words);
		expect(outcome({ ...QUEUE, status: status.toLowerCase() })).toBe(words);
	});

	it('not given: nothing is said', () => {
		expect(outcome({ ...QUEUE, status: undefined })).toBe('');
	});
});

describe('we called somebody, and the status was', () => {
	it.each([
		['ANSWER', 'answered'],
		['VOICEMAIL', 'voicemail'],
		['BUSY', ''],
		['NOANSWER', ''],
		['CANCEL', ''],
		['CONGESTION', ''],
		['CHANUNAVAIL', ''],
		['INVALIDARGS', ''],
		['SSWPREAUTH', ''],
		['NOTDIALED', ''],
		['NOTCALLED', ''],
		['', ''],
	])('%s: nobody was missed, "%s"', (status, words) => {
		expect(outcome({ ...OUTGOING, status })).toBe(words);
	});
});

describe('voicemail', () => {
	it('is no answer, although Voicenter says ANSWER when it picks up', () => {
		expect(outcome({ ...QUEUE, typeId: 11, status: 'ANSWER' })).toBe('missed, voicemail');
	});

	it('is no answer, whatever a newer account says of it', () => {
		expect(outcome({ ...QUEUE, typeId: 11, status: 'VOICEMAIL', saysAnswered: true })).toBe(
			'missed, voicemail',
		);
	});
});

describe('a newer account says of itself whether the call was answered', () => {
	it.each([
		['ANSWER', false, 'missed'],
		['NOANSWER', true, 'answered'],
		['ABANDONE', true, 'answered'],
		['ABANDONE', false, 'abandoned, missed'],
	])('%s, isAnswer %s: %s', (status, saysAnswered, words) => {
		expect(outcome({ ...QUEUE, status, saysAnswered })).toBe(words);
	});
});
