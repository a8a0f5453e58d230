/** What goes out: every method and every field of the reference §2–§8, as the node sends it to the simulator. */
import type { Simulator } from '../../simulator';
import { useSimulator } from '../../useSimulator';
import { CODE, credentialFor, runNode, TOKEN } from './node';
import { CREDENTIALS, operationFor } from './operations';
import { at, methodNamed, METHODS } from './reference';
import { SEARCH_AND_DIALER_REQUESTS } from './requests/callLogAndDialer';
import type { RequestCase } from './requests/cases';
import { SERVICE_REQUESTS } from './requests/services';

jest.setTimeout(30_000);
const simulator = useSimulator({}, { keepsState: true });

const CASES = [...SERVICE_REQUESTS, ...SEARCH_AND_DIALER_REQUESTS];

type Sent = ReturnType<Simulator['control']['requests']>[number];

/** What a case sent. Each is run once: the Call Log takes 30 requests a minute. */
const sentBy = (request: RequestCase): Promise<Sent> => {
	const sending = known.get(request) ?? send(request);
	known.set(request, sending);
	return sending;
};
const known = new Map<RequestCase, Promise<Sent>>();

/** Runs a case; it must succeed, and send exactly one request. */
async function send({ method, parameters, items, credential, before }: RequestCase): Promise<Sent> {
	simulator.control.reset();
	before?.(simulator.control);
	const outcome = await runNode({
		parameters: { ...operationFor(method), ...parameters },
		credential: { ...credentialFor(simulator), ...CREDENTIALS[method], ...credential },
		...(items && { items }),
	});
	expect(outcome.error).toBeUndefined();
	const [sent, ...others] = simulator.control.requests();
	expect(others).toEqual([]);
	if (!sent) throw new Error('Nothing was sent');
	return sent;
}

const pathOf = (url: string): string => url.replace(/^https:\/\/[^/]+/, '');

/** Sent in another way than the reference's alternative, which is a row all the same. */
const INSTEAD: Record<string, Record<string, string>> = {
	// "Auth `code` in the body, or a bearer token": the credential's token is the insights'.
	'Call Log': { 'Authorization=Bearer': 'code' },
};

/** Whether a case shows a field: in its body, query, path or header, with the value where the reference lists it. */
function shows(field: string, request: RequestCase): boolean {
	if (field === 'any further field') return at(request.body, 'recordingToPlay') !== undefined;
	if (field === 'Authorization=Bearer') return request.authorization?.startsWith('Bearer ') === true;
	if (field === '{CallID}') return request.path !== undefined;
	if (field.startsWith('?')) return field.slice(1) in (request.query ?? {});
	const value = at(request.body, field);
	const [, wanted] = field.split('=');
	if (wanted === undefined || value === undefined) return value !== undefined;
	if (Array.isArray(value)) return value.includes(wanted);
	return (typeof value === 'string' ? value : JSON.stringify(value)) === wanted;
}

interface Row {
	title: string;
	method: string;
	field: string;
	request: RequestCase | undefined;
}

const ROWS: Row[] = METHODS.flatMap(({ section, name, http, fields }) =>
	fields.map((field) => {
		const alternative = INSTEAD[name]?.[field] ?? field;
		const request = CASES.find((one) => one.method === name && shows(alternative, one));
		return { title: `${section} ${http} ${name}: ${field}`, method: name, field, request };
	}),
);

describe('the table', () => {
	it('has a row for every method and every field of the reference', () => {
		expect(ROWS.filter(({ request }) => request === undefined).map(({ title }) => title)).toEqual([]);
		expect(ROWS.length).toBeGreaterThan(160);
	});

	it('is about the simulator’s account', () => {
		expect(simulator.account).toMatchObject({ code: CODE, bearerToken: TOKEN });
	});
});

describe.each(METHODS)('$section $http $url', ({ name, http, url }) => {
	it.each(CASES.filter(({ method }) => method === name))(
		'is sent exactly so, given $given',
		async (request) => {
			const { method, path, query, headers, json, body } = await sentBy(request);

			expect([method, path]).toEqual([http, request.path ?? pathOf(url)]);
			expect(query).toEqual(request.query ?? {});
			expect(headers.authorization).toBe(request.authorization);
			if (http === 'GET') expect(body).toBe('');
			else expect(headers['content-type']).toBe('application/json');
			expect(json).toEqual(request.body);
		},
	);
});

it.each(ROWS)('$title', async ({ method, field, request }) => {
	if (!request) throw new Error('There is no row');
	const sent = await sentBy(request);
	const { http, url } = methodNamed(method);
	const instead = INSTEAD[method]?.[field];

	expect([sent.method, sent.path]).toEqual([http, request.path ?? pathOf(url)]);
	expect(
		shows(instead ?? field, {
			...{ method, given: '', body: sent.json, query: sent.query as Record<string, string> },
			...(sent.path !== pathOf(url) && { path: sent.path }),
			...(sent.headers.authorization !== undefined && { authorization: sent.headers.authorization }),
		}),
	).toBe(true);
});

/** Every name in a body, with `[]` for lists; what custom data holds is the user's own. */
function namesIn(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, `${path}[]`));
	if (typeof value !== 'object' || value === null || path.endsWith('CustomData')) return [path];
	return Object.entries(value).flatMap(([name, one]) => namesIn(one, path === '' ? name : `${path}.${name}`));
}

it.each(CASES.filter(({ body }) => body !== undefined))(
	'$method, given $given, sends no field that the reference does not have',
	async (request) => {
		const { json } = await sentBy(request);
		const plain = (name: string) => name.replace(/=.*/, '').replace(/\[\]$/, '');
		const known = new Set(methodNamed(request.method).fields.map(plain));
		const unknown = namesIn(json).filter((name) => !known.has(plain(name)) && name !== 'recordingToPlay');
		expect(unknown).toEqual([]);
	},
);
