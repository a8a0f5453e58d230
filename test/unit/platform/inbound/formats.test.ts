import { DOMParser } from '@xmldom/xmldom';

import { acknowledge, ACKNOWLEDGEMENT } from '../../../../nodes/platform/inbound/telling';
import { encodeCdr } from '../../../simulator/cdr/encode';
import { ABANDONED_CALL, ISRAEL, readCdr } from './samples';

const TYPES = {
	json: 'application/json',
	xmlrpc: 'text/xml',
	form: 'application/x-www-form-urlencoded',
} as const;
type Format = keyof typeof TYPES;

/** The record as the simulator, which knows nothing of our code, writes it. */
const sent = (spelling: Parameters<typeof encodeCdr>[1]) => ({
	bytes: Buffer.from(encodeCdr(ABANDONED_CALL, spelling)),
	contentType: TYPES[spelling.format],
});

const member = (name: string, value: string | number) =>
	`<member><name>${name}</name><value>${value}</value></member>`;
const xmlMembers = [
	...Object.entries(ABANDONED_CALL).map(([name, value]) =>
		typeof value === 'object' ? '' : member(name, value),
	),
	member('IVR', JSON.stringify(ABANDONED_CALL.IVR).replaceAll('"', '&quot;')),
	member('CustomData', '{&quot;var_customer&quot;:&quot;2342&quot;}'),
].join('\n');

/** A hand-written form and XML-RPC call, as another sender might write them. */
const byHand = {
	form: [
		'caller=0501234567&target=&time=1595333610&duration=0&ivruniqueid=202007211213270124c&type=Queue',
		'status=ABANDONE&targetextension=&callerextension=&did=0722776772&queueid=123456789&queuename=Sales+Queue',
		'record=&price=0&dialtime=0&seconds_waiting_in_queue=42&CustomData[var_customer]=2342&caller_country=Israel',
		...ABANDONED_CALL.IVR.flatMap((layer, index) =>
			Object.entries(layer).map(([name, value]) => `IVR[${index}][${name}]=${encodeURIComponent(value)}`),
		),
	].join('&'),
	xmlrpc: `<?xml version="1.0" encoding="utf-8"?>
		<methodCall>
			<methodName>CDR</methodName>
			<params><param><value><struct>
				${xmlMembers}
			</struct></value></param></params>
		</methodCall>`,
};

describe('the same abandoned call gives the same record', () => {
	const expected = readCdr(sent({ format: 'json' }), ISRAEL).record;

	it('which is worth comparing with', () => {
		expect(expected).toMatchObject({
			isAbandoned: true,
			waitSeconds: 42,
			customData: { customer: '2342' },
		});
		expect(expected.ivrPath).toHaveLength(2);
	});

	it.each([
		['JSON, numbers as text', sent({ format: 'json', numbers: 'string' })],
		['JSON, lists as text', sent({ format: 'json', nested: 'jsonString' })],
		['XML-RPC, numbers as text', sent({ format: 'xmlrpc' })],
		['XML-RPC, numbers as numbers', sent({ format: 'xmlrpc', numbers: 'number' })],
		['XML-RPC, lists as text', sent({ format: 'xmlrpc', nested: 'jsonString' })],
		['a form', sent({ format: 'form' })],
		['a form with brackets, by hand', { bytes: Buffer.from(byHand.form), contentType: TYPES.form }],
		[
			'XML-RPC with untyped values, by hand',
			{ bytes: Buffer.from(byHand.xmlrpc), contentType: TYPES.xmlrpc },
		],
		['XML-RPC that calls itself JSON', { ...sent({ format: 'xmlrpc' }), contentType: TYPES.json }],
		['JSON that calls itself a form', { ...sent({ format: 'json' }), contentType: TYPES.form }],
	])('as %s', (_format, body) => {
		expect(readCdr(body, ISRAEL).record).toEqual(expected);
	});
});

describe('an acknowledgement is understood by parsers that are not ours', () => {
	const readers: Record<Format, (text: string) => Record<string, unknown>> = {
		json: (text) => JSON.parse(text) as Record<string, unknown>,
		form: (text) => Object.fromEntries(new URLSearchParams(text)),
		xmlrpc: (text) => {
			const document = new DOMParser().parseFromString(text, 'text/xml');
			expect(document.documentElement?.nodeName).toBe('methodResponse');
			return Object.fromEntries(
				Array.from(document.getElementsByTagName('member')).map((member) => [
					member.getElementsByTagName('name')[0]?.textContent ?? '',
					member.getElementsByTagName('value')[0]?.textContent,
				]),
			);
		},
	};

	const answers: [keyof typeof ACKNOWLEDGEMENT, number, string][] = [
		['ok', 0, 'OK'],
		['parseError', 1, 'Parse error'],
		['applicationError', 2, 'Application error'],
	];
	const formats = Object.keys(TYPES) as Format[];

	it.each(formats.flatMap((format) => answers.map((answer) => [format, ...answer] as const)))(
		'%s: %s is err %i, %s',
		(format, answer, err, errdesc) => {
			const { text, contentType } = acknowledge(sent({ format }), answer);

			expect(contentType).toContain(TYPES[format]);
			expect(readers[format](text)).toEqual({ err: format === 'json' ? err : String(err), errdesc });
		},
	);

	it('in the format of what came, also when it could not be read', () => {
		const broken = { bytes: Buffer.from('<methodCall><params>'), contentType: 'application/json' };
		expect(readers.xmlrpc(acknowledge(broken, 'parseError').text)).toMatchObject({ err: '1' });
		expect(acknowledge({ bytes: Buffer.alloc(0), contentType: '' }, 'parseError').text).toBe(
			'{"err":1,"errdesc":"Parse error"}',
		);
	});

	it('with err as an int in XML-RPC', () => {
		const document = new DOMParser().parseFromString(
			acknowledge(sent({ format: 'xmlrpc' }), 'ok').text,
			'text/xml',
		);
		expect(document.getElementsByTagName('int')[0]?.textContent).toBe('0');
	});
});
