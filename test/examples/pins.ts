/** Examples for a template's first nodes, read as the nodes themselves read what Voicenter sends. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { numbersOf, type RealTimeEventName, sampleEvent } from '../../nodes/platform/realtime/events';
import { CDR_SAMPLES } from '../../nodes/platform/inbound/samples/cdr';
import { fillSample, type Sample } from '../../nodes/platform/inbound/samples/sample';
import { ask, type AskingService } from '../../nodes/support/webhook/asking';
import { tell } from '../../nodes/support/webhook/telling';
import { cdr } from '../../nodes/VoicenterTrigger/cdr';
import { externalLayer } from '../../nodes/VoicenterExternalLayerTrigger/externalLayer';
import { screenPop } from '../../nodes/VoicenterScreenPopTrigger/screenPop';
import { voiceBot } from '../../nodes/VoicenterVoiceBotTrigger/voiceBot';
import { webhookCall } from '../n8nCore/webhook';
import { BOT_REQUEST, LAYER_REQUEST, POP_JSON } from '../unit/platform/inbound/askingSamples';
import { askingCall } from '../unit/support/askingCall';
import type { Template, TemplateNode } from './template';

/** 2026-11-30, 14:05 in Israel; the account's clock is two hours ahead. */
const STARTED_AT = Date.UTC(2026, 10, 30, 12, 5) / 1_000;
const CLOCK_AHEAD_SECONDS = 7_200;
const CALL_ID = '202611301405000101676b8bb84ce726';
const CALLER = '0501234567';
const DID = '0722776772';

/** A sample of the page at a test URL, so long after that moment. */
const sampleOf = ({ fields, body }: Sample, secondsLater: number) =>
	fillSample(body, fields, {
		now: (STARTED_AT + secondsLater) * 1_000,
		...{ clockAheadSeconds: CLOCK_AHEAD_SECONDS, callId: CALL_ID },
	}) as object;

const RECORD = sampleOf(CDR_SAMPLES.abandoned, 42);
const ANSWERED = sampleOf(CDR_SAMPLES.answered, 204);

/** The IVR's third layer, where the caller pressed 9. */
const PRESSED_9 = {
	...ANSWERED,
	IVR: [{ layer_id: 4321, layer_name: 'Opt out', layer_number: 3, Dtmf: 9, dtmf_order: 1 }],
};

const LAYER = { ...LAYER_REQUEST, DATA: { ...LAYER_REQUEST.DATA, DTMF: '12345678', IVR_UNIQUE_ID: CALL_ID } };
const BOT = {
	...BOT_REQUEST,
	CALL_INFO: { ...BOT_REQUEST.CALL_INFO, IVR_UNIQUE_ID: CALL_ID },
	IntentParameters: { orderNumber: '1017' },
};
const { currentCall } = POP_JSON;
const RINGING = { ivrid: CALL_ID, did: DID, callStarted: STARTED_AT };
const POP = {
	...POP_JSON,
	...RINGING,
	phone: CALLER,
	extenUser: 'SIPSIP1',
	recordFile: `${CALL_ID}-agent-972501234567-${DID}.mp3`,
	currentCall: { ...currentCall, ...RINGING, callerphone: CALLER },
};

/** By what the trigger waits for. */
const RECORDS: Record<string, object> = { abandoned: RECORD, answered: ANSWERED, missed: RECORD };

/** @returns what to pin to the template's triggers; those that start by themselves, or with a file, have none */
export async function pinsFor({ nodes }: Template): Promise<Template['pinData']> {
	const pins: Template['pinData'] = {};
	for (const node of nodes) {
		const items = await examplesFor(node);
		if (items.length > 0) pins[node.name] = items.map((json) => ({ json: asPinned(json) }));
	}
	return pins;
}

async function examplesFor({ type, parameters }: TemplateNode): Promise<IDataObject[]> {
	switch (type.split('.').at(-1)) {
		case 'voicenterTrigger':
			return await recordsFor(parameters);
		case 'voicenterExternalLayerTrigger':
			return await askedBy(externalLayer, LAYER, parameters);
		case 'voicenterScreenPopTrigger':
			return await askedBy(screenPop, POP, { phases: parameters['phases'] });
		case 'voicenterVoiceBotTrigger':
			return await askedBy(voiceBot, BOT, parameters);
		case 'voicenterRealTimeTrigger': {
			const { international } = numbersOf();
			return (parameters['events'] as RealTimeEventName[]).map(
				(event) => international(sampleEvent(event)) as unknown as IDataObject,
			);
		}
		case 'formTrigger':
			return formAnswers(parameters);
		case 'webhook': {
			const asks =
				parameters['path'] === 'voicenter-callback' ? { phone: '050-1234567' } : { event: 'opened' };
			return [{ headers: {}, params: {}, query: {}, body: { ...asks, extension: 'SIPSIP1' } }];
		}
		default:
			return [];
	}
}

async function recordsFor(parameters: TemplateNode['parameters']): Promise<IDataObject[]> {
	const [ending = ''] = (parameters['triggerOn'] ?? []) as string[];
	const body = RECORDS[ending] ?? PRESSED_9;
	const { context } = webhookCall({ node: { type: 'voicenterTrigger', parameters }, body, mode: 'manual' });
	return itemsIn((await tell(context, cdr)).workflowData);
}

async function askedBy<Request extends { callId: string }>(
	service: AskingService<Request>,
	body: object,
	parameters: object,
): Promise<IDataObject[]> {
	const { context, response } = askingCall(service, { body, parameters });
	const { workflowData } = await ask(context, service);
	// The caller hangs up, and no deadline runs any more.
	response.emit('close');
	const answerBy = new Date((STARTED_AT + 4) * 1_000).toISOString();
	return itemsIn(workflowData).map((item) => ({ ...item, answerBy }));
}

const itemsIn = (outputs: INodeExecutionData[][] = []) => outputs.flat().map(({ json }) => json);

const ANSWERS = ['Dana Levi', '050-1234567'];

/** What a visitor fills in. A form that wants a file has no example: n8n pins no files. */
function formAnswers(parameters: TemplateNode['parameters']): IDataObject[] {
	const { values } = parameters['formFields'] as { values: { fieldLabel: string; fieldType?: string }[] };
	if (values.some(({ fieldType }) => fieldType === 'file')) return [];
	const answers = values.map(({ fieldLabel }, index) => [fieldLabel, ANSWERS[index]] as const);
	return [
		{
			...Object.fromEntries(answers),
			submittedAt: '2026-11-30T14:05:00.000+02:00',
			formMode: 'production',
		},
	];
}

/** As JSON, and without what Voicenter sent: nothing in a template hangs on it. */
function asPinned(item: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify({ ...item, raw: undefined })) as IDataObject;
}
