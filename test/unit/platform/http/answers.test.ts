import { Agent } from 'undici';

import { createHttpClient } from '../../../../nodes/platform/http/client';
import type { HttpAnswer } from '../../../../nodes/platform/http/answer';
import { startServer, stopServers } from './servers';

const agent = new Agent();
afterEach(stopServers);
afterAll(() => agent.destroy());

/** The answer as a service gets it. */
async function answerOf(
	status: number,
	body: string | Buffer,
	contentType = 'text/html',
): Promise<HttpAnswer> {
	const server = await startServer((_n, _request, response) =>
		response.writeHead(status, { 'content-type': contentType }).end(body),
	);
	const client = createHttpClient({ baseUrl: server.url, secrets: [], dispatcher: agent });
	return client.send(
		{ operation: 'Click to call', url: 'https://api.voicenter.com/x', json: {}, repeatable: false },
		(answer) => answer,
	);
}

const XML =
	'<methodResponse><params><param><value><struct>' +
	'<member><name>ERRORCODE</name><value><string>1</string></value></member>' +
	'<member><name>ERRORMESSAGE</name><value><string>Phone is missing</string></value></member>' +
	'<member><name>CALLID</name><value><string></string></value></member>' +
	'</struct></value></param></params></methodResponse>';

describe('an answer is understood', () => {
	it.each([
		['JSON, whatever it calls itself', '{"ERRORCODE":0}', { ERRORCODE: 0 }],
		['JSON with blanks inside keys', '{" ErrorCode":0}', { ErrorCode: 0 }],
		[
			'JSON whose quotes are not escaped',
			'{"Message":"should be "ivrid" "}',
			{ Message: 'should be "ivrid" ' },
		],
		['XML-RPC', XML, { ERRORCODE: '1', ERRORMESSAGE: 'Phone is missing', CALLID: '' }],
		[
			'XML-RPC after blank lines',
			`\r\n\r\n${XML}`,
			{ ERRORCODE: '1', ERRORMESSAGE: 'Phone is missing', CALLID: '' },
		],
		[
			'XML-RPC after a byte order mark',
			`\uFEFF${XML}`,
			{ ERRORCODE: '1', ERRORMESSAGE: 'Phone is missing', CALLID: '' },
		],
	])('%s', async (_what, text, body) => {
		expect(await answerOf(200, text)).toEqual({ status: 200, body });
	});

	const HEBREW = '{"QueueName":"מכירות"}';
	it.each([
		['UTF-8 that is called ISO-8859-1', Buffer.from(HEBREW), 'application/json; charset=iso-8859-1'],
		[
			'Windows-1255 that is called UTF-8',
			Buffer.concat([Buffer.from('{"QueueName":"'), Buffer.from('eeebe9f8e5fa', 'hex'), Buffer.from('"}')]),
			'application/json; charset=utf-8',
		],
		['UTF-16 with its mark', Buffer.from(`\uFEFF${HEBREW}`, 'utf16le'), 'application/json'],
		[
			'ISO-8859-1 that is called so',
			Buffer.from('{"QueueName":"Café"}', 'latin1'),
			'text/plain; charset=iso-8859-1',
		],
	])('in whichever encoding it is: %s', async (_, bytes, contentType) => {
		const QueueName = contentType.startsWith('text') ? 'Café' : 'מכירות';
		expect(await answerOf(200, bytes, contentType)).toEqual({ status: 200, body: { QueueName } });
	});

	it('with an HTTP error too, when Voicenter says why', async () => {
		const refusal = '{"ERRORCODE":1,"ERRORMESSAGE":"IP address 192.0.2.1 is not trusted","CALLID":""}';
		expect(await answerOf(403, refusal)).toMatchObject({ status: 403, body: { ERRORCODE: 1 } });
	});
});

describe('an HTTP error without words of Voicenter', () => {
	it.each([400, 403, 429, 500, 502])('%i comes back as its status alone', async (status) => {
		const page = '<html><head><title>Error</title><body><p>Oops<br></body></html>';
		expect(await answerOf(status, page)).toEqual({ status, body: undefined });
		expect(await answerOf(status, '')).toEqual({ status, body: undefined });
	});
});

describe('an answer that is none', () => {
	it.each([
		['a page', '<html><body>Runtime Error</body></html>', /neither an XML-RPC call nor/],
		['nothing', '', /empty/],
		['XML with a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${XML}`, /document type/],
		['brackets without end', '['.repeat(100_000), /body/],
	])('%s is an error that says so, and that Voicenter may have acted', async (_what, text, message) => {
		const answer = answerOf(200, text);
		await expect(answer).rejects.toMatchObject({ name: 'VoicenterError', kind: 'unreadable' });
		await expect(answer).rejects.toThrow(message);
		await expect(answer).rejects.toMatchObject({ hint: expect.stringMatching(/may have acted/) as unknown });
	});
});
