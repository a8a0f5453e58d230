import { chosen } from '../../n8nCore/chosen';
import { runRespond as run, type RespondRun, trigger } from './runRespond';

/** The trigger that asks this has started the workflow, unless told. */
const runRespond = ({ parameters, ...others }: RespondRun) => {
	const { resource } = parameters as { resource: string };
	const type = `voicenter${resource
		.replace(/^e/, 'E')
		.replace(/^s/, 'S')
		.replace(/^voiceBot/, 'VoiceBot')}Trigger`;
	return run({ parents: [{ ...trigger(type), output: {} }], parameters, ...others });
};

const goToLayer = { resource: 'externalLayer', operation: 'goToLayer', layer: '12' };

const answerTo = async (parameters: Record<string, unknown>) => {
	const { sent } = await runRespond({ parameters });
	expect(sent).toHaveLength(1);
	expect(sent[0]).toMatchObject({
		statusCode: 200,
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});
	return sent[0]?.body;
};

describe('every answer is made from its fields', () => {
	it('go to layer', async () => {
		const answer = await answerTo({
			...goToLayer,
			customData: { fields: [{ name: 'customer', value: '2342' }] },
			options: { callerName: 'Dana Levi' },
		});
		expect(answer).toEqual({
			STATUS: 0,
			ACTION: 'GO_TO_LAYER',
			LAYER: 12,
			CALLER_NAME: 'Dana Levi',
			CUSTOM_DATA: { customer: '2342' },
		});
	});

	it('say; moments in the workflow’s time zone', async () => {
		const answer = await answerTo({
			resource: 'externalLayer',
			operation: 'say',
			pieces: {
				values: [
					{ kind: 'recording', recording: 'r.mp3', digits: '' },
					{ kind: 'digits', digits: '050-123-4567' },
					{ kind: 'number', number: 112 },
					{ kind: 'date', date: '2026-11-23' },
					{ kind: 'dateTime', dateTime: '2026-11-23T13:00:00Z' },
				],
			},
			language: 'HE',
			nextLayer: 2,
			options: { layerIfFailed: '3' },
		});
		expect(answer).toEqual({
			STATUS: 0,
			ACTION: 'SAY_DIGITS',
			NEXT_LAYER: 2,
			NEXT_LAYER_IF_FAILED: 3,
			LANGUAGE: 'HE',
			DATA: [
				{ RecordType: 'Recording', Content: 'r.mp3' },
				{ RecordType: 'Digits', Content: '0501234567' },
				{ RecordType: 'Number', Content: '112' },
				{ RecordType: 'Date', Content: '2026-11-23' },
				{ RecordType: 'DateTime', Content: '2026-11-23T08:00:00' },
			],
		});
	});

	it('dial, an extension that was picked, one by its code, and a phone', async () => {
		const answer = await answerTo({
			resource: 'externalLayer',
			operation: 'dial',
			targets: {
				values: [
					{ kind: 'extension', extension: chosen('SIPSIP1') },
					{ kind: 'extension', extension: 'SIPSIP2' },
					{ kind: 'phone', phone: '+972 50-123-4567', extension: chosen('') },
				],
			},
			callerId: '0722776772',
			layerIfFailed: '15',
			maxCallDuration: 1800,
			record: true,
			options: { maxDialDuration: 60, callerName: '', output: 'items' },
		});
		expect(answer).toEqual({
			STATUS: 0,
			ACTION: 'DIAL',
			CALLER_ID: '0722776772',
			MAX_CALL_DURATION: 1800,
			MAX_DIAL_DURATION: 60,
			NEXT_VO_ID: 15,
			RECORDING: 'yes',
			TARGETS: [
				{ TYPE: 'EXTENSION', TARGET: 'SIPSIP1' },
				{ TYPE: 'EXTENSION', TARGET: 'SIPSIP2' },
				{ TYPE: 'PHONE', TARGET: '0501234567' },
			],
		});
	});

	it('fail', async () => {
		expect(await answerTo({ resource: 'externalLayer', operation: 'fail' })).toEqual({ STATUS: 1 });
	});

	it('a caller shown, or none', async () => {
		const page = 'https://crm.example.com/contacts/7';
		expect(
			await answerTo({
				resource: 'screenPop',
				operation: 'showCaller',
				name: 'Dana Levi',
				company: '',
				url: page,
				options: { matches: 2 },
			}),
		).toEqual({ STATUS: 'OK', CLIENTNAME: 'Dana Levi', URL: page, TOTAL: 2 });
		expect(await answerTo({ resource: 'screenPop', operation: 'showNone' })).toEqual({
			STATUS: 'OK',
			TOTAL: 0,
		});
		expect(await answerTo({ resource: 'screenPop', operation: 'showNone', options: { url: page } })).toEqual({
			STATUS: 'OK',
			TOTAL: 0,
			URL: page,
		});
	});

	it('what a voice agent asked for, as fields or as JSON', async () => {
		const answer = { resource: 'voiceBot', operation: 'answer', instructions: 'Read the balance.' };
		const dataFields = { fields: [{ name: 'balance', value: '180' }] };
		expect(await answerTo({ ...answer, dataMode: 'fields', dataFields, data: '{}' })).toEqual({
			function_output: { balance: '180' },
			user: ['Read the balance.'],
		});
		expect(
			await answerTo({
				...answer,
				dataMode: 'json',
				data: '{"orders":[{"id":"A-1"}]}',
				options: { system: '{"tone":"kind"}', assistant: '{}' },
			}),
		).toEqual({
			function_output: { orders: [{ id: 'A-1' }] },
			user: ['Read the balance.'],
			system: { tone: 'kind' },
		});
		expect(await answerTo({ ...answer, instructions: '', dataMode: 'fields' })).toEqual({});
	});
});

