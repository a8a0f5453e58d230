/** The samples are what Voicenter sends, now, and every one of them has its words. */
import { runInNewContext } from 'node:vm';

import { readCdrs } from '../../../nodes/platform/inbound/cdr';
import { readExternalLayer } from '../../../nodes/platform/inbound/externalLayer';
import {
	EXTERNAL_LAYER_SAMPLES,
	SCREEN_POP_SAMPLES,
	VOICE_BOT_SAMPLES,
} from '../../../nodes/platform/inbound/samples/asking';
import { CDR_SAMPLES } from '../../../nodes/platform/inbound/samples/cdr';
import { fillSample, type Sample } from '../../../nodes/platform/inbound/samples/sample';
import { readScreenPop } from '../../../nodes/platform/inbound/screenPop';
import { readVoiceBot } from '../../../nodes/platform/inbound/voiceBot';
import { clockAheadSeconds } from '../../../nodes/platform/vocabulary/times';
import { WORDS } from '../../../nodes/support/webhook/tryPage/words';
import { asJson, ISRAEL } from '../platform/inbound/samples';

const NOW = Date.parse('2027-07-01T09:00:00Z');
const MOMENT = {
	now: NOW,
	clockAheadSeconds: clockAheadSeconds(ISRAEL.timeZone, NOW),
	callId: '20270701090000ab12',
};

const ALL: [string, Sample][] = Object.entries<Sample>({
	...CDR_SAMPLES,
	...EXTERNAL_LAYER_SAMPLES,
	...SCREEN_POP_SAMPLES,
	...VOICE_BOT_SAMPLES,
});

const filled = ({ body, fields }: Sample, changed: object = {}) =>
	asJson(fillSample(body, { ...fields, ...changed }, MOMENT) as object);

const records = (name: keyof typeof CDR_SAMPLES, changed?: object) =>
	readCdrs(filled(CDR_SAMPLES[name], changed), ISRAEL, NOW).read.map(({ record }) => record);

describe('a call that has ended', () => {
	it.each([
		[
			'abandoned',
			{ isAbandoned: true, isMissed: true, waitSeconds: 42, startedAt: '2027-07-01T08:59:18.000Z' },
		],
		['missed', { isMissed: true, isAbandoned: false, extension: { sip: 'SIPSIP1', name: 'Dana Levi' } }],
		['answered', { isAnswered: true, durationSeconds: 184, queue: { id: '123456789', name: 'Sales Queue' } }],
		['voicemail', { isVoicemail: true, isAnswered: false }],
	] as const)('%s', (name, expected) => {
		const [record, ...others] = records(name);
		expect(others).toEqual([]);
		expect(record).toMatchObject({ ...expected, customerE164: '+972501234567', did: '0722776772' });
		expect(record?.startedAtLocal).toMatch(/^2027-07-01 1[12]:/);
	});

	const menu = { order: 1, layerId: '1234', layerName: 'Main Menu', layerNumber: 0 };
	const inQueue = { order: 2, layerId: '4321', layerName: 'Sales Queue', layerNumber: 2 };
	const atDesk = {
		agent: { id: '7654321', name: 'Dana Levi' },
		extension: { sip: 'SIPSIP1', name: 'Dana Levi' },
	};
	const recordingUrl = expect.stringMatching(/20270701090000ab12\.mp3$/) as string;
	it.each([
		['abandoned', { ivrPath: [{ ...menu, dtmf: '2' }, inQueue] }],
		['missed', { ...atDesk, ringSeconds: 25, ivrPath: [menu] }],
		['answered', { ...atDesk, waitSeconds: 20, recordingUrl, ivrPath: [{ ...menu, dtmf: '2' }, inQueue] }],
		['voicemail', { ...atDesk, durationSeconds: 32, recordingUrl, ivrPath: [menu] }],
		['clickToCall', { ...atDesk, durationSeconds: 100, ringSeconds: 3, customData: { clientID: '2118102' } }],
	] as const)('%s: who, where, for how long', (name, expected) => {
		expect(records(name)[0]).toMatchObject({
			...expected,
			...{
				department: 'Sales',
				departmentId: '12345678',
				topDepartment: 'Head Office',
				topDepartmentId: '87654321',
			},
		});
	});

	it('by click to call: the records of both legs', () => {
		const legs = records('clickToCall');
		expect(legs).toMatchObject([
			{ leg: 1, direction: 'click2call' },
			{ leg: 2, direction: 'click2call', customerE164: '+972501234567', isAnswered: true },
		]);
		expect(new Set(legs.map(({ callId }) => callId))).toEqual(new Set([MOMENT.callId]));
	});

	it('with what somebody has changed', () => {
		const changed = { customer: '+44 20 7946 0018', queue: 'תמיכה "א"', queueId: '7', keys: '3' };
		expect(records('answered', changed)).toMatchObject([
			{
				customerE164: '+442079460018',
				queue: { id: '7', name: 'תמיכה "א"' },
				ivrPath: [{ layerName: 'Main Menu', dtmf: '3' }, { layerName: 'תמיכה "א"' }],
			},
		]);
	});
});

