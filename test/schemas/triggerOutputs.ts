/** What the triggers start workflows with, and what Office Hours adds, without n8n: through their own code, from what Voicenter sends. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { numbersOf, type RealTimeEventName, sampleEvent } from '../../nodes/platform/realtime/events';
import { ask, type AskingService } from '../../nodes/support/webhook/asking';
import { tell } from '../../nodes/support/webhook/telling';
import { poll } from '../../nodes/VoicenterCallLogTrigger/poll';
import { cdr } from '../../nodes/VoicenterTrigger/cdr';
import { checkHours } from '../../nodes/VoicenterOfficeHours/check';
import { externalLayer } from '../../nodes/VoicenterExternalLayerTrigger/externalLayer';
import { eventsField } from '../../nodes/VoicenterRealTimeTrigger/eventFields';
import { screenPop } from '../../nodes/VoicenterScreenPopTrigger/screenPop';
import { voiceBot } from '../../nodes/VoicenterVoiceBotTrigger/voiceBot';
import { executeContext } from '../n8nCore/execute';
import { pollContext } from '../n8nCore/trigger';
import { webhookCall } from '../n8nCore/webhook';
import { stage } from '../n8nCore/workflow';
import type { Simulator } from '../simulator';
import { BOT_REQUEST, LAYER_REQUEST, POP_JSON } from '../unit/platform/inbound/askingSamples';
import { askingCall } from '../unit/support/askingCall';
import { asJson } from './outputs';
import { addCallRecords } from './scenes';

/** What the Call Log Trigger starts workflows with. */
export async function callLogOutputs(simulator: Simulator): Promise<IDataObject[]> {
	simulator.control.reset();
	addCallRecords(simulator);
	const items = (await poll.call(pollOf(simulator))) ?? [];
	return asJson(jsonOf(items));
}

/** What the External Layer Trigger starts workflows with. */
export const externalLayerOutputs = (): Promise<IDataObject[]> =>
	askedWith(externalLayer, [
		{ ...LAYER_REQUEST, DATA: { ...LAYER_REQUEST.DATA, CUSTOM_DATA: { customer: '2342' } } },
	]);

/** What the Screen Pop Trigger starts workflows with: a phone that rings, and one on which they talk. */
export const screenPopOutputs = (): Promise<IDataObject[]> =>
	askedWith(screenPop, [
		POP_JSON,
		{ ...POP_JSON, status: 'Talking', callAnswered: POP_JSON.callStarted + 9 },
	]);

/** What the VoiceBot Trigger starts workflows with. */
export const voiceBotOutputs = (): Promise<IDataObject[]> => askedWith(voiceBot, [BOT_REQUEST]);

async function askedWith<Request extends { callId: string }>(
	service: AskingService<Request>,
	bodies: readonly object[],
): Promise<IDataObject[]> {
	const outputs: IDataObject[] = [];
	for (const body of bodies) {
		// Without any choice every phase of a call starts a workflow.
		const { context, response } = askingCall(service, { body, parameters: { phases: [] } });
		const { workflowData = [] } = await ask(context, service);
		// The caller hangs up, and no deadline runs any more.
		response.emit('close');
		outputs.push(...jsonOf(workflowData));
	}
	return asJson(outputs);
}

const jsonOf = (items: INodeExecutionData[][]): IDataObject[] => items.flat().map(({ json }) => json);

/** What the CDR trigger starts workflows with: calls of several kinds, with every field that a record may have. */
export async function cdrOutputs({ control }: Simulator): Promise<IDataObject[]> {
	control.reset();
	const fields = {
		OriginalIvrUniqueID: '202605011204550233243ghff3189e5b',
		price: 5,
		campaignID: 13571,
		campaignName: 'Spring Offer',
		campaignCode: 'VCsimAgentCampaign2aBcDeFgHiJkLm',
		RetryNum: 1,
		RetryAmount: 3,
		dialerData: { customerName: 'Dana Levi' },
		DoNotCallMe: 0,
		caller_country: 'Israel',
		aiData: { insights: { summary: 'Asked for the balance' }, emotions: [], transcript: [] },
	};
	const customData = { var_customer: '2342' };
	const calls = [
		control.playIncomingCall({ queue: 'sales', outcome: 'answered', newerFields: true, customData, fields }),
		control.playIncomingCall({ queue: 'sales', outcome: 'abandoned' }),
		control.playOutgoingCall({ outcome: 'answered' }),
		control.playClickToCall({ record: true }),
	];
	const outputs: IDataObject[] = [];
	for (const record of calls.flatMap(({ records }) => records)) {
		const { workflowData = [[]] } = await tell(called(record), cdr);
		outputs.push(...jsonOf(workflowData));
	}
	return asJson(outputs);
}

/** What the Real-Time Trigger starts workflows with: an event of every kind. */
export function realTimeOutputs(): IDataObject[] {
	const kinds = (eventsField.options ?? []).flatMap((option) =>
		'value' in option ? [option.value as RealTimeEventName] : [],
	);
	const { international } = numbersOf();
	const events = kinds.map((kind) => international(sampleEvent(kind)));
	// Only of an event without a name of its own it is all that is known.
	return asJson(events.map(({ raw, ...event }) => (event.event === 'other' ? { ...event, raw } : event)));
}

/** What Office Hours adds to an item: on a day like others, in the evening, and on a holiday. */
export function officeHoursOutputs(): IDataObject[] {
	const moments = ['2026-11-30 10:00', '2026-11-30 20:00', '2026-04-22 10:00'];
	const outputs = moments.map((time) => {
		const parameters = { moment: 'given', time };
		const { context } = executeContext({ node: { type: 'voicenterOfficeHours', parameters } });
		return { officeHours: checkHours(context, 0) };
	});
	return asJson(outputs);
}

/** A call of the Voicenter Trigger's webhook. */
const called = (record: object) =>
	webhookCall({ node: { type: 'voicenterTrigger' }, body: record, mode: 'manual' }).context;

/** A poll of the Call Log Trigger. */
const pollOf = ({ account, url }: Simulator) =>
	pollContext(
		stage({
			node: {
				type: 'voicenterCallLogTrigger',
				parameters: { settings: { firstHours: 24 } },
				credentials: { voicenterApi: { code: account.code, baseUrl: url } },
			},
		}),
	).context;
