import { isScreenPopQuery, readScreenPop } from '../../../../nodes/platform/inbound/screenPop';
import { present } from '../../../../nodes/platform/vocabulary/absent';
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

	it('ask by POST with everything in the address', () => {
		const body = { bytes: Buffer.alloc(0), contentType: 'application/json' };
		expect(readScreenPop({ query: POP_QUERY, body }, ISRAEL).request).toEqual(FROM_OLDER);
	});

	it.each([
		['Ringing', { phase: 'ringing', direction: 'incoming', isAnswered: false }],
		['dialing', { phase: 'dialing', direction: 'outgoing', isAnswered: false }],
		['TALKING', { phase: 'talking', isAnswered: true }],
		['Hangup', { phase: 'hangup' }],
		[undefined, {}],
	])('say in the phase %s no more than that', (statusCall, said) => {
		const { phase, direction, isAnswered } = readQuery({ ...POP_QUERY, statusCall });
		expect(present({ phase, direction, isAnswered })).toEqual(said);
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

it('an account elsewhere has its own numbers and its own clock', () => {
	const elsewhere = { country: 'GB', timeZone: 'America/New_York' };
	const body = asJson({ ...POP_JSON, phone: '02079460018', ivrid: '20220916103546', currentCall: {} });
	expect(readScreenPop({ query: {}, body }, elsewhere).request).toMatchObject({
		callerE164: '+442079460018',
		customerE164: '+442079460018',
		startedAt: '2022-09-16T14:35:48.000Z',
		startedAtLocal: '2022-09-16 10:35',
	});
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
		const request = readJson({ ...POP_JSON, currentCall: { isInternal: true } });
		expect(request.direction).toBe('internal');
		expect(request).not.toHaveProperty('customerNumber');
	});

	it.each(['Incoming', 'Outgoing', 'Internal', 'Click2Call', 'Dialer'])(
		'may say of a call: %s',
		(direction) => {
			expect(readJson({ ...POP_JSON, direction }).direction).toBe(direction.toLowerCase());
		},
	);

	it('count to the account’s clock; where a time would not have come yet, by it, they do not', () => {
		const { callStarted } = POP_JSON;
		const started = (ivrid: string, seconds: number) => readJson({ ivrid, callStarted: seconds }).startedAt;
		// An ID that does not begin with a time says nothing.
		const now = jest.spyOn(Date, 'now').mockReturnValue(callStarted * 1_000);
		expect(started('1', callStarted)).toBe('2022-09-16T10:35:48.000Z');
		expect(started('1', callStarted + 3 * 3_600)).toBe('2022-09-16T10:35:48.000Z');
		now.mockRestore();
	});

	it('what is said outside currentCall counts before what is said in it', () => {
		const currentCall = {
			...{ callStarted: 1, callAnswered: 1, callername: 'x', callerphone: '1', callstatus: 'Talking' },
			...{ direction: 'Outgoing', ivrid: 'x', did: '1', customdata: { x: 1 } },
		};
		const outside = { ...POP_JSON, customdata: { a: 1 }, callAnswered: POP_JSON.callStarted };
		const alone = { ...outside, currentCall: undefined };
		expect(readJson({ ...outside, currentCall })).toEqual(readJson(alone));
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

it.each([
	[{}, false],
	[{ utm_source: 'mail', toString: '1' }, false],
	[{ utm_source: 'mail', IvrId: '1' }, true],
	[POP_QUERY, true],
])('an address with %j is a pop-up’s: %s', (query, isOne) => {
	expect(isScreenPopQuery(query)).toBe(isOne);
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
