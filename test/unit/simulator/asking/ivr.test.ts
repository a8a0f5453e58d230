import type { IvrCallOptions } from '../../../simulator/asking/ivrScript';
import { postJson } from '../support';
import { dial, goTo, say } from './ivrFixtures';
import { bench } from './support';

const { control, server, url: origin } = bench();

describe('what is asked', () => {
	it("is the document's request", async () => {
		const { url, received } = await server(goTo(12));
		const call = await control().playIvrCall({
			url,
			callId: '1bcd7954224861f85a2d70612f2',
			dtmf: '1234',
		});
		expect(received[0]?.method).toBe('POST');
		expect(received[0]?.headers['content-type']).toBe('application/json');
		expect(received[0]?.json()).toEqual({
			METHOD: 'IVR_LAYER_INPUT',
			DATA: {
				DID: '0722776772',
				CALLER_ID: '0501234567',
				IVR_UNIQUE_ID: '1bcd7954224861f85a2d70612f2',
				DTMF: '1234',
				LAYER_ID: 5,
				PREVIOUS_LAYER_ID: 5,
			},
		});
		expect(call).toMatchObject({
			valid: true,
			problems: [],
			path: [5, 12],
			ended: { how: 'layer', layerId: 12 },
		});
		expect(call.turns[0]?.reply.milliseconds).toBeGreaterThan(0);
	});

	it('with layers as strings, custom data, a secret in a header and one in the query', async () => {
		const { url, received } = await server(goTo(12));
		await control().playIvrCall({
			url: `${url}?key=s3cret`,
			layerId: 7,
			previousLayerId: 6,
			ids: 'string',
			customData: { var_lead: '17' },
			headers: { 'X-Secret': 'between us' },
		});
		expect(received[0]).toMatchObject({
			url: '/webhook/ask?key=s3cret',
			headers: { 'x-secret': 'between us' },
		});
		expect(received[0]?.json()).toMatchObject({
			DATA: { DTMF: '0', LAYER_ID: '7', PREVIOUS_LAYER_ID: '6', CUSTOM_DATA: { var_lead: '17' } },
		});
	});
});

describe('a conversation', () => {
	it('asks for an ID, says it back, dials, and falls to another layer when nobody answers', async () => {
		const { url, received } = await server(
			say(6, [{ RecordType: 'Digits', Content: '123456782' }]),
			goTo(5),
			say(6),
			{ ...dial, NEXT_VO_ID: 8 },
			goTo(12, { CALLER_NAME: 'Shlomi', CUSTOM_DATA: { tried: 1 } }),
		);
		const call = await control().playIvrCall({
			url,
			layerId: 5,
			script: {
				layers: { 6: { kind: 'external' }, 8: { kind: 'external' }, 12: { kind: 'queue', name: 'Sales' } },
				keys: { 5: ['12345678', '123456782'], 6: ['2', '1'] },
				dials: ['failed'],
			},
		});
		expect(received.map((got) => (got.json() as { DATA: object }).DATA)).toMatchObject([
			{ LAYER_ID: 5, PREVIOUS_LAYER_ID: 5, DTMF: '12345678' },
			{ LAYER_ID: 6, PREVIOUS_LAYER_ID: 5, DTMF: '2' },
			{ LAYER_ID: 5, PREVIOUS_LAYER_ID: 6, DTMF: '123456782' },
			{ LAYER_ID: 6, PREVIOUS_LAYER_ID: 5, DTMF: '1' },
			{ LAYER_ID: 8, PREVIOUS_LAYER_ID: 6, DTMF: '0', CUSTOM_DATA: dial.CUSTOM_DATA },
		]);
		expect(call).toMatchObject({
			valid: true,
			path: [5, 6, 5, 6, 8, 12],
			ended: { how: 'queue', layerId: 12, name: 'Sales' },
			customData: { ...dial.CUSTOM_DATA, tried: 1 },
			callerName: 'Shlomi',
		});
	});

	it('ends with whom it was dialled to', async () => {
		const { url } = await server(dial);
		const { ended } = await control().playIvrCall({ url });
		expect(ended).toEqual({
			how: 'dialled',
			layerId: 5,
			targets: dial.TARGETS,
			callerId: '0722776772',
			recorded: true,
		});
	});

	it('goes through menus, and to layers of another url', async () => {
		const first = await server(goTo(2));
		const second = await server(goTo(4));
		const script: IvrCallOptions['script'] = {
			layers: {
				2: { kind: 'menu', keys: { '1': 3 } },
				3: { kind: 'external', url: second.url },
				4: { kind: 'voicemail' },
			},
			keys: { 2: '1' },
		};
		const call = await control().playIvrCall({ url: first.url, script });
		expect(call).toMatchObject({ path: [5, 2, 3, 4], ended: { how: 'voicemail', layerId: 4 } });
		expect(second.received[0]?.json()).toMatchObject({ DATA: { LAYER_ID: 3, PREVIOUS_LAYER_ID: 2 } });
		const lost = await control().playIvrCall({
			url: first.url,
			script: { ...script, keys: { 2: '9' } },
		});
		expect(lost.ended).toEqual({ how: 'nowhere', layerId: 2 });
	});

	it('takes the layer for a failed saying, and its own fallback when there is none', async () => {
		const { url } = await server(say(6), { ...say(6), NEXT_LAYER_IF_FAILED: null });
		const options: IvrCallOptions = { url, fallback: 9, script: { sayings: ['failed'] } };
		expect((await control().playIvrCall(options)).path).toEqual([5, 1]);
		expect((await control().playIvrCall(options)).path).toEqual([5, 9]);
	});

	it('that goes round in circles is ended, and one that leads to no layer is told', async () => {
		const { url } = await server(goTo(5));
		const circle = await control().playIvrCall({ url, maxTurns: 3 });
		expect(circle.problems).toEqual(['the call goes round in circles']);
		const script: IvrCallOptions['script'] = { layers: { 6: { kind: 'hangup' } } };
		const lost = await control().playIvrCall({ url: (await server(goTo(7))).url, script });
		expect(lost).toMatchObject({ valid: false, problems: ['there is no layer 7'] });
	});
});

describe('over HTTP', () => {
	it('plays a call and many, and shows the answers', async () => {
		const { url } = await server(goTo(12));
		const post = (path: string, body: object) => postJson(`${origin()}/control${path}`, body);
		expect((await post('/ivr/calls', { url })).json()).toMatchObject({
			path: [5, 12],
			turns: [{ reply: { answers: 1, status: 200 } }],
		});
		expect((await post('/ivr/loads', { url, count: 2, perSecond: 50 })).json()).toMatchObject({
			answers: { asked: 2 },
		});
		const shown = await fetch(`${origin()}/control/ivr/answers`);
		expect(await shown.json()).toMatchObject({ asked: 3, valid: 3 });
	});

	it('says in words what is wrong with a command', async () => {
		const answer = await postJson(`${origin()}/control/ivr/calls`, { url: 'ftp://x' });
		expect([answer.status, answer.json().error]).toEqual([400, 'url: must be an http or https address']);
		await expect(control().playIvrCall({ url: 'nowhere' })).rejects.toThrow('url: ');
	});
});
