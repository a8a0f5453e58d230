import { useSimulator } from '../../useSimulator';
import { readMethodResponse } from '../../simulator/xmlrpc';
import { get, matching, postJson } from './support';

const simulator = useSimulator();

const address = () => `${simulator.url}/ForwardDialer/click2call.aspx`;
const call = (fields: Record<string, unknown> = {}) => ({
	code: simulator.account.code,
	phone: 'SIPSIP1',
	action: 'call',
	target: '0501234567',
	format: 'JSON',
	...fields,
});
const place = async (fields: Record<string, unknown> = {}) =>
	(await postJson(address(), call(fields))).json();
const refusal = (errorCode: number, text: string) => ({
	ERRORCODE: errorCode,
	ERRORMESSAGE: text,
	CALLID: '',
});

describe('a call is placed', () => {
	it('answers 0, OK and a call id of 32 characters, and the call rings', async () => {
		const answer = await postJson(address(), call());

		expect(answer.status).toBe(200);
		expect(answer.type).toBe('application/json; charset=utf-8');
		expect(answer.json()).toEqual({
			ERRORCODE: 0,
			ERRORMESSAGE: 'OK',
			CALLID: matching(/^[A-Za-z0-9]{32}$/),
		});
		expect(simulator.control.calls()).toMatchObject([
			{
				callId: answer.json().CALLID,
				kind: 'clickToCall',
				state: 'ringing',
				phone: 'SIPSIP1',
				target: '0501234567',
			},
		]);
	});

	it('takes a GET as well as a POST', async () => {
		const answer = await get(address(), call());
		expect(answer.json()).toMatchObject({ ERRORCODE: 0 });
	});

	it('compares paths without letter case, as IIS does', async () => {
		const answer = await postJson(`${simulator.url}/forwarddialer/CLICK2CALL.ASPX`, call());
		expect(answer.json()).toMatchObject({ ERRORCODE: 0 });
	});

	it('answers in XML-RPC unless asked for JSON, every member a string', async () => {
		const answer = await postJson(address(), call({ format: undefined }));

		expect(answer.type).toBe('text/xml; charset=utf-8');
		expect(readMethodResponse(answer.text)).toEqual({
			ERRORCODE: '0',
			ERRORMESSAGE: 'OK',
			CALLID: matching(/^\w{32}$/),
		});
	});

	it.each([
		['an extension', { phone: 'SIPSIP2' }],
		['an Israeli number', { phone: '0521234567' }],
		['a number in E.164 without +', { phone: '972521234567' }],
		['a SIP trunk', { phone: 'SIPTRUNK' }],
		['the extension behind a login code', { phone: 'logincode', phonelogincode: '9001' }],
	])('rings %s on leg 1', async (_what, fields) => {
		expect(await place(fields)).toMatchObject({ ERRORCODE: 0 });
	});

	it('finds the extension behind a login code', async () => {
		await place({ phone: 'logincode', phonelogincode: '9002' });
		expect(simulator.control.calls()[0]).toMatchObject({ phone: 'SIPSIP2' });
	});

	it('takes every documented option', async () => {
		const answer = await place({
			record: 'True',
			phonecallerid: '0722776772',
			phonecallername: 'Voicenter',
			targetcallerid: '0722776773',
			targetcallername: 'Voicenter',
			phonemaxdialtime: 60,
			targetmaxdialtime: '60',
			maxduration: 7200,
			phoneautoanswer: 1,
			targetautoanswer: 'true',
			checkphonedevicestate: 'True',
			checktargetdevicestate: true,
			language: 'he',
			ignoredncstatus: 3,
			var_customer: '2342',
		});
		expect(answer).toMatchObject({ ERRORCODE: 0 });
	});

	it('lets fields through that it does not know, for the call kinds whose fields are not documented', async () => {
		expect(await place({ recordingid: '17' })).toMatchObject({ ERRORCODE: 0 });
	});
});

