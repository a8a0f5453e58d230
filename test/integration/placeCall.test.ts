import { hangUp, placeCall } from '../../nodes/platform/services/click2call';
import { useSimulator } from '../useSimulator';
import { connectTo, refusedInput } from './connections';

const simulator = useSimulator();

type CallRequest = Parameters<typeof placeCall>[1];

const MINIMAL: CallRequest = {
	first: { kind: 'extension', extension: 'SIPSIP1' },
	target: '0501234567',
};
const place = async (given: Partial<CallRequest> = {}) =>
	placeCall(connectTo(simulator), { ...MINIMAL, ...given });
const ignore = () => undefined;
const sent = () => simulator.control.requests().map(({ json }) => json as Record<string, unknown>);

describe('a call', () => {
	it('is asked for with what it needs and nothing else', async () => {
		await place();

		expect(simulator.control.requests()).toMatchObject([
			{ method: 'POST', path: '/ForwardDialer/click2call.aspx', query: {} },
		]);
		expect(sent()).toEqual([
			{
				code: simulator.account.code,
				action: 'call',
				phone: 'SIPSIP1',
				target: '0501234567',
				format: 'JSON',
			},
		]);
	});

	it('gives its id, by which its events and records are found', async () => {
		const result = await place();
		expect(result).toMatchObject({ phone: 'SIPSIP1', target: '0501234567', message: 'OK' });
		expect(simulator.control.calls()).toMatchObject([{ callId: result.callId, state: 'ringing' }]);
		expect(result.callId).toMatch(/^\w{32}$/);
	});

	it('gives the same when Voicenter answers in XML', async () => {
		const result = await place({ answerFormat: 'XML' });
		expect(sent()).toMatchObject([{ format: 'XML' }]);
		expect(simulator.control.calls()).toMatchObject([{ callId: result.callId }]);
	});
});

describe('every field of the reference (§2) goes out under its own name', () => {
	it.each<[Partial<CallRequest>, Record<string, unknown>]>([
		[{ first: { kind: 'extension', extension: ' SIPSIP2 ' } }, { phone: 'SIPSIP2' }],
		[{ first: { kind: 'phoneNumber', phone: '+972 52-123-4567' } }, { phone: '0521234567' }],
		[{ first: { kind: 'phoneNumber', phone: 'SIPSIP3' } }, { phone: 'SIPSIP3' }],
		[{ first: { kind: 'loginCode', loginCode: '9003' } }, { phone: 'logincode', phonelogincode: '9003' }],
		[{ first: { kind: 'sipTrunk' } }, { phone: 'SIPTRUNK' }],
		[{ target: '050-123-4567' }, { target: '0501234567' }],
		[{ target: '+44 20 7183 8750' }, { target: '442071838750' }],
		[{ target: 'SIPSIP2' }, { target: 'SIPSIP2' }],
		[{ target: '(415) 555-2671', country: 'us' }, { target: '14155552671' }],
		[{ record: true }, { record: 'True' }],
		[{ record: false }, { record: 'False' }],
		[{ agentCallerId: '072-277-6772' }, { phonecallerid: '0722776772' }],
		[{ agentCallerName: 'Sales' }, { phonecallername: 'Sales' }],
		[{ targetCallerId: '+972 72 277 6773' }, { targetcallerid: '0722776773' }],
		[{ targetCallerName: 'מכירות' }, { targetcallername: 'מכירות' }],
		[{ agentRingTime: 30 }, { phonemaxdialtime: 30 }],
		[{ targetRingTime: '45' }, { targetmaxdialtime: 45 }],
		[{ maxCallDuration: 600 }, { maxduration: 600 }],
		[{ agentAutoAnswer: true }, { phoneautoanswer: true }],
		[{ agentAutoAnswer: false }, { phoneautoanswer: false }],
		[{ targetAutoAnswer: true }, { targetautoanswer: true }],
		[{ onlyIfAgentConnected: true }, { checkphonedevicestate: true }],
		[{ onlyIfTargetConnected: false }, { checktargetdevicestate: false }],
		[{ language: 'he' }, { language: 'he' }],
		[{ language: ' RU ' }, { language: 'ru' }],
		[{ ignoreDoNotCall: 'agent' }, { ignoredncstatus: 1 }],
		[{ ignoreDoNotCall: 'target' }, { ignoredncstatus: 2 }],
		[{ ignoreDoNotCall: 'both' }, { ignoredncstatus: 3 }],
		[{ customData: [{ name: 'customer', value: '2342' }] }, { var_customer: '2342' }],
		[{ customData: [{ name: 'var_customer', value: 7 }] }, { var_customer: '7' }],
		[{ customData: [{ name: 'isVip', value: true }] }, { var_isVip: 'true' }],
		[{ extraFields: [{ name: 'recordingid', value: '17' }] }, { recordingid: '17' }],
	])('%j: %j', async (given, expected) => {
		await place(given);
		const always = { code: simulator.account.code, action: 'call', format: 'JSON' };
		expect(sent()).toEqual([{ ...always, phone: 'SIPSIP1', target: '0501234567', ...expected }]);
		expect(simulator.control.calls()).toHaveLength(1);
	});

	it('all of them at once, ten custom fields included', async () => {
		const customData = Array.from({ length: 10 }, (_, index) => ({
			name: `f${index}`,
			value: String(index),
		}));
		await place({ record: true, maxCallDuration: 60, onlyIfAgentConnected: true, customData });

		expect(sent()[0]).toMatchObject({ record: 'True', maxduration: 60, var_f0: '0', var_f9: '9' });
		expect(simulator.control.calls()).toHaveLength(1);
	});

	it('an extra field may choose another kind of call', async () => {
		const extraFields = [{ name: 'action', value: 'conference' }];
		await expect(place({ extraFields })).rejects.toThrow(/Action is invalid/);
		expect(sent()).toMatchObject([{ action: 'conference' }]);
	});
});

