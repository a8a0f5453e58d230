import { parse } from 'qs';
import { postJson } from '../support';
import { bench, type Body, type Got, type Handler, never, reset, send } from './support';

const { control, server, url: origin } = bench();

const EXTENSION = 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio';
const ANYONE = { 'Access-Control-Allow-Origin': '*' };
/** The document's sample. */
const SHOWN = {
	STATUS: 'OK',
	URL: 'https://www.yourdomain.com/contact_search.asp?user_phone=0722776772',
	CLIENTNAME: 'John Doe',
	TOTAL: 1,
	COMPANY: 'Voicenter',
};
const shows =
	(body: Body, headers: Record<string, string> = ANYONE): Handler =>
	(_got, response) =>
		send(response, body, headers);
const allows =
	(headers: Record<string, string>, status = 204): Handler =>
	(_got, response) =>
		response.writeHead(status, headers).end();
const ALLOWED = { ...ANYONE, 'Access-Control-Allow-Headers': 'Content-Type' };

describe('what is asked', () => {
	it('by GET: the older names in the query, behind what the url had already', async () => {
		const { url, received } = await server(shows(SHOWN));
		const call = await control().playScreenPop({ url: `${url}?key=s3cret`, callId: '202010111sdsd368' });
		expect(received).toHaveLength(1);
		expect(received[0]).toMatchObject({
			method: 'GET',
			url: '/webhook/ask?key=s3cret&phone=0722776772&ivrid=202010111sdsd368&extenUser=SIPSIP1&did=0722776773&statusCall=Ringing',
			headers: { origin: EXTENSION },
			body: '',
		});
		expect(call).toMatchObject({ valid: true, problems: [], pops: [{ answer: SHOWN }] });
	});

	it('as a form: no preflight either', async () => {
		const { url, received } = await server(shows(SHOWN));
		const call = await control().playScreenPop({
			url,
			method: 'POST form',
			status: 'Dialing',
			phone: '0501234567',
		});
		expect(received).toHaveLength(1);
		expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(parse(received[0]?.body ?? '')).toEqual({
			phone: '0501234567',
			ivrid: call.callId,
			extenUser: 'SIPSIP1',
			did: '0722776773',
			statusCall: 'Dialing',
		});
	});

	it('in JSON: the newer names, after a preflight', async () => {
		const { url, received } = await server(allows(ALLOWED), shows(SHOWN));
		const call = await control().playScreenPop({
			url,
			method: 'POST json',
			status: 'Talking',
			callerName: 'Queue Testing',
			customData: { lead: '17' },
			fields: { recordFile: 'a.mp3', isMuted: null },
		});
		expect(received.map(({ method }) => method)).toEqual(['OPTIONS', 'POST']);
		expect(received[0]).toMatchObject({
			headers: {
				origin: EXTENSION,
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'content-type',
			},
			body: '',
		});
		const fields = received[1]?.json();
		expect(fields).toMatchObject({
			phone: '0722776772',
			callerName: 'Queue Testing',
			ivrid: call.callId,
			extenUser: 'SIPSIP1',
			did: '0722776773',
			status: 'Talking',
			direction: 'Incoming',
			isAnswered: true,
			recordFile: 'a.mp3',
			currentCall: { callstatus: 'Talking', customdata: { lead: '17' }, ivrid: call.callId },
		});
		// The account's wall clock, which the call's ID begins with too.
		const [, day, hour, minute, second] = /^(\d{8})(\d\d)(\d\d)(\d\d)/.exec(call.callId) ?? [];
		const began = Date.parse(`${day?.replace(/(....)(..)(..)/, '$1-$2-$3')}T${hour}:${minute}:${second}Z`);
		const { callStarted } = fields as { callStarted: number };
		expect(Math.abs(callStarted - began / 1000)).toBeLessThan(60);
		expect(fields).not.toHaveProperty('isMuted');
		expect(fields).not.toHaveProperty('statusCall');
		expect(call.valid).toBe(true);
	});
});

it('ten phones that ring are ten requests at once, with one call id', async () => {
	const waiting: (() => void)[] = [];
	const gather: Handler = (_got, response) => {
		waiting.push(() => send(response, SHOWN, ANYONE));
		// Nobody is answered before all have asked: one after the other they would wait for ever.
		if (waiting.length === 10) for (const answer of waiting) answer();
	};
	const { url, received } = await server(gather);
	const extenUsers = Array.from({ length: 10 }, (_none, index) => `SIPSIP${index + 1}`);
	const call = await control().playScreenPop({ url, extenUsers });
	expect(call.valid).toBe(true);
	const queries = received.map((got: Got) => new URL(got.url, url).searchParams);
	expect(new Set(queries.map((query) => query.get('ivrid'))).size).toBe(1);
	expect(queries.map((query) => query.get('extenUser')).sort()).toEqual([...extenUsers].sort());
	expect(control().screenPopAnswers()).toMatchObject({ asked: 10, valid: 10 });
});

