import { dial, goTo, say } from './ivrFixtures';
import { bench, type Body, type Handler, never, reset, send } from './support';

const { control, server } = bench();

describe('no good answer sends the call to the fallback', () => {
	it('STATUS 1 is valid all the same', async () => {
		const { url } = await server({ STATUS: 1 });
		const call = await control().playIvrCall({ url, fallback: 9 });
		expect(call).toMatchObject({
			valid: true,
			path: [5, 9],
			turns: [{ valid: true, answer: { STATUS: 1 } }],
		});
	});

	it('late', async () => {
		const { url } = await server(never);
		const call = await control().playIvrCall({ url, fallback: 9, deadlineMs: 40 });
		expect(call).toMatchObject({
			valid: false,
			path: [5, 9],
			turns: [{ reply: { late: true, answers: 0 } }],
		});
		expect(call.turns[0]?.reply.milliseconds).toBeGreaterThanOrEqual(39);
		expect(control().ivrAnswers()).toMatchObject({ asked: 1, late: 1, invalid: 0, valid: 0 });
	});

	it('late with its last byte: a body that is not whole is no answer', async () => {
		const { url } = await server((_got, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.write('{"STATUS":0,');
		});
		const { turns } = await control().playIvrCall({ url, deadlineMs: 40 });
		expect(turns[0]?.problems[0]).toContain('no answer within');
	});

	it('a connection that is reset, closed in the middle, or refused', async () => {
		const cut: Handler = (_got, response) => {
			response.writeHead(200, { 'Content-Length': '100' });
			response.write('{');
			setTimeout(() => response.destroy(), 10);
		};
		const { url, stop } = await server(reset, cut);
		const problems: string[] = [];
		for (let attempt = 1; attempt <= 3; attempt++) {
			if (attempt === 3) await stop();
			const call = await control().playIvrCall({ url, fallback: 9 });
			expect(call.path).toEqual([5, 9]);
			problems.push(...call.problems);
		}
		expect(problems).toEqual([
			expect.stringContaining('no answer: socket hang up'),
			expect.stringContaining('no answer: closed in the middle'),
			expect.stringContaining('ECONNREFUSED'),
		]);
		expect(control().ivrAnswers()).toMatchObject({ asked: 3, unanswered: 3 });
	});

	it.each<[string, Handler]>([
		['HTTP 500 instead of 200', (_got, response) => response.writeHead(500).end(JSON.stringify(goTo(1)))],
		['HTTP 204 instead of 200', (_got, response) => response.writeHead(204).end()],
		[
			'Content-Type is "text/html"',
			(_got, response) => send(response, goTo(1), { 'Content-Type': 'text/html' }),
		],
		['the body is not JSON', (_got, response) => send(response, 'Workflow executed')],
		['the body is not JSON', (_got, response) => send(response, '')],
		['the body is not JSON', (_got, response) => send(response, `\uFEFF${JSON.stringify(goTo(1))}`)],
		['the body is not JSON', (_got, response) => send(response, '{"STATUS":1}{"STATUS":1}')],
		[
			'not in UTF-8',
			(_got, response) => {
				response.writeHead(200, { 'Content-Type': 'application/json' });
				response.end(Buffer.from(JSON.stringify(goTo(1, { CALLER_NAME: 'José' })), 'latin1'));
			},
		],
	])('%s', async (problem, handler) => {
		const { url } = await server(handler);
		const call = await control().playIvrCall({ url, fallback: 9 });
		expect(call).toMatchObject({ valid: false, path: [5, 9] });
		expect(call.problems.join()).toContain(problem);
		expect(control().ivrAnswers()).toMatchObject({ invalid: 1, late: 0, unanswered: 0 });
	});

	it.each<[string, unknown]>([
		['must be the number 0 or 1', { ...goTo(12), STATUS: '0' }],
		['must be the number 0 or 1', { ACTION: 'GO_TO_LAYER', LAYER: 12 }],
		['must be the number 0 or 1', { STATUS: false }],
		['must be an object', []],
		['must be an object', null],
		['must be GO_TO_LAYER, SAY_DIGITS or DIAL', { STATUS: 0 }],
		['must be GO_TO_LAYER, SAY_DIGITS or DIAL', { STATUS: 0, ACTION: 1, LAYER: 12 }],
		['must be GO_TO_LAYER, SAY_DIGITS or DIAL', { ...say(1), ACTION: 'SAY' }],
		['LAYER: must be a layer number', { ...goTo(12), LAYER: '12' }],
		['LAYER', { ...goTo(12), LAYER: 1.5 }],
		['LAYER', { ...goTo(12), LAYER: -1 }],
		['CALLER_NAME', goTo(12, { CALLER_NAME: 7 })],
		['CUSTOM_DATA.a: must be flat', goTo(12, { CUSTOM_DATA: { a: { b: 1 } } })],
		['CUSTOM_DATA', goTo(12, { CUSTOM_DATA: '{"a":"b"}' })],
		['"NEXT_LAYER"', goTo(12, { NEXT_LAYER: 1 })],
		['NEXT_LAYER: must be', { ...say(1), NEXT_LAYER: null }],
		['LANGUAGE', { ...say(1), LANGUAGE: 'he' }],
		['DATA', say(1, [])],
		['DATA.0.Content: must be digits', say(1, [{ RecordType: 'Digits', Content: '050-1234567' }])],
		['DATA.0.Content: must be digits', say(1, [{ RecordType: 'Number', Content: '11.2' }])],
		['DATA.0.Content: must be a date', say(1, [{ RecordType: 'Date', Content: '2022-02-30' }])],
		['DATA.0.Content: must be a date', say(1, [{ RecordType: 'Date', Content: '12/06/2022' }])],
		['DATA.0.Content: must be a date and', say(1, [{ RecordType: 'DateTime', Content: '2022-06-12' }])],
		[
			'DATA.0.Content: must be a date and',
			say(1, [{ RecordType: 'DateTime', Content: '2022-12-06T10:12:59Z' }]),
		],
		['DATA.0.RecordType', say(1, [{ RecordType: 'Text', Content: 'hello' }])],
		['DATA.0.Content', say(1, [{ RecordType: 'Recording', Content: '' }])],
		['CALLER_ID', { ...dial, CALLER_ID: undefined }],
		['CALLER_ID: must be a phone number', { ...dial, CALLER_ID: '+972722776772' }],
		['MAX_CALL_DURATION: must be whole seconds', { ...dial, MAX_CALL_DURATION: '1800' }],
		['NEXT_VO_ID', { ...dial, NEXT_VO_ID: undefined }],
		['RECORDING', { ...dial, RECORDING: true }],
		['TARGETS', { ...dial, TARGETS: [] }],
		['TARGETS.0.TARGET: must be a phone', { ...dial, TARGETS: [{ TYPE: 'PHONE', TARGET: 'SIPSIP1' }] }],
		['TARGETS.0.TARGET: must be a SIP', { ...dial, TARGETS: [{ TYPE: 'EXTENSION', TARGET: 'SIP 1' }] }],
		['TARGETS.0.TYPE', { ...dial, TARGETS: [{ TYPE: 'QUEUE', TARGET: '1' }] }],
		['"LAYER"', { ...dial, LAYER: 15 }],
	])('%s', async (problem, answer) => {
		const { url } = await server((_got, response) => send(response, JSON.stringify(answer)));
		const call = await control().playIvrCall({ url, fallback: 9 });
		expect(call).toMatchObject({ valid: false, path: [5, 9] });
		expect(call.problems.join()).toContain(problem);
	});

	it.each<[Body]>([
		[goTo(12, { CALLER_NAME: null, CUSTOM_DATA: null })],
		[
			say(1, [
				{ RecordType: 'Recording', Content: '9899115_20849570029.mp3' },
				{ RecordType: 'Digits', Content: '0501234567' },
				{ RecordType: 'Number', Content: 112 },
				{ RecordType: 'Date', Content: '2022-06-12' },
				{ RecordType: 'DateTime', Content: '2022-12-06T10:12:59' },
			]),
		],
		[dial],
		[{ ...dial, TARGETS: [{ TYPE: 'EXTENSION', TARGET: 'SIPSIP1' }] }],
		[{ STATUS: 1 }],
	])('but not %j', async (answer) => {
		const { url } = await server(answer);
		expect((await control().playIvrCall({ url })).problems).toEqual([]);
	});
});
