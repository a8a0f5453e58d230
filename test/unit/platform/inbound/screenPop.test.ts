import { readScreenPop } from '../../../../nodes/platform/inbound/screenPop';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { POP_JSON, POP_QUERY } from './askingSamples';
import { asJson, ISRAEL } from './samples';

const readJson = (body: object) => readScreenPop({ query: {}, body: asJson(body) }, ISRAEL).request;
const readQuery = (query: Record<string, unknown>) => readScreenPop({ query }, ISRAEL).request;
const asForm = (fields: Record<string, string>) => ({
	bytes: Buffer.from(new URLSearchParams(fields).toString()),
	contentType: 'application/x-www-form-urlencoded',
});

const FROM_OLDER = {
	callId: '202010111sdsd3684752bcb3d',
	callerNumber: '0722776772',
	callerE164: '+972722776772',
	customerNumber: '0722776772',
	customerE164: '+972722776772',
	isMobile: false,
	isWithheld: false,
	did: '0722776773',
	extension: { sip: 'NaDzw5Ol' },
	phase: 'ringing',
	direction: 'incoming',
	isAnswered: false,
};

describe('the older extensions', () => {
	it('ask by GET', () => {
		expect(readScreenPop({ query: POP_QUERY }, ISRAEL)).toEqual({ request: FROM_OLDER, raw: POP_QUERY });
	});

	it('ask by a form, which may call the phase status', () => {
		const { statusCall, ...rest } = POP_QUERY;
		for (const fields of [POP_QUERY, { ...rest, status: statusCall }]) {
			expect(readScreenPop({ query: {}, body: asForm(fields) }, ISRAEL)).toEqual({
				request: FROM_OLDER,
				raw: fields,
			});
		}
	});

	it('say Dialing when the agent calls somebody', () => {
		expect(readQuery({ ...POP_QUERY, statusCall: 'Dialing' })).toMatchObject({
			phase: 'dialing',
			direction: 'outgoing',
			isAnswered: false,
			customerNumber: POP_QUERY.phone,
			customerE164: '+972722776772',
		});
	});
});

it.each([
	['in the query, as JSON', { query: { ...POP_QUERY, CUSTOM_DATA: '{"customer":"2342"}' } }],
	['in the query, with brackets', { query: { ...POP_QUERY, CUSTOM_DATA: { customer: '2342' } } }],
	['in a form', { query: {}, body: asForm({ ...POP_QUERY, 'CUSTOM_DATA[customer]': '2342' }) }],
	['in JSON', { query: {}, body: asJson({ ...POP_QUERY, CUSTOM_DATA: { customer: '2342' } }) }],
	[
		'in a call',
		{ query: {}, body: asJson({ currentCall: { ivrid: '7', CUSTOM_DATA: { customer: '2342' } } }) },
	],
])('custom data may be called CUSTOM_DATA: %s', (_where, input) => {
	expect(readScreenPop(input, ISRAEL).request.customData).toEqual({ customer: '2342' });
});

describe('the newer extensions', () => {
	it('ask in JSON, with names and times; their clock is the account’s', () => {
		expect(readScreenPop({ query: {}, body: asJson(POP_JSON) }, ISRAEL)).toEqual({
			request: {
				customerNumber: '0722776772',
				customerE164: '+972722776772',
				isMobile: false,
				isWithheld: false,
				startedAtLocal: '2022-09-16 10:35',
				callId: '20220916103546022555eb61e755c08a',
				callerNumber: '972722776772',
				callerE164: '+972722776772',
				callerName: 'Queue Testing',
				did: '0776707528',
				extension: { sip: 'KGpK4iWq' },
				phase: 'ringing',
				direction: 'incoming',
				isMuted: false,
				isAnswered: false,
				startedAt: '2022-09-16T07:35:48.000Z',
				customData: { CRM_client_ID: '12345' },
			},
			raw: POP_JSON,
		});
	});

	it('ask again when it is answered, and when it is hung up', () => {
		const talking = { ...POP_JSON, status: 'Talking', isAnswered: true, callAnswered: 1663324560 };
		expect(readJson(talking)).toMatchObject({
			phase: 'talking',
			isAnswered: true,
			answeredAt: '2022-09-16T07:36:00.000Z',
		});
		expect(readJson({ ...talking, status: 'Hangup', cause: 'Normal hangup' })).toMatchObject({
			phase: 'hangup',
			isAnswered: true,
		});
	});

	it('a call from one extension to another is internal', () => {
		expect(readJson({ ...POP_JSON, currentCall: { isInternal: true } }).direction).toBe('internal');
	});

	it('what is said only inside currentCall counts', () => {
		const { customdata: customData, ...call } = POP_JSON.currentCall;
		const request = readJson({ currentCall: { ...call, customdata: customData } });
		const { extension, isMuted, ...rest } = readJson(POP_JSON);
		expect([extension, isMuted]).toEqual([{ sip: 'KGpK4iWq' }, false]);
		expect(request).toEqual(rest);
	});
});

it('the body counts where the query names the same field; the query’s other fields stay', () => {
	const { request, raw } = readScreenPop(
		{ query: { phone: '1', tenant: 'a' }, body: asJson(POP_JSON) },
		ISRAEL,
	);
	expect(request.callerNumber).toBe('972722776772');
	expect(raw).toEqual({ ...POP_JSON, tenant: 'a' });
});

it('words that nobody knows are absent', () => {
	const request = readQuery({ ...POP_QUERY, statusCall: 'Pondering', direction: 'sideways' });
	for (const name of ['phase', 'direction', 'isAnswered']) expect(request).not.toHaveProperty(name);
});

it('refuses a request that names no call, or that cannot be read', () => {
	expect(() => readQuery({ phone: '0722776772' })).toThrow(WireError);
	expect(() => readQuery({ ...POP_QUERY, ivrid: ['a', 'b'] })).toThrow(WireError);
	const body = { bytes: Buffer.from('<methodCall>'), contentType: 'application/json' };
	expect(() => readScreenPop({ query: {}, body }, ISRAEL)).toThrow(WireError);
});
