import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { connect } from '../../nodes/platform/request/account';
import { hangUp, placeCall } from '../../nodes/platform/services/click2call';
import { listExtensions } from '../../nodes/platform/services/extensions';
import { useSimulator } from '../useSimulator';
import { connectTo, failureOf } from './connections';

jest.setTimeout(20_000);
const simulator = useSimulator();

const CALL = { first: { kind: 'extension', extension: 'SIPSIP1' }, target: '0501234567' } as const;
const CODE = 'VCsomeOtherAccount11';

describe('Voicenter says no, and the user reads why and what to do', () => {
	const placed = async (format: 'JSON' | 'XML' = 'JSON') =>
		failureOf(placeCall(connectTo(simulator), { ...CALL, answerFormat: format }), simulator.account.code);

	it.each(['JSON', 'XML'] as const)('the extension is offline (%s)', async (format) => {
		simulator.control.setExtension('SIPSIP1', { online: false });
		const error = await placed(format);

		expect(error).toMatchObject({ kind: 'refused', code: 3, operation: 'Click to call' });
		expect(error.message).toBe('Click to call: Voicenter says: Extension representative offline (3)');
		expect(error.hint).toMatch(/softphone/);
	});

	it('the extension is blocked', async () => {
		simulator.control.setExtension('SIPSIP1', { blocked: true });
		const error = await placed();

		expect(error).toMatchObject({ kind: 'refused', code: 4 });
		expect(error.message).toMatch(/Extension blocked for Click2Call calls \(4\)/);
		expect(error.hint).toMatch(/back office/);
	});

	it("the extension's device is not connected, and that was asked to be checked", async () => {
		simulator.control.setExtension('SIPSIP1', { connected: false });
		const checking = placeCall(connectTo(simulator), { ...CALL, onlyIfAgentConnected: true });
		await expect(failureOf(checking, simulator.account.code)).resolves.toMatchObject({ code: 3 });
	});

	it.each(['JSON', 'XML'] as const)('the address is not on the allow-list (%s)', async (format) => {
		simulator.control.setAllowlist('nobody');
		const error = await placed(format);

		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
		expect(error.message).toMatch(/IP address 127\.0\.0\.1 is not trusted/);
		expect(error.hint).toMatch(/public IP address of this server is not on the list/);
	});

	it('the code is wrong', async () => {
		const error = await failureOf(placeCall(connectTo(simulator, CODE), CALL), CODE);
		expect(error).toMatchObject({ kind: 'refused', code: 1 });
		expect(error.message).toMatch(/Code is invalid/);
		expect(error.hint).toMatch(/account code in the credential/);
	});

	it('the extension is not one of the account', async () => {
		const error = await failureOf(
			hangUp(connectTo(simulator), { extension: 'SIPSIP99' }),
			simulator.account.code,
		);
		expect(error.message).toMatch(/^Hang up: Voicenter says: Phone is invalid/);
	});

	it('the code is not well-formed, or the address not allowed: the extension list cannot tell', async () => {
		const malformed = listExtensions(connectTo(simulator, 'short1'), { wholeOrganisation: true });
		const errors = [await failureOf(malformed, 'short1')];
		simulator.control.setAllowlist('nobody');
		const notAllowed = listExtensions(connectTo(simulator), { wholeOrganisation: true });
		errors.push(await failureOf(notAllowed, simulator.account.code));

		for (const error of errors) {
			expect(error.message).toBe('Get extensions: Voicenter says: Unauthorized (1)');
			expect(error.hint).toMatch(/code.*public IP address/);
		}
	});

	it('the code is wrong but well-formed: the extension list is empty', async () => {
		const error = await failureOf(
			listExtensions(connectTo(simulator, CODE), { wholeOrganisation: true }),
			CODE,
		);
		expect(error.message).toMatch(/no extension for this account code/);
		expect(error.hint).toMatch(/Check the code/);
	});
});

