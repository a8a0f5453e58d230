/** The document's samples of what Voicenter sends us and what we answer (§9–§11), as they stand there. */
import { checkAnswer } from '../../../../nodes/platform/inbound/answers';
import { acknowledge } from '../../../../nodes/platform/inbound/telling';
import { readExternalLayer } from '../../../../nodes/platform/inbound/externalLayer';
import { ivrAnswerSchema } from '../../../simulator/asking/ivrAnswer';
import { screenPopAnswerSchema } from '../../../simulator/asking/screenPop';
import { judgeAcknowledgement } from '../../../simulator/cdr/acknowledgement';
import { OUTGOING_CALL, QUEUE_CALL, readCdr } from '../../../unit/platform/inbound/samples';
import { LAYER_REQUEST, LAYER_REQUEST_IN_TEXT } from '../../../unit/platform/inbound/askingSamples';
import { sample, SAMPLE_NAMES, withCommas } from './sample';

const ISRAEL = { timeZone: 'Asia/Jerusalem', country: 'IL' };
const body = (name: string) => ({ bytes: Buffer.from(sample(name)), contentType: 'application/json' });

it.each([
	['CDR outgoing', OUTGOING_CALL],
	['CDR queue', QUEUE_CALL],
])('%s is read, its lost commas and all', (name, record) => {
	const { raw, record: read } = readCdr(body(name), ISRAEL);
	expect(raw).toEqual(record);
	expect(read.callId).toBe(record.ivruniqueid);
});

it.each([
	['layer request', LAYER_REQUEST],
	['layer request in text', LAYER_REQUEST_IN_TEXT],
])('%s is read', (name, request) => {
	expect(readExternalLayer(body(name), ISRAEL).raw).toEqual(request);
});

it('the acknowledgement is the one that we give, and the one that lets Voicenter stop', () => {
	const own = acknowledge(body('CDR queue'), 'ok');
	expect(JSON.parse(own.text)).toEqual(JSON.parse(sample('CDR acknowledgement')));
	expect(judgeAcknowledgement('json', 200, sample('CDR acknowledgement'))).toEqual({
		...{ acknowledged: true, err: 0 },
	});
});

it.each(['go to layer', 'go to layer with data', 'go to layer with nulls', 'say', 'dial'])(
	'the answer "%s" is right to us and to the simulator',
	(name) => {
		const answer: unknown = JSON.parse(withCommas(name));
		expect(checkAnswer('externalLayer', answer)).toBeUndefined();
		expect(ivrAnswerSchema.parse(answer)).toEqual(answer);
	},
);

it('the screen pop’s answer is right to us and to the simulator', () => {
	const answer: unknown = JSON.parse(sample('screen pop answer'));
	expect(checkAnswer('screenPop', answer)).toBeUndefined();
	expect(screenPopAnswerSchema.parse(answer)).toEqual(answer);
});

it('no sample is missing', () => {
	expect(SAMPLE_NAMES).toHaveLength(40);
});
