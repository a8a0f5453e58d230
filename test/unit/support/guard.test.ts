import { admit, checkAccess, whereSecretIsShown } from '../../../nodes/support/webhook/guard';
import { hookContext } from '../../n8nCore/trigger';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';

const SECRET = 'k7Qm2TopSecret';

interface Call extends RequestSetup {
	credential?: object;
	parameters?: object;
}

/** A call of a webhook, or what n8n asks when its workflow is published, and what became of it. */
const node = ({ credential, parameters = {} }: Call) => ({
	...{ type: 'voicenterTrigger', name: 'CDR', parameters },
	...(credential && { credentials: { voicenterWebhookApi: credential } }),
});
const call = (given: Call = {}) => webhookCall({ ...given, node: node(given) });
const hook = (given: Call = {}) => hookContext({ node: node(given) });

const header = { secret: SECRET, sentIn: 'header', headerName: 'X-Voicenter-Secret' };
const inQuery = { secret: SECRET, sentIn: 'query', queryParameter: 'key' };

describe('without credential and list', () => {
	it('everybody is let in', async () => {
		const { context } = call({ query: { phone: '1' } });
		expect(await admit(context, undefined)).toEqual({ query: { phone: '1' } });
		expect(await admit(context, '  ')).toEqual({ query: { phone: '1' } });
	});
});

describe('a secret in a header', () => {
	it('lets in who shows it', async () => {
		const { context } = call({ credential: header, headers: { 'x-voicenter-secret': SECRET } });
		expect(await admit(context, undefined)).toEqual({ query: {} });
	});

	it.each([{}, { 'x-voicenter-secret': 'another' }, { 'x-other': SECRET }])(
		'%j: 401, and no secret in the log',
		async (headers) => {
			const { context, logged } = call({ credential: header, headers });
			expect(await admit(context, undefined)).toEqual({ status: 401 });
			expect(logged.join()).toMatch(/did not show the secret/);
			expect(logged.join()).not.toContain(SECRET);
		},
	);

	it('does not count in the query', async () => {
		const { context } = call({ credential: header, query: { 'X-Voicenter-Secret': SECRET } });
		expect(await admit(context, undefined)).toEqual({ status: 401 });
	});
});

it('blanks around a secret and its name, which come along with copying, do not count', async () => {
	const credential = { ...header, secret: ` ${SECRET}\n`, headerName: 'X-Voicenter-Secret ' };
	const { context } = call({ credential, headers: { 'x-voicenter-secret': SECRET } });
	expect(await admit(context, undefined)).toEqual({ query: {} });
});

describe('a secret in the query', () => {
	it('lets in who shows it, and goes no further', async () => {
		const { context } = call({ credential: inQuery, query: { phone: '1', key: SECRET } });
		expect(await admit(context, undefined)).toEqual({ query: { phone: '1' } });
	});

	it.each([{}, { key: 'another' }, { key: [SECRET, SECRET] }, { key: { a: SECRET } }])(
		'%j: 401',
		async (query) => {
			const { context } = call({ credential: inQuery, query });
			expect(await admit(context, undefined)).toEqual({ status: 401 });
		},
	);
});

describe('a list of addresses', () => {
	it('refuses others with 403, whatever secret they show', async () => {
		const { context } = call({
			credential: header,
			headers: { 'x-voicenter-secret': SECRET },
			ip: '192.0.2.1',
		});
		expect(await admit(context, '203.0.113.0/24')).toEqual({ status: 403 });
	});

	it('lets in an address of it that comes as IPv6', async () => {
		const { context } = call({ ip: '::ffff:203.0.113.7' });
		expect(await admit(context, '203.0.113.0/24')).toEqual({ query: {} });
	});

	it('that an expression made of nonsense lets nobody in', async () => {
		const { context, logged } = call();
		expect(await admit(context, 'undefined')).toEqual({ status: 403 });
		expect(logged.join()).toMatch(/not an address/);
	});
});

describe('a list that an expression gives', () => {
	const parameters = { settings: { allowedAddresses: '={{ $vars.offices }}' } };

	it.each([undefined, '', '  ', null, 7])('which is %j lets nobody in', async (list) => {
		expect(await admit(call({ parameters }).context, list as string)).toEqual({ status: 403 });
		await expect(checkAccess(hook({ parameters }).context, list as string)).rejects.toThrow(
			/Allowed Addresses: the expression gives nothing, so nobody would be let in/,
		);
	});

	it.each(['203.0.113.7', ['198.51.100.1', '203.0.113.7']])('may be %j', async (list) => {
		expect(await admit(call({ parameters }).context, list as string)).toEqual({ query: {} });
	});
});

