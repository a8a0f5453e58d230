/** What the nodes put out, without n8n: through their own code, against the simulator. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { numbersOf, type RealTimeEventName, sampleEvent } from '../../nodes/platform/realtime/events';
import type { Operation } from '../../nodes/Voicenter/actions/operation';
import { route } from '../../nodes/Voicenter/router';
import { receive } from '../../nodes/VoicenterCdrTrigger/receive';
import { eventsField } from '../../nodes/VoicenterRealTimeTrigger/eventFields';
import type { Simulator } from '../simulator';
import { executeFunctions } from '../unit/voicenter/fakes';
import { type Scene, scenesOf } from './scenes';

/** Everything that an operation puts out in its scenes. */
export async function outputsOf(
	simulator: Simulator,
	resource: string,
	operation: Operation,
): Promise<IDataObject[]> {
	const name = `${resource}: ${operation.value}`;
	const outputs: IDataObject[] = [];
	for (const scene of scenesOf(name)) {
		simulator.control.reset();
		try {
			outputs.push(...(await play(simulator, resource, operation, scene)));
		} catch (error) {
			throw new Error(`${name}: its scene in test/schemas failed`, { cause: error });
		}
	}
	if (outputs.length === 0)
		throw new Error(`${name}: test/schemas has no scene for it, or one without output`);
	return asJson(outputs);
}

async function play(
	simulator: Simulator,
	resource: string,
	{ value, fields }: Operation,
	scene: Scene,
): Promise<IDataObject[]> {
	const { parameters, items } = await scene(simulator);
	const context = executeFunctions({
		parameters: {
			...Object.fromEntries(fields.map((field) => [field.name, field.default])),
			...parameters,
			resource,
			operation: value,
		},
		...(items && { items: items as IDataObject[] }),
		credential: {
			code: simulator.account.code,
			baseUrl: simulator.url,
			insightsToken: simulator.account.bearerToken,
		},
	});
	context.helpers.prepareBinaryData = (_content, fileName = '', mimeType = '') =>
		Promise.resolve({ data: '', fileName, mimeType });
	const [output = []] = await route.call(context);
	return output.map(({ json }) => json);
}

/** What the CDR trigger starts workflows with: calls of several kinds, with every field that a record may have. */
export async function cdrOutputs({ control }: Simulator): Promise<IDataObject[]> {
	control.reset();
	const fields = {
		OriginalIvrUniqueID: '202605011204550233243ghff3189e5b',
		price: 5,
		aiData: { insights: { summary: 'Asked for his balance' }, emotions: [], transcript: [] },
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
		const { workflowData = [[]] } = await receive.call(webhookFunctions(record));
		outputs.push(...workflowData.flat().map(({ json }) => json));
	}
	return asJson(outputs);
}

/** What the Real-Time Trigger starts workflows with: an event of every kind. */
export function realTimeOutputs(): IDataObject[] {
	const kinds = (eventsField.options ?? []).flatMap((option) =>
		'value' in option ? [option.value as RealTimeEventName] : [],
	);
	const { international } = numbersOf();
	return asJson(kinds.map((kind) => international(sampleEvent(kind))));
}

/** As much of n8n as the trigger asks for. */
function webhookFunctions(record: object): IWebhookFunctions {
	const fake = {
		getNode: () => ({ name: 'Voicenter CDR Trigger', type: 'voicenterCdrTrigger' }),
		getNodeParameter: (_name: string, fallback: unknown) => fallback,
		getRequestObject: () => ({
			headers: { 'content-type': 'application/json' },
			rawBody: Buffer.from(JSON.stringify(record)),
		}),
		getQueryData: () => ({}),
		getMode: () => 'manual',
		getResponseObject: () => new ServerResponse(new IncomingMessage(new Socket())),
	};
	return fake as unknown as IWebhookFunctions;
}

/** As the next node gets it: a field that is undefined is not there. */
function asJson(outputs: object[]): IDataObject[] {
	return JSON.parse(JSON.stringify(outputs)) as IDataObject[];
}
