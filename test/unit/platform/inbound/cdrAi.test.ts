import { asJson, ISRAEL, QUEUE_CALL, readCdr } from './samples';

const read = (more: object) => readCdr(asJson({ ...QUEUE_CALL, ...more }), ISRAEL).record;

/** As newer accounts send it. */
const AI = {
	insights: {
		summary: 'Asked for the balance',
		questions: [{ key: 'mood', question: 'How was it?', answer: 'fine' }],
		participants: { caller: { name: 'Dana' }, callee: { name: null } },
	},
	emotions: { sentences: [{ sentence_id: 0, emotion: 'calm', emotion_direction: 1 }] },
	transcript: [
		{ speaker: 'Speaker0', text: 'שלום', startTime: 0.2, endTime: 1, sentence_id: 0 },
		{ speaker: 'Speaker1', text: 'My balance, please', startTime: 1.2, endTime: null, sentence_id: 1 },
	],
};

describe('what artificial intelligence heard', () => {
	it('is read: the summary at the top, the transcript also as one text', () => {
		expect(read({ aiData: AI }).ai).toEqual({
			summary: 'Asked for the balance',
			insights: {
				summary: 'Asked for the balance',
				questions: AI.insights.questions,
				participants: { callerParty: { name: 'Dana' }, calledParty: {} },
			},
			emotions: AI.emotions,
			transcript: [
				AI.transcript[0],
				{ speaker: 'Speaker1', text: 'My balance, please', startTime: 1.2, sentence_id: 1 },
			],
			transcriptText: 'Speaker0: שלום\nSpeaker1: My balance, please',
		});
	});

	it('the same when it comes as text, as a form has it', () => {
		expect(read({ aiData: JSON.stringify(AI) }).ai).toEqual(read({ aiData: AI }).ai);
	});

	it('names that every object has are names like others', () => {
		const insights = { constructor: 'a', toString: 'b', valueOf: 'c' };
		expect(read({ aiData: { insights } }).ai).toEqual({ insights });
	});

	it.each([[null], [''], [{}], [{ insights: null, emotions: null, transcript: null }], ['not JSON {'], [7]])(
		'nothing was heard (%j): there is no ai',
		(aiData) => {
			expect(read({ aiData })).not.toHaveProperty('ai');
		},
	);

	it('a transcript that is one text stays one', () => {
		expect(read({ aiData: { transcript: 'Hello. Hello!' } }).ai).toEqual({
			transcript: 'Hello. Hello!',
			transcriptText: 'Hello. Hello!',
		});
	});

	it('has no name that n8n’s expressions refuse', () => {
		const names: string[] = [];
		JSON.stringify(read({ aiData: AI }).ai, (name, value: unknown) => (names.push(name), value));
		for (const refused of ['caller', 'callee', 'arguments', 'constructor', 'prototype']) {
			expect(names).not.toContain(refused);
		}
	});
});

describe('newer fields', () => {
	it('say exactly how long it was rung and talked', () => {
		expect(
			read({ duration: 40, dialtime: 9, actualCallDuration: 20, actualCallDialtime: '5' }),
		).toMatchObject({
			durationSeconds: 20,
			ringSeconds: 5,
		});
	});

	it.each([
		[1, 'BUSY', true],
		['0', 'ANSWER', false],
	])('isAnswer %j counts, whatever the status says', (isAnswer, status, isAnswered) => {
		expect(read({ isAnswer, status }).isAnswered).toBe(isAnswered);
	});

	it('direction counts where the type is not one that we know', () => {
		expect(read({ type: 'Carrier pigeon', direction: 'Incoming' }).direction).toBe('incoming');
		expect(read({ type: 'Queue', direction: 'Outgoing' }).direction).toBe('incoming');
	});

	it('extenUser and callerPhone fill in for what is missing', () => {
		const record = read({ caller: '', callerPhone: '0501234567', targetextension: '', extenUser: 'SIPSIP9' });
		expect(record).toMatchObject({ callerE164: '+972501234567', extension: { sip: 'SIPSIP9' } });
	});
});