describe('error 1: the request is wrong', () => {
	it('says no in XML-RPC as the document shows', async () => {
		const answer = await postJson(address(), call({ format: undefined, phone: undefined }));

		expect(answer.status).toBe(200);
		expect(readMethodResponse(answer.text)).toEqual({
			ERRORCODE: '1',
			ERRORMESSAGE: 'Phone is missing',
			CALLID: '',
		});
	});

	it.each([
		['Code is missing', { code: undefined }],
		['Code is invalid', { code: 'someone-elses-code' }],
		['Action is missing', { action: '' }],
		['Action is invalid', { action: 'conference' }],
		['Phone is missing', { phone: '' }],
		['Target is missing', { target: undefined }],
		['Phone is invalid', { phone: '+972501234567' }],
		['Phone is invalid', { phone: '050-1234567' }],
		['Phone is invalid', { phone: '050 1234567' }],
		['Phone is invalid', { phone: 'SIPSIP99' }],
		['Phone is invalid', { phone: 'sipsip1' }],
		['Target is invalid', { target: '+972501234567' }],
		['Target is invalid', { target: '050-123-4567' }],
		['Target is invalid', { target: 'SIPTRUNK' }],
		['Phonelogincode is missing', { phone: 'logincode' }],
		['Phonelogincode is invalid', { phone: 'logincode', phonelogincode: '1' }],
		['Record is invalid', { record: 'yes' }],
		['Record is invalid', { record: true }],
		['Maxduration is invalid', { maxduration: 'two hours' }],
		['Maxduration is invalid', { maxduration: -1 }],
		['Phonemaxdialtime is invalid', { phonemaxdialtime: '60s' }],
		['Targetmaxdialtime is invalid', { targetmaxdialtime: 1.5 }],
		['Phoneautoanswer is invalid', { phoneautoanswer: 'yes' }],
		['Targetcallerid is invalid', { targetcallerid: '+972722776772' }],
		['Ignoredncstatus is invalid', { ignoredncstatus: 4 }],
		['Var_customer is invalid', { var_customer: { id: 1 } }],
	])('%s: %j', async (text, fields) => {
		expect(await place(fields)).toEqual(refusal(1, text));
		expect(simulator.control.calls()).toEqual([]);
	});

	it('takes ten var_ fields, and not eleven', async () => {
		const variables = (count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, index) => [`var_field${index}`, 'x']));

		expect(await place(variables(10))).toMatchObject({ ERRORCODE: 0 });
		expect(await place(variables(11))).toMatchObject({ ERRORCODE: 1 });
	});

	it.each([['{"code":'], ['[1,2]'], ['code=x&phone=SIPSIP1']])(
		'refuses a body that is no JSON object: %s',
		async (body) => {
			const answer = await postJson(address(), body);
			expect(readMethodResponse(answer.text)).toMatchObject({ ERRORCODE: '1' });
		},
	);

	it('refuses a format that it does not have', async () => {
		const answer = await postJson(address(), call({ format: 'YAML' }));
		expect(readMethodResponse(answer.text)).toMatchObject({
			ERRORCODE: '1',
			ERRORMESSAGE: 'Format is invalid',
		});
	});
});

describe('errors 3 and 4: the extension cannot', () => {
	const offline = refusal(3, 'Extension representative offline');

	it('refuses an extension whose representative is offline, on leg 1 only', async () => {
		simulator.control.setExtension('SIPSIP1', { online: false });

		expect(await place()).toEqual(offline);
		expect(await place({ phone: 'SIPSIP2', target: 'SIPSIP1' })).toMatchObject({ ERRORCODE: 0 });
		expect(await place({ phone: '0521234567' })).toMatchObject({ ERRORCODE: 0 });
	});

	it('refuses a blocked extension', async () => {
		simulator.control.setExtension('SIPSIP1', { blocked: true });
		expect(await place()).toEqual(refusal(4, 'Extension blocked for Click2Call calls'));
	});

	it('refuses a device that is not connected only when asked to check', async () => {
		simulator.control.setExtension('SIPSIP1', { connected: false });

		expect(await place()).toMatchObject({ ERRORCODE: 0 });
		expect(await place({ checkphonedevicestate: 'False' })).toMatchObject({ ERRORCODE: 0 });
		expect(await place({ checkphonedevicestate: 'True' })).toEqual(offline);
	});

	it("checks the target's device when asked to", async () => {
		simulator.control.setExtension('SIPSIP2', { online: false });

		expect(await place({ target: 'SIPSIP2' })).toMatchObject({ ERRORCODE: 0 });
		expect(await place({ target: 'SIPSIP2', checktargetdevicestate: '1' })).toEqual(offline);
		expect(await place({ checktargetdevicestate: '1' })).toMatchObject({ ERRORCODE: 0 });
	});
});

describe('hanging up', () => {
	const hangUp = (phone?: string) =>
		postJson(address(), { ...call(), action: 'terminate', phone, target: undefined });

	it('ends what is active on that extension, on either leg, and nothing else', async () => {
		const first = await place();
		const second = await place({ phone: 'SIPSIP2', target: 'SIPSIP1' });
		const other = await place({ phone: 'SIPSIP3' });
		simulator.control.answerCall(String(second.CALLID));

		expect((await hangUp('SIPSIP1')).json()).toEqual({
			ERRORCODE: 0,
			ERRORMESSAGE: 'OK',
			CALLID: first.CALLID,
		});
		const states = simulator.control.calls().map(({ callId, state }) => [callId, state]);
		expect(states).toEqual([
			[first.CALLID, 'ended'],
			[second.CALLID, 'ended'],
			[other.CALLID, 'ringing'],
		]);
	});

	it('is content when nothing is active', async () => {
		expect((await hangUp('SIPSIP1')).json()).toEqual({ ERRORCODE: 0, ERRORMESSAGE: 'OK', CALLID: '' });
	});

	it('wants an extension', async () => {
		expect((await hangUp()).json()).toEqual(refusal(1, 'Phone is missing'));
		expect((await hangUp('0501234567')).json()).toEqual(refusal(1, 'Phone is invalid'));
	});
});

describe('the IP allow-list', () => {
	it('refuses an address that is not on it, in the format asked for', async () => {
		simulator.control.setAllowlist(['192.0.2.7']);
		const json = await postJson(address(), call());
		const xml = await get(address(), { phone: 'SIPSIP1' });

		expect(json.status).toBe(403);
		expect(json.json()).toEqual(refusal(1, 'IP address 127.0.0.1 is not trusted'));
		expect(xml.status).toBe(403);
		expect(readMethodResponse(xml.text)).toMatchObject({
			ERRORMESSAGE: 'IP address 127.0.0.1 is not trusted',
		});
	});

	it('can refuse everyone, and let an address in again', async () => {
		simulator.control.setAllowlist('nobody');
		expect((await postJson(address(), call())).status).toBe(403);
		simulator.control.setAllowlist(['127.0.0.1']);
		expect((await postJson(address(), call())).status).toBe(200);
	});
});