it.each([
	['203.0.113.7:51234', '203.0.113.0/24'],
	['[2001:db8::7]:51234', '2001:db8::/32'],
	['[2001:db8::7]', '2001:db8::/32'],
	['2001:db8::7', '2001:db8::/32'],
])('an address that a proxy wrote with its port is that address: %s', async (ip, list) => {
	expect(await admit(call({ ip }).context, list)).toEqual({ query: {} });
	expect(await admit(call({ ip }).context, '192.0.2.0/24')).toEqual({ status: 403 });
});

describe('a credential that cannot be read', () => {
	it('lets nobody in', async () => {
		const { context } = call({ credential: header });
		context.getCredentials = () => Promise.reject(new Error('Credential was deleted'));
		await expect(admit(context, undefined)).rejects.toThrow('Credential was deleted');
	});
});

describe('at activation', () => {
	it.each([undefined, '', '203.0.113.7, ::1'])('%p is a list', async (list) => {
		await expect(checkAccess(hook({ credential: header }).context, list)).resolves.toBeUndefined();
	});

	it('a list with a mistake stops it', async () => {
		await expect(checkAccess(hook().context, '203.0.113.7, voicenter')).rejects.toThrow(
			/Allowed Addresses: "voicenter" is not an address. Right would be/,
		);
	});

	it('a list with mistakes names all of them', async () => {
		await expect(checkAccess(hook().context, 'here, 203.0.113.7, there')).rejects.toThrow(
			/Allowed Addresses: "here", "there" are not addresses\. Right would be/,
		);
	});

	it.each(["X!#$%&'*+.^_`|~0-9az", 'x'])('a header may be called %s', async (headerName) => {
		const context = { credential: { ...header, headerName } };
		await expect(checkAccess(hook(context).context, '')).resolves.toBeUndefined();
	});

	it.each([
		[{ ...header, secret: '' }, 'Secret'],
		[{ ...header, secret: ' ' }, 'Secret'],
		[{}, 'Secret'],
		[{ ...header, headerName: '' }, 'Header Name'],
		[{ ...inQuery, queryParameter: ' ' }, 'Parameter Name'],
	])('a credential that would let nobody in stops it: %j has no %s', async (credential, field) => {
		await expect(checkAccess(hook({ credential }).context, '')).rejects.toThrow(
			`The credential Voicenter Webhook API has no ${field}, so it would let nobody in.`,
		);
	});

	it.each([
		[{ ...header, secret: 'סוד' }, /no header can carry this secret/],
		[{ ...header, secret: 'caf\u00e9' }, /no header can carry this secret/],
		[{ ...header, secret: 'one\ntwo' }, /no header can carry this secret/],
		[{ ...header, headerName: 'X Voicenter Secret' }, /no header can be called "X Voicenter Secret"/],
		[{ ...header, headerName: 'X-Voicenter:' }, /no header can be called/],
		[{ ...header, headerName: ':X-Voicenter' }, /no header can be called/],
		[{ ...header, secret: '\u007f secret' }, /no header can carry this secret/],
		[{ ...header, secret: 'secret \u007f.' }, /no header can carry this secret/],
	])('what no header can show stops it: %j', async (credential, message) => {
		await expect(checkAccess(hook({ credential }).context, '')).rejects.toThrow(message);
	});

	it('in the query any secret may be sent', async () => {
		const credential = { ...inQuery, secret: 'סוד' };
		await expect(checkAccess(hook({ credential }).context, '')).resolves.toBeUndefined();
	});

	it.each([
		{ ...header, queryParameter: '' },
		{ ...inQuery, headerName: '' },
	])('the name that is not used may be empty: %j', async (credential) => {
		await expect(checkAccess(hook({ credential }).context, '')).resolves.toBeUndefined();
	});
});

it.each([
	[undefined, undefined],
	[{ secret: SECRET }, { sentIn: 'header', name: 'X-Voicenter-Secret' }],
	[header, { sentIn: 'header', name: 'X-Voicenter-Secret' }],
	[inQuery, { sentIn: 'query', name: 'key' }],
])('the secret of %j is shown in %j', async (credential, where) => {
	const { context } = call({ ...(credential && { credential }) });
	expect(await whereSecretIsShown(context)).toEqual(where);
});