describe('input that is wrong is refused before it is sent, with the field and what would be right', () => {
	const elevenFields = Array.from({ length: 11 }, (_, index) => ({ name: `f${index}`, value: 'x' }));
	const twice = [
		{ name: 'a', value: '1' },
		{ name: 'var_a', value: '2' },
	];

	it.each<[unknown, string, RegExp]>([
		[{ target: '' }, 'target', /empty.*050-123-4567/],
		[{ target: '  ' }, 'target', /empty/],
		[{ target: '12-34' }, 'target', /"12-34" is not a phone number/],
		[{ target: '050-12345' }, 'target', /"050-12345" is not a phone number/],
		[{ target: '050-12345678' }, 'target', /"050-12345678" is not a phone number/],
		[{ target: undefined }, 'target', /empty/],
		[{ target: null }, 'target', /empty/],
		[{ first: { kind: 'extension', extension: '' } }, 'first.extension', /empty|SIP code/],
		[{ first: { kind: 'extension', extension: '050' } }, 'first.extension', /"050".*SIPSIP1/],
		[{ first: { kind: 'phoneNumber', phone: '' } }, 'phone', /empty/],
		[{ first: { kind: 'phoneNumber', phone: 'call me' } }, 'phone', /"call me" is not/],
		[{ target: ' Anonymous ' }, 'target', /^"Anonymous" is no number: the caller has withheld theirs/],
		[{ first: { kind: 'loginCode', loginCode: ' ' } }, 'first.loginCode', /empty/],
		[{ first: { kind: 'loginCode', loginCode: undefined } }, 'first.loginCode', /empty/],
		[{ first: { kind: 'loginCode', loginCode: null } }, 'first.loginCode', /empty/],
		[{ agentCallerId: 'Sales' }, 'agentCallerId', /"Sales" is not a phone number/],
		[{ targetCallerId: 'SIPSIP1' }, 'targetCallerId', /"SIPSIP1" is not a phone number/],
		[{ country: 'UK', target: '020 7183 8750' }, 'country', /UK/],
		[{ maxCallDuration: 0 }, 'maxCallDuration', /above 0/],
		[{ agentRingTime: 1.5 }, 'agentRingTime', /whole number of seconds/],
		[{ targetRingTime: 'long' }, 'targetRingTime', /number of seconds/],
		[{ record: 'sometimes' }, 'record', /yes|no|true|false/i],
		[{ language: 'Hebrew' }, 'language', /two letters/],
		[{ customData: elevenFields }, 'customData', /10 custom data fields at most; there are 11/],
		[{ customData: twice }, 'customData', /same name/],
		[{ customData: [{ name: 'a', value: [1] }] }, 'customData.0.value', /^This is a list of values/],
		[{ customData: [{ name: 'a', value: {} }] }, 'customData.0.value', /a text, a number, true or false/],
		[{ customData: [{ name: 'a b', value: '1' }] }, 'customData.0.name', /letters/],
		[{ customData: [{ name: '', value: '1' }] }, 'customData.0.name', /name/],
		[{ extraFields: [{ name: '', value: '1' }] }, 'extraFields.0.name', /name/],
		[{ extraFields: [{ name: 'Code', value: 'x' }] }, 'extraFields', /credential/],
	])('%j', async (given, field, message) => {
		const error = await refusedInput(place(given as Partial<CallRequest>));

		expect(error.field).toBe(field);
		expect(error.message).toMatch(message);
		expect(error.message).not.toMatch(/expected string|received/);
		expect(simulator.control.requests()).toEqual([]);
	});
});

describe('what an expression may give in place of text', () => {
	it('a number as a phone number', async () => {
		await place({ target: 972501234567 as unknown as string });
		expect(sent()).toMatchObject([{ target: '0501234567' }]);
	});

	it.each([[undefined], [null]])('nothing (%s) as custom data: it is not sent as a word', async (nothing) => {
		await place({ customData: [{ name: 'customer', value: nothing }] }).catch(ignore);
		expect(['', undefined]).toContain(sent()[0]?.['var_customer']);
	});
});

describe('hanging up', () => {
	it('asks for what it needs and nothing else, and ends the call', async () => {
		await place();
		simulator.control.clearRequests();

		await expect(hangUp(connectTo(simulator), { extension: ' SIPSIP1 ' })).resolves.toMatchObject({
			extension: 'SIPSIP1',
		});
		expect(sent()).toEqual([
			{ code: simulator.account.code, action: 'terminate', phone: 'SIPSIP1', format: 'JSON' },
		]);
		expect(simulator.control.calls()).toMatchObject([{ state: 'ended' }]);
	});

	it.each(['', '0501234567', 'SIP SIP'])(
		'of "%s", which is no extension, is not asked for',
		async (extension) => {
			const error = await refusedInput(hangUp(connectTo(simulator), { extension }));
			expect(error.field).toBe('extension');
			expect(simulator.control.requests()).toEqual([]);
		},
	);
});