describe('a question in the middle of a call', () => {
	it('of a layer: with keys, and without', () => {
		const ask = (name: keyof typeof EXTERNAL_LAYER_SAMPLES, changed?: object) =>
			readExternalLayer(filled(EXTERNAL_LAYER_SAMPLES[name], changed), ISRAEL).request;
		expect(ask('keysPressed', { keys: '0077', layer: '12' })).toMatchObject({ dtmf: '0077', layerId: 12 });
		expect(ask('nothingKeyed')).not.toHaveProperty('dtmf');
	});

	it.each(Object.entries(SCREEN_POP_SAMPLES))('of an agent’s screen: %s', (phase, sample) => {
		const { request } = readScreenPop({ query: {}, body: filled(sample) }, ISRAEL);
		expect(request).toMatchObject({ phase, customerNumber: '0501234567', extension: { sip: 'SIPSIP1' } });
		expect(request.startedAt).toMatch(/^2027-07-01T08:59:/);
	});

	it.each([
		['ringing', 'incoming', 55, undefined],
		['dialing', 'outgoing', 55, undefined],
		['talking', 'incoming', 45, 55],
		['hangup', 'incoming', 45, 55],
	] as const)('of an agent’s screen: when it was %s', (phase, direction, started, answered) => {
		const at = (seconds: number) => `2027-07-01T08:59:${seconds}.000Z`;
		const { request, raw } = readScreenPop({ query: {}, body: filled(SCREEN_POP_SAMPLES[phase]) }, ISRAEL);
		expect(request).toMatchObject({
			...{ direction, isMuted: false, isAnswered: answered !== undefined, startedAt: at(started) },
			...(answered !== undefined && { answeredAt: at(answered) }),
		});
		// Both say the same, as the reference's sample does.
		const { currentCall, ...outside } = raw;
		const inside = readScreenPop({ query: {}, body: asJson({ currentCall: currentCall as object }) }, ISRAEL);
		expect(inside.request).toMatchObject({ phase, direction, startedAt: at(started), did: outside['did'] });
		expect(currentCall).toMatchObject({ isInternal: false, customdata: {} });
	});

	it('of a voice agent: what it has learnt, line by line', () => {
		const learnt = 'city = Haifa\nno value\nformula = a=b\n';
		const { request } = readVoiceBot(filled(VOICE_BOT_SAMPLES.question, { learnt }), ISRAEL);
		expect(request).toMatchObject({ intent: { city: 'Haifa', formula: 'a=b' } });
	});
});

it.each(ALL)(
	'%s: everything that can be changed is in the body, and nothing else is left open',
	(_name, sample) => {
		const open = [...JSON.stringify(sample.body).matchAll(/\{\{[#=]?(\w+?)(?:-\d+)?\}\}/g)];
		const names = new Set(
			open.map(([, name]) => name).filter((name) => name !== 'callId' && name !== 'time'),
		);
		expect([...names].sort()).toEqual(Object.keys(sample.fields).sort());
		expect(filled(sample).bytes.toString()).not.toContain('{{');
	},
);

it('what is typed where a number belongs and is none goes as it is', () => {
	expect(fillSample({ a: '{{#layer}}', b: '{{#none}}' }, { layer: 'five' }, MOMENT)).toEqual({
		a: 'five',
		b: '',
	});
});

it('what is typed is never read as something to fill in', () => {
	const typed = { queue: '{{callId}} $& {{customer}}', customer: '050' };
	expect(fillSample('{{queue}}', typed, MOMENT)).toBe(typed.queue);
});

it('what fills a sample does so by its text alone, in a browser', () => {
	for (const [, { body, fields }] of ALL) {
		const there: unknown = runInNewContext(`(${fillSample.toString()})(body, fields, moment)`, {
			body,
			fields,
			moment: MOMENT,
		});
		expect(JSON.stringify(there)).toBe(JSON.stringify(fillSample(body, fields, MOMENT)));
	}
});

describe.each(Object.entries(WORDS))('in %s', (language, words: Record<string, string>) => {
	it('every sample and every field has its words', () => {
		const needed = ALL.flatMap(([name, { fields }]) => [name, `${name}About`, ...Object.keys(fields)]);
		expect(needed.filter((name) => !words[name])).toEqual([]);
	});

	it('the same is filled in as in English', () => {
		const open = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
		for (const [name, text] of Object.entries(WORDS.en)) expect(open(words[name] ?? '')).toEqual(open(text));
	});

	it('everything is said in it', () => {
		const said = Object.entries(words).filter(([name]) => name !== 'otherLanguage');
		const hasHebrew = said.filter(([, text]) => /[א-ת]/.test(text));
		expect(hasHebrew).toHaveLength(language === 'he' ? said.length : 0);
	});
});