describe('answers that the simulator does not give', () => {
	let server: Server;
	let answer = { status: 200, body: '' };
	beforeAll(async () => {
		server = createServer((request, response) => {
			request.resume().on('end', () => response.writeHead(answer.status).end(answer.body));
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const failing = async (body: string, status = 200) => {
		answer = { status, body };
		return failureOf(placeCall(connect({ code: CODE, baseUrl: url() }), CALL), CODE);
	};

	it('error 2, in the words of the document', async () => {
		const error = await failing('{"ERRORCODE":2,"ERRORMESSAGE":"Application error.","CALLID":""}');
		expect(error).toMatchObject({ kind: 'refused', code: 2 });
		expect(error.message).toMatch(/Application error.* \(2\)$/);
		expect(error.hint).toMatch(/Check whether the call was made/);
	});

	it.each([['"1"'], ['1']])('error 1 as %s', async (number) => {
		const error = await failing(`{"ERRORCODE":${number},"ERRORMESSAGE":"Phone is missing","CALLID":""}`);
		expect(error.message).toMatch(/Phone is missing \(1\)/);
	});

	it('an error number that is not documented', async () => {
		const error = await failing('{"ERRORCODE":77,"ERRORMESSAGE":"Moon in the wrong house","CALLID":""}');
		expect(error).toMatchObject({ kind: 'refused', code: 77 });
		expect(error.message).toMatch(/Moon in the wrong house.*\(77\)/);
		expect(error.hint).toBeTruthy();
	});

	// A missing number must never read as 0: the workflow would go on as if the customer had been called.
	it.each([
		['{"ERRORCODE":"","ERRORMESSAGE":"","CALLID":""}'],
		['{"ERRORCODE":null,"ERRORMESSAGE":null,"CALLID":null}'],
		['{"ERRORMESSAGE":"OK","CALLID":"1"}'],
		['{"Message":"An error has occurred."}'],
		['[]'],
		['null'],
		[
			'<methodResponse><params><param><value><struct><member><name>ERRORCODE</name>' +
				'<value><string></string></value></member></struct></value></param></params></methodResponse>',
		],
	])('no error number is no success: %s', async (body) => {
		const error = await failing(body);
		expect(error.kind).toBe('unreadable');
	});

	it.each([
		[403, 'notAllowed', /not on the list/],
		[429, 'http', /Too many requests/],
		[500, 'http', /may have acted/],
		[404, 'http', /Base URL/],
	])('HTTP %i and a page: %s', async (status, kind, hint) => {
		const error = await failing('<html><body>Oops</body></html>', status);
		expect(error).toMatchObject({ kind, httpStatus: status });
		expect(error.hint).toMatch(hint);
	});

	it('an HTTP error is no success, whatever its body says', async () => {
		const error = await failing('{"ERRORCODE":0,"ERRORMESSAGE":"OK","CALLID":"1"}', 500);
		expect(error).toMatchObject({ kind: 'http', httpStatus: 500 });
	});

	it('a refusal that repeats the code shows it to nobody', async () => {
		const said = JSON.stringify({ ERRORCODE: 1, ERRORMESSAGE: `Code ${CODE} is invalid`, CALLID: '' });
		const error = await failing(said);
		expect(error.message).toMatch(/Voicenter says: Code \S+ is invalid/);
	});

	it('an answer that repeats the request shows no code, however it is cut', async () => {
		for (let padding = 150; padding < 205; padding++) {
			answer = { status: 200, body: JSON.stringify({ x: 'x'.repeat(padding), code: CODE }) };
			const { message } = await failureOf(placeCall(connect({ code: CODE, baseUrl: url() }), CALL), CODE);
			expect(message).not.toContain(CODE.slice(0, 6));
		}
	});

	it('an extension without a SIP code is not passed off as one called "undefined"', async () => {
		answer = {
			status: 200,
			body: '{"ERR":0,"DESC":"OK","EXTENSIONS":[{"Name":"Extension 1"},{"SIP":null,"Name":"2"},{"SIP":"SIPSIP3"}]}',
		};
		const listed = await listExtensions(connect({ code: CODE, baseUrl: url() }), {
			wholeOrganisation: true,
		}).catch(() => []);
		const codes = listed.map(({ sip }) => sip);
		expect(codes).not.toContain('undefined');
		expect(codes).not.toContain('null');
	});
});
