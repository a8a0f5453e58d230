import { postJson } from '../support';
import { bench, type Body, type Handler, never, reset, send } from './support';

const { control, server, url: origin } = bench();

it("asks with the call's facts, what was heard, and custom data", async () => {
	const { url, received } = await server({ function_output: { balance: 112 } });
	const turn = await control().playVoiceBot({
		url: `${url}?key=s3cret`,
		ids: 'string',
		intent: { order: '17' },
		customData: { lead: 'a' },
		headers: { 'X-Secret': 'between us' },
	});
	expect(received[0]).toMatchObject({
		method: 'POST',
		url: '/webhook/ask?key=s3cret',
		headers: { 'content-type': 'application/json', 'x-secret': 'between us' },
	});
	expect(received[0]?.json()).toEqual({
		CALL_INFO: {
			DID: '0722776772',
			CALLER_ID: '0501234567',
			IVR_UNIQUE_ID: turn.callId,
			DTMF: '0',
			LAYER_ID: '5',
			PREVIOUS_LAYER_ID: '5',
		},
		IntentParameters: { order: '17' },
		CUSTOM_DATA: { lead: 'a' },
	});
	expect(turn).toMatchObject({ valid: true, frozen: false, answer: { function_output: { balance: 112 } } });
});

it.each<[Body]>([
	[{}],
	[{ user: ['hello', { role: 'user' }], assistant: {}, system: { mood: 'good' } }],
	[{ function_output: { nested: { deeply: [1] } } }],
])('%j is an answer', async (body) => {
	const { url } = await server(body);
	expect(await control().playVoiceBot({ url })).toMatchObject({ valid: true, frozen: false });
});

it.each<[string, Handler]>([
	['user: ', (_got, response) => send(response, { user: 'hello' })],
	['function_output: ', (_got, response) => send(response, { function_output: '112' })],
	['"balance"', (_got, response) => send(response, { balance: 112 })],
	['expected object', (_got, response) => send(response, '[]')],
	['the body is not JSON', (_got, response) => send(response, '')],
	['HTTP 404 instead of 200', (_got, response) => response.writeHead(404).end('{}')],
])('is no answer, but freezes nothing: %s', async (problem, handler) => {
	const { url } = await server(handler);
	const turn = await control().playVoiceBot({ url });
	expect(turn).toMatchObject({ valid: false, frozen: false });
	expect(turn.problems.join()).toContain(problem);
});

it.each<[string, Handler]>([
	['HTTP 500 instead of 200', (_got, response) => response.writeHead(500).end('{}')],
	['HTTP 503 instead of 200', (_got, response) => response.writeHead(503).end()],
	['no answer within', never],
	['no answer: socket hang up', reset],
])('freezes the bot: %s', async (problem, handler) => {
	const { url } = await server(handler);
	const turn = await control().playVoiceBot({ url, deadlineMs: 1000 });
	expect(turn).toMatchObject({ valid: false, frozen: true });
	expect(turn.problems.join()).toContain(problem);
});

it('over HTTP', async () => {
	const { url } = await server({});
	const played = await postJson(`${origin()}/control/voice-bots`, { url, intent: { order: '17' } });
	expect(played.json()).toMatchObject({ valid: true, frozen: false });
	const shown = await fetch(`${origin()}/control/voice-bots`);
	expect(await shown.json()).toMatchObject({ asked: 1, valid: 1, turns: [{ valid: true }] });
});