describe('what a browser does not show', () => {
	it.each<[string, Record<string, string>]>([
		['is missing', {}],
		['is https://elsewhere.example', { 'Access-Control-Allow-Origin': 'https://elsewhere.example' }],
		['is null', { 'Access-Control-Allow-Origin': 'null' }],
	])('an answer whose Access-Control-Allow-Origin %s', async (problem, headers) => {
		const { url } = await server(shows(SHOWN, headers));
		const call = await control().playScreenPop({ url });
		expect(call.valid).toBe(false);
		expect(call.problems.join()).toContain(
			`the browser hides the answer: Access-Control-Allow-Origin ${problem}`,
		);
	});

	it('but to its own origin it does, and what is no browser does not ask', async () => {
		const { url } = await server(
			shows(SHOWN, { 'Access-Control-Allow-Origin': EXTENSION }),
			shows(SHOWN, {}),
		);
		expect((await control().playScreenPop({ url })).problems).toEqual([]);
		expect((await control().playScreenPop({ url, origin: null })).problems).toEqual([]);
	});

	it.each<[string, Handler]>([
		['preflight: HTTP 404', allows(ALLOWED, 404)],
		['preflight: HTTP 302', allows({ ...ALLOWED, Location: '/' }, 302)],
		['does not allow content-type', allows(ANYONE)],
		['does not allow content-type', allows({ ...ANYONE, 'Access-Control-Allow-Headers': 'X-Secret' })],
		['Access-Control-Allow-Origin is missing', allows({ 'Access-Control-Allow-Headers': '*' })],
		['preflight: socket hang up', reset],
	])('anything, after a preflight that fails: %s', async (problem, handler) => {
		const { url, received } = await server(handler, shows(SHOWN));
		const call = await control().playScreenPop({ url, method: 'POST json' });
		expect(call.problems.join()).toContain(problem);
		expect(received.map(({ method }) => method)).toEqual(['OPTIONS']);
	});

	it('a secret in a header needs permission too, and an asterisk gives it but for Authorization', async () => {
		const star = { ...ANYONE, 'Access-Control-Allow-Headers': '*' };
		const { url, received } = await server(allows(star), shows(SHOWN), allows(star));
		const asked = await control().playScreenPop({ url, headers: { 'X-Secret': 'between us' } });
		expect(asked.valid).toBe(true);
		expect(received[0]?.headers['access-control-request-headers']).toBe('x-secret');
		expect(received[1]?.headers['x-secret']).toBe('between us');
		const refused = await control().playScreenPop({ url, headers: { Authorization: 'Bearer x' } });
		expect(refused.problems.join()).toContain('does not allow authorization');
	});

	it('with preflight: false nothing is asked before', async () => {
		const { url, received } = await server(shows(SHOWN));
		await control().playScreenPop({ url, method: 'POST json', preflight: false });
		expect(received.map(({ method }) => method)).toEqual(['POST']);
	});

	it('an answer after three seconds, preflight included', async () => {
		const slow: Handler = (_got, response) => {
			setTimeout(() => response.writeHead(204, ALLOWED).end(), 100);
		};
		const { url } = await server(slow, never);
		const call = await control().playScreenPop({ url, method: 'POST json', deadlineMs: 600 });
		expect(call.pops[0]?.reply.late).toBe(true);
		const { reply, milliseconds = 0 } = call.pops[0] ?? {};
		expect(milliseconds).toBeGreaterThanOrEqual(598);
		expect(milliseconds - (reply?.milliseconds ?? 0)).toBeGreaterThanOrEqual(98);
		expect(control().screenPopAnswers()).toMatchObject({ asked: 1, late: 1 });
	});

	it.each<[string, Body]>([
		['STATUS: must be exactly "OK"', { ...SHOWN, STATUS: 'ok' }],
		['STATUS: must be exactly "OK"', { CLIENTNAME: 'John Doe' }],
		['TOTAL: must be an integer', { ...SHOWN, TOTAL: '1' }],
		['TOTAL', { ...SHOWN, TOTAL: null }],
		['URL: must be a whole address', { ...SHOWN, URL: '/contact?id=1' }],
		['CLIENTNAME', { ...SHOWN, CLIENTNAME: 7 }],
		['"NAME"', { ...SHOWN, NAME: 'John' }],
		['the body is not JSON', 'OK'],
	])('%s', async (problem, body) => {
		const { url } = await server(shows(body));
		expect((await control().playScreenPop({ url })).problems.join()).toContain(problem);
	});

	it('but a caller whom nobody knows is no mistake', async () => {
		const { url } = await server(shows({ STATUS: 'OK' }), shows({ STATUS: 'OK', TOTAL: 0 }));
		expect((await control().playScreenPop({ url })).valid).toBe(true);
		expect((await control().playScreenPop({ url })).valid).toBe(true);
	});
});

it('over HTTP', async () => {
	const { url } = await server(shows(SHOWN));
	const played = await postJson(`${origin()}/control/screen-pops`, { url, extenUsers: ['a', 'b'] });
	expect(played.json()).toMatchObject({ valid: true, pops: [{ extenUser: 'a' }, { extenUser: 'b' }] });
	const shown = await fetch(`${origin()}/control/screen-pops`);
	expect(await shown.json()).toMatchObject({ asked: 2 });
	const wrong = await postJson(`${origin()}/control/screen-pops`, { url, method: 'PUT' });
	expect([wrong.status, wrong.json().error]).toEqual([400, expect.stringContaining('method: ')]);
});
