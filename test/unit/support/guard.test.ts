import { admit, checkAccess } from '../../../nodes/support/webhook/guard';
import { hookContext } from '../../n8nCore/trigger';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';

const SECRET = 'k7Qm2TopSecret';

interface Call extends RequestSetup {
	credential?: object;
}

/** A call of a webhook, or what n8n asks when its workflow is published, and what became of it. */
const node = (credential?: object) => ({
	...{ type: 'voicenterTrigger', name: 'CDR' },
	...(credential && { credentials: { voicenterWebhookApi: credential } }),
});
const call = ({ credential, ...request }: Call = {}) => webhookCall({ ...request, node: node(credential) });
const hook = ({ credential }: Call = {}) => hookContext({ node: node(credential) });

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
		{ ...header, queryParameter: '' },
		{ ...inQuery, headerName: '' },
	])('the name that is not used may be empty: %j', async (credential) => {
		await expect(checkAccess(hook({ credential }).context, '')).resolves.toBeUndefined();
	});
});