describe('the items', () => {
	const items = [{ customer: 7 }, { customer: 8 }, { customer: 9 }];

	it('go on, with the answer that was sent in the first of them', async () => {
		const { output } = await runRespond({ parameters: goToLayer, items });
		const [first, ...others] = items;
		const sentAnswer = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 12 };
		expect(output.map(({ json }) => json)).toEqual([{ ...first, sentAnswer }, ...others]);
	});

	it('make one answer, of the first; a hint says so', async () => {
		const layer = '={{ $json.customer }}';
		const { sent, hints } = await runRespond({ parameters: { ...goToLayer, layer }, items });
		expect(sent.map(({ body }) => body)).toEqual([{ STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 }]);
		expect(hints).toEqual([expect.stringMatching(/3 items.*one answer.*first/)]);
		expect((await runRespond({ parameters: goToLayer, items: [{}] })).hints).toEqual([]);
	});

	it('give way to the answer when asked to', async () => {
		const { output } = await runRespond({
			parameters: { ...goToLayer, 'options.output': 'answer', options: { output: 'answer' } },
			items,
		});
		expect(output).toEqual([
			{ json: { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 12 }, pairedItem: { item: 0 } },
		]);
	});
});

describe('a field that is wrong', () => {
	const wrong = { ...goToLayer, layer: 'sales' };

	it('is an error that names the field, and nothing is sent', async () => {
		await expect(runRespond({ parameters: wrong })).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^Layer: "sales" is not a layer/) as string,
			description: 'This answer was not sent. Unless another node answers, Voicenter gets the trigger’s own.',
		});
	});

	it('inside a list, too', async () => {
		const targets = { values: [{ kind: 'phone', phone: '12' }] };
		await expect(
			runRespond({
				parameters: {
					...{ resource: 'externalLayer', operation: 'dial', targets, callerId: '0722776772' },
					...{ layerIfFailed: '1', maxCallDuration: 60, record: false },
				},
			}),
		).rejects.toThrow(/^Call → Phone Number: "12" is not a phone number/);
	});

	it('becomes an item when the workflow is to go on, in place of the one that it came from', async () => {
		const { sent, output } = await runRespond({
			parameters: wrong,
			items: [{ customer: 7 }, { customer: 8 }],
			continueOnFail: true,
		});
		expect(sent).toEqual([]);
		expect(output).toMatchObject([
			{ json: { error: expect.stringMatching(/is not a layer/) as string }, pairedItem: { item: 0 } },
			{ json: { customer: 8 } },
		]);
	});
});

describe('the trigger that the workflow starts with', () => {
	const parents = {
		right: trigger('voicenterExternalLayerTrigger'),
		wrong: trigger('voicenterScreenPopTrigger', 'Pop'),
	};

	it('must ask what is answered here', async () => {
		const run = runRespond({ parameters: goToLayer, parents: [parents.wrong] });
		await expect(run).rejects.toMatchObject({
			message: expect.stringMatching(/answer to External Layer.*trigger for Screen Pop/) as string,
			description: expect.stringMatching(/Set Answer To to Screen Pop/) as string,
		});
	});

	it.each([
		['the right one', [{ ...parents.right, output: {} }]],
		['the right one beside another', [parents.wrong, { ...parents.right, output: {} }]],
	])('may be %s', async (_which, given) => {
		expect((await runRespond({ parameters: goToLayer, parents: given })).sent).toHaveLength(1);
	});
});

it('an answer of a later version of the package is named in the error', async () => {
	await expect(runRespond({ parameters: { resource: 'externalLayer', operation: 'sing' } })).rejects.toThrow(
		/no answer "externalLayer: sing"/,
	);
});
